import Foundation
import GRDB

extension AccountSheet {
    /// A walk along the covering index from the cursor on; the other columns are fetched for the page's rows only.
    static let rows = """
        SELECT l.date, l.seq, l.n, l.debit, l.credit, t.id, t.fiscal_year, t.journal_number, t.document_number,
            coalesce(x.text, t.text), x.tax_key,
            CASE t.line_count WHEN 2 THEN (
                SELECT c.number FROM line o JOIN account c ON c.id = o.account
                WHERE o.id >= t.first_line AND o.id < t.first_line + 2 AND o.n <> l.n) END
        FROM (
            SELECT id, date, seq, n, debit, credit FROM line INDEXED BY line_sheet
            WHERE account = ?1 AND (date, seq, n) > (?2, ?3, ?4) AND date <= ?5 AND currency = ?6
            ORDER BY date, seq, n LIMIT ?7
        ) l CROSS JOIN line x ON x.id = l.id CROSS JOIN "transaction" t ON t.seq = l.seq
        """

    static func read(_ number: AccountNumber, _ query: AccountSheetQuery, _ db: Database) throws -> AccountSheet {
        let id = try AccountRows.id(of: number, db)
        let start = query.start ?? .first
        let opening: Int64
        if let cursor = query.cursor {
            opening = cursor.balanceMinor
        } else {
            opening =
                try start == .first
                ? 0 : TotalRows.total(id, through: start.previous, db).balance(in: query.currency)
        }
        let place = query.cursor ?? PageCursor(date: start, sequence: 0, line: -1)
        let found = try Row.fetchAll(
            try db.cachedStatement(sql: rows),
            arguments: [
                id, place.date.number, place.sequence, place.line, (query.end ?? .last).number,
                query.currency.code, query.limit + 1,
            ])
        var balance = opening
        let page = try found.prefix(query.limit).map { try row($0, &balance) }
        var next: PageCursor?
        if found.count > query.limit, let last = page.last {
            let line: Int = found[page.count - 1][2]
            next = PageCursor(date: last.date, sequence: last.sequence, line: line, balanceMinor: balance)
        }
        return AccountSheet(
            account: try AccountRows.account(id, db), currency: query.currency, openingMinor: opening,
            page: Page(elements: page, next: next))
    }

    private static func row(_ row: Row, _ balance: inout Int64) throws -> AccountSheetRow {
        let (debit, credit): (Int64, Int64) = (row[3], row[4])
        // A cursor that somebody made up may hold any number; it must not crash us.
        let (sum, overflowed) = balance.addingReportingOverflow(debit - credit)
        if overflowed { throw FinanceError.invalid([.cursorMalformed]) }
        balance = sum
        return AccountSheetRow(
            transaction: EntityID(bytes: row[5] as Data), sequence: row[1], fiscalYear: row[6], journalNumber: row[7],
            date: BookingDate(unchecked: row[0]), documentNumber: row[8], text: row[9],
            contraAccount: (row[11] as String?).map(AccountNumber.init(unchecked:)), debitMinor: debit,
            creditMinor: credit, balanceMinor: balance, taxKey: row[10])
    }
}
