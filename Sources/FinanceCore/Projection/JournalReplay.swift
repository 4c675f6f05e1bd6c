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
        if try journalHead(progress.sequence) != progress.head { progress = try projector.make(path: path) }
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

    /// The chain's head after a transaction, nil if there is none with this sequence.
    private func journalHead(_ sequence: Int64) throws(StorageFailure) -> ChainHash? {
        if sequence == 0 { return .origin }
        statements.headOf.bind(1, sequence)
        guard try statements.headOf.next() else { return nil }
        defer { statements.headOf.reset() }
        return statements.headOf.withBytes(0) { ChainHash($0) }
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
                    sequence: sequence, minor: line.amount.minor, date: date,
                    account: Int32(truncatingIfNeeded: line.account), currency: line.amount.currency,
                    line: UInt16(truncatingIfNeeded: index), side: line.side))
        }
    }
}
