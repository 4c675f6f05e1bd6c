import Shared

/// A draft that passed all checks, with its numbers; writing it cannot break a rule any more.
struct PlannedTransaction {
    let draft: TransactionDraft
    /// Row ids of the lines' accounts.
    let accounts: [Int]
    let id: EntityID
    let fingerprint: [UInt8]?
    let sequence: Int64
    let firstLine: Int64
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
        _ draft: TransactionDraft, fingerprint: [UInt8]?, key: String?, _ staged: inout StagedGroup
    ) throws(StorageFailure) -> Outcome {
        switch try known(key: key, fingerprint) {
        case .replay(let first, let count): return .success(.replay(first: first, count: count))
        case .conflict(let error): return .failure(error)
        case .new: break
        }
        switch try known(id: draft.id, fingerprint) {
        case .replay(let first, let count): return .success(.replay(first: first, count: count))
        case .conflict(let error): return .failure(error)
        case .new: break
        }
        let planned: PlannedTransaction
        do throws(FinanceError) {
            planned = try plan(draft, fingerprint: draft.id == nil ? nil : fingerprint, &staged)
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

    func known(id: EntityID?, _ fingerprint: [UInt8]?) throws(StorageFailure) -> Known {
        guard let id else { return .new }
        statements.transactionByID.bind(1, id)
        guard try statements.transactionByID.next() else { return .new }
        defer { statements.transactionByID.reset() }
        guard statements.transactionByID.bytes(1) == fingerprint else { return .conflict(.duplicateID(id)) }
        return .replay(first: statements.transactionByID.int64(0), count: 1)
    }

    /// Checks a draft against the accounts and gives it its numbers. Nothing is staged when it throws.
    func plan(
        _ draft: TransactionDraft, fingerprint: [UInt8]?, _ staged: inout StagedGroup
    ) throws(FinanceError) -> PlannedTransaction {
        let accounts = try accounts(of: draft, in: staged.state.book)
        guard let volumes = staged.state.volume(adding: draft.lines) else {
            throw .ledgerOverflow(draft.lines.first?.amount.currency ?? .eur)
        }
        for (currency, volume) in volumes {
            staged.state.volume[currency] = volume
            staged.touchedCurrencies.insert(currency)
        }
        let fiscalYear = draft.date.fiscalYear(startingIn: options.fiscalYearStartMonth)
        let journalNumber = (staged.state.journal[fiscalYear] ?? 0) + 1
        staged.state.journal[fiscalYear] = journalNumber
        staged.touchedYears.insert(fiscalYear)
        staged.state.sequence += 1
        let firstLine = staged.state.lastLine + 1
        staged.state.lastLine += Int64(draft.lines.count)
        for (index, line) in draft.lines.enumerated() {
            staged.add(line, account: accounts[index], date: draft.date)
        }
        return PlannedTransaction(
            draft: draft, accounts: accounts, id: draft.id ?? ids.next(at: recordedAt), fingerprint: fingerprint,
            sequence: staged.state.sequence, firstLine: firstLine, fiscalYear: fiscalYear,
            journalNumber: journalNumber)
    }

    private func accounts(of draft: TransactionDraft, in book: AccountBook) throws(FinanceError) -> [Int] {
        var accounts: [Int] = []
        accounts.reserveCapacity(draft.lines.count)
        var findings: [Finding] = []
        for (index, line) in draft.lines.enumerated() {
            if let fault = book.fault(of: line.account, on: draft.date) {
                findings.append(fault.finding(line.account, at: draft.accountPointer(ofLine: index)))
            } else if let id = book.id(of: line.account) {
                accounts.append(id)
            }
        }
        guard findings.isEmpty else { throw .accountsRejected(findings) }
        return accounts
    }

    func write(_ planned: PlannedTransaction, _ staged: inout StagedGroup) throws(StorageFailure) {
        staged.hasWrites = true
        try statements.insert(planned, recordedAt: recordedAt)
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
