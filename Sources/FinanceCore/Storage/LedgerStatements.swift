/// The prepared statements of the writing connection, each compiled once.
final class LedgerStatements {
    let begin: Statement
    let commit: Statement
    let rollback: Statement
    let transactionByID: Statement
    let transactionRow: Statement
    let headOf: Statement
    let journalAfter: Statement
    let reversalOf: Statement
    let reversalIs: Statement
    let idempotencyByKey: Statement
    private let insertTransaction: Statement
    private let arena = BindArena()
    private let insertReversal: Statement
    private let insertIdempotency: Statement
    private let insertAccount: Statement
    private let insertAccountVersion: Statement
    private let insertDocument: Statement
    private let insertDocumentLink: Statement
    private let insertLock: Statement
    private let upsertCounter: Statement
    private let insertRecord: Statement
    private let insertAnchor: Statement
    private let dailyAnchor: Statement
    let probe: Statement
    let records: RecordReader
    let drafts: DraftStatements

    init(_ connection: LedgerConnection) throws(StorageFailure) {
        begin = try connection.prepare(LedgerSQL.begin)
        commit = try connection.prepare(LedgerSQL.commit)
        rollback = try connection.prepare(LedgerSQL.rollback)
        transactionByID = try connection.prepare(LedgerSQL.transactionByID)
        transactionRow = try connection.prepare(LedgerSQL.transactionRow)
        headOf = try connection.prepare(LedgerSQL.headOf)
        journalAfter = try connection.prepare(LedgerSQL.journalAfter)
        reversalOf = try connection.prepare(LedgerSQL.reversalOf)
        reversalIs = try connection.prepare(LedgerSQL.reversalIs)
        idempotencyByKey = try connection.prepare(LedgerSQL.idempotencyByKey)
        insertTransaction = try connection.prepare(LedgerSQL.insertTransaction)
        insertReversal = try connection.prepare(LedgerSQL.insertReversal)
        insertIdempotency = try connection.prepare(LedgerSQL.insertIdempotency)
        insertAccount = try connection.prepare(LedgerSQL.insertAccount)
        insertAccountVersion = try connection.prepare(LedgerSQL.insertAccountVersion)
        insertDocument = try connection.prepare(LedgerSQL.insertDocument)
        insertDocumentLink = try connection.prepare(LedgerSQL.insertDocumentLink)
        insertLock = try connection.prepare(LedgerSQL.insertLock)
        upsertCounter = try connection.prepare(LedgerSQL.upsertCounter)
        insertRecord = try connection.prepare(LedgerSQL.insertRecord)
        insertAnchor = try connection.prepare(LedgerSQL.insertAnchor)
        dailyAnchor = try connection.prepare(LedgerSQL.dailyAnchor)
        probe = try connection.prepare(LedgerSQL.probe)
        records = try RecordReader(connection)
        drafts = try DraftStatements(connection)
    }

    /// Writes a transaction; `lines` are its packed lines, `head` is the chain's head with it.
    func insert(
        _ planned: PlannedTransaction, lines: UnsafeRawBufferPointer, head: ChainHash, recordedAt: Timestamp
    ) throws(StorageFailure) {
        let draft = planned.draft
        arena.clear()
        insertTransaction.bind(1, planned.sequence)
        planned.id.withBytes { insertTransaction.bind(2, $0, in: arena) }
        insertTransaction.bind(3, planned.fiscalYear)
        insertTransaction.bind(4, planned.journalNumber)
        insertTransaction.bind(5, draft.date)
        insertTransaction.bind(6, draft.documentDate)
        insertTransaction.bind(7, draft.serviceDate)
        insertTransaction.bind(8, draft.documentNumber, in: arena)
        insertTransaction.bind(9, draft.text, in: arena)
        insertTransaction.bind(10, draft.source, in: arena)
        insertTransaction.bind(11, draft.actor, in: arena)
        insertTransaction.bind(12, draft.isGeneralReversal ? 1 : 0)
        insertTransaction.bind(13, recordedAt.millisecondsSince1970)
        insertTransaction.bind(14, lines, in: arena)
        head.withBytes { insertTransaction.bind(15, $0, in: arena) }
        try insertTransaction.run()
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
        insertAccountVersion.bind(11, account.isNeverNegative ? 1 : 0)
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

    func insert(_ lock: PeriodLock) throws(StorageFailure) {
        insertLock.bind(1, lock.id)
        insertLock.bind(2, lock.kind.rawValue)
        insertLock.bind(3, lock.through)
        insertLock.bind(4, lock.reason)
        insertLock.bind(5, lock.actor)
        insertLock.bind(6, lock.recordedAt.millisecondsSince1970)
        insertLock.bind(7, lock.sequence)
        insertLock.bind(8, lock.head)
        try insertLock.run()
    }

    func setCounter(_ name: String, _ value: Int64) throws(StorageFailure) {
        upsertCounter.bind(1, name)
        upsertCounter.bind(2, value)
        try upsertCounter.run()
    }

    func insert(_ entry: RecordEntry, head: ChainHash) throws(StorageFailure) {
        try insertRecord.run(entry, head: head)
    }

    func insert(_ anchor: Anchor) throws(StorageFailure) {
        insertAnchor.bind(1, anchor.id)
        insertAnchor.bind(2, anchor.reason.rawValue)
        insertAnchor.bind(3, anchor.day)
        insertAnchor.bind(4, anchor.recordedAt.millisecondsSince1970)
        insertAnchor.bind(5, anchor.sequence)
        insertAnchor.bind(6, anchor.head)
        insertAnchor.bind(7, anchor.record)
        insertAnchor.bind(8, anchor.recordHead)
        insertAnchor.bind(9, anchor.previous)
        insertAnchor.bind(10, anchor.publicKey)
        insertAnchor.bind(11, anchor.signature)
        try insertAnchor.run()
    }

    /// Whether a day of the clock has its anchor.
    func hasDailyAnchor(_ day: BookingDate) throws(StorageFailure) -> Bool {
        dailyAnchor.bind(1, day)
        guard try dailyAnchor.next() else { return false }
        dailyAnchor.reset()
        return true
    }
}
