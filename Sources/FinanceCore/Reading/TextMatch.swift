import GRDB
import GRDBSQLite

/// Looks at the texts of transactions, one after the other, whether they are like a pattern.
///
/// The pattern is bound once. SQLite plans a statement anew when the value of a LIKE was bound again, even the same one,
/// and that takes twenty times as long as looking at a text.
struct TextMatch {
    static let sql = #"""
        SELECT 1 FROM "transaction" t
        WHERE t.seq = ?1 AND (t.text LIKE ?2 ESCAPE '\' OR t.document_number LIKE ?2 ESCAPE '\')
        """#

    private let db: Database
    private let statement: GRDB.Statement

    /// - Parameter text: what the text or the document number must contain; small and capital letters of ASCII are alike.
    init(_ text: String, _ db: Database) throws {
        self.db = db
        statement = try db.makeStatement(sql: Self.sql)
        try statement.setArguments([0, Self.pattern(text)])
    }

    /// Whether the transaction of a sequence is like the pattern.
    /// - Throws: `DatabaseError`.
    func isLike(_ sequence: Int64) throws -> Bool {
        let handle = statement.sqliteStatement
        // At once: a statement that has not ended holds its reading open.
        defer { sqlite3_reset(handle) }
        sqlite3_bind_int64(handle, 1, sequence)
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code:
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code),
                message: sqlite3_errmsg(db.sqliteConnection).map(String.init(cString:)),
                sql: Self.sql)
        }
    }

    /// `%text%` with LIKE's own signs taken literally.
    private static func pattern(_ text: String) -> String {
        // Scalars, not characters: an accent after a sign does not keep SQLite from seeing the sign.
        var pattern = "%".unicodeScalars
        for scalar in text.unicodeScalars {
            if scalar == "%" || scalar == "_" || scalar == "\\" { pattern.append("\\") }
            pattern.append(scalar)
        }
        pattern.append("%")
        return String(pattern)
    }
}
