#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The projection on disk: the lines by account in sorted runs, and the totals of months and days.
///
/// Belongs to the projector and never leaves its thread. Each run is written once, sorted; eight runs of a level become
/// one of the next. So a line is written a handful of times, always in order, however many accounts and days a
/// commit touches.
final class ProjectionFile {
    let connection: LedgerConnection
    let begin: Statement
    let commit: Statement
    let insertRun: Statement
    let insertBlock: Statement
    let deleteBlocks: Statement
    let blockAfter: Statement
    private let setProgress: Statement
    private let addToMonth: Statement
    private let daysOfMonth: Statement
    private let setDays: Statement
    var form = ByteForm(capacity: 8_192)
    /// Blocks that a step of a merge fills at most: as much work as a run, for which the writer may have to wait.
    let blocksPerStep: Int
    /// Where a merge that was begun goes on.
    var mergeAccount: Int32 = 0

    /// Last transaction whose lines are in the file, and the chain's head after it.
    private(set) var sequence: Int64
    private(set) var head: ChainHash

    /// - Parameter runSize: entries of a run.
    init(path: String, runSize: Int) throws(StorageFailure) {
        blocksPerStep = max(1, runSize / LineBlock.capacity)
        connection = try LedgerConnection(path: path, durability: .normal, hasCheckedPages: true)
        try connection.execute(ProjectionSchema.tables)
        begin = try connection.prepare("BEGIN IMMEDIATE")
        commit = try connection.prepare("COMMIT")
        insertRun = try connection.prepare(ProjectionSQL.insertRun)
        insertBlock = try connection.prepare(ProjectionSQL.insertBlock)
        deleteBlocks = try connection.prepare(ProjectionSQL.deleteBlocks)
        blockAfter = try connection.prepare(ProjectionSQL.blockAfter(schema: "main"))
        setProgress = try connection.prepare(ProjectionSQL.setProgress)
        addToMonth = try connection.prepare(ProjectionSQL.addToMonth)
        daysOfMonth = try connection.prepare(ProjectionSQL.daysOfMonth)
        setDays = try connection.prepare(ProjectionSQL.setDays)
        let progress = try connection.prepare("SELECT version, seq, head FROM progress")
        if try progress.next() {
            defer { progress.reset() }
            guard progress.int64(0) == ProjectionSchema.version, let head = ChainHash(progress.bytes(2)) else {
                throw StorageFailure(code: 0, "the projection is of another version")
            }
            (self.sequence, self.head) = (progress.int64(1), head)
        } else {
            (sequence, head) = (0, .origin)
            try noteProgress(0, .origin)
        }
    }

    /// The end of every path of a projection: by it SQLite knows the files whose pages have checksums.
    static let suffix: StaticString = "-projection.sqlite"

    /// Where the projection of a ledger file lies.
    static func path(beside ledger: String) -> String {
        (ledger.hasSuffix(".sqlite") ? String(ledger.dropLast(7)) : ledger) + "\(suffix)"
    }

    /// Where a projection is made anew while the one at a path is in use.
    static func pathOfNew(beside path: String) -> String {
        String(path.dropLast(suffix.utf8CodeUnitCount)) + "-new\(suffix)"
    }

    /// Σ debit and Σ credit of all time, by account id less 1.
    func totals(accounts: Int) throws(StorageFailure) -> [[AccountTotal]] {
        var totals = Array(repeating: [AccountTotal](), count: accounts)
        let rows = try connection.prepare(
            "SELECT account, currency, sum(debit), sum(credit) FROM month_total GROUP BY account, currency")
        while try rows.next() {
            guard let currency = Currency(code: rows.text(1)), (1...Int64(accounts)).contains(rows.int64(0)) else {
                rows.reset()
                throw .damage("the projection's totals cannot be read")
            }
            totals[Int(rows.int64(0)) - 1].append(
                AccountTotal(currency: currency, debitMinor: rows.int64(2), creditMinor: rows.int64(3)))
        }
        return totals
    }

    /// Removes the file and its log.
    static func remove(_ path: String) {
        for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
    }

    /// Adds pages as a run, with all totals, in one commit.
    func append(_ pages: [TailPage]) throws(StorageFailure) {
        guard let last = pages.last else { return }
        try transaction { () throws(StorageFailure) in
            let run = try integer("SELECT ifnull(max(id), 0) + 1 FROM run")
            insertRun.bind(1, run)
            insertRun.bind(2, 0)
            try insertRun.run()
            let greatest = pages.reduce(Int32(0)) { max($0, $1.greatestAccount) }
            var entries: [LineEntry] = []
            for account in 0...greatest {
                entries.removeAll(keepingCapacity: true)
                for page in pages { entries += page[account] }
                if entries.isEmpty { continue }
                entries.sort { $0.key < $1.key }
                try insertBlocks(entries, account: account, run: run)
                if account != LineEntry.journal { try addTotals(of: entries, account: account) }
            }
            try noteProgress(last.sequences.upperBound, last.head)
        }
        (sequence, head) = (last.sequences.upperBound, last.head)
    }

    /// Runs writes in one transaction; nothing of them stays if one fails.
    func transaction(_ body: () throws(StorageFailure) -> Void) throws(StorageFailure) {
        try begin.run()
        do throws(StorageFailure) {
            try body()
            try commit.run()
        } catch {
            // The first failure is the one to tell.
            if connection.isInTransaction { try? connection.execute("ROLLBACK") }
            throw error
        }
    }

    func insertBlocks(_ entries: [LineEntry], account: Int32, run: Int64) throws(StorageFailure) {
        var start = 0
        while start < entries.count {
            let end = min(start + LineBlock.capacity, entries.count)
            try insertBlock(entries[start..<end], account: account, run: run)
            start = end
        }
    }

    func insertBlock(_ entries: ArraySlice<LineEntry>, account: Int32, run: Int64) throws(StorageFailure) {
        guard let last = entries.last else { return }
        LineBlock.write(entries, to: &form)
        insertBlock.bind(1, Int64(account))
        insertBlock.bind(2, run)
        insertBlock.bind(3, Int64(last.date.number))
        insertBlock.bind(4, last.sequence)
        insertBlock.bind(5, Int64(last.line))
        insertBlock.bind(6, form)
        try insertBlock.run()
    }

    private func noteProgress(_ sequence: Int64, _ head: ChainHash) throws(StorageFailure) {
        setProgress.bind(1, ProjectionSchema.version)
        setProgress.bind(2, sequence)
        setProgress.bind(3, head.bytes)
        try setProgress.run()
    }

    /// Adds sorted entries of an account to its months and days.
    private func addTotals(of entries: [LineEntry], account: Int32) throws(StorageFailure) {
        for currency in Self.currencies(of: entries) {
            var start = 0
            while start < entries.count {
                let month = entries[start].date.monthNumber
                var end = start
                while end < entries.count, entries[end].date.monthNumber == month { end += 1 }
                try addMonth(month, entries[start..<end], currency, account: account)
                start = end
            }
        }
    }

    private static func currencies(of entries: [LineEntry]) -> [Currency] {
        var currencies: [Currency] = []
        for entry in entries where currencies.last != entry.currency && !currencies.contains(entry.currency) {
            currencies.append(entry.currency)
        }
        return currencies
    }

    private func addMonth(
        _ month: Int32, _ entries: ArraySlice<LineEntry>, _ currency: Currency, account: Int32
    ) throws(StorageFailure) {
        var sums: [MonthDays.Day] = []
        for entry in entries where entry.currency == currency {
            let day = UInt8(truncatingIfNeeded: entry.date.day)
            if sums.last?.day != day { sums.append(MonthDays.Day(day: day, debit: 0, credit: 0)) }
            sums[sums.count - 1].debit += entry.debitMinor
            sums[sums.count - 1].credit += entry.creditMinor
        }
        guard !sums.isEmpty else { return }
        addToMonth.bind(1, Int64(account))
        addToMonth.bind(2, Int64(month))
        addToMonth.bind(3, currency.code)
        addToMonth.bind(4, sums.reduce(0) { $0 + $1.debit })
        addToMonth.bind(5, sums.reduce(0) { $0 + $1.credit })
        try addToMonth.run()
        var days = try days(account, month, currency)
        for sum in sums { days.add(day: Int(sum.day), debit: sum.debit, credit: sum.credit) }
        days.write(to: &form)
        setDays.bind(1, Int64(account))
        setDays.bind(2, Int64(month))
        setDays.bind(3, currency.code)
        setDays.bind(4, form)
        try setDays.run()
    }

    private func days(_ account: Int32, _ month: Int32, _ currency: Currency) throws(StorageFailure) -> MonthDays {
        daysOfMonth.bind(1, Int64(account))
        daysOfMonth.bind(2, Int64(month))
        daysOfMonth.bind(3, currency.code)
        guard try daysOfMonth.next() else { return MonthDays() }
        defer { daysOfMonth.reset() }
        guard let days = daysOfMonth.withBytes(0, { MonthDays($0) }) else {
            throw .damage("the projection's totals of month \(month) cannot be read")
        }
        return days
    }

    func integer(_ sql: String) throws(StorageFailure) -> Int64 {
        let statement = try connection.prepare(sql)
        guard try statement.next() else { return 0 }
        defer { statement.reset() }
        return statement.int64(0)
    }
}
