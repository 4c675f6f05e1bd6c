package import Shared

/// A transaction in the making (Vorerfassung): kept as it was written, right or wrong.
///
/// No part of the books: it counts in no balance and has no number. Its id becomes the transaction's, so that whoever
/// posts it twice finds what the first time made.
package struct EntryDraft: Hashable, Sendable {
    /// Largest body in bytes.
    package static let maximumBytes = 64 * 1024
    /// Bytes of bodies on one page of a list; a page has one draft at least.
    package static let maximumPageBytes = 4 << 20
    /// Drafts that one ledger keeps.
    package static let maximumCount = 100_000

    package let id: EntityID
    /// Place in the order of creation; never given twice.
    package let sequence: Int64
    /// Grows with every change.
    package let version: Int64
    /// The batch that it is put in.
    package let batch: EntityID?
    /// A JSON object, as it came.
    package let body: [UInt8]
    package let createdAt: Timestamp
    package let changedAt: Timestamp
}

/// What a draft's body says: a transaction that could be posted, or why it is none.
package enum ReadDraft: Sendable {
    case ready(TransactionDraft)
    /// Right in itself, but its day is closed now.
    case locked(TransactionDraft, [Finding])
    case faulty([Finding])

    /// What keeps it from being posted.
    package var findings: [Finding] {
        switch self {
        case .ready: []
        case .locked(_, let findings), .faulty(let findings): findings
        }
    }
}

/// Reads the body of a draft; the form of the body belongs to the caller.
package typealias DraftReading = @Sendable (EntryDraft) -> ReadDraft

/// Which drafts a list shows, in order of creation.
package struct EntryDraftQuery: Hashable, Sendable {
    /// Only those in this batch.
    package var batch: EntityID?
    package var cursor: PageCursor?
    /// 1 to 1,000; a page ends before that when its bodies are large.
    package var limit: Int

    package init(batch: EntityID? = nil, cursor: PageCursor? = nil, limit: Int = 100) {
        self.batch = batch
        self.cursor = cursor
        self.limit = limit
    }
}

/// What is done to a draft. An expected version is the one that the caller has seen; nil is any.
enum DraftChange: Sendable {
    case create(id: EntityID?, body: [UInt8], batch: EntityID?, key: RequestKey?)
    case replace(EntityID, body: [UInt8], expected: Int64?)
    case delete(EntityID, expected: Int64?)
    case put(EntityID, into: EntityID)
    case take(EntityID, outOf: EntityID)
}
