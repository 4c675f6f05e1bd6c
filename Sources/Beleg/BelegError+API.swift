package import BelegCore
import HTTPTypes
package import ServiceKit
import Shared

/// The one table from the core's errors to HTTP.
extension BelegError: ProblemConvertible {
    package var problem: Problem {
        switch self {
        case .invalid(let findings): .invalid(findings)
        case .notFound(let subject, let id): .unknown(subject, id)
        case .versionMismatch(_, _, let actual): .outdated(actual)
        case .partnerNumberTaken(let number):
            .conflict(
                "partner-number-taken", de: "Die Partnernummer \(number) gibt es schon.",
                en: "The partner number \(number) is taken.")
        case .notADraft(_, let number):
            .conflict(
                "not-a-draft",
                de: "Der Beleg \(number ?? "") ist finalisiert und bleibt, wie er ist; ein Storno hebt ihn auf.",
                en: "Document \(number ?? "") is finalised and stays as it is; a storno cancels it.")
        case .notFinalised:
            .conflict("not-finalised", de: "Der Beleg ist noch ein Entwurf.", en: "The document is still a draft.")
        case .alreadyReversed(_, let reversalID, let number): .reversed(by: number, reversalID)
        case .reversalOfReversal:
            .conflict(
                "reversal-of-reversal", de: "Ein Storno wird nicht storniert.", en: "A storno is not reversed itself.")
        case .duplicateSupplierInvoice(let number, let existing): .duplicate(number, existing)
        case .alreadyPosted(_, let transactionID):
            .conflict(
                "already-posted", de: "Die Buchung ist schon in Finance: \(transactionID).",
                en: "The booking is in Finance already: \(transactionID).")
        }
    }
}

extension Problem {
    fileprivate static func conflict(_ code: String, de: String, en: String, headers: HTTPFields = [:]) -> Problem {
        Problem(.conflict, code: code, detail: LocalizedText(de: de, en: en), headers: headers)
    }

    fileprivate static func unknown(_ subject: BelegError.Subject, _ id: String) -> Problem {
        let shown = id.prefix(80)
        let detail =
            switch subject {
            case .partner:
                LocalizedText(de: "Den Partner \(shown) gibt es nicht.", en: "There is no partner \(shown).")
            case .document:
                LocalizedText(de: "Den Beleg \(shown) gibt es hier nicht.", en: "There is no document \(shown) here.")
            }
        return .notFound(detail, code: "\(subject.rawValue)-not-found")
    }

    fileprivate static func outdated(_ actual: Int64) -> Problem {
        Problem(
            .preconditionFailed, code: "version-mismatch",
            detail: LocalizedText(
                de: "Inzwischen gibt es Version \(actual). Bitte neu laden.",
                en: "Meanwhile there is version \(actual). Please load it again."),
            headers: [.eTag: "\"\(actual)\""])
    }

    fileprivate static func reversed(by number: String, _ id: String) -> Problem {
        conflict(
            "already-reversed", de: "Der Beleg ist schon storniert, durch \(number).",
            en: "The document is reversed already, by \(number).",
            headers: [.link: "<\(BelegRoute.prefix)/belege/kette/\(id)>; rel=\"related\""])
    }

    fileprivate static func duplicate(_ number: String, _ existing: String) -> Problem {
        let text = LocalizedText(
            de: "Die Rechnung \(number) dieses Lieferanten ist schon erfasst.",
            en: "Invoice \(number) of this supplier is recorded already.")
        return Problem(
            .conflict, code: "duplicate-supplier-invoice", detail: text,
            findings: [
                Finding(pointer: "/lieferantenRechnungsnummer", code: "duplicate-supplier-invoice", detail: text)
            ],
            headers: [.link: "<\(BelegRoute.incomingInvoices)/\(existing)>; rel=\"related\""])
    }
}
