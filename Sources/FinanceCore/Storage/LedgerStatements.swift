/// The prepared statements of the writing connection, each compiled once.
final class LedgerStatements {
    let begin: Statement
    let commit: Statement
    let rollback: Statement
    let transactionByID: Statement
    let transactionRow: Statement
    let lineRows: Statement
    let reversalOf: Statement
    let reversalIs: Statement
    let idempotencyByKey: Statement
    private let insertTransaction: Statement
    private let insertLine: Statement
    private let insertReversal: Statement
    private let insertIdempotency: Statement
    private let insertAccount: Statement
    private let insertAccountVersion: Statement
    private let insertDocument: Statement
    private let insertDocumentLink: Statement
    private let upsertDay: Statement
    private let upsertMonth: Statement
    private let upsertCounter: Statement

    init(_ connection: LedgerConnection) throws(StorageFailure) {
        begin = try connection.prepare(LedgerSQL.begin)
        commit = try connection.prepare(LedgerSQL.commit)
        rollback = try connection.prepare(LedgerSQL.rollback)
        transactionByID = try connection.prepare(LedgerSQL.transactionByID)
        transactionRow = try connection.prepare(LedgerSQL.transactionRow)
        lineRows = try connection.prepare(LedgerSQL.lineRows)
        reversalOf = try connection.prepare(LedgerSQL.reversalOf)
        reversalIs = try connection.prepare(LedgerSQL.reversalIs)
        idempotencyByKey = try connection.prepare(LedgerSQL.idempotencyByKey)
        insertTransaction = try connection.prepare(LedgerSQL.insertTransaction)
        insertLine = try connection.prepare(LedgerSQL.insertLine)
        insertReversal = try connection.prepare(LedgerSQL.insertReversal)
        insertIdempotency = try connection.prepare(LedgerSQL.insertIdempotency)
        insertAccount = try connection.prepare(LedgerSQL.insertAccount)
        insertAccountVersion = try connection.prepare(LedgerSQL.insertAccountVersion)
        insertDocument = try connection.prepare(LedgerSQL.insertDocument)
        insertDocumentLink = try connection.prepare(LedgerSQL.insertDocumentLink)
        upsertDay = try connection.prepare(LedgerSQL.upsertDay)
        upsertMonth = try connection.prepare(LedgerSQL.upsertMonth)
        upsertCounter = try connection.prepare(LedgerSQL.upsertCounter)
    }

    func insert(_ planned: PlannedTransaction, recordedAt: Timestamp) throws(StorageFailure) {
        let draft = planned.draft
        insertTransaction.bind(1, planned.sequence)
        insertTransaction.bind(2, planned.id)
        insertTransaction.bind(3, planned.fingerprint)
        insertTransaction.bind(4, planned.fiscalYear)
        insertTransaction.bind(5, planned.journalNumber)
        insertTransaction.bind(6, draft.date)
        insertTransaction.bind(7, draft.documentDate)
        insertTransaction.bind(8, draft.serviceDate)
        insertTransaction.bind(9, draft.documentNumber)
        insertTransaction.bind(10, draft.text)
        insertTransaction.bind(11, draft.source)
        insertTransaction.bind(12, draft.actor)
        insertTransaction.bind(13, draft.isGeneralReversal ? 1 : 0)
        insertTransaction.bind(14, recordedAt.millisecondsSince1970)
        insertTransaction.bind(15, planned.firstLine)
        insertTransaction.bind(16, draft.lines.count)
        try insertTransaction.run()
        for (index, line) in draft.lines.enumerated() {
            try insert(line, index, of: planned)
        }
    }

    private func insert(_ line: LineDraft, _ index: Int, of planned: PlannedTransaction) throws(StorageFailure) {
        insertLine.bind(1, planned.firstLine + Int64(index))
        insertLine.bind(2, planned.sequence)
        insertLine.bind(3, index)
        insertLine.bind(4, planned.accounts[index])
        insertLine.bind(5, planned.draft.date)
        insertLine.bind(6, line.debitMinor)
        insertLine.bind(7, line.creditMinor)
        insertLine.bind(8, line.amount.currency.code)
        insertLine.bind(9, line.taxKey)
        insertLine.bind(10, line.text)
        insertLine.bind(11, line.costCentre1)
        insertLine.bind(12, line.costCentre2)
        try insertLine.run()
    }

    func insertReversal(of original: Int64, by reversal: Int64) throws(StorageFailure) {
        insertReversal.bind(1, original)
        insertReversal.bind(2, reversal)
        try insertReversal.run()
    }

    func insertIdempotency(
        _ key: String, _ fingerprint: [UInt8], first: Int64, count: Int
    ) throws(StorageFailure) {
        insertIdempotency.bind(1, key)
        insertIdempotency.bind(2, fingerprint)
        insertIdempotency.bind(3, first)
        insertIdempotency.bind(4, count)
        try insertIdempotency.run()
    }

    /// Writes a version, and the account itself with its first.
    func insert(_ account: Account, id: Int) throws(StorageFailure) {
        if account.version == 1 {
            insertAccount.bind(1, id)
            insertAccount.bind(2, account.number.description)
            insertAccount.bind(3, account.recordedAt.millisecondsSince1970)
            try insertAccount.run()
        }
        insertAccountVersion.bind(1, id)
        insertAccountVersion.bind(2, account.version)
        insertAccountVersion.bind(3, account.nameDE)
        insertAccountVersion.bind(4, account.nameEN)
        insertAccountVersion.bind(5, account.category.rawValue)
        insertAccountVersion.bind(6, account.taxKey)
        insertAccountVersion.bind(7, account.isActive ? 1 : 0)
        insertAccountVersion.bind(8, account.validFrom)
        insertAccountVersion.bind(9, account.validUntil)
        insertAccountVersion.bind(10, account.recordedAt.millisecondsSince1970)
        try insertAccountVersion.run()
    }

    func insert(_ document: Document, sequence: Int64, digest: [UInt8], links: [Int64]) throws(StorageFailure) {
        insertDocument.bind(1, sequence)
        insertDocument.bind(2, document.id)
        insertDocument.bind(3, digest)
        insertDocument.bind(4, document.byteCount)
        insertDocument.bind(5, document.type)
        insertDocument.bind(6, document.date)
        insertDocument.bind(7, document.text)
        insertDocument.bind(8, document.filename)
        insertDocument.bind(9, document.mediaType)
        insertDocument.bind(10, document.recordedAt.millisecondsSince1970)
        try insertDocument.run()
        for link in links {
            insertDocumentLink.bind(1, sequence)
            insertDocumentLink.bind(2, link)
            try insertDocumentLink.run()
        }
    }

    func addToDay(_ key: TotalKey, _ delta: TotalDelta) throws(StorageFailure) {
        try add(upsertDay, key, period: Int64(key.date.number), delta)
    }

    func addToMonth(_ key: TotalKey, _ delta: TotalDelta) throws(StorageFailure) {
        try add(upsertMonth, key, period: Int64(key.date.monthNumber), delta)
    }

    private func add(
        _ upsert: Statement, _ key: TotalKey, period: Int64, _ delta: TotalDelta
    ) throws(StorageFailure) {
        upsert.bind(1, key.account)
        upsert.bind(2, period)
        upsert.bind(3, key.currency.code)
        upsert.bind(4, delta.debit)
        upsert.bind(5, delta.credit)
        try upsert.run()
    }

    func setCounter(_ name: String, _ value: Int64) throws(StorageFailure) {
        upsertCounter.bind(1, name)
        upsertCounter.bind(2, value)
        try upsertCounter.run()
    }
}
