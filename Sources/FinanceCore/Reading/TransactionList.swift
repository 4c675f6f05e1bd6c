/// Pages of transactions in order of date and sequence.
///
/// Each page is a walk along the projection from the cursor on: its depth costs nothing.
enum TransactionList {
    /// - Parameter examined: transactions whose text a page looks at, at most. A page of a search may so have fewer
    ///   elements than asked for, or none, and still a cursor behind the last that was looked at.
    static func page(
        _ query: TransactionQuery, examining examined: Int, _ view: LedgerView
    ) throws -> Page<Transaction> {
        let account = try query.account.map { Int32(truncatingIfNeeded: try AccountRows.id(of: $0, view.db)) }
        let start: LineKey
        if let cursor = query.cursor {
            start = .after(cursor.date, cursor.sequence)
        } else {
            start = .before(query.start ?? .first)
        }
        let match = try query.text.map { try TextMatch($0, view.db) }
        // One more than asked for shows whether there is another page.
        let wanted = query.limit + 1
        var walk = try view.walk(
            account ?? LineEntry.journal, after: start, through: query.end ?? .last,
            wanted: account == nil ? wanted : wanted * 4)
        var found: [Transaction] = []
        var last: Int64 = 0
        var left = examined
        while found.count < wanted, let entry = try walk.next() {
            // A transaction may have several lines on the account.
            if entry.sequence == last { continue }
            last = entry.sequence
            if let match {
                if try match.isLike(last) { found.append(try view.rows.transaction(sequence: last)) }
                left -= 1
                if left == 0, found.count < wanted {
                    return Page(elements: found, next: PageCursor(date: entry.date, sequence: last))
                }
            } else {
                found.append(try view.rows.transaction(sequence: last))
            }
        }
        return page(found, limit: query.limit)
    }

    private static func page(_ found: [Transaction], limit: Int) -> Page<Transaction> {
        let elements = Array(found.prefix(limit))
        guard found.count > limit, let last = elements.last else { return Page(elements: elements, next: nil) }
        return Page(elements: elements, next: PageCursor(date: last.date, sequence: last.sequence))
    }
}
