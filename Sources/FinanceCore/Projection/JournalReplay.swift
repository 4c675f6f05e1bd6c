/// Brings projection and tail up to the journal's end when a ledger is opened.
struct JournalReplay {
    let statements: LedgerStatements
    let tail: LedgerTail
    let projector: Projector

    /// Opens the projection at a path, or makes it anew, and reads what the journal has beyond it into the tail.
    func bringUpToDate(
        path: String, _ end: Int64, accounts: Int
    ) throws(StorageFailure) -> (inFile: [[AccountTotal]], tail: TailView) {
        var progress = try projector.open(path: path)
        if try statements.headOf.storedHead(after: progress.sequence) != progress.head {
            progress = try projector.make(path: path)
        }
        try replay(after: progress.sequence)
        projector.settle()
        guard tail.end == end else {
            throw StorageFailure(code: 0, "the journal ends at transaction \(tail.end), not at \(end)")
        }
        let (reached, totals) = try projector.totals(accounts: accounts)
        guard let view = tail.view(after: reached) else {
            throw StorageFailure(code: 0, "the projection has no end")
        }
        return (totals, view)
    }

    private func replay(after sequence: Int64) throws(StorageFailure) {
        let row = statements.journalAfter
        row.bind(1, sequence)
        defer { row.reset() }
        var entries: [LineEntry] = []
        var last: (sequence: Int64, head: ChainHash) = (sequence, .origin)
        while try row.next() {
            try add(row, to: &entries)
            last = (row.int64(0), row.withBytes(3) { ChainHash($0) } ?? .origin)
            if entries.count >= tail.pageSize {
                tail.append(entries, through: last.sequence, head: last.head)
                entries.removeAll(keepingCapacity: true)
                projector.note()
            }
        }
        if !entries.isEmpty { tail.append(entries, through: last.sequence, head: last.head) }
    }

    private func add(_ row: Statement, to entries: inout [LineEntry]) throws(StorageFailure) {
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
