/// A posted transaction. It never changes; only `reversedBy` is learnt later.
package struct Transaction: Hashable, Sendable {
    /// Position in the ledger's commit order, from 1 without gaps.
    package let sequence: Int64
    package let id: EntityID
    package let fiscalYear: Int
    /// Journal number, from 1 without gaps in each fiscal year.
    package let journalNumber: Int64
    package let date: BookingDate
    package let documentDate: BookingDate
    package let serviceDate: BookingDate?
    package let documentNumber: String?
    package let text: String
    package let source: String
    package let actor: String?
    package let isGeneralReversal: Bool
    package let reverses: EntityID?
    package let reversedBy: EntityID?
    package let recordedAt: Timestamp
    package let lines: [LineDraft]
}

/// The answer to a post: the transaction and whether it was there already.
package struct PostedTransaction: Hashable, Sendable {
    package let transaction: Transaction
    /// The same request was answered before; nothing was written now.
    package let isReplay: Bool
    /// It was only asked what would be posted.
    package var isRehearsal = false
}

/// The answer to a batch.
package struct PostedBatch: Hashable, Sendable {
    package let transactions: [PostedTransaction]
    /// Accounts made because `createMissing` allowed it.
    package let createdAccounts: [AccountNumber]
    /// The whole batch was answered before under the same idempotency key.
    package let isReplay: Bool
    /// It was only asked what would be posted.
    package var isRehearsal = false
}

/// Which transactions a list shows, in order of booking date and sequence.
package struct TransactionQuery: Hashable, Sendable {
    package var start: BookingDate?
    package var end: BookingDate?
    package var account: AccountNumber?
    /// Part of the text or the document number, without regard to ASCII case.
    package var text: String?
    package var cursor: PageCursor?
    /// 1 to 1,000.
    package var limit: Int

    package init(
        start: BookingDate? = nil, end: BookingDate? = nil, account: AccountNumber? = nil, text: String? = nil,
        cursor: PageCursor? = nil, limit: Int = 100
    ) {
        self.start = start
        self.end = end
        self.account = account
        self.text = text
        self.cursor = cursor
        self.limit = limit
    }
}
