/// Limits and the clock of a ledger.
package struct LedgerOptions: Sendable {
    /// Month the fiscal year starts in; the year is named after the calendar year it starts in.
    package var fiscalYearStartMonth: Int
    /// Writes that may wait before `queueFull`.
    package var maximumQueuedWrites: Int
    /// Transactions in one batch.
    package var maximumBatch: Int
    /// Lines in one batch: they are in memory together, and all single posts wait for their commit.
    package var maximumBatchLines: Int
    /// Largest document in bytes.
    package var maximumDocumentBytes: Int
    /// Largest size of the database file in pages of 4 KiB; nil means as large as the disk.
    package var maximumFilePages: Int?
    /// Size from which the journal's log is kept from growing while readers overlap, in bytes.
    package var maximumLogBytes: Int
    package static let defaultLogBytes = 64 << 20
    /// Read-only connections.
    package var readers: Int
    /// Transactions that one page of a search by text looks at: some tenths of a second, so that searches do not keep the
    /// few readers from everybody else.
    package var maximumExamined: Int
    /// Entries that the projection's tail gathers in memory before they become a run of its file. A transaction has an
    /// entry for each line and one for itself; 393,216 are some ten megabytes and a quarter of a second of replay.
    package var entriesPerRun: Int
    /// Signs the anchors; without one there are none.
    package var anchorKey: AnchorKey?
    /// The time, for "recorded at".
    package var now: @Sendable () -> Timestamp

    package init(
        fiscalYearStartMonth: Int = 1, maximumQueuedWrites: Int = 65_536, maximumBatch: Int = 100_000,
        maximumBatchLines: Int = 400_000, maximumDocumentBytes: Int = 32 << 20, maximumFilePages: Int? = nil,
        maximumLogBytes: Int = LedgerOptions.defaultLogBytes, readers: Int = 4,
        maximumExamined: Int = 100_000, entriesPerRun: Int = 393_216, anchorKey: AnchorKey? = nil,
        now: @escaping @Sendable () -> Timestamp = Timestamp.now
    ) {
        self.fiscalYearStartMonth = fiscalYearStartMonth
        self.maximumQueuedWrites = maximumQueuedWrites
        self.maximumBatch = maximumBatch
        self.maximumBatchLines = maximumBatchLines
        self.maximumDocumentBytes = maximumDocumentBytes
        self.maximumFilePages = maximumFilePages
        self.maximumLogBytes = maximumLogBytes
        self.readers = readers
        self.maximumExamined = maximumExamined
        self.entriesPerRun = entriesPerRun
        self.anchorKey = anchorKey
        self.now = now
    }
}

/// How a transaction is to be reversed.
package struct ReversalRequest: Hashable, Sendable {
    /// Booking date of the reversal; nil is the original's.
    package var date: BookingDate?
    /// nil makes "Storno: " and the original's text.
    package var text: String?
    /// Generalumkehr: the same sides with negative amounts, instead of swapped sides.
    package var isGeneralReversal: Bool
    package var id: EntityID?
    package var idempotencyKey: String?
    package var actor: String?

    package init(
        date: BookingDate? = nil, text: String? = nil, isGeneralReversal: Bool = false, id: EntityID? = nil,
        idempotencyKey: String? = nil, actor: String? = nil
    ) {
        self.date = date
        self.text = text
        self.isGeneralReversal = isGeneralReversal
        self.id = id
        self.idempotencyKey = idempotencyKey
        self.actor = actor
    }
}

/// What an account import did.
package struct AccountImport: Hashable, Sendable {
    package let created: Int
    package let changed: Int
    package let unchanged: Int
}

/// Which documents a list shows.
package struct DocumentQuery: Hashable, Sendable {
    package var type: String?
    /// Only documents of this transaction.
    package var transaction: EntityID?
    package var cursor: PageCursor?
    /// 1 to 1,000.
    package var limit: Int

    package init(type: String? = nil, transaction: EntityID? = nil, cursor: PageCursor? = nil, limit: Int = 100) {
        self.type = type
        self.transaction = transaction
        self.cursor = cursor
        self.limit = limit
    }
}
