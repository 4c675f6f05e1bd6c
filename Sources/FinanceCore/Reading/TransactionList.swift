import GRDB

/// Pages of transactions in order of date and sequence.
///
/// Each query is a walk along an index from the cursor on: the depth of the page costs nothing.
enum TransactionList {
    /// The rest of the cursor's day …
    static let sameDay = #"""
        SELECT \#(TransactionRows.columns) FROM "transaction" t
        WHERE t.date = ?2 AND t.seq > ?3 AND \#(textFilter) ORDER BY t.seq LIMIT ?4
        """#
    /// … and the days after it.
    static let laterDays = #"""
        SELECT \#(TransactionRows.columns) FROM "transaction" t
        WHERE t.date > ?2 AND t.date <= ?3 AND \#(textFilter) ORDER BY t.date, t.seq LIMIT ?4
        """#
    static let ofAccount = #"""
        SELECT \#(TransactionRows.columns) FROM "transaction" t
        WHERE t.seq IN (
            SELECT seq FROM line WHERE account = ? AND (date, seq) > (?, ?) AND date <= ? GROUP BY date, seq LIMIT ?)
        ORDER BY t.date, t.seq
        """#
    static let ofAccountWithText = #"""
        SELECT \#(TransactionRows.columns)
        FROM (
            SELECT date, seq FROM line WHERE account = ?2 AND (date, seq) > (?3, ?4) AND date <= ?5 GROUP BY date, seq
        ) l CROSS JOIN "transaction" t ON t.seq = l.seq
        WHERE \#(textFilter) ORDER BY l.date, l.seq LIMIT ?6
        """#
    private static let textFilter =
        #"(?1 IS NULL OR t.text LIKE ?1 ESCAPE '\' OR t.document_number LIKE ?1 ESCAPE '\')"#

    static func page(_ query: TransactionQuery, _ db: Database) throws -> Page<Transaction> {
        let pattern = query.text.map(likePattern)
        let end = query.end ?? .last
        // One more than asked for shows whether there is another page.
        let wanted = query.limit + 1
        var found: [Transaction] = []
        if let number = query.account {
            let account = try AccountRows.id(of: number, db)
            let from = query.cursor.map { ($0.date.number, $0.sequence) } ?? ((query.start ?? .first).number, 0)
            found = try ofAccount(account, from: from, through: end, pattern, limit: wanted, db)
        } else {
            let firstDay = query.start ?? .first
            if let cursor = query.cursor, cursor.date <= end {
                found = try TransactionRows.fetch(
                    sameDay, [pattern, cursor.date.number, cursor.sequence, wanted], db)
            }
            if found.count < wanted {
                let after = query.cursor?.date.number ?? firstDay.number - 1
                found += try TransactionRows.fetch(
                    laterDays, [pattern, after, end.number, wanted - found.count], db)
            }
        }
        return page(found, limit: query.limit)
    }

    private static func ofAccount(
        _ account: Int64, from: (Int32, Int64), through end: BookingDate, _ pattern: String?, limit: Int,
        _ db: Database
    ) throws -> [Transaction] {
        if let pattern {
            return try TransactionRows.fetch(
                ofAccountWithText, [pattern, account, from.0, from.1, end.number, limit], db)
        }
        return try TransactionRows.fetch(ofAccount, [account, from.0, from.1, end.number, limit], db)
    }

    private static func page(_ found: [Transaction], limit: Int) -> Page<Transaction> {
        let elements = Array(found.prefix(limit))
        guard found.count > limit, let last = elements.last else { return Page(elements: elements, next: nil) }
        return Page(elements: elements, next: PageCursor(date: last.date, sequence: last.sequence))
    }

    /// `%text%` with LIKE's own signs taken literally.
    private static func likePattern(_ text: String) -> String {
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
