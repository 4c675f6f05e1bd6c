import Foundation
import GRDB

/// Reads drafts and batches.
enum DraftRows {
    private static let draftColumns = """
        d.seq, d.id, d.version, d.body, d.created_at, d.changed_at,
        (SELECT b.id FROM batch b WHERE b.seq = d.batch)
        """
    static let draftByID = "SELECT \(draftColumns) FROM draft d WHERE d.id = ?"
    static let draftList = "SELECT \(draftColumns) FROM draft d WHERE d.seq > ?1 ORDER BY d.seq LIMIT ?2"
    static let draftsOfBatch = """
        SELECT \(draftColumns) FROM draft d WHERE d.batch = ?1 AND d.seq > ?2 ORDER BY d.seq LIMIT ?3
        """
    static let batchByID = "SELECT \(DraftSQL.batchColumns) FROM batch WHERE id = ?"
    static let batchList = """
        SELECT \(DraftSQL.batchColumns) FROM batch
        WHERE seq > ?1 AND (?2 IS NULL OR (first_seq IS NOT NULL) = ?2) ORDER BY seq LIMIT ?3
        """

    static func draft(_ id: EntityID, _ db: Database) throws -> EntryDraft? {
        let statement = try db.cachedStatement(sql: draftByID)
        return try Row.fetchOne(statement, arguments: [Data(id.bytes)]).map(draft)
    }

    static func drafts(_ query: EntryDraftQuery, _ db: Database) throws -> Page<EntryDraft> {
        let (after, wanted) = (query.cursor?.sequence ?? 0, query.limit + 1)
        guard let batch = query.batch else {
            let rows = try Row.fetchCursor(try db.cachedStatement(sql: draftList), arguments: [after, wanted])
            return try page(rows, atMost: query.limit)
        }
        guard let found = try self.batch(batch, db) else { throw FinanceError.notFound(.batch, batch.description) }
        let rows = try Row.fetchCursor(
            try db.cachedStatement(sql: draftsOfBatch), arguments: [found.sequence, after, wanted])
        return try page(rows, atMost: query.limit)
    }

    /// A page that is full by number or by bytes.
    private static func page(_ rows: RowCursor, atMost limit: Int) throws -> Page<EntryDraft> {
        var elements: [EntryDraft] = []
        var bytes = 0
        while let row = try rows.next() {
            let draft = draft(row)
            bytes += draft.body.count
            if elements.count == limit || (bytes > EntryDraft.maximumPageBytes && !elements.isEmpty) {
                return Page(elements: elements, next: cursor(elements.last?.sequence))
            }
            elements.append(draft)
        }
        return Page(elements: elements, next: nil)
    }

    /// A batch with all drafts in it, in one state of the file.
    static func filledBatch(_ id: EntityID, _ db: Database) throws -> (batch: BookingBatch, drafts: [EntryDraft]) {
        guard let batch = try self.batch(id, db) else { throw FinanceError.notFound(.batch, id.description) }
        let statement = try db.cachedStatement(sql: draftsOfBatch)
        let rows = try Row.fetchAll(statement, arguments: [batch.sequence, 0, BookingBatch.maximumDrafts])
        return (batch, rows.map(draft))
    }

    static func batch(_ id: EntityID, _ db: Database) throws -> BookingBatch? {
        let statement = try db.cachedStatement(sql: batchByID)
        return try Row.fetchOne(statement, arguments: [Data(id.bytes)]).map(batch)
    }

    static func batches(_ query: BookingBatchQuery, _ db: Database) throws -> Page<BookingBatch> {
        let rows = try Row.fetchAll(
            try db.cachedStatement(sql: batchList),
            arguments: [query.cursor?.sequence ?? 0, query.isPosted, query.limit + 1])
        let elements = try rows.prefix(query.limit).map(batch)
        return Page(elements: elements, next: rows.count > query.limit ? cursor(elements.last?.sequence) : nil)
    }

    private static func cursor(_ sequence: Int64?) -> PageCursor? {
        sequence.map { PageCursor(date: .first, sequence: $0) }
    }

    private static func draft(_ row: Row) -> EntryDraft {
        EntryDraft(
            id: EntityID(bytes: row[1] as Data), sequence: row[0], version: row[2],
            batch: (row[6] as Data?).map(EntityID.init(bytes:)), body: Array(row[3] as Data),
            createdAt: Timestamp(millisecondsSince1970: row[4]), changedAt: Timestamp(millisecondsSince1970: row[5]))
    }

    private static func batch(_ row: Row) throws -> BookingBatch {
        let currency = try TransactionRows.currency(row[6])
        let content = BookingBatchDraft(
            stored: row[3], (row[4] as Int32?).map(BookingDate.init(unchecked:)),
            (row[5] as Int32?).map(BookingDate.init(unchecked:)), currency, row[7], row[8])
        var posting: BookingBatch.Posting?
        if let first = row[13] as Int64? {
            posting = BookingBatch.Posting(
                firstSequence: first, count: row[14], total: Amount(minor: row[15], currency: currency))
        }
        return BookingBatch(
            id: EntityID(bytes: row[1] as Data), sequence: row[0], version: row[2], content: content, drafts: row[9],
            byteCount: row[10], createdAt: Timestamp(millisecondsSince1970: row[11]),
            changedAt: Timestamp(millisecondsSince1970: row[12]), posting: posting)
    }
}
