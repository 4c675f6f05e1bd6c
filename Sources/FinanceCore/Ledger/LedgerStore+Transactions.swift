import Shared

extension LedgerStore {
    /// Posts one transaction. The answer means it is on disk.
    ///
    /// - Parameter idempotencyKey: the client's key (1–255 bytes); the same key and content give the first answer.
    /// - Throws: `accountsRejected`, `duplicateID`, `idempotencyKeyReused`, `ledgerOverflow`, `queueFull` …
    package func post(
        _ draft: TransactionDraft, idempotencyKey: String? = nil
    ) async throws(FinanceError) -> PostedTransaction {
        try checkKey(idempotencyKey)
        // Only a request that can come again needs to be recognised.
        let fingerprint = draft.id == nil && idempotencyKey == nil ? nil : Fingerprint.of(draft)
        switch try await writer.perform(.post(draft, fingerprint: fingerprint, key: idempotencyKey)) {
        case .posted(let receipt):
            return PostedTransaction(transaction: Transaction(draft, receipt), isReplay: false)
        case .replay(let first, _):
            return PostedTransaction(transaction: try await transaction(sequence: first), isReplay: true)
        default:
            throw .unexpectedReply
        }
    }

    /// Posts all or none, in the given order, with consecutive sequences.
    ///
    /// - Parameters:
    ///   - drafts: 1 to `maximumBatch` transactions.
    ///   - idempotencyKey: recognises the whole batch.
    ///   - missingAccounts: makes a draft for an account that does not exist; nil leaves it a fault.
    /// - Throws: `rowsRejected` naming every faulty row.
    package func post(
        batch drafts: [TransactionDraft], idempotencyKey: String? = nil,
        missingAccounts: (@Sendable (AccountNumber) -> AccountDraft?)? = nil
    ) async throws(FinanceError) -> PostedBatch {
        try checkKey(idempotencyKey)
        guard (1...options.maximumBatch).contains(drafts.count) else {
            throw .invalid([.batchSize(maximum: options.maximumBatch)])
        }
        let request = BatchRequest(
            drafts: drafts, fingerprints: drafts.map { $0.id == nil ? nil : Fingerprint.of($0) }, key: idempotencyKey,
            fingerprint: idempotencyKey == nil ? [] : Fingerprint.of(drafts), missingAccounts: missingAccounts)
        switch try await writer.perform(.batch(request)) {
        case .batch(let receipts, let created):
            let posted = zip(drafts, receipts).map {
                PostedTransaction(transaction: Transaction($0, $1), isReplay: false)
            }
            return PostedBatch(transactions: posted, createdAccounts: created, isReplay: false)
        case .batchReplay(let sequences):
            return try await replayed(sequences)
        case .replay(let first, let count):
            return try await replayed(Array(first..<first + Int64(count)))
        default:
            throw .unexpectedReply
        }
    }

    private func replayed(_ sequences: [Int64]) async throws(FinanceError) -> PostedBatch {
        let posted = try await reader.read { db in
            try sequences.map {
                PostedTransaction(transaction: try TransactionRows.transaction(sequence: $0, db), isReplay: true)
            }
        }
        return PostedBatch(transactions: posted, createdAccounts: [], isReplay: true)
    }

    /// Reverses a transaction (Storno), at most once.
    /// - Throws: `notFound`, `alreadyReversed`, `notReversible`, `accountsRejected`, `invalid` …
    package func reverse(
        _ id: EntityID, _ request: ReversalRequest = ReversalRequest()
    ) async throws(FinanceError) -> PostedTransaction {
        try checkKey(request.idempotencyKey)
        if let text = request.text, text.utf8.count > TransactionDraft.maximumTextBytes {
            throw .invalid([.tooLong("/description", maximumBytes: TransactionDraft.maximumTextBytes)])
        }
        let fingerprint = Fingerprint.of(reversal: id, request)
        switch try await writer.perform(.reverse(id, request, fingerprint: fingerprint)) {
        case .reversed(let draft, let receipt, let original):
            return PostedTransaction(
                transaction: Transaction(draft, receipt, reverses: original), isReplay: false)
        case .replay(let first, _):
            return PostedTransaction(transaction: try await transaction(sequence: first), isReplay: true)
        default:
            throw .unexpectedReply
        }
    }

    /// - Throws: `notFound`, `storage`.
    package func transaction(_ id: EntityID) async throws(FinanceError) -> Transaction {
        try await reader.read { try TransactionRows.transaction(id, $0) }
    }

    private func transaction(sequence: Int64) async throws(FinanceError) -> Transaction {
        try await reader.read { try TransactionRows.transaction(sequence: sequence, $0) }
    }

    /// - Throws: `notFound` (account), `invalid` (limit), `storage`.
    package func transactions(_ query: TransactionQuery) async throws(FinanceError) -> Page<Transaction> {
        try checkLimit(query.limit)
        // No stored text is longer, and SQLite refuses patterns of 50,000 bytes.
        if let text = query.text, text.utf8.count > TransactionDraft.maximumTextBytes {
            throw .invalid([.tooLong("?text", maximumBytes: TransactionDraft.maximumTextBytes)])
        }
        return try await reader.read { try TransactionList.page(query, $0) }
    }
}

extension Finding {
    static func batchSize(maximum: Int) -> Finding {
        Finding(
            pointer: "", code: "batch-size",
            detail: LocalizedText(
                de: "Ein Stapel hat 1 bis \(maximum) Buchungen.", en: "A batch has 1 to \(maximum) transactions."))
    }
}
