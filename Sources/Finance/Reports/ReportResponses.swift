import FinanceCore

/// A part of a report: its accounts and their sum.
struct SectionResponse: Encodable, Sendable {
    struct Item: Encodable, Sendable {
        let account: String
        let name: String
        let amount: String
    }

    let items: [Item]
    let total: String

    init(_ section: ReportSection, _ currency: Currency) {
        items = section.items.map {
            Item(
                account: $0.account.number.description, name: $0.account.nameDE, amount: currency.text($0.amountMinor))
        }
        total = currency.text(section.totalMinor)
    }
}

/// A balance sheet.
struct BalanceSheetResponse: Encodable, Sendable {
    let date: String
    let currency: String
    let assets: SectionResponse
    let liabilities: SectionResponse
    let equity: SectionResponse
    let yearResult: String
    let earlierResult: String
    let totalAssets: String
    let totalEquity: String
    let totalLiabilitiesAndEquity: String
    let balanced: Bool

    init(_ report: BalanceSheet) {
        let money = report.currency
        date = report.date.description
        currency = money.code
        assets = SectionResponse(report.assets, money)
        liabilities = SectionResponse(report.liabilities, money)
        equity = SectionResponse(report.equity, money)
        yearResult = money.text(report.yearResultMinor)
        earlierResult = money.text(report.earlierResultMinor)
        totalAssets = money.text(report.assets.totalMinor)
        totalEquity = money.text(report.totalEquityMinor)
        totalLiabilitiesAndEquity = money.text(report.totalLiabilitiesAndEquityMinor)
        balanced = report.assets.totalMinor == report.totalLiabilitiesAndEquityMinor
    }

    private enum CodingKeys: String, CodingKey {
        case date, currency, assets, liabilities, equity, balanced
        case yearResult = "year_result"
        case earlierResult = "earlier_result"
        case totalAssets = "total_assets"
        case totalEquity = "total_equity"
        case totalLiabilitiesAndEquity = "total_liabilities_and_equity"
    }
}

/// An income statement.
struct IncomeStatementResponse: Encodable, Sendable {
    let startDate: String
    let endDate: String
    let currency: String
    let revenue: SectionResponse
    let expenses: SectionResponse
    /// Revenue less expenses.
    let result: String

    init(_ report: IncomeStatement) {
        startDate = report.start.description
        endDate = report.end.description
        currency = report.currency.code
        revenue = SectionResponse(report.revenue, report.currency)
        expenses = SectionResponse(report.expense, report.currency)
        result = report.currency.text(report.resultMinor)
    }

    private enum CodingKeys: String, CodingKey {
        case currency, revenue, expenses, result
        case startDate = "start_date"
        case endDate = "end_date"
    }
}

extension Currency {
    /// Minor units as a decimal string.
    func text(_ minor: Int64) -> String { Amount(minor: minor, currency: self).decimalString }
}
