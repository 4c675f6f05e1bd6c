import EInvoice
import Testing

/// Codes that are empty, where the official rules of the extension and of the vehicle directive join two lists.
struct ListSeamTests {
    private static let german = "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"

    private func broken(_ invoice: Invoice) throws -> [Set<String>] {
        try [UBLWriter.write(invoice), CIIWriter.write(invoice)].map {
            RuleCheck.broken(in: try ElementTree(parsing: $0.bytes), .xrechnung)
        }
    }

    @Test(arguments: [("", false), ("STI", false), ("CVD", false), ("QQQ", true)])
    func `a classification of a vehicle`(scheme: String, isBroken: Bool) throws {
        var invoice = SoundInvoice(seed: 1).invoice
        invoice.processControl.specification = Self.german + "#compliant#urn:xeinkauf.de:kosit:xrechnung:cvd_0.9"
        invoice.lines[0].item.classifications[0].scheme = scheme
        for broken in try broken(invoice) { #expect(broken.contains("BR-TMP-CVD-01") == isBroken) }
    }

    @Test(arguments: [("", false), ("EM", false), ("XR01", false), ("QQQ", true)])
    func `an electronic address of the extension`(scheme: String, isBroken: Bool) throws {
        var invoice = SoundInvoice(seed: 1).invoice
        invoice.processControl.specification =
            Self.german + "#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0"
        invoice.buyer.electronicAddress?.scheme = scheme
        for broken in try broken(invoice) { #expect(broken.contains("BR-DEX-07") == isBroken) }
    }
}
