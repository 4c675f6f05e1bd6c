import FinanceCore
import Hummingbird
import ServiceKit

/// `/reports/…` and account sheets: figures computed from the ledger at the moment of asking.
struct ReportController {
    let ledger: LedgerStore

    func addRoutes(to group: RouterGroup<ServiceContext>) {
        group.get("reports/trial-balance", use: trialBalance)
        group.get("reports/balance-sheet", use: balanceSheet)
        group.get("reports/income-statement", use: incomeStatement)
        group.get("accounts/{id}/sheet", use: accountSheet)
    }

    /// Without dates, everything that was ever posted.
    @Sendable private func trialBalance(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<TrialBalanceResponse> {
        var query = QueryReader(request)
        let period = query.period()
        try query.finish()
        let report = try await ledger.trialBalance(from: period.start, through: period.end ?? .last)
        return JSONAnswer(TrialBalanceResponse(report, end: period.end))
    }

    /// Without a date, today.
    @Sendable private func balanceSheet(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<BalanceSheetResponse> {
        var query = QueryReader(request)
        let day = query.date("date") ?? Timestamp.now().day
        let currency = query.currency()
        try query.finish()
        return JSONAnswer(BalanceSheetResponse(try await ledger.balanceSheet(on: day, currency: currency)))
    }

    /// Without dates, this year so far.
    @Sendable private func incomeStatement(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<IncomeStatementResponse> {
        var query = QueryReader(request)
        let period = query.period()
        let currency = query.currency()
        let end = period.end ?? max(period.start ?? .first, Timestamp.now().day)
        let start = period.start ?? BookingDate(year: end.year, month: 1, day: 1) ?? end
        try query.finish()
        return JSONAnswer(
            IncomeStatementResponse(try await ledger.incomeStatement(from: start, through: end, currency: currency)))
    }

    @Sendable private func accountSheet(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<AccountSheetResponse> {
        var query = QueryReader(request)
        let period = query.period()
        let filter = AccountSheetQuery(
            start: period.start, end: period.end, currency: query.currency(), cursor: query.cursor(),
            limit: query.limit())
        try query.finish()
        return JSONAnswer(AccountSheetResponse(try await ledger.accountSheet(try context.account(), filter)))
    }
}
