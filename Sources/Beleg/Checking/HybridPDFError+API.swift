import HTTPTypes
package import HybridPDF
package import ServiceKit
import Shared

extension HybridPDFError: ProblemConvertible {
    package var problem: Problem {
        switch self {
        case .toolMissing:
            Problem(.serviceUnavailable, code: code, detail: text)
        case .busy:
            Problem(.serviceUnavailable, code: code, detail: text, headers: [.retryAfter: "2"])
        case .tooLarge:
            Problem(.contentTooLarge, code: code, detail: text)
        case .unreadable, .encrypted, .noInvoice, .tooExpensive:
            Problem(.unprocessableContent, code: code, detail: text)
        }
    }

    /// Stable code of the error.
    var code: String {
        switch self {
        case .unreadable: "pdf-unreadable"
        case .encrypted: "pdf-encrypted"
        case .noInvoice: "pdf-without-invoice"
        case .tooLarge: "content-too-large"
        case .tooExpensive: "pdf-too-expensive"
        case .busy: "too-many-pdfs"
        case .toolMissing: "pdf-reader-missing"
        }
    }

    /// The error in both languages.
    var text: LocalizedText {
        switch self {
        case .unreadable:
            LocalizedText(de: "Die PDF-Datei ist beschädigt.", en: "The PDF is damaged.")
        case .encrypted:
            LocalizedText(de: "Die PDF-Datei ist mit einem Kennwort geschützt.", en: "The PDF needs a password.")
        case .noInvoice(let found):
            Self.noInvoice(found)
        case .tooLarge:
            LocalizedText(de: "Die Datei oder ihr Inhalt ist zu groß.", en: "The file or its content is too large.")
        case .tooExpensive:
            LocalizedText(
                de: "Die PDF-Datei braucht zu viel Zeit oder Speicher.", en: "The PDF needs too much time or memory.")
        case .busy:
            LocalizedText(
                de: "Gerade werden zu viele PDF-Dateien gelesen; bitte gleich noch einmal.",
                en: "Too many PDFs are being read right now; please try again in a moment.")
        case .toolMissing:
            LocalizedText(
                de: "PDF-Dateien können hier nicht gelesen werden: Das Programm qpdf fehlt.",
                en: "PDFs cannot be read here: the program qpdf is missing.")
        }
    }

    private static func noInvoice(_ found: [String]) -> LocalizedText {
        guard !found.isEmpty else {
            return LocalizedText(
                de: "Die PDF-Datei enthält keine elektronische Rechnung und keine Anlagen.",
                en: "The PDF holds no electronic invoice and no attachments.")
        }
        let names = found.prefix(5).map { String($0.prefix(80)) }.joined(separator: ", ")
        return LocalizedText(
            de: "Die PDF-Datei enthält keine elektronische Rechnung, nur: \(names).",
            en: "The PDF holds no electronic invoice, only: \(names).")
    }
}
