/// The ledger: the one door to accounts, transactions, documents and reports.
///
/// Writes go through one writer, reads through a small pool of read-only connections. Every answer to a write means
/// that it is on disk.
package final class LedgerStore: Sendable {
    /// Opens the ledger in a directory, and makes it if there is none.
    ///
    /// - Parameters:
    ///   - directory: folder of this service, must exist.
    ///   - chart: accounts for a ledger that is made now; ignored for one that exists.
    ///   - options: limits and the clock.
    /// - Throws: `FinanceError.storage`.
    package static func open(
        directory: String, chart: [AccountDraft] = [], options: LedgerOptions = LedgerOptions()
    ) async throws(FinanceError) -> LedgerStore {
        throw .closing
    }

    /// Whether `open` made the ledger (then the chart was taken).
    package var isNew: Bool { false }

    /// Sequence of the last committed transaction, 0 in an empty ledger.
    package var sequence: Int64 { 0 }

    /// Writes waiting right now, for the health route.
    package var queuedWrites: Int { 0 }

    /// Takes no more writes, finishes the queued ones and closes the file. May be called twice.
    package func close() async {}

    // MARK: Accounts

    /// Accounts by number with their balances; answered from memory.
    package func accounts(_ filter: AccountFilter = AccountFilter()) -> [AccountBalance] { [] }

    /// - Throws: `notFound`.
    package func account(_ number: AccountNumber) throws(FinanceError) -> AccountBalance { throw .closing }

    /// Totals of one account through a day, one entry per currency; constant work.
    /// - Throws: `notFound`, `storage`.
    package func account(
        _ number: AccountNumber, asOf date: BookingDate
    ) async throws(FinanceError) -> AccountBalance { throw .closing }

    /// - Throws: `accountExists`, `queueFull`, `closing`, `storage`.
    package func createAccount(_ draft: AccountDraft) async throws(FinanceError) -> Account { throw .closing }

    /// Writes a new version; the old ones are kept.
    /// - Throws: `notFound`, `invalid`, `queueFull`, `closing`, `storage`.
    package func updateAccount(
        _ number: AccountNumber, _ change: AccountChange
    ) async throws(FinanceError) -> Account { throw .closing }

    /// Creates unknown accounts and writes new versions of known ones that differ; all or nothing.
    /// - Throws: `rowsRejected` (a number given twice, a changed category of a used account), `storage` …
    package func importAccounts(_ drafts: [AccountDraft]) async throws(FinanceError) -> AccountImport {
        throw .closing
    }

    // MARK: Transactions

    /// Posts one transaction. The answer means it is on disk.
    ///
    /// - Parameter idempotencyKey: the client's key (1–255 bytes); the same key and content give the first answer.
    /// - Throws: `accountsRejected`, `duplicateID`, `idempotencyKeyReused`, `ledgerOverflow`, `queueFull` …
    package func post(
        _ draft: TransactionDraft, idempotencyKey: String? = nil
    ) async throws(FinanceError) -> PostedTransaction { throw .closing }

    /// Posts all or none, in the given order, with consecutive sequences.
    ///
    /// - Parameter missingAccounts: makes a draft for an account that does not exist; nil leaves it a fault.
    /// - Throws: `rowsRejected` naming every faulty row.
    package func post(
        batch drafts: [TransactionDraft], idempotencyKey: String? = nil,
        missingAccounts: (@Sendable (AccountNumber) -> AccountDraft?)? = nil
    ) async throws(FinanceError) -> PostedBatch { throw .closing }

    /// Reverses a transaction (Storno), at most once.
    /// - Throws: `notFound`, `alreadyReversed`, `notReversible`, `accountsRejected` …
    package func reverse(
        _ id: EntityID, _ request: ReversalRequest = ReversalRequest()
    ) async throws(FinanceError) -> PostedTransaction { throw .closing }

    /// - Throws: `notFound`, `storage`.
    package func transaction(_ id: EntityID) async throws(FinanceError) -> Transaction { throw .closing }

    /// - Throws: `notFound` (account), `invalid` (limit), `storage`.
    package func transactions(_ query: TransactionQuery) async throws(FinanceError) -> Page<Transaction> {
        throw .closing
    }

    // MARK: Documents

    /// Stores bytes and description; the bytes are on disk before the answer.
    /// - Throws: `invalid` (too large), `notFound` (linked transaction), `storage` …
    package func addDocument(_ draft: DocumentDraft, bytes: [UInt8]) async throws(FinanceError) -> Document {
        throw .closing
    }

    /// - Throws: `notFound`, `storage`.
    package func document(_ id: EntityID) async throws(FinanceError) -> Document { throw .closing }

    /// The stored bytes, checked against their hash.
    package func documentBytes(_ id: EntityID) async throws(FinanceError) -> [UInt8] { throw .closing }

    /// Documents in order of date.
    package func documents(_ query: DocumentQuery) async throws(FinanceError) -> Page<Document> { throw .closing }

    // MARK: Reports

    /// Summen- und Saldenliste; `start` nil means from the beginning.
    package func trialBalance(
        from start: BookingDate? = nil, through end: BookingDate
    ) async throws(FinanceError) -> TrialBalance { throw .closing }

    package func balanceSheet(
        on date: BookingDate, currency: Currency = .eur
    ) async throws(FinanceError) -> BalanceSheet { throw .closing }

    package func incomeStatement(
        from start: BookingDate, through end: BookingDate, currency: Currency = .eur
    ) async throws(FinanceError) -> IncomeStatement { throw .closing }

    package func accountSheet(
        _ number: AccountNumber, _ query: AccountSheetQuery
    ) async throws(FinanceError) -> AccountSheet { throw .closing }
}
