import Shared

/// A batch and what its drafts add up to; the control of a posted one is nil.
package struct JudgedBatch: Sendable {
    package let batch: BookingBatch
    package let control: BatchControl?
}

/// A batch after its posting, now or before.
package struct PostedBookingBatch: Sendable {
    package let batch: BookingBatch
    /// What was booked by this request; empty for a repetition.
    package let drafts: [TransactionDraft]
    package let isReplay: Bool
    /// Nothing was posted; the batch is as it would be, with the version that was tried.
    package var isRehearsal = false
}

extension LedgerStore {
    /// - Parameters:
    ///   - id: the caller's own id; creating the same again is answered with what is there.
    ///   - idempotencyKey: the client's key; the same key and content are answered with the batch as it is now.
    /// - Throws: `batchExists`, `idempotencyKeyReused`, `notFound` (the batch of the key is gone), `queueFull` …
    package func createBatch(
        _ content: BookingBatchDraft, id: EntityID? = nil, idempotencyKey: String? = nil
    ) async throws(FinanceError) -> (batch: BookingBatch, isNew: Bool) {
        try checkKey(idempotencyKey)
        let key = idempotencyKey.map { RequestKey(key: $0, fingerprint: Fingerprint.of(content, id: id)) }
        return try await batch(.bookingBatch(.create(id: id, content, key: key)))
    }

    /// - Throws: `notFound`, `versionMismatch`, `batchPosted` …
    package func replaceBatch(
        _ id: EntityID, _ content: BookingBatchDraft, expectedVersion: Int64? = nil
    ) async throws(FinanceError) -> BookingBatch {
        try await batch(.bookingBatch(.replace(id, content, expected: expectedVersion))).batch
    }

    /// Deletes an open batch; its drafts stay.
    /// - Throws: `notFound`, `versionMismatch`, `batchPosted` …
    package func deleteBatch(_ id: EntityID, expectedVersion: Int64? = nil) async throws(FinanceError) {
        guard case .done = try await writer.perform(.bookingBatch(.delete(id, expected: expectedVersion))) else {
            throw .unexpectedReply
        }
    }

    private func batch(_ request: WriteRequest) async throws(FinanceError) -> (batch: BookingBatch, isNew: Bool) {
        guard case .bookingBatch(let batch, let isNew) = try await writer.perform(request) else {
            throw .unexpectedReply
        }
        return (batch, isNew)
    }

    /// A batch, judged by what its drafts say.
    /// - Throws: `notFound`, `storage`.
    package func batch(_ id: EntityID, reading: DraftReading) async throws(FinanceError) -> JudgedBatch {
        let (batch, drafts) = try await reader.read { try DraftRows.filledBatch(id, $0) }
        guard batch.posting == nil else { return JudgedBatch(batch: batch, control: nil) }
        let items = drafts.map { (id: $0.id, read: reading($0)) }
        return JudgedBatch(batch: batch, control: BatchControl(batch.content, items))
    }

    /// - Throws: `invalid` (limit), `storage`.
    package func batches(_ query: BookingBatchQuery) async throws(FinanceError) -> Page<BookingBatch> {
        try checkLimit(query.limit)
        try query.cursor?.check(query.scope)
        return try await reader.read { try DraftRows.batches(query, $0) }.scoped(query.scope)
    }

    /// What was booked with a batch, in order of sequence; nothing while it is open.
    /// - Throws: `invalid` (limit), `notFound`, `storage`.
    package func transactions(
        ofBatch id: EntityID, cursor: PageCursor?, limit: Int
    ) async throws(FinanceError) -> Page<Transaction> {
        try checkLimit(limit)
        let scope = CursorScope("transactions of a batch", id)
        try cursor?.check(scope)
        return try await reader.read { [box] db in
            guard let batch = try DraftRows.batch(id, db) else {
                throw FinanceError.notFound(.batch, id.description)
            }
            guard let posting = batch.posting else { return Page(elements: [], next: nil) }
            // A cursor comes from outside and may be the largest number there is.
            let before = max(posting.firstSequence - 1, cursor?.sequence ?? 0)
            guard before < posting.lastSequence else { return Page(elements: [], next: nil) }
            let first = before + 1
            let last = first + min(Int64(limit) - 1, posting.lastSequence - first)
            let rows = TransactionRows(db: db, book: box.value.book)
            let transactions = try (first...last).map { try rows.transaction(sequence: $0) }
            let next = last < posting.lastSequence ? PageCursor(date: .first, sequence: last).scoped(scope) : nil
            return Page(elements: transactions, next: next)
        }
    }

    /// Books all drafts of a batch or none, and closes it. A batch that was posted already is answered as it is.
    ///
    /// - Parameter conditions: whether to write at all; a dry run leaves batch and drafts.
    /// - Throws: `batchRejected` naming everything that is wrong, `notFound`, `versionMismatch` …; nothing changes then.
    package func postBatch(
        _ id: EntityID, expectedVersion: Int64? = nil, conditions: PostingConditions = PostingConditions(),
        reading: DraftReading
    ) async throws(FinanceError) -> PostedBookingBatch {
        for _ in 1..<Self.postingAttempts {
            do throws(FinanceError) {
                return try await tryPosting(batch: id, expectedVersion, conditions, reading)
            } catch {
                // Somebody has changed it between the reading and the writing: read again.
                guard expectedVersion == nil, case .versionMismatch = error else { throw error }
            }
        }
        return try await tryPosting(batch: id, expectedVersion, conditions, reading)
    }

    /// A batch that is posted already. Its posting was a change: who has seen the version before it, or it itself, has
    /// seen what was booked.
    private func replay(
        _ batch: BookingBatch, _ expectedVersion: Int64?
    ) throws(FinanceError) -> PostedBookingBatch {
        if let expectedVersion, !(batch.version - 1...batch.version).contains(expectedVersion) {
            throw .versionMismatch(batch.version)
        }
        return PostedBookingBatch(batch: batch, drafts: [], isReplay: true)
    }

    private func tryPosting(
        batch id: EntityID, _ expectedVersion: Int64?, _ conditions: PostingConditions, _ reading: DraftReading
    ) async throws(FinanceError) -> PostedBookingBatch {
        let judged = try await self.batch(id, reading: reading)
        let batch = judged.batch
        guard let control = judged.control else { return try replay(batch, expectedVersion) }
        if let expectedVersion, expectedVersion != batch.version { throw .versionMismatch(batch.version) }
        guard control.findings.isEmpty, let drafts = control.drafts, let total = control.total else {
            throw .batchRejected(control.findings)
        }
        let posting = BookingBatchPosting(id: id, version: batch.version, drafts: drafts, totalMinor: total.minor)
        do throws(FinanceError) {
            let answer = try await self.batch(.postBookingBatch(posting, conditions))
            guard answer.isNew else { return try replay(answer.batch, expectedVersion) }
            return PostedBookingBatch(
                batch: answer.batch, drafts: drafts, isReplay: false, isRehearsal: conditions.isDryRun)
        } catch {
            guard case .rowsRejected(let rows) = error else { throw error }
            throw .batchRejected(
                rows.flatMap { row in
                    row.findings.map { $0.located(under: "/drafts/\(drafts[row.row].id?.description ?? "")") }
                })
        }
    }
}
