import Shared

/// The last day that a booking may name.
///
/// Bookings of years to come exist (accruals, schedules of depreciation), those of centuries to come are slips of the
/// finger, and nothing takes them away again: every list and balance would carry them on.
struct PostingHorizon: Hashable, Sendable {
    /// Calendar years after the running one.
    static let years = 10

    let last: BookingDate

    /// - Parameter today: the UTC day.
    init(today: BookingDate) {
        last = BookingDate(year: today.year + Self.years, month: 12, day: 31) ?? .last
    }

    /// Every day of a draft that lies beyond; the document's own is named when it is another one than the booking's.
    func findings(in draft: TransactionDraft) -> [Finding] {
        if draft.date <= last, draft.documentDate <= last, draft.serviceDate ?? .first <= last { return [] }
        let documentDate = draft.documentDate == draft.date ? nil : draft.documentDate
        return [
            finding(draft.date, "/date"), finding(documentDate, "/document_date"),
            finding(draft.serviceDate, "/service_date"),
        ].compactMap(\.self)
    }

    func finding(_ date: BookingDate?, _ pointer: String) -> Finding? {
        guard let date, date > last else { return nil }
        return Finding(
            pointer, "date-too-far-ahead",
            de: "Der \(date) liegt zu weit voraus; gebucht wird bis zum \(last).",
            en: "\(date) lies too far ahead; bookings are taken through \(last).")
    }
}
