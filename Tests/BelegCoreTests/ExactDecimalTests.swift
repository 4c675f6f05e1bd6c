import BelegCore
import Foundation
import TestSupport
import Testing

@Suite struct ExactDecimalTests {
    @Test(
        "a decimal text is read exactly",
        arguments: [
            ("1", "1"), ("0.0001", "0.0001"), ("-2.50", "-2.5"), ("12.3400000", "12.34"), ("007", "7"), ("-0", "0"),
            ("999999999.9999", "999999999.9999"),
        ])
    func reads(_ text: String, _ shown: String) throws {
        #expect(try ExactDecimal(parsing: text).description == shown)
    }

    @Test(
        "whatever is not a plain decimal is refused",
        arguments: ["", " 1", "1,5", "1e3", "+1", ".5", "5.", "--1", "1.2.3", "NaN", "٣", "0x10", "-"])
    func refusesNonsense(_ text: String) {
        #expect(throws: DecimalFault.notANumber) { try ExactDecimal(parsing: text) }
    }

    @Test("more than four significant decimals are refused, not rounded")
    func refusesDecimals() {
        #expect(throws: DecimalFault.tooManyDecimals(allowed: 4)) { try ExactDecimal(parsing: "1.00001") }
        #expect(throws: DecimalFault.tooManyDecimals(allowed: 2)) { try MoneyFormat.minor("1.001") }
    }

    @Test("a number beyond Int64 is refused")
    func refusesOverflow() {
        #expect(throws: DecimalFault.tooLarge) { try ExactDecimal(parsing: "922337203685477.5808") }
        #expect(throws: DecimalFault.tooLarge) { try MoneyFormat.minor("99999999999999999999") }
    }

    @Test("text and value are inverse for 5,000 random values")
    func roundTrip() throws {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<5_000 {
            let value = ExactDecimal(units: Int64.random(in: Int64.min / 2...Int64.max / 2, using: &random))
            #expect(try ExactDecimal(parsing: value.description) == value)
            #expect(try ExactDecimal(parsing: value.text(minimumDecimals: 4)) == value)
            #expect(try MoneyFormat.minor(MoneyFormat.text(value.units)) == value.units)
        }
    }

    @Test("line amounts equal Foundation's decimal arithmetic for 5,000 random lines")
    func lineAmounts() throws {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<5_000 {
            let quantity = ExactDecimal(units: Int64.random(in: -99_999_999...99_999_999, using: &random))
            let price = ExactDecimal(units: Int64.random(in: 0...9_999_999_999, using: &random))
            let discount = ExactDecimal(units: Int64.random(in: 0...1_000_000, using: &random))
            let amounts = try #require(
                LineAmounts.compute(quantity: quantity, unitPrice: price, discountPercent: discount))
            let full = try cents(quantity, price, Decimal(1))
            let percent = try #require(Decimal(string: discount.description)) / 100
            let reduction = try cents(quantity, price, percent)
            #expect(amounts.discountMinor == reduction)
            #expect(amounts.netMinor == full - reduction)
        }
    }

    @Test("half a cent is rounded away from zero")
    func roundsHalf() throws {
        let cases: [(String, String, Int64)] = [
            ("1", "0.005", 1), ("-1", "0.005", -1), ("1", "0.0049", 0), ("3", "0.115", 35),
        ]
        for (quantity, price, minor) in cases {
            let amounts = LineAmounts.compute(
                quantity: try ExactDecimal(parsing: quantity), unitPrice: try ExactDecimal(parsing: price),
                discountPercent: .zero)
            #expect(amounts?.netMinor == minor)
        }
    }

    @Test("a line beyond the limit has no amount")
    func lineLimit() {
        let limit = ExactDecimal.inputLimit
        #expect(LineAmounts.compute(quantity: limit, unitPrice: limit, discountPercent: .zero) == nil)
        let extreme = ExactDecimal(units: .max)
        #expect(LineAmounts.compute(quantity: extreme, unitPrice: extreme, discountPercent: extreme) == nil)
    }

    private func cents(_ quantity: ExactDecimal, _ price: ExactDecimal, _ factor: Decimal) throws -> Int64 {
        let left = try #require(Decimal(string: quantity.description))
        let right = try #require(Decimal(string: price.description))
        var exact = left * right * factor * 100
        var rounded = Decimal()
        NSDecimalRound(&rounded, &exact, 0, .plain)
        return try #require(Int64(rounded.description))
    }
}
