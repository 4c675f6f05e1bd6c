package import Shared

/// A Festschreibung: from its recording on, no booking is taken through a day (§ 146 (4) AO, GoBD Rz. 107 ff.).
package struct PeriodLock: Hashable, Sendable {
    /// Why a period is locked.
    package enum Kind: String, CaseIterable, Sendable {
        /// An agreement among colleagues; may be moved back.
        case soft
        /// The Umsatzsteuer-Voranmeldung of the month was filed; ends with a month.
        case vat
        /// Final, without a special occasion.
        case hard
        /// The annual accounts are adopted; ends with a fiscal year.
        case year
    }

    package let id: Int
    package let kind: Kind
    /// Last day that is locked.
    package let through: BookingDate
    package let reason: String
    package let actor: String?
    package let recordedAt: Timestamp
    /// Last transaction when the lock was written, and the chain's head after it: what was locked.
    package let sequence: Int64
    package let head: ChainHash
}

/// A lock that is asked for, right in itself.
package struct PeriodLockDraft: Hashable, Sendable {
    package let kind: PeriodLock.Kind
    package let through: BookingDate
    package let reason: String
    package let actor: String?
    /// Whether a day after today is meant: nothing undoes such a lock, and a mistyped year would end all booking.
    package let isFutureConfirmed: Bool

    /// - Throws: `FinanceError.invalid` with every fault.
    package init(
        kind: PeriodLock.Kind, through: BookingDate, reason: String = "", actor: String? = nil,
        isFutureConfirmed: Bool = false
    ) throws(FinanceError) {
        self.kind = kind
        self.through = through
        self.reason = reason
        self.actor = actor
        self.isFutureConfirmed = isFutureConfirmed
        var findings: [Finding] = []
        for (pointer, text, maximum) in [
            ("/reason", reason, TransactionDraft.maximumTextBytes),
            ("/actor", actor ?? "", DraftRules.maximumShortBytes),
        ] {
            if text.utf8.count > maximum { findings.append(.tooLong(pointer, maximumBytes: maximum)) }
            if text.utf8.contains(0) { findings.append(.nullCharacter(pointer)) }
        }
        if kind == .vat, through.next.day != 1 { findings.append(.notEndOfMonth) }
        guard findings.isEmpty else { throw .invalid(findings) }
    }
}

/// The locks of a ledger as they stand.
package struct PeriodLocks: Sendable {
    package private(set) var events: [PeriodLock]
    /// The kind that reaches furthest, and how far.
    package private(set) var furthest: (kind: PeriodLock.Kind, through: BookingDate)?

    init(events: [PeriodLock] = []) {
        self.events = events
        furthest = reach()
    }

    /// Last locked day of a kind.
    package func through(_ kind: PeriodLock.Kind) -> BookingDate? { events.last { $0.kind == kind }?.through }

    private func reach() -> (kind: PeriodLock.Kind, through: BookingDate)? {
        PeriodLock.Kind.allCases.compactMap { kind in through(kind).map { (kind, $0) } }
            .max { $0.through < $1.through }
    }

    /// First day from a day on that takes bookings.
    func firstOpenDay(from day: BookingDate) -> BookingDate {
        guard let furthest, day <= furthest.through else { return day }
        return furthest.through.next
    }

    /// Why a day takes no booking, nil if it does.
    func obstacle(to day: BookingDate) -> FinanceError? {
        guard let furthest, day <= furthest.through else { return nil }
        return .periodLocked(day, furthest.kind, next: furthest.through.next)
    }

    mutating func append(_ lock: PeriodLock) {
        events.append(lock)
        furthest = reach()
    }
}

extension Finding {
    static let notEndOfMonth = Finding(
        pointer: "/through", code: "not-end-of-month",
        detail: LocalizedText(
            de: "Eine Voranmeldung schreibt bis zu einem Monatsende fest.",
            en: "A VAT return locks through the end of a month."))

    static let notEndOfYear = Finding(
        pointer: "/through", code: "not-end-of-year",
        detail: LocalizedText(
            de: "Ein Jahresabschluss schreibt bis zum Ende eines Geschäftsjahres fest.",
            en: "Annual accounts lock through the end of a fiscal year."))

    /// Without a fix: whoever means it says so in their own words.
    static func lockInFuture(_ through: BookingDate, today: BookingDate) -> Finding {
        Finding(
            pointer: "/through", code: "lock-in-future",
            detail: LocalizedText(
                de: "Der \(through) liegt nach heute (\(today), UTC); festgeschrieben werden vergangene Zeiträume. "
                    + "Ist der Tag so gemeint, senden Sie \"confirm_future\": true mit.",
                en: "\(through) lies after today (\(today), UTC); locks close periods of the past. "
                    + "If you mean that day, send \"confirm_future\": true as well."))
    }

    package static let periodLockedCode = "period-locked"

    package static func periodLocked(_ date: BookingDate, _ kind: PeriodLock.Kind, _ next: BookingDate) -> Finding {
        Finding(
            pointer: "/date", code: periodLockedCode,
            detail: LocalizedText(
                de: "Der \(date) ist festgeschrieben (\(kind.rawValue)); der erste offene Tag ist der \(next).",
                en: "\(date) is locked (\(kind.rawValue)); the first open day is \(next)."),
            fix: [PatchOperation(.replace, "/date", next.description)])
    }
}
