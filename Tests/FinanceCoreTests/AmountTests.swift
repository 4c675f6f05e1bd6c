import FinanceCore
import Testing

@Suite("Money") struct AmountTests {
    @Test(
        "Decimal strings become minor units, exactly",
        arguments: [
            ("0", 0), ("0.00", 0), ("1190.00", 119_000), ("1190", 119_000), ("0.5", 50), ("-5", -500), ("-0.01", -1),
            ("007.10", 710), ("92233720368547758.07", Int64.max), ("-92233720368547758.08", Int64.min),
        ])
    func reads(_ text: String, _ minor: Int64) throws {
        #expect(try Amount(parsing: text, currency: .eur).minor == minor)
    }

    @Test(
        "What is no amount is refused",
        arguments: [
            "", "-", ".", "1.", ".5", "1,00", "1 000", "+1", "1e3", "--1", "1.2.3", "١", "0x10", "NaN", "1.00 ", "１",
        ])
    func malformed(_ text: String) {
        #expect(throws: Amount.ParseError.malformed) { try Amount(parsing: text, currency: .eur) }
    }

    @Test("More decimals than the currency has are refused, zeros too")
    func decimals() throws {
        let yen = try #require(Currency(code: "JPY"))
        let dinar = try #require(Currency(code: "KWD"))
        #expect(throws: Amount.ParseError.tooManyDecimals(allowed: 2)) { try Amount(parsing: "1.001", currency: .eur) }
        #expect(throws: Amount.ParseError.tooManyDecimals(allowed: 2)) { try Amount(parsing: "1.000", currency: .eur) }
        #expect(throws: Amount.ParseError.tooManyDecimals(allowed: 0)) { try Amount(parsing: "1.0", currency: yen) }
        #expect(throws: Amount.ParseError.tooManyDecimals(allowed: 2)) {
            try Amount(parsing: "0.00000000000000000000000001", currency: .eur)
        }
        #expect(try Amount(parsing: "1.001", currency: dinar).minor == 1001)
        #expect(try Amount(parsing: "5", currency: yen).minor == 5)
    }

    @Test(
        "What does not fit into 64 bits is refused",
        arguments: ["92233720368547758.08", "-92233720368547758.09", "922337203685477580", "99999999999999999999"])
    func overflow(_ text: String) {
        #expect(throws: Amount.ParseError.overflow) { try Amount(parsing: text, currency: .eur) }
    }

    @Test("Writing and reading give the same amount", arguments: ["EUR", "JPY", "KWD"])
    func roundTrip(_ code: String) throws {
        let currency = try #require(Currency(code: code))
        var random = SeededRandom(seed: 7)
        let edges: [Int64] = [0, 1, -1, 9, -9, 99, 100, -100, .max, .min]
        let values = edges + (0..<500).map { _ in Int64(bitPattern: random.next() >> random.next() % 60) }
        for minor in values {
            let amount = Amount(minor: minor, currency: currency)
            #expect(try Amount(parsing: amount.decimalString, currency: currency) == amount)
        }
        #expect(Amount(minor: -5, currency: .eur).decimalString == "-0.05")
    }

    @Test("Codes that are no currency are refused", arguments: ["", "eur", "EU", "EURO", "XXX", "DEM"])
    func unknownCurrency(_ code: String) { #expect(Currency(code: code) == nil) }
}

/// SplitMix64: the same numbers for the same seed on every machine.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
