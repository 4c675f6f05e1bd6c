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
        group.get("reports/diff", use: difference)
        group.get("accounts/{id}/sheet", use: accountSheet)
    }

    /// What has changed in a period since an earlier state of knowledge, when a VAT return was filed, say.
    @Sendable private func difference(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<DifferenceResponse> {
        var query = QueryReader(request)
        let period = query.periodAsOf()
        let knownAt = query.knownAt()
        if knownAt == nil, query.text("known_at") == nil {
            query.report("known_at", "missing", de: "Die Angabe fehlt.", en: "The value is missing.")
        }
        try query.finish()
        let report = try await ledger.difference(
            from: period.start, through: period.end ?? .last, since: knownAt ?? .sequence(0))
        return JSONAnswer(DifferenceResponse(report))
    }

    /// Without dates, everything that was ever posted.
    @Sendable private func trialBalance(
        _ request: Request, _ context: ServiceContext
    ) async throws -> WrittenAnswer {
        var query = QueryReader(request)
        let period = query.periodAsOf()
        let knownAt = query.knownAt()
        let fields = query.fields(of: TrialBalanceResponse.fields)
        try query.finish()
        let report = try await ledger.trialBalance(from: period.start, through: period.end ?? .last, knownAt: knownAt)
        return WrittenAnswer(body: TrialBalanceResponse(report: report, end: period.end, fields: fields).json)
    }

    /// Without a date, today.
    @Sendable private func balanceSheet(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<BalanceSheetResponse> {
        var query = QueryReader(request)
        let day = query.asOf(or: "date") ?? Timestamp.now().day
        let currency = query.currency()
        let knownAt = query.knownAt()
        try query.finish()
        let report = try await ledger.balanceSheet(on: day, currency: currency, knownAt: knownAt)
        return JSONAnswer(BalanceSheetResponse(report))
    }

    /// Without dates, this year so far.
    @Sendable private func incomeStatement(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<IncomeStatementResponse> {
        var query = QueryReader(request)
        let period = query.periodAsOf()
        let currency = query.currency()
        let end = period.end ?? max(period.start ?? .first, Timestamp.now().day)
        let start = period.start ?? BookingDate(year: end.year, month: 1, day: 1) ?? end
        let knownAt = query.knownAt()
        try query.finish()
        let report = try await ledger.incomeStatement(
            from: start, through: end, currency: currency, knownAt: knownAt)
        return JSONAnswer(IncomeStatementResponse(report))
    }

    @Sendable private func accountSheet(
        _ request: Request, _ context: ServiceContext
    ) async throws -> WrittenAnswer {
        var query = QueryReader(request)
        let period = query.periodAsOf()
        let filter = AccountSheetQuery(
            start: period.start, end: period.end, currency: query.currency(), cursor: query.cursor(),
            limit: query.limit(), knownAt: query.knownAt())
        let fields = query.fields(of: AccountSheetResponse.fields)
        try query.finish()
        let sheet = try await ledger.accountSheet(try context.account(), filter)
        return WrittenAnswer(body: AccountSheetResponse(sheet: sheet, fields: fields).json)
    }
}
