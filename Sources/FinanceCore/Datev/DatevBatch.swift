/// A Buchungsstapel that is right in itself: every row is a balanced transaction.
package struct DatevBatch: Sendable {
    package let header: DatevHeader
    package let rows: [DatevRow]
    /// What a person should look at although it is no fault: discounts, foreign currency. The first 1,000.
    package let notices: [ImportFault]
    /// SHA-256 of the file, 64 hexadecimal digits: the same file is known again by it.
    package let sha256: String

    /// Number of rows and sum of the column Umsatz for one side, as printed on control lists.
    ///
    /// The sum adds the bare numbers whatever their currency, because it proves completeness, not value.
    package func control(of side: Side) -> (rowCount: Int, turnover: String) {
        let chosen = rows.filter { $0.side == side }
        let thousandths = chosen.reduce(0) { $0 + $1.turnoverThousandths }
        let sum = Amount(minor: thousandths / 10, currency: .eur).decimalString
        return (chosen.count, thousandths % 10 == 0 ? sum : sum + String(thousandths % 10))
    }

    /// The accounts that the rows use.
    package var accounts: Set<AccountNumber> {
        Set(rows.flatMap { $0.draft.lines.map(\.account) })
    }

    /// An account for a number that the ledger does not know, named after its origin.
    ///
    /// - Parameter chart: the ledger's chart; a chart named in the file's header counts more.
    package func missingAccount(_ number: AccountNumber, chart: ChartOfAccounts) -> AccountDraft? {
        let category = (header.chart ?? chart).likelyCategory(of: number, accountLength: header.accountLength)
        // A name of this shape is always valid, so nil never happens; the caller's nil means "unknown account".
        return try? AccountDraft(
            number: number, nameDE: "Konto \(number) (aus DATEV-Import)",
            nameEN: "Account \(number) (from DATEV import)", category: category)
    }
}

/// One row of a Buchungsstapel and the transaction it becomes.
package struct DatevRow: Sendable, Hashable {
    /// Line of the file.
    package let line: Int
    /// The side of the account in the column Konto.
    package let side: Side
    /// The number in the column Umsatz in thousandths.
    package let turnoverThousandths: Int64
    /// Whether the sender had the row locked (Festschreibung); in this ledger every booking is final anyway.
    package let isLocked: Bool
    package let draft: TransactionDraft
}
