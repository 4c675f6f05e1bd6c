import FinanceCore
import Hummingbird
import ServiceKit

extension QueryReader {
    /// A calendar day `2026-01-31`.
    mutating func date(_ name: String) -> BookingDate? {
        value(
            name, code: "date-malformed", de: "Kein Tag des Kalenders in der Form JJJJ-MM-TT.",
            en: "Not a calendar day in the form YYYY-MM-DD."
        ) { BookingDate(iso: $0) }
    }

    /// `start_date` and `end_date`; the end must not lie before the start.
    mutating func period() -> (start: BookingDate?, end: BookingDate?) {
        period(from: date("start_date"), through: date("end_date"), "end_date")
    }

    /// As `period()`, with `as_of` as another name of the last day; both may be there if they say the same.
    mutating func periodAsOf() -> (start: BookingDate?, end: BookingDate?) {
        let start = date("start_date")
        let end = date("end_date")
        let asOf = date("as_of")
        if let end, let asOf, end != asOf {
            report(
                "as_of", "end-ambiguous", de: "as_of und end_date nennen verschiedene letzte Tage.",
                en: "as_of and end_date name different last days.")
        }
        return period(from: start, through: end ?? asOf, end == nil ? "as_of" : "end_date")
    }

    private mutating func period(
        from start: BookingDate?, through end: BookingDate?, _ name: String
    ) -> (start: BookingDate?, end: BookingDate?) {
        if let start, let end, end < start {
            report(
                name, "period-reversed", de: "Der Zeitraum endet vor seinem Beginn.",
                en: "The period ends before it begins.")
        }
        return (start, end)
    }

    /// The day that a figure is asked for: `as_of`, or one of the names it had before.
    mutating func asOf(or name: String) -> BookingDate? {
        let asOf = date("as_of")
        return asOf ?? date(name)
    }

    /// Whether everything is checked and nothing is written (`dry_run`).
    mutating func conditions() -> PostingConditions {
        PostingConditions(isDryRun: flag("dry_run", default: false))
    }

    /// Whether `expand` asks for balances.
    mutating func balancesExpanded() -> Bool {
        guard let text = text("expand") else { return false }
        if text == "balances" { return true }
        report("expand", "expand-unknown", de: "Erlaubt ist balances.", en: "Use balances.")
        return false
    }

    /// A state of knowledge: a sequence, a moment or a lock.
    mutating func knownAt() -> KnownAt? {
        value(
            "known_at", code: "known-at-malformed",
            de: "Erwartet wird eine Nummer, ein Zeitpunkt wie 2026-02-10T12:00:00Z oder lock:3.",
            en: "Expected a sequence, a moment like 2026-02-10T12:00:00Z or lock:3."
        ) { KnownAt($0) }
    }

    /// An ISO 4217 code, the euro when absent.
    mutating func currency() -> Currency {
        value(
            "currency", code: "currency-unknown", de: "Keine Währung nach ISO 4217.", en: "Not an ISO 4217 currency."
        ) { Currency(code: $0) } ?? .eur
    }

    /// The number of an account.
    mutating func account(_ name: String) -> AccountNumber? {
        value(
            name, code: "account-malformed", de: "Eine Kontonummer besteht aus 1 bis 9 Ziffern.",
            en: "An account number is 1 to 9 digits."
        ) { AccountNumber($0) }
    }

    /// The id of a transaction.
    mutating func transaction(_ name: String) -> EntityID? {
        value(name, code: "id-malformed", de: "Die id ist keine UUID.", en: "The id is not a UUID.") { EntityID($0) }
    }

    /// The place where a page begins, from `next_cursor` of the page before.
    mutating func cursor() -> PageCursor? {
        value(
            "cursor", code: "cursor-malformed", de: "Der cursor ist keiner von uns.", en: "The cursor is none of ours."
        ) { PageCursor(token: $0) }
    }

    /// Size of a page, 1 to 1,000.
    mutating func limit() -> Int {
        number("limit", in: 1...1_000, default: 100)
    }
}

extension Request {
    /// Whether everything is checked and nothing is written, for routes whose query says no more than that.
    /// - Throws: ``Problem`` 422.
    func conditions() throws(Problem) -> PostingConditions {
        var query = QueryReader(self)
        let conditions = query.conditions()
        try query.finish()
        return conditions
    }
}
