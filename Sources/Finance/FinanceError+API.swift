import FinanceCore
import HTTPTypes
package import ServiceKit
import Shared

/// The one table from the core's errors to HTTP.
extension FinanceError: ProblemConvertible {
    package var problem: Problem {
        switch self {
        case .invalid(let findings), .accountsRejected(let findings): .invalid(findings)
        case .rowsRejected(let rows): .invalid(rows.flatMap(\.locatedFindings))
        case .duplicateID(let id): .reused("/id", what: "id \(id)")
        case .idempotencyKeyReused(let key): .reused("", what: "Idempotency-Key \(key.prefix(80))")
        case .alreadyReversed(let id, let reversal): .alreadyReversed(id, by: reversal)
        case .notReversible(let id): .notReversible(id)
        case .accountExists(let number): .accountExists(number)
        case .periodLocked(let date, let kind, let next): .periodLocked(date, kind, next)
        case .lockNotRising(let kind, let through): .lockNotRising(kind, through)
        case .expectationFailed(let findings): .expectationFailed(findings)
        case .balanceNegative(let findings): .balanceNegative(findings)
        case .draftExists(let id): .draftExists(id)
        case .draftInBatch(let id, let batch): .draftInBatch(id, batch)
        case .draftsFull(let maximum):
            .full("drafts-full", de: "Es gibt schon \(maximum) Entwürfe.", en: "There are \(maximum) drafts already.")
        case .batchExists(let id): .batchExists(id)
        case .batchPosted(let id): .batchPosted(id)
        case .batchFull(let maximum):
            .full(
                "batch-full", de: "Ein Stapel hat höchstens \(maximum) Entwürfe.",
                en: "A batch has at most \(maximum) drafts.")
        case .batchRejected(let findings): .batchRejected(findings)
        case .versionMismatch(let version): .versionMismatch(version)
        case .notFound(let subject, let name): .unknown(subject, name)
        case .ledgerOverflow(let currency): .ledgerOverflow(currency)
        case .mandantExists(let id): .mandantExists(id)
        case .mandantenFull(let maximum): .mandantenFull(maximum)
        case .mandantenBusy(let maximum):
            .unavailable(
                "mandanten-busy", de: "Mehr als \(maximum) Mandanten zugleich sind nicht geöffnet.",
                en: "At most \(maximum) companies are open at once.")
        case .queueFull:
            .unavailable("queue-full", de: "Zu viele Buchungen warten.", en: "Too many writes are waiting.")
        case .closing: .unavailable("closing", de: "Der Dienst wird beendet.", en: "The service is closing down.")
        case .storage: .unavailable("storage", de: "Der Speicher antwortet nicht.", en: "The storage does not answer.")
        }
    }
}

extension FinanceError.RowFault {
    /// The row's findings under `/<row>`.
    var locatedFindings: [Finding] {
        findings.map { $0.located(under: "/\(row)") }
    }
}

extension Problem {
    fileprivate static func reused(_ pointer: String, what: String) -> Problem {
        let text = LocalizedText(
            de: "\(what) gehört schon zu einer Anfrage mit anderem Inhalt.",
            en: "\(what) already belongs to a request with other content.")
        return Problem(
            .unprocessableContent, code: "idempotency-key-reused", detail: text,
            findings: [Finding(pointer: pointer, code: "idempotency-key-reused", detail: text)])
    }

    fileprivate static func alreadyReversed(_ id: EntityID, by reversal: EntityID) -> Problem {
        Problem(
            .conflict, code: "already-reversed",
            detail: LocalizedText(
                de: "Die Buchung \(id) ist schon storniert, durch \(reversal).",
                en: "Transaction \(id) is reversed already, by \(reversal)."),
            headers: [.link: "<\(FinanceRoute.transactions)/\(reversal)>; rel=\"related\""])
    }

    fileprivate static func notReversible(_ id: EntityID) -> Problem {
        Problem(
            .conflict, code: "not-reversible",
            detail: LocalizedText(
                de: "\(id) ist selbst ein Storno; bitte neu buchen.",
                en: "\(id) is a reversal itself; post the transaction anew."))
    }

    fileprivate static func accountExists(_ number: AccountNumber) -> Problem {
        Problem(
            .conflict, code: "account-exists",
            detail: LocalizedText(de: "Das Konto \(number) gibt es schon.", en: "Account \(number) exists already."),
            headers: [.location: "\(FinanceRoute.accounts)/\(number)"])
    }

    fileprivate static func periodLocked(
        _ date: BookingDate, _ kind: PeriodLock.Kind, _ next: BookingDate
    ) -> Problem {
        let finding = Finding.periodLocked(date, kind, next)
        var problem = Problem(.conflict, code: finding.code, detail: finding.detail, findings: [finding])
        problem.nextOpenDate = next.description
        return problem
    }

    fileprivate static func expectationFailed(_ findings: [Finding]) -> Problem {
        Problem(
            .conflict, code: "expectation-failed",
            detail: LocalizedText(
                de: "Ein Saldo ist nicht so, wie er erwartet wird; nichts wurde gebucht.",
                en: "A balance is not as expected; nothing was posted."), findings: findings)
    }

    fileprivate static func balanceNegative(_ findings: [Finding]) -> Problem {
        Problem(
            .conflict, code: "balance-negative",
            detail: LocalizedText(
                de: "Ein Konto, das nicht negativ werden darf, würde es.",
                en: "An account that must not become negative would."), findings: findings)
    }

    fileprivate static func lockNotRising(_ kind: PeriodLock.Kind, _ through: BookingDate) -> Problem {
        Problem(
            .conflict, code: "lock-not-rising",
            detail: LocalizedText(
                de: "Die Festschreibung (\(kind.rawValue)) reicht schon bis zum \(through) und geht nicht zurück.",
                en: "The lock (\(kind.rawValue)) reaches \(through) already and is never moved back."))
    }

    fileprivate static func ledgerOverflow(_ currency: Currency) -> Problem {
        .invalid([
            Finding(
                "/lines", "ledger-overflow", de: "Die Summen des Hauptbuchs in \(currency) würden zu groß.",
                en: "The ledger's sums in \(currency) would become too large.")
        ])
    }

    /// 404 for a thing of the ledger that is not there.
    static func unknown(_ subject: FinanceError.Subject, _ name: String) -> Problem {
        let shown = name.prefix(80)
        let detail =
            switch subject {
            case .account:
                LocalizedText(de: "Das Konto \(shown) gibt es nicht.", en: "There is no account \(shown).")
            case .transaction:
                LocalizedText(de: "Die Buchung \(shown) gibt es nicht.", en: "There is no transaction \(shown).")
            case .document:
                LocalizedText(de: "Das Dokument \(shown) gibt es nicht.", en: "There is no document \(shown).")
            case .draft:
                LocalizedText(de: "Den Entwurf \(shown) gibt es nicht.", en: "There is no draft \(shown).")
            case .batch:
                LocalizedText(de: "Den Stapel \(shown) gibt es nicht.", en: "There is no batch \(shown).")
            case .mandant:
                LocalizedText(de: "Den Mandanten \(shown) gibt es nicht.", en: "There is no company \(shown).")
            }
        return .notFound(detail, code: "\(subject.rawValue)-not-found")
    }

    fileprivate static func mandantExists(_ id: MandantID) -> Problem {
        Problem(
            .conflict, code: "mandant-exists",
            detail: LocalizedText(
                de: "Den Mandanten \(id) gibt es schon, mit anderem Namen oder Kontenrahmen.",
                en: "Company \(id) exists already, with another name or chart."),
            headers: [.location: "\(FinanceRoute.mandanten)/\(id)"])
    }

    fileprivate static func mandantenFull(_ maximum: Int) -> Problem {
        Problem(
            .conflict, code: "mandanten-full",
            detail: LocalizedText(
                de: "Es gibt schon \(maximum) Mandanten.", en: "There are \(maximum) companies already."))
    }

    fileprivate static func unavailable(_ code: String, de: String, en: String) -> Problem {
        Problem(
            .serviceUnavailable, code: code, detail: LocalizedText(de: de, en: en), headers: [.retryAfter: "1"])
    }
}
