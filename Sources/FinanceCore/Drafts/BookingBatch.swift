import Shared

/// A named stack of drafts (Buchungsstapel) that is posted as a whole, and never changes afterwards.
package struct BookingBatch: Hashable, Sendable {
    /// Drafts in one batch, and bytes of their bodies.
    package static let maximumDrafts = 10_000
    package static let maximumBytes = 32 << 20

    package let id: EntityID
    /// Place in the order of creation; never given twice.
    package let sequence: Int64
    /// Grows with every change of the batch and of each draft in it.
    package let version: Int64
    package let content: BookingBatchDraft
    /// Drafts in it, and bytes of their bodies.
    package let drafts: Int
    let byteCount: Int
    package let createdAt: Timestamp
    package let changedAt: Timestamp
    /// nil while it is open.
    package let posting: Posting?

    /// What was booked; the transactions have consecutive sequences.
    package struct Posting: Hashable, Sendable {
        package let firstSequence: Int64
        package let count: Int
        /// Σ debit in the batch's currency.
        package let total: Amount

        package var lastSequence: Int64 { firstSequence + Int64(count) - 1 }
    }
}

/// What a user says of a batch: checked, unsaved.
package struct BookingBatchDraft: Hashable, Sendable {
    package let text: String
    /// Bookings lie in this period, as far as it is given.
    package let start: BookingDate?
    package let end: BookingDate?
    package let currency: Currency
    /// Kontrollsumme: what Σ debit of all bookings must be.
    package let controlTotal: Amount?
    /// How many bookings there must be.
    package let controlCount: Int?

    /// - Throws: `FinanceError.invalid` with every fault.
    package init(
        text: String, start: BookingDate? = nil, end: BookingDate? = nil, currency: Currency = .eur,
        controlTotalMinor: Int64? = nil, controlCount: Int? = nil
    ) throws(FinanceError) {
        self.text = text
        self.start = start
        self.end = end
        self.currency = currency
        self.controlTotal = controlTotalMinor.map { Amount(minor: $0, currency: currency) }
        self.controlCount = controlCount
        let findings = findings
        guard findings.isEmpty else { throw .invalid(findings) }
    }

    private var findings: [Finding] {
        var findings: [Finding] = []
        let maximum = TransactionDraft.maximumTextBytes
        if text.utf8.count > maximum { findings.append(.tooLong("/description", maximumBytes: maximum)) }
        if text.utf8.contains(0) { findings.append(.nullCharacter("/description")) }
        if text.allSatisfy(\.isWhitespace) {
            findings.append(
                Finding("/description", "missing", de: "Pflichtfeld fehlt.", en: "Required field is missing."))
        }
        if let start, let end, end < start {
            findings.append(
                Finding(
                    "/end_date", "period-reversed", de: "Der Zeitraum endet vor seinem Beginn.",
                    en: "The period ends before it begins."))
        }
        if let controlCount, !(1...BookingBatch.maximumDrafts).contains(controlCount) {
            findings.append(
                Finding(
                    "/control_count", "out-of-range", de: "1 bis \(BookingBatch.maximumDrafts).",
                    en: "Use 1 to \(BookingBatch.maximumDrafts)."))
        }
        return findings
    }

    /// A row of the file.
    init(
        stored text: String, _ start: BookingDate?, _ end: BookingDate?, _ currency: Currency, _ total: Int64?,
        _ count: Int?
    ) {
        self.text = text
        self.start = start
        self.end = end
        self.currency = currency
        controlTotal = total.map { Amount(minor: $0, currency: currency) }
        controlCount = count
    }
}

/// Which batches a list shows, in order of creation.
package struct BookingBatchQuery: Hashable, Sendable {
    /// Only posted ones, or only open ones.
    package var isPosted: Bool?
    package var cursor: PageCursor?
    /// 1 to 1,000.
    package var limit: Int

    package init(isPosted: Bool? = nil, cursor: PageCursor? = nil, limit: Int = 100) {
        self.isPosted = isPosted
        self.cursor = cursor
        self.limit = limit
    }
}

/// What is done to a batch. An expected version is the one that the caller has seen; nil is any.
enum BookingBatchChange: Sendable {
    case create(id: EntityID?, BookingBatchDraft, key: RequestKey?)
    case replace(EntityID, BookingBatchDraft, expected: Int64?)
    /// Its drafts stay, outside of any batch.
    case delete(EntityID, expected: Int64?)
}

/// A batch on its way to the books: its version and what its drafts say, in order.
struct BookingBatchPosting: Sendable {
    let id: EntityID
    let version: Int64
    let drafts: [TransactionDraft]
    let totalMinor: Int64
}
