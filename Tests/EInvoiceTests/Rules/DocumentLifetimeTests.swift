import EInvoice
import Testing

/// A service judges invoices for months: nothing of one may stay behind.
struct DocumentLifetimeTests {
    private static let specifications = [
        "urn:cen.eu:en16931:2017", "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0",
    ]

    @Test(arguments: 1...20 as ClosedRange<UInt64>, specifications)
    func `a document that was judged, read and shown is let go`(seed: UInt64, specification: String) throws {
        var invoice = SoundInvoice(seed: seed).invoice
        invoice.processControl.specification = specification
        for written in [UBLWriter.write(invoice), CIIWriter.write(invoice)] {
            weak var left: ElementTree?
            do {
                let tree = try ElementTree(parsing: written.bytes)
                left = tree
                let verdict = InvoiceValidator.validate(tree)
                #expect(verdict.syntax != nil)
                let read = try #require(InvoiceReader.read(tree))
                #expect(read.number == invoice.number)
            }
            #expect(left == nil, "seed \(seed)")
        }
    }
}
