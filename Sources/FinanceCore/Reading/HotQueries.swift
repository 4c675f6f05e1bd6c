/// The queries whose cost must not grow with the number of transactions, for the test that looks at their plans.
package enum HotQueries {
    package static let all: [(name: String, sql: String)] = [
        ("transaction by id", TransactionRows.byID),
        ("sequence of a transaction", TransactionRows.sequenceByID),
        ("transaction by sequence", TransactionRows.bySequence),
        ("transaction by sequence, with text", TransactionRows.bySequenceWithText),
        ("number of an account", TransactionRows.accountNumber),
        ("end of the journal", LedgerView.journalEnd),
        ("next run of an account", ProjectionSQL.runAfter(schema: "projection")),
        ("next block of a run", ProjectionSQL.blockAfter(schema: "projection")),
        ("account sheet", AccountSheet.row),
        ("journal range", JournalRange.rows),
        ("moment of a transaction", JournalRange.recordedAt),
        ("account by number", AccountRows.idByNumber),
        ("account by row id", AccountRows.byID),
        ("months of an account", TotalRows.monthsOfAccount),
        ("days of an account", TotalRows.daysOfAccount),
        ("document by id", DocumentRows.byID),
        ("documents of a transaction", DocumentRows.ofTransaction),
        ("documents of a type", DocumentRows.ofType),
        ("documents", DocumentRows.all),
        ("links of a document", DocumentRows.links),
        ("writer: transaction by id", LedgerSQL.transactionByID),
        ("writer: transaction row", LedgerSQL.transactionRow),
        ("writer: head", LedgerSQL.headOf),
        ("writer: journal", LedgerSQL.journalAfter),
        ("writer: reversal of", LedgerSQL.reversalOf),
        ("writer: is reversal", LedgerSQL.reversalIs),
        ("writer: idempotency", LedgerSQL.idempotencyByKey),
    ]

    /// Totals of every account: walk through the accounts, and only through them.
    package static let totalsOfAllAccounts = [TotalRows.monthsOfAll, TotalRows.daysOfAll]
}
