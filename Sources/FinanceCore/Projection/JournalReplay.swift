/// Brings projection and tail up to the journal's end when a ledger is opened.
struct JournalReplay {
    let statements: LedgerStatements
    let tail: LedgerTail
    let projector: Projector

    typealias Totals = (inFile: [[AccountTotal]], tail: TailView)

    /// Opens the projection at a path, or makes it anew, and reads what the journal has beyond it into the tail.
    ///
    /// Damage that shows on the way, in whatever page, is a reason to make it anew; what may pass, such as a full disk, is
    /// not.
    func bringUpToDate(path: String, _ end: Int64, accounts: Int) throws(StorageFailure) -> Totals {
        ProjectionFile.remove(ProjectionFile.pathOfNew(beside: path))
        let progress = try projector.open(path: path)
        do throws(StorageFailure) {
            guard try statements.headOf.storedHead(after: progress.sequence) == progress.head else {
                throw .damage("the projection belongs to another ledger")
            }
            return try follow(progress, end, accounts: accounts)
        } catch {
            guard error.isDamage else { throw error }
            return try follow(try projector.make(path: path), end, accounts: accounts)
        }
    }

    private func follow(
        _ progress: Projector.Progress, _ end: Int64, accounts: Int
    ) throws(StorageFailure) -> Totals {
        try replay(after: progress.sequence)
        try projector.settle()
        guard tail.end == end else {
            throw StorageFailure(code: 0, "the journal ends at transaction \(tail.end), not at \(end)")
        }
        let (reached, totals) = try projector.totals(accounts: accounts)
        guard Self.areBalanced(totals) else { throw .damage("the projection's debits are not its credits") }
        guard let view = tail.view(after: reached) else {
            throw StorageFailure(code: 0, "the projection has no end")
        }
        return (totals, view)
    }

    /// Whether debits equal credits in every currency, as those of all whole transactions do.
    private static func areBalanced(_ totals: [[AccountTotal]]) -> Bool {
        var balances: [Currency: Int64] = [:]
        // Figures of a damaged file may be any; those of a right one cannot overflow.
        for total in totals.joined() { balances[total.currency, default: 0] &+= total.debitMinor &- total.creditMinor }
        return balances.values.allSatisfy { $0 == 0 }
    }

    private func replay(after sequence: Int64) throws(StorageFailure) {
        let row = statements.journalAfter
        row.bind(1, sequence)
        defer { row.reset() }
        var entries: [LineEntry] = []
        var last: (sequence: Int64, head: ChainHash) = (sequence, .origin)
        while try row.next() {
            try Self.add(row, to: &entries)
            last = (row.int64(0), row.withBytes(3) { ChainHash($0) } ?? .origin)
            if entries.count >= tail.pageSize {
                tail.append(entries, through: last.sequence, head: last.head)
                entries.removeAll(keepingCapacity: true)
                projector.note()
                // What cannot be written stays in memory, and that has a bound here as well.
                if let obstacle = projector.obstacle {
                    try projector.settle()
                    throw .busy(obstacle)
                }
            }
        }
        if !entries.isEmpty { tail.append(entries, through: last.sequence, head: last.head) }
    }

    /// Adds the entries of a row of `LedgerSQL.journalAfter`.
    static func add(_ row: Statement, to entries: inout [LineEntry]) throws(StorageFailure) {
        let sequence = row.int64(0)
        guard let date = row.optionalDate(1), let lines = row.withBytes(2, { PackedLines.read($0) }) else {
            throw StorageFailure(code: 0, "transaction \(sequence): its lines cannot be read")
        }
        entries.append(.journalEntry(sequence, date))
        for (index, line) in lines.enumerated() {
            entries.append(
                LineEntry(
                    sequence: sequence, date: date, account: line.account, line: index, side: line.side,
                    amount: line.amount))
        }
    }
}
