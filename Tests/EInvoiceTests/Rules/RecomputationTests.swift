import EInvoice
import TestSupport
import Testing

/// The rules against figures and statements worked out a second time.
struct RecomputationTests {
    /// Families of rules that the recomputation covers completely for the invoices and changes used here.
    private static func isCovered(_ rule: String) -> Bool { rule.hasPrefix("BR-") }

    private static func broken(_ invoice: Invoice, _ syntax: Recomputation.Syntax) throws -> Set<String> {
        let written = syntax == .ubl ? UBLWriter.write(invoice) : CIIWriter.write(invoice)
        return RuleCheck.broken(in: try ElementTree(parsing: written.bytes), .en16931).filter(isCovered)
    }

    @Test(arguments: 1...20)
    func `a sound invoice breaks no rule`(seed: UInt64) throws {
        let invoice = SoundInvoice(seed: seed).invoice
        for syntax in Recomputation.Syntax.allCases {
            #expect(try Self.broken(invoice, syntax) == [], "\(syntax)")
            #expect(Recomputation(invoice, syntax).broken == [], "\(syntax)")
        }
    }

    @Test(arguments: 1...2)
    func `each change breaks exactly the rules that a second computation names`(seed: UInt64) throws {
        for (number, change) in InvoiceChange.all.enumerated() {
            var invoice = SoundInvoice(seed: seed * 1_000 + UInt64(number)).invoice
            change.apply(&invoice)
            try Self.compare(invoice, change.name)
        }
    }

    @Test(arguments: 1...40)
    func `two changes at once break the rules of both and of their meeting`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var invoice = SoundInvoice(seed: seed + 77_000).invoice
        let changes = (0..<2).compactMap { _ in InvoiceChange.all.randomElement(using: &random) }
        for change in changes { change.apply(&invoice) }
        try Self.compare(invoice, changes.map(\.name).joined(separator: " and "))
    }

    private static func compare(_ invoice: Invoice, _ name: String) throws {
        for syntax in Recomputation.Syntax.allCases {
            let found = try broken(invoice, syntax)
            let expected = Recomputation(invoice, syntax).broken
            #expect(
                found == expected,
                "\(name) in \(syntax): only found \(found.subtracting(expected).sorted()), only expected \(expected.subtracting(found).sorted())"
            )
        }
    }
}
