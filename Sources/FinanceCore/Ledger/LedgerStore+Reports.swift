import Shared

extension LedgerStore {
    /// Summen- und Saldenliste; `start` nil means from the beginning.
    /// - Throws: `invalid` (the period ends before it starts), `storage`.
    package func trialBalance(
        from start: BookingDate? = nil, through end: BookingDate
    ) async throws(FinanceError) -> TrialBalance {
        try checkPeriod(start, end)
        return try await projected { try TrialBalance.read(from: start, through: end, $0) }
    }

    /// - Throws: `storage`.
    package func balanceSheet(
        on date: BookingDate, currency: Currency = .eur
    ) async throws(FinanceError) -> BalanceSheet {
        let month = options.fiscalYearStartMonth
        return try await projected {
            try BalanceSheet.read(on: date, currency, fiscalYearStartMonth: month, $0)
        }
    }

    /// - Throws: `invalid` (the period ends before it starts), `storage`.
    package func incomeStatement(
        from start: BookingDate, through end: BookingDate, currency: Currency = .eur
    ) async throws(FinanceError) -> IncomeStatement {
        try checkPeriod(start, end)
        return try await projected { try IncomeStatement.read(from: start, through: end, currency, $0) }
    }

    /// - Throws: `notFound`, `invalid` (limit, cursor), `storage`.
    package func accountSheet(
        _ number: AccountNumber, _ query: AccountSheetQuery
    ) async throws(FinanceError) -> AccountSheet {
        try checkLimit(query.limit)
        return try await projected { try AccountSheet.read(number, query, $0) }
    }

    private func checkPeriod(_ start: BookingDate?, _ end: BookingDate) throws(FinanceError) {
        guard let start, end < start else { return }
        throw .invalid([
            Finding(
                pointer: "?end_date", code: "period-reversed",
                detail: LocalizedText(
                    de: "Der Zeitraum endet vor seinem Beginn.", en: "The period ends before it starts."))
        ])
    }
}
