/// The queries whose cost must not grow with the number of transactions, for the test that looks at their plans.
package enum HotQueries {
    package static let all: [(name: String, sql: String)] = [
        ("transaction by id", TransactionRows.byID),
        ("sequence of a transaction", TransactionRows.sequenceByID),
        ("transaction by sequence", TransactionRows.bySequence),
        ("lines of a transaction", TransactionRows.lines),
        ("transactions, rest of a day", TransactionList.sameDay),
        ("transactions, later days", TransactionList.laterDays),
        ("transactions of an account", TransactionList.ofAccount),
        ("transactions of an account with text", TransactionList.ofAccountWithText),
        ("account sheet", AccountSheet.rows),
        ("account by number", AccountRows.idByNumber),
        ("account by row id", AccountRows.byID),
        ("totals of an account", TotalRows.ofAccount),
        ("document by id", DocumentRows.byID),
        ("documents of a transaction", DocumentRows.ofTransaction),
        ("documents of a type", DocumentRows.ofType),
        ("documents", DocumentRows.all),
        ("links of a document", DocumentRows.links),
        ("writer: transaction by id", LedgerSQL.transactionByID),
        ("writer: transaction row", LedgerSQL.transactionRow),
        ("writer: lines", LedgerSQL.lineRows),
        ("writer: reversal of", LedgerSQL.reversalOf),
        ("writer: is reversal", LedgerSQL.reversalIs),
        ("writer: idempotency", LedgerSQL.idempotencyByKey),
    ]

    /// Totals of every account: walks through the accounts, and only through them.
    package static let totalsOfAllAccounts = TotalRows.ofAll
}
