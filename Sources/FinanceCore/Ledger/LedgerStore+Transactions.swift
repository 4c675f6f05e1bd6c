package import Shared

extension LedgerStore {
    /// Posts one transaction. The answer means it is on disk.
    ///
    /// - Parameters:
    ///   - idempotencyKey: the client's key (1–255 bytes); the same key and content give the first answer.
    ///   - conditions: what must hold before, and whether to write at all.
    /// - Throws: `accountsRejected`, `duplicateID`, `idempotencyKeyReused`, `ledgerOverflow`, `queueFull` …
    package func post(
        _ draft: TransactionDraft, idempotencyKey: String? = nil, conditions: PostingConditions = PostingConditions()
    ) async throws(FinanceError) -> PostedTransaction {
        try checkKey(idempotencyKey)
        // Only a request with a key must be recognised by it; one with an id is by what is stored under it.
        let fingerprint = idempotencyKey == nil ? nil : Fingerprint.of(draft)
        switch try await writer.perform(.post(draft, fingerprint: fingerprint, key: idempotencyKey, conditions)) {
        case .posted(let receipt):
            return PostedTransaction(transaction: Transaction(draft, receipt), isReplay: false)
        case .rehearsed(let receipt):
            return PostedTransaction(
                transaction: Transaction(draft, receipt), isReplay: false, isRehearsal: true)
        case .replay(let first, _):
            return PostedTransaction(transaction: try await transaction(sequence: first), isReplay: true)
        default:
            throw .unexpectedReply
        }
    }

    /// Posts all or none, in the given order, with consecutive sequences.
    ///
    /// - Parameters:
    ///   - drafts: 1 to `maximumBatch` transactions with at most `maximumBatchLines` lines together.
    ///   - idempotencyKey: recognises the whole batch.
    ///   - missingAccounts: makes a draft for an account that does not exist; nil leaves it a fault.
    ///   - conditions: whether to write at all.
    /// - Throws: `rowsRejected` naming every faulty row.
    package func post(
        batch drafts: [TransactionDraft], idempotencyKey: String? = nil,
        missingAccounts: (@Sendable (AccountNumber) -> AccountDraft?)? = nil,
        conditions: PostingConditions = PostingConditions()
    ) async throws(FinanceError) -> PostedBatch {
        try checkKey(idempotencyKey)
        guard (1...options.maximumBatch).contains(drafts.count) else {
            throw .invalid([.batchSize(maximum: options.maximumBatch)])
        }
        if drafts.lineCount > options.maximumBatchLines {
            throw .invalid([.batchLines(maximum: options.maximumBatchLines)])
        }
        let request = BatchRequest(
            drafts: drafts, key: idempotencyKey,
            fingerprint: idempotencyKey == nil ? [] : Fingerprint.of(drafts), missingAccounts: missingAccounts,
            isDryRun: conditions.isDryRun)
        switch try await writer.perform(.batch(request)) {
        case .batch(let receipts, let created):
            let posted = zip(drafts, receipts).map {
                PostedTransaction(
                    transaction: Transaction($0, $1), isReplay: false, isRehearsal: conditions.isDryRun)
            }
            return PostedBatch(
                transactions: posted, createdAccounts: created, isReplay: false, isRehearsal: conditions.isDryRun)
        case .batchReplay(let sequences):
            return try await replayed(sequences)
        case .replay(let first, let count):
            return try await replayed(Array(first..<first + Int64(count)))
        default:
            throw .unexpectedReply
        }
    }

    /// Transactions in one chunk of `post(each:)`.
    package static let chunkSize = 8_189
    /// Lines at which a chunk of `post(each:)` is full: those of `chunkSize` two-line transactions. A single post waits for
    /// one chunk at most, so one must not take longer because its transactions are long.
    package static let chunkLines = 2 * chunkSize

    /// Posts each that can be posted, in the given order and in one commit; the answer means they are on disk.
    ///
    /// - Parameters:
    ///   - drafts: at most `chunkSize`, and at most `chunkLines` lines before the last one.
    ///   - conditions: whether to write at all; a dry run knows the drafts before each one, not the chunks before.
    /// - Throws: `queueFull`, `closing`, `storage`; what is wrong with a single one is its verdict.
    package func post(
        each drafts: [TransactionDraft], conditions: PostingConditions = PostingConditions()
    ) async throws(FinanceError) -> [ItemVerdict] {
        precondition(drafts.count <= Self.chunkSize, "a chunk has at most \(Self.chunkSize) transactions")
        precondition(
            drafts.dropLast().lineCount <= Self.chunkLines,
            "a chunk has at most \(Self.chunkLines) lines before its last transaction")
        if drafts.isEmpty { return [] }
        guard case .each(let verdicts) = try await writer.perform(.each(drafts, conditions)) else {
            throw .unexpectedReply
        }
        return verdicts
    }

    private func replayed(_ sequences: [Int64]) async throws(FinanceError) -> PostedBatch {
        let posted = try await reader.read { [box] db in
            let rows = TransactionRows(db: db, book: box.value.book)
            return try sequences.map {
                PostedTransaction(transaction: try rows.transaction(sequence: $0), isReplay: true)
            }
        }
        return PostedBatch(transactions: posted, createdAccounts: [], isReplay: true)
    }

    /// Reverses a transaction (Storno), at most once.
    /// - Parameter conditions: whether to write at all.
    /// - Throws: `notFound`, `alreadyReversed`, `notReversible`, `accountsRejected`, `invalid` …
    package func reverse(
        _ id: EntityID, _ request: ReversalRequest = ReversalRequest(),
        conditions: PostingConditions = PostingConditions()
    ) async throws(FinanceError) -> PostedTransaction {
        try checkKey(request.idempotencyKey)
        if let text = request.text, text.utf8.count > TransactionDraft.maximumTextBytes {
            throw .invalid([.tooLong("/description", maximumBytes: TransactionDraft.maximumTextBytes)])
        }
        let fingerprint = Fingerprint.of(reversal: id, request)
        switch try await writer.perform(.reverse(id, request, fingerprint: fingerprint, conditions)) {
        case .reversed(let draft, let receipt, let original):
            return PostedTransaction(
                transaction: Transaction(draft, receipt, reverses: original), isReplay: false,
                isRehearsal: conditions.isDryRun)
        case .replay(let first, _):
            return PostedTransaction(transaction: try await transaction(sequence: first), isReplay: true)
        default:
            throw .unexpectedReply
        }
    }

    /// - Throws: `notFound`, `storage`.
    package func transaction(_ id: EntityID) async throws(FinanceError) -> Transaction {
        try await reader.read { [box] in try TransactionRows(db: $0, book: box.value.book).transaction(id) }
    }

    private func transaction(sequence: Int64) async throws(FinanceError) -> Transaction {
        try await reader.read { [box] in
            try TransactionRows(db: $0, book: box.value.book).transaction(sequence: sequence)
        }
    }

    /// A page of a search by text ends when it has looked at `LedgerOptions.maximumExamined`; its cursor leads on.
    /// - Throws: `notFound` (account), `invalid` (limit, cursor), `storage`.
    package func transactions(_ query: TransactionQuery) async throws(FinanceError) -> Page<Transaction> {
        try checkLimit(query.limit)
        // No stored text is longer, and SQLite refuses patterns of 50,000 bytes.
        if let text = query.text, text.utf8.count > TransactionDraft.maximumTextBytes {
            throw .invalid([.tooLong("?text", maximumBytes: TransactionDraft.maximumTextBytes)])
        }
        try query.cursor?.check(query.scope)
        let examined = options.maximumExamined
        return try await projected(searching: query.text != nil) {
            try TransactionList.page(query, examining: examined, $0)
        }.scoped(query.scope)
    }
}

extension Sequence<TransactionDraft> {
    /// Lines of all together.
    var lineCount: Int { reduce(0) { $0 + $1.lines.count } }
}

extension Finding {
    package static func batchLines(maximum: Int) -> Finding {
        Finding(
            "", "batch-lines", de: "Ein Stapel hat zusammen höchstens \(maximum) Zeilen.",
            en: "A batch has at most \(maximum) lines in all.")
    }

    package static func batchSize(maximum: Int) -> Finding {
        Finding(
            pointer: "", code: "batch-size",
            detail: LocalizedText(
                de: "Ein Stapel hat 1 bis \(maximum) Buchungen.", en: "A batch has 1 to \(maximum) transactions."))
    }
}
