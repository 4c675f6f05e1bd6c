extension LedgerEngine {
    /// Opens the file, makes the tables and the chart if it is new, and reads what the checks need.
    ///
    /// The work grows with accounts and months, and with what was booked after the projection's last run.
    static func open(
        path: String, chart: [AccountDraft], options: LedgerOptions, box: SnapshotBox, tail: LedgerTail,
        projector: Projector
    ) throws(StorageFailure) -> (LedgerEngine, isNew: Bool) {
        let connection = try LedgerConnection(
            path: path, maximumPages: options.maximumFilePages, maximumLogBytes: options.maximumLogBytes)
        try LedgerSchema.migrate(connection, now: options.now())
        try keepSetting(LedgerSchema.fiscalYearSetting, "\(options.fiscalYearStartMonth)", connection)
        let state = try LedgerLoader(connection: connection).state()
        let statements = try LedgerStatements(connection)
        let replay = JournalReplay(statements: statements, tail: tail, projector: projector)
        let totals = try replay.bringUpToDate(
            path: ProjectionFile.path(beside: path), state.sequence, accounts: state.book.accounts.count)
        var snapshot = LedgerSnapshot(
            sequence: state.sequence, record: state.record, book: state.book, locks: state.locks, totals: totals.inFile)
        snapshot.add(totals.tail)
        box.update { [snapshot] in $0 = snapshot }
        let engine = LedgerEngine(
            connection: connection, statements: statements, state: state, options: options, box: box, tail: tail,
            projector: projector)
        connection.forbidChanges()
        let isNew = state.book.accounts.isEmpty && state.sequence == 0
        if isNew, !chart.isEmpty, case .failure(let error) = engine.commit([.importAccounts(chart)])[0] {
            throw StorageFailure(code: 0, "starter chart: \(error)")
        }
        return (engine, isNew)
    }

    /// Writes a setting with the first opening and refuses another value later: the books depend on it.
    private static func keepSetting(
        _ name: String, _ value: String, _ connection: LedgerConnection
    ) throws(StorageFailure) {
        let select = try connection.prepare("SELECT value FROM setting WHERE name = ?1")
        select.bind(1, name)
        if try select.next() {
            let kept = select.text(0)
            select.reset()
            guard kept == value else {
                throw StorageFailure(code: 0, "the ledger was made with \(name) = \(kept), not \(value)")
            }
            return
        }
        let insert = try connection.prepare("INSERT INTO setting(name, value) VALUES (?1, ?2)")
        insert.bind(1, name)
        insert.bind(2, value)
        try insert.run()
    }
}
