import Foundation
import GRDB

/// Sums of accounts up to a day: whole months, the days of the last month, and what the tail adds. Constant work
/// however many lines there are.
enum TotalRows {
    static let monthsOfAccount = """
        SELECT currency, sum(debit), sum(credit) FROM projection.month_total
        WHERE account = ?1 AND month < ?2 GROUP BY currency
        """
    static let daysOfAccount =
        "SELECT currency, days FROM projection.month_days WHERE account = ?1 AND month = ?2"
    /// The same of every account; only the accounts themselves are walked through.
    static let monthsOfAll = """
        SELECT m.account, m.currency, sum(m.debit), sum(m.credit)
        FROM account a CROSS JOIN projection.month_total m ON m.account = a.id AND m.month < ?1
        GROUP BY m.account, m.currency
        """
    static let daysOfAll = """
        SELECT d.account, d.currency, d.days
        FROM account a CROSS JOIN projection.month_days d ON d.account = a.id AND d.month = ?1
        """

    /// - Parameter knownAt: last transaction that counts; nil is the last of the view.
    static func total(
        _ account: Int64, through date: BookingDate, knownAt: Int64? = nil, _ view: LedgerView
    ) throws -> [AccountTotal] {
        if let knownAt, knownAt < view.sequence {
            return try known(at: knownAt, through: date, view) { $0 == account }[account] ?? []
        }
        var totals = AccountTotals()
        let months = try view.db.cachedStatement(sql: monthsOfAccount)
        let monthRows = try Row.fetchCursor(months, arguments: [account, date.monthNumber])
        while let row = try monthRows.next() {
            totals.add(account, try TransactionRows.currency(row[0]), debit: row[1], credit: row[2])
        }
        let days = try view.db.cachedStatement(sql: daysOfAccount)
        let dayRows = try Row.fetchCursor(days, arguments: [account, date.monthNumber])
        while let row = try dayRows.next() {
            guard let sum = try Self.days(row, 1).total(through: date.day) else { continue }
            totals.add(account, try TransactionRows.currency(row[0]), debit: sum.debit, credit: sum.credit)
        }
        view.tail.forEach(Int32(truncatingIfNeeded: account)) { entry in
            if entry.date <= date, entry.sequence <= view.sequence { totals.add(entry) }
        }
        return totals.byAccount[account] ?? []
    }

    /// By row id of the account.
    ///
    /// - Parameter knownAt: last transaction that counts; nil is the last of the view.
    static func totals(
        through date: BookingDate, knownAt: Int64? = nil, _ view: LedgerView
    ) throws -> [Int64: [AccountTotal]] {
        if let knownAt, knownAt < view.sequence { return try known(at: knownAt, through: date, view) { _ in true } }
        var totals = AccountTotals()
        let months = try view.db.cachedStatement(sql: monthsOfAll)
        let monthRows = try Row.fetchCursor(months, arguments: [date.monthNumber])
        while let row = try monthRows.next() {
            totals.add(row[0], try TransactionRows.currency(row[1]), debit: row[2], credit: row[3])
        }
        let days = try view.db.cachedStatement(sql: daysOfAll)
        let dayRows = try Row.fetchCursor(days, arguments: [date.monthNumber])
        while let row = try dayRows.next() {
            guard let sum = try Self.days(row, 2).total(through: date.day) else { continue }
            totals.add(row[0], try TransactionRows.currency(row[1]), debit: sum.debit, credit: sum.credit)
        }
        totals.add(view.tail, accounts: view.book.accounts.count) { $0.date <= date && $0.sequence <= view.sequence }
        return totals.byAccount
    }

    /// The sums of an earlier state of knowledge: those of now less what came after, or all that came before, whichever
    /// is shorter to read.
    private static func known(
        at last: Int64, through date: BookingDate, _ view: LedgerView, _ isWanted: (Int64) -> Bool
    ) throws -> [Int64: [AccountTotal]] {
        var totals = AccountTotals()
        if last < view.sequence - last {
            try JournalRange.forEachLine(after: 0, through: last, view.db) { day, line in
                if day <= date, isWanted(Int64(line.account)) { totals.add(line, sign: 1) }
            }
            return totals.byAccount
        }
        totals.byAccount = try Self.totals(through: date, view).filter { isWanted($0.key) }
        try JournalRange.forEachLine(after: last, through: view.sequence, view.db) { day, line in
            if day <= date, isWanted(Int64(line.account)) { totals.add(line, sign: -1) }
        }
        return totals.byAccount
    }

    private static func days(_ row: Row, _ column: Int) throws -> MonthDays {
        let days = try row.withUnsafeData(atIndex: column) { data in
            data?.withUnsafeBytes { MonthDays($0) }
        }
        guard let days else { throw ProjectionDamage("the projection's totals cannot be read") }
        return days
    }
}

/// Sums under way.
private struct AccountTotals {
    var byAccount: [Int64: [AccountTotal]] = [:]

    mutating func add(_ entry: LineEntry) {
        add(Int64(entry.account), entry.currency, debit: entry.debitMinor, credit: entry.creditMinor)
    }

    mutating func add(_ line: PackedLines.Line, sign: Int64) {
        add(
            Int64(line.account), line.amount.currency, debit: sign * line.debitMinor, credit: sign * line.creditMinor)
    }

    /// Adds the lines of the tail that satisfy a claim; euros are summed in plain arrays, because there may be many.
    mutating func add(_ tail: TailView, accounts: Int, where isWanted: (LineEntry) -> Bool) {
        var euros = [(moved: Bool, debit: Int64, credit: Int64)](repeating: (false, 0, 0), count: accounts + 1)
        tail.forEachLine { entry in
            guard isWanted(entry) else { return }
            let account = Int(entry.account)
            guard entry.currency == .eur, account < euros.count else { return add(entry) }
            euros[account].moved = true
            euros[account].debit += entry.debitMinor
            euros[account].credit += entry.creditMinor
        }
        for (account, sum) in euros.enumerated() where sum.moved {
            add(Int64(account), .eur, debit: sum.debit, credit: sum.credit)
        }
    }

    mutating func add(_ account: Int64, _ currency: Currency, debit: Int64, credit: Int64) {
        let total = AccountTotal(currency: currency, debitMinor: debit, creditMinor: credit)
        guard let index = byAccount[account]?.firstIndex(where: { $0.currency == currency }) else {
            byAccount[account, default: []].append(total)
            return
        }
        byAccount[account]?[index].debitMinor += debit
        byAccount[account]?[index].creditMinor += credit
    }
}

extension [AccountTotal] {
    /// The balance in a currency, debit positive; 0 where nothing was posted.
    func balance(in currency: Currency) -> Int64 { first { $0.currency == currency }?.balanceMinor ?? 0 }
}
