extension LedgerEngine {
    func change(_ change: DraftChange, _ staged: inout StagedGroup) throws(StorageFailure) -> Outcome {
        switch change {
        case .create(let id, let body, let batch, let key): try createDraft(id, body, batch, key, &staged)
        case .replace(let id, let body, let expected):
            try changeDraft(id, expected, &staged) { $0.with(body: body) }
        case .delete(let id, let expected): try deleteDraft(id, expected, &staged)
        case .put(let id, let batch): try move(id, into: batch, &staged)
        case .take(let id, let batch): try take(id, outOf: batch, &staged)
        }
    }

    private func createDraft(
        _ id: EntityID?, _ body: [UInt8], _ batch: EntityID?, _ key: RequestKey?, _ staged: inout StagedGroup
    ) throws(StorageFailure) -> Outcome {
        switch try statements.drafts.made(with: key) {
        case .nothing: break
        case .something(let id):
            guard let known = try statements.drafts.draft(id)?.draft else {
                return .failure(.notFound(.draft, id.description))
            }
            return .success(.draft(known, isNew: false))
        case .other(let key): return .failure(.idempotencyKeyReused(key))
        }
        if let id {
            if let known = try statements.drafts.draft(id)?.draft {
                let isSame = known.body == body && known.batch == batch
                return isSame ? .success(.draft(known, isNew: false)) : .failure(.draftExists(id))
            }
            if try sequence(of: id) != nil { return .failure(.duplicateID(id)) }
        }
        guard staged.state.drafts < EntryDraft.maximumCount else {
            return .failure(.draftsFull(EntryDraft.maximumCount))
        }
        var row: BookingBatch?
        if let batch {
            switch try openBatch(batch) {
            case .success(let found): row = found
            case .failure(let error): return .failure(error)
            }
            if let error = row?.refusal(ofMore: 1, bytes: body.count) { return .failure(error) }
        }
        staged.state.lastDraft += 1
        staged.state.drafts += 1
        let draft = EntryDraft(
            id: id ?? ids.next(at: recordedAt), sequence: staged.state.lastDraft,
            version: staged.state.retiredVersion + 1, batch: batch, body: body,
            createdAt: recordedAt, changedAt: recordedAt)
        staged.hasWrites = true
        try statements.setCounter("draft", draft.sequence)
        try statements.drafts.insert(draft, batch: row?.sequence)
        if let key { try statements.drafts.insert(key, madeWith: draft.id) }
        if let row {
            try statements.drafts.fill(batch: row.sequence, drafts: 1, bytes: body.count, at: recordedAt)
        }
        return .success(.draft(draft, isNew: true))
    }

    private func changeDraft(
        _ id: EntityID, _ expected: Int64?, _ staged: inout StagedGroup, _ change: (EntryDraft) -> EntryDraft
    ) throws(StorageFailure) -> Outcome {
        guard let row = try statements.drafts.draft(id) else { return .failure(.notFound(.draft, id.description)) }
        if let error = row.draft.refusal(expected) { return .failure(error) }
        let changed = change(row.draft).changed(at: recordedAt)
        if let batch = row.draft.batch, let error = try roomFinding(batch, row.draft, changed) {
            return .failure(error)
        }
        staged.hasWrites = true
        try statements.drafts.update(changed, batch: row.batch)
        if let batch = row.batch {
            let bytes = changed.body.count - row.draft.body.count
            try statements.drafts.fill(batch: batch, drafts: 0, bytes: bytes, at: recordedAt)
        }
        return .success(.draft(changed, isNew: false))
    }

    private func roomFinding(
        _ batch: EntityID, _ old: EntryDraft, _ new: EntryDraft
    ) throws(StorageFailure) -> FinanceError? {
        switch try openBatch(batch) {
        case .success(let row): row.refusal(ofMore: 0, bytes: new.body.count - old.body.count)
        case .failure(let error): error
        }
    }

    private func deleteDraft(
        _ id: EntityID, _ expected: Int64?, _ staged: inout StagedGroup
    ) throws(StorageFailure) -> Outcome {
        guard let row = try statements.drafts.draft(id) else { return .failure(.notFound(.draft, id.description)) }
        if let error = row.draft.refusal(expected) { return .failure(error) }
        try retire(row.draft.version, &staged)
        try remove(row, &staged)
        return .success(.done)
    }

    /// The same id may be made anew, and a tag that somebody has kept of the old one must not fit.
    func retire(_ version: Int64, _ staged: inout StagedGroup) throws(StorageFailure) {
        guard version > staged.state.retiredVersion else { return }
        staged.state.retiredVersion = version
        try statements.setCounter("retired-version", version)
    }

    private func remove(_ row: DraftStatements.DraftRow, _ staged: inout StagedGroup) throws(StorageFailure) {
        staged.hasWrites = true
        staged.state.drafts -= 1
        try statements.drafts.delete(row.draft)
        if let batch = row.batch {
            try statements.drafts.fill(batch: batch, drafts: -1, bytes: -row.draft.body.count, at: recordedAt)
        }
    }

    /// Puts a draft into a batch, out of the one that it is in.
    private func move(
        _ id: EntityID, into batch: EntityID, _ staged: inout StagedGroup
    ) throws(StorageFailure) -> Outcome {
        let target: BookingBatch
        switch try openBatch(batch) {
        case .success(let found): target = found
        case .failure(let error): return .failure(error)
        }
        guard let row = try statements.drafts.draft(id) else { return .failure(.notFound(.draft, id.description)) }
        if row.batch == target.sequence { return .success(.draft(row.draft, isNew: false)) }
        if let error = target.refusal(ofMore: 1, bytes: row.draft.body.count) { return .failure(error) }
        return .success(.draft(try move(row, batch, target.sequence, &staged), isNew: false))
    }

    private func take(
        _ id: EntityID, outOf batch: EntityID, _ staged: inout StagedGroup
    ) throws(StorageFailure) -> Outcome {
        if case .failure(let error) = try openBatch(batch) { return .failure(error) }
        guard let row = try statements.drafts.draft(id), row.draft.batch == batch else {
            return .failure(.notFound(.draft, id.description))
        }
        return .success(.draft(try move(row, nil, nil, &staged), isNew: false))
    }

    private func move(
        _ row: DraftStatements.DraftRow, _ batch: EntityID?, _ target: Int64?, _ staged: inout StagedGroup
    ) throws(StorageFailure) -> EntryDraft {
        staged.hasWrites = true
        let bytes = row.draft.body.count
        let moved = row.draft.with(batch: batch).changed(at: recordedAt)
        try statements.drafts.update(moved, batch: target)
        if let before = row.batch {
            try statements.drafts.fill(batch: before, drafts: -1, bytes: -bytes, at: recordedAt)
        }
        if let target { try statements.drafts.fill(batch: target, drafts: 1, bytes: bytes, at: recordedAt) }
        return moved
    }

    /// Books what a draft says and takes the draft away, in one commit. A draft that is gone has become the transaction
    /// with its id.
    func post(
        draft id: EntityID, version: Int64, _ transaction: TransactionDraft, _ conditions: PostingConditions,
        _ staged: inout StagedGroup
    ) throws(StorageFailure) -> Outcome {
        guard let row = try statements.drafts.draft(id) else {
            guard let sequence = try sequence(of: id) else { return .failure(.notFound(.draft, id.description)) }
            return .success(.replay(first: sequence, count: 1))
        }
        if let batch = row.draft.batch { return .failure(.draftInBatch(id, batch)) }
        if let error = row.draft.refusal(version) { return .failure(error) }
        let outcome = try post(transaction, fingerprint: nil, key: nil, conditions, &staged)
        if !conditions.isDryRun, case .success = outcome { try remove(row, &staged) }
        return outcome
    }
}

extension EntryDraft {
    /// Why a caller who has seen a version may not change this one.
    fileprivate func refusal(_ expected: Int64?) -> FinanceError? {
        expected == nil || expected == version ? nil : .versionMismatch(version)
    }

    fileprivate func with(body: [UInt8]) -> EntryDraft {
        EntryDraft(
            id: id, sequence: sequence, version: version, batch: batch, body: body, createdAt: createdAt,
            changedAt: changedAt)
    }

    fileprivate func with(batch: EntityID?) -> EntryDraft {
        EntryDraft(
            id: id, sequence: sequence, version: version, batch: batch, body: body, createdAt: createdAt,
            changedAt: changedAt)
    }

    /// The next version.
    fileprivate func changed(at time: Timestamp) -> EntryDraft {
        EntryDraft(
            id: id, sequence: sequence, version: version + 1, batch: batch, body: body, createdAt: createdAt,
            changedAt: time)
    }
}
