/// Reads the rows of a ledger for its export, on a connection of its own.
///
/// What is exported is fixed when it is opened: rows are only ever added, so what was there then is the same later.
final class JournalExportRows {
    /// What was there in one moment: the greatest sequence, record and anchor.
    let extent: ExportedExtent
    private let connection: LedgerConnection
    private let transactions: Statement
    private let records: Statement
    private let account: Statement
    private let lock: Statement
    private let document: Statement
    private let links: Statement
    private let leaves: RecordReader
    private var accounts: [AccountNumber] = []
    private var form = ByteForm(capacity: 1_024)

    init(path: String) throws(StorageFailure) {
        connection = try LedgerConnection(reading: path, isLive: true)
        transactions = try connection.prepare(JournalRow.select)
        records = try connection.prepare(
            "SELECT id, seq, kind, subject, version, head FROM record WHERE id > ?1 AND id <= ?2 ORDER BY id LIMIT 1")
        account = try connection.prepare(RecordReader.accountRow)
        lock = try connection.prepare(RecordReader.lockRow)
        document = try connection.prepare(RecordReader.documentRow)
        links = try connection.prepare(RecordReader.documentLinks)
        leaves = try RecordReader(connection)
        let row = try connection.prepare(
            """
            SELECT (SELECT ifnull(max(seq), 0) FROM "transaction"), (SELECT ifnull(max(id), 0) FROM record),
                (SELECT ifnull(max(id), 0) FROM anchor)
            """)
        _ = try row.next()
        extent = ExportedExtent(transactions: row.int64(0), records: row.int64(1), anchors: row.int64(2))
        row.reset()
        accounts = try JournalRow.accounts(connection)
    }

    /// Calls with the transactions after one and through another, as long as the body wants more.
    func forEachTransaction(
        after first: Int64, through last: Int64, _ body: (ExportedTransaction) throws -> Bool
    ) throws {
        transactions.bind(1, first + 1)
        transactions.bind(2, last)
        defer { transactions.reset() }
        while try transactions.next() {
            if try !body(try transaction(JournalRow(statement: transactions))) { return }
        }
    }

    private func transaction(_ row: JournalRow) throws -> ExportedTransaction {
        let statement = row.statement
        var exported = ExportedTransaction()
        exported.sequence = row.sequence
        exported.id = statement.id(1)
        exported.fiscalYear = Int64(row.fiscalYear)
        exported.journalNumber = row.journalNumber
        guard let date = statement.checkedDay(4), let documentDate = statement.checkedDay(5), let head = row.head,
            let lines = statement.withBytes(14, { PackedLines.read($0) }),
            lines.allSatisfy({ $0.account <= accounts.count })
        else { throw StorageFailure(code: 0, "transaction \(row.sequence) cannot be read") }
        (exported.date, exported.documentDate, exported.head) = (date, documentDate, head)
        exported.serviceDate = statement.checkedDay(6)
        exported.recordedAt = Timestamp(millisecondsSince1970: statement.int64(7))
        exported.isGeneralReversal = statement.int64(8) != 0
        exported.reverses = statement.int64(9)
        exported.documentNumber = statement.optionalText(10)
        exported.text = statement.text(11)
        exported.source = statement.text(12)
        exported.actor = statement.optionalText(13)
        exported.lines = lines.map { ExportedTransaction.Line($0, accounts[$0.account - 1]) }
        try row.writeForm(accounts: accounts, to: &form)
        exported.leaf = ChainHash.of(form)
        return exported
    }

    func anchor(after id: Int64) throws(StorageFailure) -> Anchor? {
        guard id < extent.anchors else { return nil }
        return try Anchor.list(connection, after: id, limit: 1).first
    }

    func record(after id: Int64) throws(StorageFailure) -> RecordEntry? {
        records.bind(1, id)
        records.bind(2, extent.records)
        guard try records.next() else { return nil }
        defer { records.reset() }
        guard let kind = RecordKind(rawValue: records.text(2)) else {
            throw StorageFailure(code: 0, "record \(records.int64(0)) cannot be read")
        }
        return RecordEntry(
            id: records.int64(0), sequence: records.int64(1), kind: kind, subject: records.int64(3),
            version: records.int64(4))
    }

    /// Writes the line of a record.
    /// - Returns: the head of the record chain after it, as it is stored.
    func write(_ entry: RecordEntry, to writer: inout LineWriter) throws -> ChainHash {
        records.bind(1, entry.id - 1)
        records.bind(2, entry.id)
        let head = try records.next() ? records.withBytes(5) { ChainHash($0) } : nil
        records.reset()
        let leaf = try leaves.leaf(entry.kind, subject: entry.subject, version: entry.version, &form)
        guard let head, let leaf else { throw StorageFailure(code: 0, "record \(entry.id) has no row") }
        let place = ExportedPlace(record: entry.id, sequence: entry.sequence, leaf: leaf, head: head)
        switch entry.kind {
        case .account: try writer.line(try account(entry, place))
        case .lock: try writer.line(try lock(entry, place))
        case .document: try writer.line(try document(entry, place))
        }
        return head
    }

    private func account(_ entry: RecordEntry, _ place: ExportedPlace) throws(StorageFailure) -> ExportedAccount {
        account.bind(1, entry.subject)
        account.bind(2, entry.version)
        _ = try account.next()
        defer { account.reset() }
        guard let category = AccountCategory(rawValue: account.text(3)), let number = AccountNumber(account.text(0))
        else { throw StorageFailure(code: 0, "account (row) \(entry.subject) cannot be read") }
        return ExportedAccount(
            place: place, subject: entry.subject, version: entry.version, number: number, nameDE: account.text(1),
            nameEN: account.text(2), category: category, taxKey: account.optionalText(4),
            isActive: account.int64(5) != 0, validFrom: account.checkedDay(6), validUntil: account.checkedDay(7),
            isNeverNegative: account.int64(9) == 1, recordedAt: Timestamp(millisecondsSince1970: account.int64(8)))
    }

    private func lock(_ entry: RecordEntry, _ place: ExportedPlace) throws(StorageFailure) -> ExportedLock {
        lock.bind(1, entry.subject)
        _ = try lock.next()
        defer { lock.reset() }
        guard let kind = PeriodLock.Kind(rawValue: lock.text(0)), let through = lock.checkedDay(1),
            let head = lock.withBytes(6, { ChainHash($0) })
        else { throw StorageFailure(code: 0, "lock \(entry.subject) cannot be read") }
        return ExportedLock(
            place: place, subject: entry.subject, lockKind: kind, through: through, reason: lock.text(2),
            actor: lock.optionalText(3), recordedAt: Timestamp(millisecondsSince1970: lock.int64(4)),
            sequence: lock.int64(5), head: head)
    }

    private func document(_ entry: RecordEntry, _ place: ExportedPlace) throws(StorageFailure) -> ExportedDocument {
        links.bind(1, entry.subject)
        var transactions: [Int64] = []
        while try links.next() { transactions.append(links.int64(0)) }
        document.bind(1, entry.subject)
        _ = try document.next()
        defer { document.reset() }
        guard let sha256 = document.withBytes(1, { ChainHash($0) }), let date = document.checkedDay(4) else {
            throw StorageFailure(code: 0, "document \(entry.subject) cannot be read")
        }
        return ExportedDocument(
            place: place, subject: entry.subject, id: document.id(0), sha256: sha256, byteCount: document.int64(2),
            type: document.text(3), date: date, text: document.text(5), filename: document.text(6),
            mediaType: document.text(7), recordedAt: Timestamp(millisecondsSince1970: document.int64(8)),
            transactions: transactions)
    }
}

extension Statement {
    /// A day, nil where there is none or the number is no day.
    fileprivate func checkedDay(_ column: Int32) -> BookingDate? {
        isNull(column) ? nil : BookingDate(number: Int(int64(column)))
    }
}

extension ExportedTransaction.Line {
    fileprivate init(_ line: PackedLines.Line, _ number: AccountNumber) {
        self.init(
            account: number, side: line.side, amount: line.amount, taxKey: line.taxKey, text: line.text,
            costCentre1: line.costCentre1, costCentre2: line.costCentre2)
    }
}
