package import Shared

extension LedgerEngine {
    private enum PlannedItem {
        case new(PlannedTransaction)
        case replay(Int64)
    }

    /// Books all rows or none. All rows are checked first, so that one answer names every faulty one.
    func post(_ batch: BatchRequest, _ staged: inout StagedGroup) throws(StorageFailure) -> Outcome {
        switch try known(key: batch.key, batch.fingerprint) {
        case .replay(let first, let count): return .success(.replay(first: first, count: count))
        case .conflict(let error): return .failure(error)
        case .new: break
        }
        var trial = staged
        let created = createMissing(batch, &trial)
        var planned: [PlannedTransaction] = []
        planned.reserveCapacity(batch.drafts.count)
        var replays: [(row: Int, sequence: Int64)] = []
        var faults: [FinanceError.RowFault] = []
        var ids: [EntityID: Int] = [:]
        for (row, draft) in batch.drafts.enumerated() {
            if let id = draft.id, ids.updateValue(row, forKey: id) != nil {
                faults.append(.init(row: row, findings: [.idTwice]))
                continue
            }
            switch try plan(unlessKnown: draft, &trial) {
            case .success(.new(let item)): planned.append(item)
            case .success(.replay(let sequence)): replays.append((row, sequence))
            case .failure(let error): faults.append(.init(row: row, findings: error.rowFindings))
            }
        }
        if replays.count == batch.drafts.count { return .success(.batchReplay(replays.map(\.sequence))) }
        // A batch is booked as a whole, so some of its rows being there already is no repetition but a mistake.
        faults += replays.map { .init(row: $0.row, findings: [.alreadyBooked]) }
        guard faults.isEmpty else { return .failure(.rowsRejected(faults.sorted { $0.row < $1.row })) }
        if batch.isDryRun {
            let numbers = created.map { trial.state.book[$0].number }
            return .success(.batch(planned.map(receipt), createdAccounts: numbers))
        }
        staged = trial
        return .success(try write(planned, created, batch, &staged))
    }

    private func plan(
        unlessKnown draft: TransactionDraft, _ trial: inout StagedGroup
    ) throws(StorageFailure) -> Result<PlannedItem, FinanceError> {
        switch try known(draft, trial.state) {
        case .replay(let first, _): return .success(.replay(first))
        case .conflict(let error): return .failure(error)
        case .new: break
        }
        do throws(FinanceError) {
            return .success(.new(try plan(draft, &trial)))
        } catch {
            return .failure(error)
        }
    }

    private func write(
        _ items: [PlannedTransaction], _ created: [Int], _ batch: BatchRequest, _ staged: inout StagedGroup
    ) throws(StorageFailure) -> WriteReply {
        for id in created { try write(staged.state.book[id], id: id, &staged) }
        for planned in items { try write(planned, &staged) }
        if let key = batch.key, let first = items.first {
            try statements.insertIdempotency(key, batch.fingerprint, first: first.sequence, count: items.count)
        }
        return .batch(items.map(receipt), createdAccounts: created.map { staged.state.book[$0].number })
    }

    /// Books every draft that can be booked, each on its own; the verdicts are in the order given.
    func post(each drafts: [TransactionDraft], _ staged: inout StagedGroup) throws(StorageFailure) -> [ItemVerdict] {
        var verdicts: [ItemVerdict] = []
        verdicts.reserveCapacity(drafts.count)
        staged.entries.reserveCapacity(staged.entries.count + 3 * drafts.count)
        for draft in drafts {
            switch try post(draft, fingerprint: nil, key: nil, PostingConditions(), &staged) {
            case .success(.posted(let receipt)): verdicts.append(.posted(receipt))
            case .success(.replay(let first, _)): verdicts.append(.replay(sequence: first))
            case .success: verdicts.append(.refused(.unexpectedReply))
            case .failure(let error): verdicts.append(.refused(error))
            }
        }
        return verdicts
    }

    /// What would become of each draft, after those before it in the same chunk.
    func rehearse(
        each drafts: [TransactionDraft], _ staged: inout StagedGroup
    ) throws(StorageFailure) -> [ItemVerdict] {
        var rehearsal = staged
        // Nothing is written, so the file does not know the ids of the chunk.
        var earlier: [EntityID: TransactionDraft] = [:]
        var verdicts: [ItemVerdict] = []
        verdicts.reserveCapacity(drafts.count)
        for draft in drafts {
            if let id = draft.id, let first = earlier[id] {
                verdicts.append(first.hasSameContent(as: draft) ? .rehearsedReplay : .refused(.duplicateID(id)))
                continue
            }
            switch try plan(unlessKnown: draft, &rehearsal) {
            case .success(.new(let planned)):
                if let id = draft.id { earlier[id] = draft }
                verdicts.append(.rehearsed(receipt(planned)))
            case .success(.replay(let sequence)): verdicts.append(.replay(sequence: sequence))
            case .failure(let error): verdicts.append(.refused(error))
            }
        }
        staged.suggestionsLeft = rehearsal.suggestionsLeft
        return verdicts
    }

    /// Adds the accounts that the rows name and the ledger lacks, as far as the caller has a draft for them.
    private func createMissing(_ batch: BatchRequest, _ trial: inout StagedGroup) -> [Int] {
        guard let missingAccounts = batch.missingAccounts else { return [] }
        var created: [Int] = []
        for draft in batch.drafts {
            for line in draft.lines where trial.state.book.id(of: line.account) == nil {
                guard let account = missingAccounts(line.account), account.number == line.account else { continue }
                created.append(trial.state.book.append(Account(account, version: 1, recordedAt: recordedAt)))
            }
        }
        return created
    }
}

extension FinanceError {
    /// The findings of an error that concerns one row.
    package var rowFindings: [Finding] {
        switch self {
        case .invalid(let findings), .accountsRejected(let findings), .expectationFailed(let findings),
            .balanceNegative(let findings):
            findings
        case .duplicateID: [.idTaken]
        case .ledgerOverflow: [.amountsOverflow]
        case .periodLocked(let date, let lock, let next): [.periodLocked(date, lock, next)]
        default: []
        }
    }
}

extension Finding {
    static let idTwice = Finding(
        pointer: "/id", code: "id-twice",
        detail: LocalizedText(de: "Die id kommt zweimal vor.", en: "The id is given twice."))

    static let alreadyBooked = Finding(
        pointer: "/id", code: "already-booked",
        detail: LocalizedText(
            de: "Diese Buchung gibt es schon, andere des Stapels nicht.",
            en: "This transaction exists already, others of the batch do not."))

    static let idTaken = Finding(
        pointer: "/id", code: "duplicate-id",
        detail: LocalizedText(
            de: "Die id gehört einer Buchung mit anderem Inhalt.",
            en: "The id belongs to a transaction with other content."))
}
