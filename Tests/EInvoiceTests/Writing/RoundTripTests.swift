import Testing

@testable import EInvoice

@Suite("Round trips")
struct RoundTripTests {
    @Test("No business term is lost on the way to the other syntax and back", arguments: ["380", "381"])
    func everyTerm(typeCode: String) throws {
        let invoice = FullInvoice(typeCode: typeCode).invoice
        let viaUBL = try read(UBLWriter.write(invoice))
        #expect(Differences.between(InvoiceTerms(viaUBL), InvoiceTerms(invoice)) == [])
        let viaCII = try read(CIIWriter.write(viaUBL))
        #expect(Differences.between(InvoiceTerms(viaCII), InvoiceTerms(invoice)) == [])
        #expect(try Differences.between(InvoiceTerms(read(UBLWriter.write(viaCII))), InvoiceTerms(invoice)) == [])
    }

    @Test(
        "Real invoices keep every business term", .enabled(if: Samples.arePresent, Samples.absence),
        arguments: Samples.invoices)
    func samples(_ sample: Samples.File) throws {
        let invoice = try #require(InvoiceReader.read(try ElementTree(parsing: sample.bytes)))
        for written in [UBLWriter.write(invoice), CIIWriter.write(invoice)] {
            let tree = try ElementTree(parsing: written.bytes)
            let fault = StructureChecker.faults(in: tree).first
            #expect(fault == nil, "\(fault.map { "\($0.place.path) \($0.english)" } ?? "")")
            let again = try #require(InvoiceReader.read(tree))
            let terms = Set(written.losses.map(\.term))
            #expect(
                Differences.between(InvoiceTerms(again, without: terms), InvoiceTerms(invoice, without: terms)) == [])
        }
    }

    private func read(_ written: WrittenInvoice) throws -> Invoice {
        try #require(InvoiceReader.read(try ElementTree(parsing: written.bytes)))
    }
}
