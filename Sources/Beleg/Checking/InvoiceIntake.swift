import HybridPDF

/// An invoice as somebody handed it in, and the XML that was found in it.
struct InvoiceIntake: Sendable {
    /// Largest file that is looked at, in bytes.
    static let fileLimit = 25 << 20

    /// What the file was.
    enum Container: String, Sendable, Encodable {
        case xml
        case pdf
    }

    let container: Container
    let xml: [UInt8]
    /// Name of the invoice inside of a PDF.
    let embeddedName: String?
    /// Whatever else a PDF carried.
    let attachments: [HybridPDF.Attachment]
    /// Whether a PDF had faults that could be bridged.
    let wasRepaired: Bool

    /// Finds the XML in a file.
    ///
    /// - Throws: `HybridPDFError` for a PDF without a readable invoice, and for any file that is too large.
    static func read(_ file: [UInt8], pdf reader: HybridPDFReader) async throws(HybridPDFError) -> InvoiceIntake {
        guard file.count <= fileLimit else { throw .tooLarge }
        guard HybridPDF.isPDF(file) else {
            return InvoiceIntake(container: .xml, xml: file, embeddedName: nil, attachments: [], wasRepaired: false)
        }
        let hybrid = try await reader.read(file)
        return InvoiceIntake(
            container: .pdf, xml: hybrid.invoice, embeddedName: hybrid.invoiceName, attachments: hybrid.attachments,
            wasRepaired: hybrid.wasRepaired)
    }
}
