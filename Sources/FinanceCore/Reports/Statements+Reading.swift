extension ReportSection {
    /// The accounts of one category that have a balance, in the sign of the category.
    init(_ category: AccountCategory, _ balances: [(account: Account, minor: Int64)]) {
        let isDebit = category == .asset || category == .expense
        let items = balances.filter { $0.account.category == category && $0.minor != 0 }.map {
            ReportItem(account: $0.account, amountMinor: isDebit ? $0.minor : -$0.minor)
        }
        self.init(category: category, items: items, totalMinor: items.reduce(0) { $0 + $1.amountMinor })
    }
}

extension BalanceSheet {
    static func read(
        on date: BookingDate, _ currency: Currency, fiscalYearStartMonth: Int, knownAt: Int64? = nil,
        _ view: LedgerView
    ) throws -> BalanceSheet {
        let yearStart = date.fiscalYearStart(startingIn: fiscalYearStartMonth)
        let now = try TotalRows.totals(through: date, knownAt: knownAt, view)
        let before =
            yearStart == .first ? [:] : try TotalRows.totals(through: yearStart.previous, knownAt: knownAt, view)
        var balances: [(account: Account, minor: Int64)] = []
        var (yearResult, earlierResult): (Int64, Int64) = (0, 0)
        for (id, account) in try AccountRows.all(view.db) {
            let minor = (now[id] ?? []).balance(in: currency)
            if account.category.isOnBalanceSheet {
                balances.append((account, minor))
            } else {
                let earlier = (before[id] ?? []).balance(in: currency)
                earlierResult -= earlier
                yearResult -= minor - earlier
            }
        }
        let liabilities = ReportSection(.liability, balances)
        let equity = ReportSection(.equity, balances)
        let totalEquity = equity.totalMinor + yearResult + earlierResult
        return BalanceSheet(
            date: date, currency: currency, assets: ReportSection(.asset, balances), liabilities: liabilities,
            equity: equity, yearResultMinor: yearResult, earlierResultMinor: earlierResult,
            totalEquityMinor: totalEquity, totalLiabilitiesAndEquityMinor: liabilities.totalMinor + totalEquity)
    }
}

extension IncomeStatement {
    static func read(
        from start: BookingDate, through end: BookingDate, _ currency: Currency, knownAt: Int64? = nil,
        _ view: LedgerView
    ) throws -> IncomeStatement {
        let now = try TotalRows.totals(through: end, knownAt: knownAt, view)
        let before = start == .first ? [:] : try TotalRows.totals(through: start.previous, knownAt: knownAt, view)
        let balances = try AccountRows.all(view.db).map { id, account in
            (account, (now[id] ?? []).balance(in: currency) - (before[id] ?? []).balance(in: currency))
        }
        let revenue = ReportSection(.revenue, balances)
        let expense = ReportSection(.expense, balances)
        return IncomeStatement(
            start: start, end: end, currency: currency, revenue: revenue, expense: expense,
            resultMinor: revenue.totalMinor - expense.totalMinor)
    }
}
