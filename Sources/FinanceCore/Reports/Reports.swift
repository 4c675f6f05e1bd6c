/// One row of a trial balance (Summen- und Saldenliste).
package struct TrialBalanceRow: Hashable, Sendable {
    package let account: Account
    package let currency: Currency
    /// Balance before the first day, debit positive.
    package let openingMinor: Int64
    package let debitMinor: Int64
    package let creditMinor: Int64
    package var closingMinor: Int64 { openingMinor + debitMinor - creditMinor }
}

/// All accounts that moved or have a balance, by number.
package struct TrialBalance: Hashable, Sendable {
    package let start: BookingDate?
    package let end: BookingDate
    package let rows: [TrialBalanceRow]
    /// Sums per currency; debit equals credit, opening and closing are zero.
    package let sums: [TrialBalanceSum]
}

/// The foot of a trial balance in one currency.
package struct TrialBalanceSum: Hashable, Sendable {
    package let currency: Currency
    package let openingMinor: Int64
    package let debitMinor: Int64
    package let creditMinor: Int64
    package let closingMinor: Int64
}

/// One account's figure in a report, in the sign of its section (assets and expenses debit positive, others credit).
package struct ReportItem: Hashable, Sendable {
    package let account: Account
    package let amountMinor: Int64
}

/// A part of a report and its sum.
package struct ReportSection: Hashable, Sendable {
    package let category: AccountCategory
    package let items: [ReportItem]
    package let totalMinor: Int64
}

/// The balance sheet of one day in one currency. Assets equal liabilities plus equity plus both results.
package struct BalanceSheet: Hashable, Sendable {
    package let date: BookingDate
    package let currency: Currency
    package let assets: ReportSection
    package let liabilities: ReportSection
    package let equity: ReportSection
    /// Revenue less expense of the fiscal year up to the date; part of equity.
    package let yearResultMinor: Int64
    /// The same of earlier years, as far as not carried forward by a booking; part of equity.
    package let earlierResultMinor: Int64
    /// Equity accounts and both results.
    package let totalEquityMinor: Int64
    package let totalLiabilitiesAndEquityMinor: Int64
}

/// Revenue and expense of a period in one currency.
package struct IncomeStatement: Hashable, Sendable {
    package let start: BookingDate
    package let end: BookingDate
    package let currency: Currency
    package let revenue: ReportSection
    package let expense: ReportSection
    /// Revenue less expense.
    package let resultMinor: Int64
}

/// One line of an account sheet (Kontoblatt).
package struct AccountSheetRow: Hashable, Sendable {
    package let transaction: EntityID
    package let sequence: Int64
    package let fiscalYear: Int
    package let journalNumber: Int64
    package let date: BookingDate
    package let documentNumber: String?
    package let text: String
    /// The other account if the transaction has exactly two lines.
    package let contraAccount: AccountNumber?
    package let debitMinor: Int64
    package let creditMinor: Int64
    /// Balance after this line, debit positive.
    package let balanceMinor: Int64
    package let taxKey: String?
}

/// A page of an account sheet.
package struct AccountSheet: Sendable {
    package let account: Account
    package let currency: Currency
    /// Balance before the first row of this page.
    package let openingMinor: Int64
    package let page: Page<AccountSheetRow>
}

/// What part of an account sheet is asked for.
package struct AccountSheetQuery: Hashable, Sendable {
    package var start: BookingDate?
    package var end: BookingDate?
    package var currency: Currency
    package var cursor: PageCursor?
    /// 1 to 1,000.
    package var limit: Int
    package var knownAt: KnownAt?

    package init(
        start: BookingDate? = nil, end: BookingDate? = nil, currency: Currency = .eur, cursor: PageCursor? = nil,
        limit: Int = 100, knownAt: KnownAt? = nil
    ) {
        self.knownAt = knownAt
        self.start = start
        self.end = end
        self.currency = currency
        self.cursor = cursor
        self.limit = limit
    }
}
