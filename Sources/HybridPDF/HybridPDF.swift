/// An invoice as a PDF for people with the same invoice as XML inside for machines: ZUGFeRD 1 and 2, Factur-X, XRechnung.
package struct HybridPDF: Sendable, Hashable {
    /// A file that the PDF carries beside the invoice.
    package struct Attachment: Sendable, Hashable {
        /// The name under which the PDF keeps it; untrusted text.
        package let name: String
        /// What the PDF says about it, empty if nothing.
        package let description: String
        /// The media type that the PDF claims, `nil` if none.
        package let mediaType: String?
    }

    /// Name of the file that holds the invoice.
    package let invoiceName: String
    /// The invoice as it was embedded.
    package let invoice: [UInt8]
    /// All other embedded files.
    package let attachments: [Attachment]
    /// Whether the PDF's structure had faults that could be bridged; what was read may then be incomplete.
    package let wasRepaired: Bool

    /// Names that the standards give the invoice, the newest first.
    ///
    /// Compared without regard to case: generators disagree about it.
    package static let invoiceNames = ["factur-x.xml", "xrechnung.xml", "zugferd-invoice.xml"]

    /// Whether bytes look like a PDF: its mark stands within the first kilobyte.
    package static func isPDF(_ bytes: some Collection<UInt8>) -> Bool {
        let head = Array(bytes.prefix(1024))
        let mark = Array("%PDF-".utf8)
        return head.indices.contains { head[$0...].starts(with: mark) }
    }
}

/// Why no invoice came out of a PDF.
package enum HybridPDFError: Error, Sendable, Hashable {
    /// No PDF, or one that is damaged beyond reading.
    case unreadable
    /// Encrypted with a password that we do not have.
    case encrypted
    /// A good PDF, but without an invoice inside; the names are those of the files that it does hold.
    case noInvoice(found: [String])
    /// Larger than we read, or something inside is.
    case tooLarge
    /// It took more time or memory than it may.
    case tooExpensive
    /// Too many are being taken apart at this moment.
    case busy
    /// The program that takes PDFs apart is not installed, or could not be started.
    case toolMissing(String)
}
