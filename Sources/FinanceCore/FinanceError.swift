package import Shared

/// Everything the ledger can answer instead of a result; closed, so that one table can map it to HTTP.
package enum FinanceError: Error, Hashable, Sendable {
    /// The input is wrong in itself; all faults are named.
    case invalid([Finding])
    /// Accounts that do not exist, are closed or not valid on the date; codes `unknown-account`, `account-closed`,
    /// `account-not-valid`.
    case accountsRejected([Finding])
    /// Rows of an all-or-nothing batch or import; nothing was written.
    case rowsRejected([RowFault])
    /// The client's transaction id is taken by a transaction with other content.
    case duplicateID(EntityID)
    /// The idempotency key was used for another request.
    case idempotencyKeyReused(String)
    /// The transaction has its reversal already.
    case alreadyReversed(EntityID, by: EntityID)
    /// A reversal is not reversed again; post the transaction anew instead.
    case notReversible(EntityID)
    /// An account with this number exists.
    case accountExists(AccountNumber)
    /// The day lies in a locked period (Festschreibung); the last day is the first that takes bookings.
    case periodLocked(BookingDate, PeriodLock.Kind, next: BookingDate)
    /// A lock that is not soft is never moved back; the day is the one it has.
    case lockNotRising(PeriodLock.Kind, BookingDate)
    /// An account's balance is not what the caller expects; codes `expectation-failed`, `unknown-account`.
    case expectationFailed([Finding])
    /// An account whose policy forbids it would become negative; code `balance-negative`.
    case balanceNegative([Finding])
    /// A draft with this id exists, with another content.
    case draftExists(EntityID)
    /// The draft is in a batch, which is posted as a whole.
    case draftInBatch(EntityID, EntityID)
    /// The ledger keeps as many drafts as it may.
    case draftsFull(Int)
    /// A batch with this id exists, with another content.
    case batchExists(EntityID)
    /// The batch is posted; nothing of it changes any more.
    case batchPosted(EntityID)
    /// The batch has as many drafts, or bytes of them, as it may.
    case batchFull(Int)
    /// The batch is not as it must be to be posted; all faults of the batch and of its drafts.
    case batchRejected([Finding])
    /// It was changed since the caller has seen it; the version that it has.
    case versionMismatch(Int64)
    case notFound(Subject, String)
    /// The sum of all amounts of a currency would leave 64 bits.
    case ledgerOverflow(Currency)
    /// A company with this id exists, with another name or chart.
    case mandantExists(MandantID)
    /// There are as many companies as there may be.
    case mandantenFull(Int)
    /// As many ledgers of companies are in use as may be open; try again in a moment.
    case mandantenBusy(Int)
    /// The write queue is full; try again in a moment.
    case queueFull
    /// The ledger is closing down.
    case closing
    /// The disk or the database refused; nothing of the request was written. The text is for the log. `mayPass`: the same
    /// may succeed later, because the disk was full, say.
    case storage(String, mayPass: Bool = false)

    /// What was not found.
    package enum Subject: String, Sendable { case account, transaction, document, draft, batch, mandant }

    /// The faults of one row; rows are counted from 0 in the order given.
    package struct RowFault: Hashable, Sendable {
        package let row: Int
        package let findings: [Finding]

        package init(row: Int, findings: [Finding]) {
            self.row = row
            self.findings = findings
        }
    }
}
