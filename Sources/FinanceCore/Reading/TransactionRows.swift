import Foundation
import GRDB

/// Reads transactions with their lines.
struct TransactionRows {
    let db: Database
    /// Numbers of the accounts that the packed lines name by row id.
    let book: AccountBook

    private static let ownColumns = """
        t.seq, t.id, t.fiscal_year, t.journal_number, t.date, t.document_date, t.service_date, t.document_number, t.text,
        t.source, t.actor, t.is_general_reversal, t.recorded_at, t.lines,
        (SELECT o.id FROM reversal r JOIN "transaction" o ON o.seq = r.original WHERE r.reversal = t.seq)
        """
    static let columns = """
        \(ownColumns),
        (SELECT o.id FROM reversal r JOIN "transaction" o ON o.seq = r.reversal WHERE r.original = t.seq)
        """

    static let byID = #"SELECT \#(columns) FROM "transaction" t WHERE t.id = ?"#
    static let sequenceByID = #"SELECT seq FROM "transaction" WHERE id = ?"#
    static let bySequence = #"SELECT \#(columns) FROM "transaction" t WHERE t.seq = ?"#
    /// In order of commit, as they were when they were posted: without what reversed them later.
    static let journal = #"""
        SELECT \#(ownColumns), NULL FROM "transaction" t WHERE t.seq > ?1 AND t.seq <= ?2 ORDER BY t.seq LIMIT ?3
        """#
    static let accountNumber = "SELECT number FROM account WHERE id = ?"

    func transaction(_ id: EntityID) throws -> Transaction {
        guard let found = try fetchOne(Self.byID, [Data(id.bytes)]) else {
            throw FinanceError.notFound(.transaction, id.description)
        }
        return found
    }

    static func exists(_ id: EntityID, _ db: Database) throws -> Bool {
        let statement = try db.cachedStatement(sql: sequenceByID)
        return try Int64.fetchOne(statement, arguments: [Data(id.bytes)]) != nil
    }

    func transaction(sequence: Int64) throws -> Transaction {
        guard let found = try fetchOne(Self.bySequence, [sequence]) else {
            throw FinanceError.notFound(.transaction, String(sequence))
        }
        return found
    }

    /// Transactions in order of commit, each as it was posted.
    func journal(after first: Int64, through last: Int64, limit: Int) throws -> [Transaction] {
        let statement = try db.cachedStatement(sql: Self.journal)
        return try Row.fetchAll(statement, arguments: [first, last, limit]).map { try transaction($0) }
    }

    private func fetchOne(_ sql: String, _ arguments: StatementArguments) throws -> Transaction? {
        try Row.fetchOne(try db.cachedStatement(sql: sql), arguments: arguments).map { try transaction($0) }
    }

    private func transaction(_ row: Row) throws -> Transaction {
        Transaction(
            sequence: row[0], id: EntityID(bytes: row[1] as Data), fiscalYear: row[2], journalNumber: row[3],
            date: BookingDate(unchecked: row[4]), documentDate: BookingDate(unchecked: row[5]),
            serviceDate: (row[6] as Int32?).map(BookingDate.init(unchecked:)), documentNumber: row[7], text: row[8],
            source: row[9], actor: row[10], isGeneralReversal: row[11],
            reverses: (row[14] as Data?).map(EntityID.init(bytes:)),
            reversedBy: (row[15] as Data?).map(EntityID.init(bytes:)),
            recordedAt: Timestamp(millisecondsSince1970: row[12]), lines: try lines(row, column: 13))
    }

    private func lines(_ row: Row, column: Int) throws -> [LineDraft] {
        try Self.packedLines(row, column: column).map { $0.draft(try number(of: $0.account)) }
    }

    /// The lines of a row of the journal, whose first column is the sequence.
    static func packedLines(_ row: Row, column: Int) throws -> [PackedLines.Line] {
        let lines = try row.withUnsafeData(atIndex: column) { data in
            data?.withUnsafeBytes { PackedLines.read($0) }
        }
        guard let lines else {
            throw FinanceError.storage("transaction \(row[0] as Int64): its lines cannot be read")
        }
        return lines
    }

    /// The number of an account; one that was made after the book was looked at is asked for.
    func number(of account: Int) throws -> AccountNumber {
        if account <= book.accounts.count { return book[account].number }
        let statement = try db.cachedStatement(sql: Self.accountNumber)
        guard let number = try String.fetchOne(statement, arguments: [account]) else {
            throw FinanceError.storage("there is no account with the row id \(account)")
        }
        return AccountNumber(unchecked: number)
    }

    static func currency(_ code: String) throws -> Currency {
        guard let currency = Currency(code: code) else { throw FinanceError.storage("unknown currency \(code)") }
        return currency
    }
}
