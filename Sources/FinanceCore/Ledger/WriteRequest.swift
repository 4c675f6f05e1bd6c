package import Shared

/// One thing the writer is asked to do.
enum WriteRequest: Sendable {
    /// In a box of its own: on its way to the writer a request is copied several times, and a draft's texts would be
    /// counted each time.
    indirect case post(TransactionDraft, fingerprint: [UInt8]?, key: String?, PostingConditions)
    case batch(BatchRequest)
    /// Each on its own, in one commit.
    case each([TransactionDraft], PostingConditions)
    case reverse(EntityID, ReversalRequest, fingerprint: [UInt8], PostingConditions)
    case createAccount(AccountDraft, PostingConditions)
    /// Expected is the version that the caller has seen; nil is any.
    case changeAccount(AccountNumber, AccountChange, expected: Int64?, PostingConditions)
    case importAccounts([AccountDraft], PostingConditions = PostingConditions())
    case addDocument(DocumentDraft, digest: [UInt8], byteCount: Int, PostingConditions)
    case lock(PeriodLockDraft, PostingConditions)
    case draft(DraftChange)
    /// What the draft of a version says.
    case postDraft(EntityID, version: Int64, TransactionDraft, PostingConditions)
    case bookingBatch(BookingBatchChange)
    case postBookingBatch(BookingBatchPosting, PostingConditions)
    /// Sign the heads, once for a day of the clock.
    case anchor
    /// Write something that says nothing, to see whether the disk takes it.
    case probe
    /// Ask for nothing but that everything before is on disk.
    case flush

    /// Whether it has many transactions, and waits in the lane of its own.
    var isChunk: Bool {
        switch self {
        case .batch, .each, .postBookingBatch: true
        default: false
        }
    }

    /// Whether all of it is booked or nothing, so that it cannot come in pieces.
    var isWhole: Bool {
        switch self {
        case .batch, .postBookingBatch: true
        default: false
        }
    }

    /// How many lines a chunk gives the writer to look at, 0 for all other requests.
    var chunkLines: Int {
        switch self {
        case .batch(let batch): batch.drafts.lineCount
        case .each(let drafts, _): drafts.lineCount
        case .postBookingBatch(let posting, _): posting.drafts.lineCount
        default: 0
        }
    }
}

/// What became of one item of a batch whose items stand each for themselves.
package enum ItemVerdict: Sendable {
    case posted(Receipt)
    /// Booked before, with this sequence.
    case replay(sequence: Int64)
    case refused(FinanceError)
    /// What would be posted, and has not been.
    case rehearsed(Receipt)
    /// Would be recognised as an earlier item of the same chunk, which has not been posted either.
    case rehearsedReplay

    /// What refuses it; empty for what is not refused.
    package var findings: [Finding] {
        if case .refused(let error) = self { error.rowFindings } else { [] }
    }
}

/// Transactions that are booked all or not at all.
struct BatchRequest: Sendable {
    let drafts: [TransactionDraft]
    let key: String?
    let fingerprint: [UInt8]
    let missingAccounts: (@Sendable (AccountNumber) -> AccountDraft?)?
    /// Do everything but write.
    let isDryRun: Bool
}

/// What the writer answers.
enum WriteReply: Sendable {
    case posted(Receipt)
    /// What would be posted, and has not been.
    case rehearsed(Receipt)
    /// Answered before: the transactions with these sequences.
    case replay(first: Int64, count: Int)
    case each([ItemVerdict])
    case batch([Receipt], createdAccounts: [AccountNumber])
    /// Each row of the batch was booked before.
    case batchReplay([Int64])
    case reversed(TransactionDraft, Receipt, original: EntityID)
    case account(Account)
    case accountImport(AccountImport)
    case document(Document)
    case lock(PeriodLock)
    case draft(EntryDraft, isNew: Bool)
    /// `isNew`: made or posted by this request.
    case bookingBatch(BookingBatch, isNew: Bool)
    /// nil when the day has its anchor already, or nobody signs.
    case anchor(Anchor?)
    case done
}

/// What the ledger adds to a draft by booking it.
package struct Receipt: Hashable, Sendable {
    package let sequence: Int64
    package let id: EntityID
    package let fiscalYear: Int
    package let journalNumber: Int64
    package let recordedAt: Timestamp
}

extension Transaction {
    /// The answer to a post without reading a row back.
    init(_ draft: TransactionDraft, _ receipt: Receipt, reverses: EntityID? = nil) {
        self.init(
            sequence: receipt.sequence, id: receipt.id, fiscalYear: receipt.fiscalYear,
            journalNumber: receipt.journalNumber, date: draft.date, documentDate: draft.documentDate,
            serviceDate: draft.serviceDate, documentNumber: draft.documentNumber, text: draft.text,
            source: draft.source, actor: draft.actor, isGeneralReversal: draft.isGeneralReversal, reverses: reverses,
            reversedBy: nil, recordedAt: receipt.recordedAt, lines: draft.lines)
    }
}
