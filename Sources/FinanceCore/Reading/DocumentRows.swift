import Foundation
import GRDB

/// Reads documents and their links.
enum DocumentRows {
    private static let columns = """
        d.seq, d.id, d.type, d.date, d.text, d.filename, d.media_type, d.byte_count, d.sha256, d.recorded_at
        """
    static let byID = "SELECT \(columns) FROM document d WHERE d.id = ?"
    static let bySequence = "SELECT \(columns) FROM document d WHERE d.seq = ?"
    static let ofTransaction = """
        SELECT \(columns) FROM "transaction" t JOIN document_link k ON k.seq = t.seq JOIN document d ON d.seq = k.document
        WHERE t.id = ?1 AND (?2 IS NULL OR d.type = ?2) AND (d.date, d.seq) > (?3, ?4) ORDER BY d.date, d.seq LIMIT ?5
        """
    static let ofType = """
        SELECT \(columns) FROM document d WHERE d.type = ?1 AND d.date >= ?2 AND (d.date, d.seq) > (?2, ?3)
        ORDER BY d.date, d.seq LIMIT ?4
        """
    static let all = """
        SELECT \(columns) FROM document d WHERE d.date >= ?1 AND (d.date, d.seq) > (?1, ?2)
        ORDER BY d.date, d.seq LIMIT ?3
        """
    static let links = """
        SELECT t.id FROM document_link k JOIN "transaction" t ON t.seq = k.seq WHERE k.document = ? ORDER BY k.seq
        """

    static func document(_ id: EntityID, _ db: Database) throws -> Document {
        let statement = try db.cachedStatement(sql: byID)
        guard let row = try Row.fetchOne(statement, arguments: [Data(id.bytes)]) else {
            throw FinanceError.notFound(.document, id.description)
        }
        return try document(row, db)
    }

    static func document(sequence: Int64, _ db: Database) throws -> Document {
        let statement = try db.cachedStatement(sql: bySequence)
        guard let row = try Row.fetchOne(statement, arguments: [sequence]) else {
            throw FinanceError.notFound(.document, String(sequence))
        }
        return try document(row, db)
    }

    static func page(_ query: DocumentQuery, _ db: Database) throws -> Page<Document> {
        let (date, sequence) = (query.cursor?.date.number ?? 0, query.cursor?.sequence ?? 0)
        let wanted = query.limit + 1
        let rows: [Row]
        if let transaction = query.transaction {
            rows = try Row.fetchAll(
                try db.cachedStatement(sql: ofTransaction),
                arguments: [Data(transaction.bytes), query.type, date, sequence, wanted])
        } else if let type = query.type {
            rows = try Row.fetchAll(
                try db.cachedStatement(sql: ofType), arguments: [type, date, sequence, wanted])
        } else {
            rows = try Row.fetchAll(try db.cachedStatement(sql: all), arguments: [date, sequence, wanted])
        }
        let documents = try rows.prefix(query.limit).map { try document($0, db) }
        var next: PageCursor?
        if rows.count > query.limit, let last = documents.last {
            next = PageCursor(date: last.date, sequence: rows[documents.count - 1][0])
        }
        return Page(elements: documents, next: next)
    }

    private static func document(_ row: Row, _ db: Database) throws -> Document {
        let sequence: Int64 = row[0]
        let linked = try Data.fetchAll(try db.cachedStatement(sql: links), arguments: [sequence])
        return Document(
            id: EntityID(bytes: row[1] as Data), type: row[2], date: BookingDate(unchecked: row[3]), text: row[4],
            filename: row[5], mediaType: row[6], byteCount: row[7], sha256: Digest.hex(Array(row[8] as Data)),
            recordedAt: Timestamp(millisecondsSince1970: row[9]), transactions: linked.map(EntityID.init(bytes:)))
    }
}
