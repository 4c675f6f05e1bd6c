/// The writer's statements for drafts and batches, each compiled once. Posting without drafts runs none of them.
final class DraftStatements {
    /// A draft with the row of its batch.
    struct DraftRow {
        let draft: EntryDraft
        let batch: Int64?
    }

    private let draftByID: Statement
    private let insertDraft: Statement
    private let updateDraft: Statement
    private let deleteDraft: Statement
    private let releaseDrafts: Statement
    private let deleteDraftsOfBatch: Statement
    private let batchByID: Statement
    private let insertBatch: Statement
    private let updateBatch: Statement
    private let fillBatch: Statement
    private let closeBatch: Statement
    private let deleteBatch: Statement
    let keyRow: Statement
    let insertKey: Statement

    init(_ connection: LedgerConnection) throws(StorageFailure) {
        draftByID = try connection.prepare(DraftSQL.draftByID)
        insertDraft = try connection.prepare(DraftSQL.insertDraft)
        updateDraft = try connection.prepare(DraftSQL.updateDraft)
        deleteDraft = try connection.prepare(DraftSQL.deleteDraft)
        releaseDrafts = try connection.prepare(DraftSQL.releaseDrafts)
        deleteDraftsOfBatch = try connection.prepare(DraftSQL.deleteDraftsOfBatch)
        batchByID = try connection.prepare(DraftSQL.batchByID)
        insertBatch = try connection.prepare(DraftSQL.insertBatch)
        updateBatch = try connection.prepare(DraftSQL.updateBatch)
        fillBatch = try connection.prepare(DraftSQL.fillBatch)
        closeBatch = try connection.prepare(DraftSQL.closeBatch)
        deleteBatch = try connection.prepare(DraftSQL.deleteBatch)
        keyRow = try connection.prepare(DraftSQL.keyRow)
        insertKey = try connection.prepare(DraftSQL.insertKey)
    }

    func draft(_ id: EntityID) throws(StorageFailure) -> DraftRow? {
        draftByID.bind(1, id)
        guard try draftByID.next() else { return nil }
        defer { draftByID.reset() }
        let draft = EntryDraft(
            id: id, sequence: draftByID.int64(0), version: draftByID.int64(1),
            batch: draftByID.isNull(6) ? nil : draftByID.id(6), body: draftByID.bytes(3),
            createdAt: Timestamp(millisecondsSince1970: draftByID.int64(4)),
            changedAt: Timestamp(millisecondsSince1970: draftByID.int64(5)))
        return DraftRow(draft: draft, batch: draftByID.isNull(2) ? nil : draftByID.int64(2))
    }

    func insert(_ draft: EntryDraft, batch: Int64?) throws(StorageFailure) {
        insertDraft.bind(1, draft.sequence)
        insertDraft.bind(2, draft.id)
        insertDraft.bind(3, draft.version)
        insertDraft.bind(4, orNull: batch)
        insertDraft.bind(5, draft.body)
        insertDraft.bind(6, draft.createdAt.millisecondsSince1970)
        insertDraft.bind(7, draft.changedAt.millisecondsSince1970)
        try insertDraft.run()
    }

    func update(_ draft: EntryDraft, batch: Int64?) throws(StorageFailure) {
        updateDraft.bind(1, draft.sequence)
        updateDraft.bind(2, draft.version)
        updateDraft.bind(3, orNull: batch)
        updateDraft.bind(4, draft.body)
        updateDraft.bind(5, draft.changedAt.millisecondsSince1970)
        try updateDraft.run()
    }

    func delete(_ draft: EntryDraft) throws(StorageFailure) {
        deleteDraft.bind(1, draft.sequence)
        try deleteDraft.run()
    }

    /// Takes all drafts out of a batch.
    func release(batch: Int64, at time: Timestamp) throws(StorageFailure) {
        releaseDrafts.bind(1, batch)
        releaseDrafts.bind(2, time.millisecondsSince1970)
        try releaseDrafts.run()
    }

    func deleteDrafts(ofBatch batch: Int64) throws(StorageFailure) {
        deleteDraftsOfBatch.bind(1, batch)
        try deleteDraftsOfBatch.run()
    }

    func batch(_ id: EntityID) throws(StorageFailure) -> BookingBatch? {
        batchByID.bind(1, id)
        guard try batchByID.next() else { return nil }
        defer { batchByID.reset() }
        let row = batchByID
        guard let currency = Currency(code: row.text(6)) else {
            throw StorageFailure(code: 0, "batch \(id): unknown currency")
        }
        let content = BookingBatchDraft(
            stored: row.text(3), row.optionalDate(4), row.optionalDate(5), currency,
            row.isNull(7) ? nil : row.int64(7), row.isNull(8) ? nil : Int(row.int64(8)))
        var posting: BookingBatch.Posting?
        if !row.isNull(13) {
            posting = BookingBatch.Posting(
                firstSequence: row.int64(13), count: Int(row.int64(14)),
                total: Amount(minor: row.int64(15), currency: currency))
        }
        return BookingBatch(
            id: id, sequence: row.int64(0), version: row.int64(2), content: content, drafts: Int(row.int64(9)),
            byteCount: Int(row.int64(10)), createdAt: Timestamp(millisecondsSince1970: row.int64(11)),
            changedAt: Timestamp(millisecondsSince1970: row.int64(12)), posting: posting)
    }

    func insert(_ batch: BookingBatch) throws(StorageFailure) {
        insertBatch.bind(1, batch.sequence)
        insertBatch.bind(2, batch.id)
        bind(batch.content, to: insertBatch)
        insertBatch.bind(9, batch.createdAt.millisecondsSince1970)
        insertBatch.bind(10, batch.version)
        try insertBatch.run()
    }

    func update(_ batch: BookingBatch, to content: BookingBatchDraft, at time: Timestamp) throws(StorageFailure) {
        updateBatch.bind(1, batch.sequence)
        bind(content, to: updateBatch)
        updateBatch.bind(9, time.millisecondsSince1970)
        try updateBatch.run()
    }

    private func bind(_ content: BookingBatchDraft, to statement: Statement) {
        statement.bind(3, content.text)
        statement.bind(4, content.start)
        statement.bind(5, content.end)
        statement.bind(6, content.currency.code)
        statement.bind(7, orNull: content.controlTotal?.minor)
        statement.bind(8, orNull: content.controlCount.map { Int64($0) })
    }

    /// Counts a change of what is in a batch.
    func fill(batch: Int64, drafts: Int, bytes: Int, at time: Timestamp) throws(StorageFailure) {
        fillBatch.bind(1, batch)
        fillBatch.bind(2, drafts)
        fillBatch.bind(3, bytes)
        fillBatch.bind(4, time.millisecondsSince1970)
        try fillBatch.run()
    }

    func close(batch: Int64, _ posting: BookingBatch.Posting, at time: Timestamp) throws(StorageFailure) {
        closeBatch.bind(1, batch)
        closeBatch.bind(2, posting.firstSequence)
        closeBatch.bind(3, posting.count)
        closeBatch.bind(4, posting.total.minor)
        closeBatch.bind(5, time.millisecondsSince1970)
        try closeBatch.run()
    }

    func delete(batch: Int64) throws(StorageFailure) {
        deleteBatch.bind(1, batch)
        try deleteBatch.run()
    }
}
