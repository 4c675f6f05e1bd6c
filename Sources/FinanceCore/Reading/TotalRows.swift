import GRDB

/// Sums of accounts up to a day, from month rows and the days of the last month: constant work however many lines
/// there are.
enum TotalRows {
    /// Of one account: whole months before the day's month, then its days.
    static let ofAccount = """
        SELECT currency, sum(debit), sum(credit) FROM (
            SELECT currency, debit, credit FROM month_total WHERE account = ?1 AND month < ?2
            UNION ALL
            SELECT currency, debit, credit FROM day_total WHERE account = ?1 AND day >= ?3 AND day <= ?4)
        GROUP BY currency
        """
    /// The same of every account; only the accounts themselves are walked through.
    static let ofAll = """
        SELECT account, currency, sum(debit), sum(credit) FROM (
            SELECT m.account, m.currency, m.debit, m.credit
            FROM account a CROSS JOIN month_total m ON m.account = a.id AND m.month < ?1
            UNION ALL
            SELECT d.account, d.currency, d.debit, d.credit
            FROM account a CROSS JOIN day_total d ON d.account = a.id AND d.day >= ?2 AND d.day <= ?3)
        GROUP BY account, currency
        """

    static func total(_ account: Int64, through date: BookingDate, _ db: Database) throws -> [AccountTotal] {
        let arguments: StatementArguments = [account, date.monthNumber, date.monthNumber * 100, date.number]
        return try Row.fetchAll(try db.cachedStatement(sql: ofAccount), arguments: arguments).map { row in
            AccountTotal(currency: try TransactionRows.currency(row[0]), debitMinor: row[1], creditMinor: row[2])
        }
    }

    /// By row id of the account.
    static func totals(through date: BookingDate, _ db: Database) throws -> [Int64: [AccountTotal]] {
        var totals: [Int64: [AccountTotal]] = [:]
        let arguments: StatementArguments = [date.monthNumber, date.monthNumber * 100, date.number]
        for row in try Row.fetchAll(try db.cachedStatement(sql: ofAll), arguments: arguments) {
            totals[row[0], default: []].append(
                AccountTotal(currency: try TransactionRows.currency(row[1]), debitMinor: row[2], creditMinor: row[3]))
        }
        return totals
    }
}

extension [AccountTotal] {
    /// The balance in a currency, debit positive; 0 where nothing was posted.
    func balance(in currency: Currency) -> Int64 { first { $0.currency == currency }?.balanceMinor ?? 0 }
}
