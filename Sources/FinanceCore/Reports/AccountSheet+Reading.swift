import Foundation
import GRDB

extension AccountSheet {
    /// What a sheet shows of a transaction beside the line's own figures.
    static let row = """
        SELECT t.seq, t.id, t.fiscal_year, t.journal_number, t.document_number, t.text, t.lines
        FROM "transaction" t WHERE t.seq = ?1
        """

    /// A walk along the projection from the cursor on; the journal is asked for the page's rows only.
    static func read(
        _ number: AccountNumber, _ query: AccountSheetQuery, knownAt: Int64? = nil, _ view: LedgerView
    ) throws -> AccountSheet {
        let id = try AccountRows.id(of: number, view.db)
        let start = query.start ?? .first
        let known = query.cursor?.known ?? knownAt ?? view.sequence
        // A ledger that came back from a backup may be older than the first page.
        guard known <= view.sequence else { throw FinanceError.invalid([.cursorForeign]) }
        let opening: Int64
        if let cursor = query.cursor {
            opening = cursor.balanceMinor
        } else {
            opening =
                try start == .first
                ? 0 : TotalRows.total(id, through: start.previous, knownAt: knownAt, view).balance(in: query.currency)
        }
        let place = query.cursor.map {
            LineKey(date: $0.date, sequence: $0.sequence, line: UInt16(clamping: $0.line))
        }
        var walk = try view.walk(
            Int32(truncatingIfNeeded: id), after: place ?? .before(start), through: query.end ?? .last,
            wanted: query.limit + 1)
        var balance = opening
        var page: [AccountSheetRow] = []
        var lastLine = 0
        var next: PageCursor?
        while let entry = try walk.next() {
            guard entry.currency == query.currency, entry.sequence <= known else { continue }
            if page.count == query.limit, let last = page.last {
                let place = PageCursor(
                    date: last.date, sequence: last.sequence, line: lastLine, balanceMinor: balance, known: known)
                next = place.scoped(query.scope(of: number))
                break
            }
            page.append(try row(entry, &balance, view))
            lastLine = Int(entry.line)
        }
        return AccountSheet(
            account: try AccountRows.account(id, view.db), currency: query.currency, openingMinor: opening,
            page: Page(elements: page, next: next))
    }

    private static func row(
        _ entry: LineEntry, _ balance: inout Int64, _ view: LedgerView
    ) throws -> AccountSheetRow {
        let statement = try view.db.cachedStatement(sql: row)
        guard let row = try Row.fetchOne(statement, arguments: [entry.sequence]) else {
            throw FinanceError.storage("transaction \(entry.sequence) has no row")
        }
        let lines = try TransactionRows.packedLines(row, column: 6)
        guard Int(entry.line) < lines.count else {
            throw FinanceError.storage("transaction \(entry.sequence) has no line \(entry.line)")
        }
        // A cursor that somebody made up may hold any number; it must not crash us.
        let (sum, overflowed) = balance.addingReportingOverflow(entry.debitMinor - entry.creditMinor)
        if overflowed { throw FinanceError.invalid([.cursorMalformed]) }
        balance = sum
        let line = lines[Int(entry.line)]
        let contra = lines.count == 2 ? try view.rows.number(of: lines[1 - Int(entry.line)].account) : nil
        return AccountSheetRow(
            transaction: EntityID(bytes: row[1] as Data), sequence: entry.sequence, fiscalYear: row[2],
            journalNumber: row[3], date: entry.date, documentNumber: row[4], text: line.text ?? row[5],
            contraAccount: contra, debitMinor: entry.debitMinor, creditMinor: entry.creditMinor,
            balanceMinor: balance, taxKey: line.taxKey)
    }
}
