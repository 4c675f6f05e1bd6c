import Shared

/// A draft that passed all checks, with its numbers; writing it cannot break a rule any more.
struct PlannedTransaction {
    let draft: TransactionDraft
    /// Row ids of the lines' accounts.
    let accounts: [Int]
    let id: EntityID
    let sequence: Int64
    /// Sequence of the transaction that this one reverses, 0 for none.
    let reverses: Int64
    let fiscalYear: Int
    let journalNumber: Int64
}

extension LedgerEngine {
    /// What the ledger already knows about a request.
    enum Known {
        case new
        case replay(first: Int64, count: Int)
        case conflict(FinanceError)
    }

    func post(
        _ draft: TransactionDraft, fingerprint: [UInt8]?, key: String?,
        _ conditions: PostingConditions = PostingConditions(), _ staged: inout StagedGroup
    ) throws(StorageFailure) -> Outcome {
        switch try known(key: key, fingerprint) {
        case .replay(let first, let count): return .success(.replay(first: first, count: count))
        case .conflict(let error): return .failure(error)
        case .new: break
        }
        switch try known(draft, staged.state) {
        case .replay(let first, let count): return .success(.replay(first: first, count: count))
        case .conflict(let error): return .failure(error)
        case .new: break
        }
        let planned: PlannedTransaction
        do throws(FinanceError) {
            if conditions.isDryRun {
                // A copy of the group takes the numbers, and is dropped.
                var rehearsal = staged
                return .success(.rehearsed(receipt(try plan(draft, &rehearsal))))
            }
            planned = try plan(draft, &staged)
        } catch {
            return .failure(error)
        }
        try write(planned, &staged)
        if let key, let fingerprint {
            try statements.insertIdempotency(key, fingerprint, first: planned.sequence, count: 1)
        }
        return .success(.posted(receipt(planned)))
    }

    func known(key: String?, _ fingerprint: [UInt8]?) throws(StorageFailure) -> Known {
        guard let key else { return .new }
        statements.idempotencyByKey.bind(1, key)
        guard try statements.idempotencyByKey.next() else { return .new }
        defer { statements.idempotencyByKey.reset() }
        guard statements.idempotencyByKey.bytes(0) == fingerprint else { return .conflict(.idempotencyKeyReused(key)) }
        return .replay(first: statements.idempotencyByKey.int64(1), count: Int(statements.idempotencyByKey.int64(2)))
    }

    /// Whether a draft's own id is taken, by the same transaction or by another one.
    func known(_ draft: TransactionDraft, _ state: LedgerState) throws(StorageFailure) -> Known {
        guard let id = draft.id, id <= state.greatestID, let sequence = try sequence(of: id) else { return .new }
        let stored = try storedDraft(sequence, state.book)
        return stored.hasSameContent(as: draft) ? .replay(first: sequence, count: 1) : .conflict(.duplicateID(id))
    }

    /// Checks a draft against the accounts and gives it its numbers. Nothing is staged when it throws.
    func plan(
        _ draft: TransactionDraft, reverses: Int64 = 0, _ staged: inout StagedGroup
    ) throws(FinanceError) -> PlannedTransaction {
        let accounts = try accounts(of: draft, isReversal: reverses != 0, &staged)
        if let obstacle = staged.state.locks.obstacle(to: draft.date) { throw obstacle }
        if !draft.expectations.isEmpty || staged.state.book.hasFloors {
            try checkBalances(of: draft, accounts, &staged)
        }
        guard let volumes = staged.state.volume(adding: draft.lines) else {
            throw .ledgerOverflow(draft.lines.first?.amount.currency ?? .eur)
        }
        staged.state.volume.take(volumes)
        let fiscalYear = draft.date.fiscalYear(startingIn: options.fiscalYearStartMonth)
        let journalNumber = (staged.state.journal[fiscalYear] ?? 0) + 1
        staged.state.journal[fiscalYear] = journalNumber
        staged.state.sequence += 1
        let planned = PlannedTransaction(
            draft: draft, accounts: accounts, id: draft.id ?? ids.next(at: recordedAt),
            sequence: staged.state.sequence, reverses: reverses, fiscalYear: fiscalYear, journalNumber: journalNumber)
        staged.state.greatestID = max(staged.state.greatestID, planned.id)
        staged.add(planned)
        return planned
    }

    private func accounts(
        of draft: TransactionDraft, isReversal: Bool, _ staged: inout StagedGroup
    ) throws(FinanceError) -> [Int] {
        let book = staged.state.book
        var accounts: [Int] = []
        accounts.reserveCapacity(draft.lines.count)
        // A reversal keeps to the days of its original, whichever they are.
        var findings = isReversal ? [] : horizon.findings(in: draft)
        for (index, line) in draft.lines.enumerated() {
            switch book.open(line.account, on: draft.date) {
            case .success(let id): accounts.append(id)
            case .failure(let fault):
                let pointer = draft.accountPointer(ofLine: index)
                // The writer has others to serve: it looks for what was meant a bounded number of times per commit.
                guard staged.suggestionsLeft > 0 else {
                    findings.append(fault.finding(line.account, at: pointer))
                    continue
                }
                staged.suggestionsLeft -= 1
                findings.append(fault.finding(line.account, at: pointer, on: draft.date, in: book))
            }
        }
        guard findings.isEmpty else {
            throw .accountsRejected(findings + disappointed(draft.expectations, &staged))
        }
        return accounts
    }

    func write(_ planned: PlannedTransaction, _ staged: inout StagedGroup) throws(StorageFailure) {
        staged.hasWrites = true
        let header = TransactionForm.Header(
            id: planned.id, fiscalYear: planned.fiscalYear, journalNumber: planned.journalNumber,
            recordedAt: recordedAt, reverses: planned.reverses)
        let leaf = TransactionForm.leaf(header, planned.draft, &form)
        staged.state.head = HashChain.head(after: staged.state.head, sequence: planned.sequence, leaf: leaf)
        PackedLines.write(planned.draft.lines, accounts: planned.accounts, to: &packed)
        let head = staged.state.head
        try packed.withBytes { lines throws(StorageFailure) in
            try statements.insert(planned, lines: lines, head: head, recordedAt: recordedAt)
        }
    }

    func receipt(_ planned: PlannedTransaction) -> Receipt {
        Receipt(
            sequence: planned.sequence, id: planned.id, fiscalYear: planned.fiscalYear,
            journalNumber: planned.journalNumber, recordedAt: recordedAt)
    }
}

extension BookingDate {
    /// The fiscal year of this day, named after the calendar year in which it starts.
    func fiscalYear(startingIn month: Int) -> Int { self.month >= month ? year : year - 1 }

    /// First day of this day's fiscal year.
    func fiscalYearStart(startingIn month: Int) -> BookingDate {
        BookingDate(year: fiscalYear(startingIn: month), month: month, day: 1) ?? .first
    }
}
