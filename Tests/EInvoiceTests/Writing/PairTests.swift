import Testing

@testable import EInvoice

@Suite("Pairs of the same invoice")
struct PairTests {
    /// Pairs whose two files say different things: other names, other decimals, one preceding invoice less.
    private static let unequal: Set = [
        "01.01_comprehensive_test", "01.02_comprehensive_test", "01.03_comprehensive_test", "01.04_comprehensive_test",
        "01.05_minimal_test", "01.06_minimal_test", "01.20a-INVOICE", "01.21a-INVOICE",
    ]
    private static let names = Samples.files(in: "xrechnung").map(\.name).filter { name in
        name.hasSuffix("_ubl.xml") && !unequal.contains { name.contains($0) }
    }

    @Test(
        "Both syntaxes are read as the same invoice", .enabled(if: Samples.arePresent, Samples.absence),
        arguments: names)
    func pair(name: String) throws {
        let files = Samples.files(in: "xrechnung")
        let other = name.replacing("_ubl.xml", with: "_uncefact.xml")
        let ubl = try #require(files.first { $0.name == name })
        let cii = try #require(files.first { $0.name == other })
        var first = try #require(InvoiceReader.read(try ElementTree(parsing: ubl.bytes)))
        // Six files fill the order's number, which UBL demands, with a word of their own.
        if first.purchaseOrderReference == "Dummywert" { first.purchaseOrderReference = nil }
        let second = try #require(InvoiceReader.read(try ElementTree(parsing: cii.bytes)))
        #expect(Differences.between(InvoiceTerms(first), InvoiceTerms(second)) == [])
    }
}
