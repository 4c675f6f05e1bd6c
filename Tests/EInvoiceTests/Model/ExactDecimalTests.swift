import Testing

@testable import EInvoice

/// Figures at the edge of 38 digits: never a crash, never a wrong sum.
struct ExactDecimalTests {
    private static let half = "-85070591730234615865843651857942052864"

    @Test func `the smallest number of all is no sum and no product`() throws {
        let half = try #require(ExactDecimal(Self.half)).quantity
        #expect(half.adding(half) == nil)
        #expect(half.multiplied(by: Quantity(2)) == nil)
        #expect(half.subtracting(half.negated) == nil)
        #expect(half.adding(half.negated) == .zero)
    }

    @Test func `an invoice whose sums have no room is judged`() throws {
        var invoice = SoundInvoice(seed: 1).invoice
        invoice.lines = [invoice.lines[0], invoice.lines[0]]
        for line in 0..<2 { invoice.lines[line].netAmount = ExactDecimal(Self.half) }
        for bytes in [UBLWriter.write(invoice).bytes, CIIWriter.write(invoice).bytes] {
            #expect(!InvoiceValidator.validate(bytes).isAccepted)
        }
    }

    @Test(arguments: ["288.79" + String(repeating: "0", count: 50), "0." + String(repeating: "3", count: 60), "-1.5"])
    func `decimals without room are kept in the text alone`(text: String) throws {
        let value = try #require(ExactDecimal(text))
        #expect(value.verbatim == text && value.rounded(to: 2) == ExactDecimal(String(text.prefix(6)))?.rounded(to: 2))
        #expect(ExactDecimal(String(repeating: "9", count: 39)) == nil)
        #expect(ExactDecimal("1.0" + String(repeating: "0", count: 50) + "x") == nil)
    }

    /// 288.79 divided by 33,000 in the 34 digits that many programs calculate with.
    @Test func `a price of 34 digits times a quantity is exact enough`() throws {
        let price = try #require(ExactDecimal("0.008751212121212121212121212121212121")).quantity
        let quantity = try #require(ExactDecimal("33000.0000")).quantity
        let product = try #require(price.multiplied(by: quantity)?.divided(by: Quantity(1))?.adding(Quantity(100)))
        #expect(product.cents == ExactDecimal("388.79")?.quantity)
        let tiny = try #require(ExactDecimal("0." + String(repeating: "0", count: 60) + "1")).quantity
        #expect(tiny.multiplied(by: Quantity(digits: .max, scale: 0)) != nil && Quantity(1).adding(tiny) == Quantity(1))
    }

    @Test func `an invoice with such prices is accepted`() throws {
        var invoice = SoundInvoice(seed: 2).invoice
        for line in invoice.lines.indices {
            let price = try #require(invoice.lines[line].price.net)
            let zeros = price.decimals == 0 ? "." : ""
            invoice.lines[line].price = Price()
            invoice.lines[line].price.net = ExactDecimal(price.verbatim + zeros + String(repeating: "0", count: 45))
        }
        let sound = SoundInvoice(seed: 2).invoice
        for write in [{ UBLWriter.write($0).bytes }, { CIIWriter.write($0).bytes }] as [(Invoice) -> [UInt8]] {
            let before = InvoiceValidator.validate(write(sound)), after = InvoiceValidator.validate(write(invoice))
            #expect(before.isAccepted && after.isAccepted, "\(after.findings.map(\.rule))")
        }
    }
}
