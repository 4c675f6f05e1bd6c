package import Shared

extension LedgerStore {
    /// Attempts to post what somebody else changes all the time.
    static let postingAttempts = 8

    /// Keeps a body as it is.
    ///
    /// - Parameters:
    ///   - id: the caller's own id; creating the same again is answered with what is there.
    ///   - idempotencyKey: the client's key; the same key and content are answered with the draft as it is now.
    /// - Throws: `draftExists`, `duplicateID`, `draftsFull`, `notFound` (batch, or the draft of the key is gone),
    ///   `idempotencyKeyReused`, `batchPosted`, `batchFull` …
    package func createDraft(
        _ body: [UInt8], id: EntityID? = nil, batch: EntityID? = nil, idempotencyKey: String? = nil
    ) async throws(FinanceError) -> (draft: EntryDraft, isNew: Bool) {
        try checkKey(idempotencyKey)
        let key = idempotencyKey.map {
            RequestKey(key: $0, fingerprint: Fingerprint.of(draft: body, id: id, batch: batch))
        }
        return try await draft(.create(id: id, body: body, batch: batch, key: key))
    }

    /// - Parameter expectedVersion: the version that the caller has seen; nil for any.
    /// - Throws: `notFound`, `versionMismatch`, `batchFull` …
    package func replaceDraft(
        _ id: EntityID, _ body: [UInt8], expectedVersion: Int64? = nil
    ) async throws(FinanceError) -> EntryDraft {
        try await draft(.replace(id, body: body, expected: expectedVersion)).draft
    }

    /// - Throws: `notFound`, `versionMismatch` …
    package func deleteDraft(_ id: EntityID, expectedVersion: Int64? = nil) async throws(FinanceError) {
        guard case .done = try await writer.perform(.draft(.delete(id, expected: expectedVersion))) else {
            throw .unexpectedReply
        }
    }

    /// Puts a draft into a batch, out of the one that it is in.
    /// - Throws: `notFound`, `batchPosted`, `batchFull` …
    package func putDraft(_ id: EntityID, into batch: EntityID) async throws(FinanceError) -> EntryDraft {
        try await draft(.put(id, into: batch)).draft
    }

    /// Takes a draft out of a batch; it stays a draft.
    /// - Throws: `notFound` (also when it is in another one), `batchPosted` …
    package func takeDraft(_ id: EntityID, outOf batch: EntityID) async throws(FinanceError) -> EntryDraft {
        try await draft(.take(id, outOf: batch)).draft
    }

    private func draft(_ change: DraftChange) async throws(FinanceError) -> (draft: EntryDraft, isNew: Bool) {
        guard case .draft(let draft, let isNew) = try await writer.perform(.draft(change)) else {
            throw .unexpectedReply
        }
        return (draft, isNew)
    }

    /// - Throws: `notFound`, `storage`.
    package func draft(_ id: EntityID) async throws(FinanceError) -> EntryDraft {
        guard let draft = try await reader.read({ try DraftRows.draft(id, $0) }) else {
            throw .notFound(.draft, id.description)
        }
        return draft
    }

    /// - Throws: `invalid` (limit), `notFound` (batch), `storage`.
    package func drafts(_ query: EntryDraftQuery) async throws(FinanceError) -> Page<EntryDraft> {
        try checkLimit(query.limit)
        try query.cursor?.check(query.scope)
        return try await reader.read { try DraftRows.drafts(query, $0) }.scoped(query.scope)
    }

    /// Books what a draft says under the draft's id and takes the draft away, in one commit. A draft that was posted
    /// already is answered with its transaction.
    ///
    /// - Parameter conditions: whether to write at all; a dry run leaves the draft.
    /// - Throws: `notFound`, `versionMismatch`, `draftInBatch`, and all that refuses a transaction; the draft then stays.
    package func postDraft(
        _ id: EntityID, expectedVersion: Int64? = nil, conditions: PostingConditions = PostingConditions(),
        reading: DraftReading
    ) async throws(FinanceError) -> PostedTransaction {
        for _ in 1..<Self.postingAttempts {
            do throws(FinanceError) {
                return try await tryPosting(id, expectedVersion, conditions, reading)
            } catch {
                // Somebody has changed it between the reading and the writing: read again.
                guard expectedVersion == nil, case .versionMismatch = error else { throw error }
            }
        }
        return try await tryPosting(id, expectedVersion, conditions, reading)
    }

    private func tryPosting(
        _ id: EntityID, _ expectedVersion: Int64?, _ conditions: PostingConditions, _ reading: DraftReading
    ) async throws(FinanceError) -> PostedTransaction {
        guard let draft = try await reader.read({ try DraftRows.draft(id, $0) }) else {
            return try await transactionOfDraft(id)
        }
        if let expectedVersion, expectedVersion != draft.version { throw .versionMismatch(draft.version) }
        if let batch = draft.batch { throw .draftInBatch(id, batch) }
        var transaction: TransactionDraft
        switch reading(draft) {
        // The writer refuses a closed day, and says which one is open.
        case .ready(let ready), .locked(let ready, _): transaction = ready
        case .faulty(let findings): throw .invalid(findings)
        }
        transaction.id = id
        switch try await writer.perform(.postDraft(id, version: draft.version, transaction, conditions)) {
        case .posted(let receipt), .rehearsed(let receipt):
            return PostedTransaction(
                transaction: Transaction(transaction, receipt), isReplay: false, isRehearsal: conditions.isDryRun)
        case .replay:
            return try await transactionOfDraft(id)
        default:
            throw .unexpectedReply
        }
    }

    private func transactionOfDraft(_ id: EntityID) async throws(FinanceError) -> PostedTransaction {
        do throws(FinanceError) {
            return PostedTransaction(transaction: try await transaction(id), isReplay: true)
        } catch {
            if case .notFound = error { throw .notFound(.draft, id.description) }
            throw error
        }
    }

    /// Why the ledger as of the last commit does not take a transaction that is right in itself: accounts, days and locks.
    /// The writer checks again, and balances as well.
    package func findings(against draft: TransactionDraft) -> [Finding] {
        let snapshot = box.value
        var findings = PostingHorizon(today: options.now().day).findings(in: draft)
        for (index, line) in draft.lines.enumerated() {
            guard case .failure(let fault) = snapshot.book.open(line.account, on: draft.date) else { continue }
            let pointer = draft.accountPointer(ofLine: index)
            findings.append(fault.finding(line.account, at: pointer, on: draft.date, in: snapshot.book))
        }
        if let obstacle = snapshot.locks.obstacle(to: draft.date) { findings += obstacle.rowFindings }
        return findings
    }
}
