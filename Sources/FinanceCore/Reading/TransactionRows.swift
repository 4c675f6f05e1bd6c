import Foundation
import GRDB

/// Reads transactions with their lines.
enum TransactionRows {
    static let columns = """
        t.seq, t.id, t.fiscal_year, t.journal_number, t.date, t.document_date, t.service_date, t.document_number, t.text,
        t.source, t.actor, t.is_general_reversal, t.recorded_at, t.first_line, t.line_count,
        (SELECT o.id FROM reversal r JOIN "transaction" o ON o.seq = r.original WHERE r.reversal = t.seq),
        (SELECT o.id FROM reversal r JOIN "transaction" o ON o.seq = r.reversal WHERE r.original = t.seq)
        """

    static let byID = #"SELECT \#(columns) FROM "transaction" t WHERE t.id = ?"#
    static let sequenceByID = #"SELECT seq FROM "transaction" WHERE id = ?"#
    static let bySequence = #"SELECT \#(columns) FROM "transaction" t WHERE t.seq = ?"#

    static let lines = """
        SELECT a.number, l.debit, l.credit, l.currency, l.tax_key, l.text, l.cost_centre_1, l.cost_centre_2
        FROM line l JOIN account a ON a.id = l.account
        WHERE l.id >= ? AND l.id < ? ORDER BY l.id
        """

    static func transaction(_ id: EntityID, _ db: Database) throws -> Transaction {
        guard let found = try fetch(byID, [Data(id.bytes)], db).first else {
            throw FinanceError.notFound(.transaction, id.description)
        }
        return found
    }

    static func exists(_ id: EntityID, _ db: Database) throws -> Bool {
        let statement = try db.cachedStatement(sql: sequenceByID)
        return try Int64.fetchOne(statement, arguments: [Data(id.bytes)]) != nil
    }

    static func transaction(sequence: Int64, _ db: Database) throws -> Transaction {
        guard let found = try fetch(bySequence, [sequence], db).first else {
            throw FinanceError.notFound(.transaction, String(sequence))
        }
        return found
    }

    /// Runs a query whose first columns are `columns`.
    static func fetch(_ sql: String, _ arguments: StatementArguments, _ db: Database) throws -> [Transaction] {
        try Row.fetchAll(try db.cachedStatement(sql: sql), arguments: arguments).map { try transaction($0, db) }
    }

    private static func transaction(_ row: Row, _ db: Database) throws -> Transaction {
        Transaction(
            sequence: row[0], id: EntityID(bytes: row[1] as Data), fiscalYear: row[2], journalNumber: row[3],
            date: BookingDate(unchecked: row[4]), documentDate: BookingDate(unchecked: row[5]),
            serviceDate: (row[6] as Int32?).map(BookingDate.init(unchecked:)), documentNumber: row[7], text: row[8],
            source: row[9], actor: row[10], isGeneralReversal: row[11],
            reverses: (row[15] as Data?).map(EntityID.init(bytes:)),
            reversedBy: (row[16] as Data?).map(EntityID.init(bytes:)),
            recordedAt: Timestamp(millisecondsSince1970: row[12]),
            lines: try lines(first: row[13], count: row[14], db))
    }

    private static func lines(first: Int64, count: Int64, _ db: Database) throws -> [LineDraft] {
        try Row.fetchAll(try db.cachedStatement(sql: lines), arguments: [first, first + count]).map { row in
            let (debit, credit): (Int64, Int64) = (row[1], row[2])
            return LineDraft(
                account: AccountNumber(unchecked: row[0]), side: debit != 0 ? .debit : .credit,
                amount: Amount(minor: debit != 0 ? debit : credit, currency: try currency(row[3])),
                taxKey: row[4], text: row[5], costCentre1: row[6], costCentre2: row[7])
        }
    }

    static func currency(_ code: String) throws -> Currency {
        guard let currency = Currency(code: code) else { throw FinanceError.storage("unknown currency \(code)") }
        return currency
    }
}
