extension LedgerEngine {
    func change(_ change: BookingBatchChange, _ staged: inout StagedGroup) throws(StorageFailure) -> Outcome {
        switch change {
        case .create(let id, let content, let key): try createBatch(id, content, key, &staged)
        case .replace(let id, let content, let expected): try changeBatch(id, content, expected, &staged)
        case .delete(let id, let expected): try deleteBatch(id, expected, &staged)
        }
    }

    /// A batch that is not posted yet.
    func openBatch(_ id: EntityID) throws(StorageFailure) -> Result<BookingBatch, FinanceError> {
        guard let batch = try statements.drafts.batch(id) else { return .failure(.notFound(.batch, id.description)) }
        return batch.posting == nil ? .success(batch) : .failure(.batchPosted(id))
    }

    private func createBatch(
        _ id: EntityID?, _ content: BookingBatchDraft, _ key: RequestKey?, _ staged: inout StagedGroup
    ) throws(StorageFailure) -> Outcome {
        switch try statements.drafts.made(with: key) {
        case .nothing: break
        case .something(let id):
            guard let known = try statements.drafts.batch(id) else {
                return .failure(.notFound(.batch, id.description))
            }
            return .success(.bookingBatch(known, isNew: false))
        case .other(let key): return .failure(.idempotencyKeyReused(key))
        }
        if let id, let known = try statements.drafts.batch(id) {
            return known.content == content
                ? .success(.bookingBatch(known, isNew: false)) : .failure(.batchExists(id))
        }
        staged.state.lastBatch += 1
        staged.hasWrites = true
        let batch = BookingBatch(
            id: id ?? ids.next(at: recordedAt), sequence: staged.state.lastBatch,
            version: staged.state.retiredVersion + 1, content: content, drafts: 0, byteCount: 0, createdAt: recordedAt,
            changedAt: recordedAt, posting: nil)
        try statements.setCounter("batch", batch.sequence)
        try statements.drafts.insert(batch)
        if let key { try statements.drafts.insert(key, madeWith: batch.id) }
        return .success(.bookingBatch(batch, isNew: true))
    }

    private func changeBatch(
        _ id: EntityID, _ content: BookingBatchDraft, _ expected: Int64?, _ staged: inout StagedGroup
    ) throws(StorageFailure) -> Outcome {
        switch try openBatch(id) {
        case .failure(let error): return .failure(error)
        case .success(let batch):
            if let error = batch.refusal(expected) { return .failure(error) }
            staged.hasWrites = true
            try statements.drafts.update(batch, to: content, at: recordedAt)
            return try answer(id, isNew: false)
        }
    }

    private func deleteBatch(
        _ id: EntityID, _ expected: Int64?, _ staged: inout StagedGroup
    ) throws(StorageFailure) -> Outcome {
        switch try openBatch(id) {
        case .failure(let error): return .failure(error)
        case .success(let batch):
            if let error = batch.refusal(expected) { return .failure(error) }
            staged.hasWrites = true
            try retire(batch.version, &staged)
            try statements.drafts.release(batch: batch.sequence, at: recordedAt)
            try statements.drafts.delete(batch: batch.sequence)
            return .success(.done)
        }
    }

    /// Books all drafts of a batch or none, takes them away and closes the batch, in one commit.
    ///
    /// The version stands for the drafts as well: each change of one of them changes it.
    func post(
        _ posting: BookingBatchPosting, _ conditions: PostingConditions, _ staged: inout StagedGroup
    ) throws(StorageFailure) -> Outcome {
        guard let batch = try statements.drafts.batch(posting.id) else {
            return .failure(.notFound(.batch, posting.id.description))
        }
        if batch.posting != nil { return .success(.bookingBatch(batch, isNew: false)) }
        if let error = batch.refusal(posting.version) { return .failure(error) }
        let request = BatchRequest(
            drafts: posting.drafts, key: nil, fingerprint: [], missingAccounts: nil,
            isDryRun: conditions.isDryRun)
        let receipts: [Receipt]
        switch try post(request, &staged) {
        case .success(.batch(let written, _)): receipts = written
        // Somebody has booked all of them under their ids already, outside of the batch.
        case .success:
            return .failure(.rowsRejected(posting.drafts.indices.map { .init(row: $0, findings: [.alreadyBooked]) }))
        case .failure(let error): return .failure(error)
        }
        guard let first = receipts.first else { return .failure(.unexpectedReply) }
        let result = BookingBatch.Posting(
            firstSequence: first.sequence, count: receipts.count,
            total: Amount(minor: posting.totalMinor, currency: batch.content.currency))
        if conditions.isDryRun { return .success(.bookingBatch(batch.rehearsed(as: result), isNew: true)) }
        staged.state.drafts -= receipts.count
        try statements.drafts.deleteDrafts(ofBatch: batch.sequence)
        try statements.drafts.close(batch: batch.sequence, result, at: recordedAt)
        return try answer(posting.id, isNew: true)
    }

    private func answer(_ id: EntityID, isNew: Bool) throws(StorageFailure) -> Outcome {
        guard let batch = try statements.drafts.batch(id) else {
            throw StorageFailure(code: 0, "batch \(id) cannot be read back")
        }
        return .success(.bookingBatch(batch, isNew: isNew))
    }
}

extension BookingBatch {
    /// Why a caller who has seen a version may not change this one.
    fileprivate func refusal(_ expected: Int64?) -> FinanceError? {
        expected == nil || expected == version ? nil : .versionMismatch(version)
    }

    /// As it would be after its posting, still with the version that was tried.
    fileprivate func rehearsed(as posting: Posting) -> BookingBatch {
        BookingBatch(
            id: id, sequence: sequence, version: version, content: content, drafts: 0, byteCount: 0,
            createdAt: createdAt, changedAt: changedAt, posting: posting)
    }

    /// Why there is no room for more.
    func refusal(ofMore drafts: Int, bytes: Int) -> FinanceError? {
        let hasRoom = self.drafts + drafts <= Self.maximumDrafts && byteCount + max(0, bytes) <= Self.maximumBytes
        return hasRoom ? nil : .batchFull(Self.maximumDrafts)
    }
}
