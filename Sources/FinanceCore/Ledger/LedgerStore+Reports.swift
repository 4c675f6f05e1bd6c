extension LedgerStore {
    /// Summen- und Saldenliste; `start` nil means from the beginning.
    /// - Throws: `storage`.
    package func trialBalance(
        from start: BookingDate? = nil, through end: BookingDate
    ) async throws(FinanceError) -> TrialBalance {
        try await reader.read { try TrialBalance.read(from: start, through: end, $0) }
    }

    /// - Throws: `storage`.
    package func balanceSheet(
        on date: BookingDate, currency: Currency = .eur
    ) async throws(FinanceError) -> BalanceSheet {
        let month = options.fiscalYearStartMonth
        return try await reader.read {
            try BalanceSheet.read(on: date, currency, fiscalYearStartMonth: month, $0)
        }
    }

    /// - Throws: `storage`.
    package func incomeStatement(
        from start: BookingDate, through end: BookingDate, currency: Currency = .eur
    ) async throws(FinanceError) -> IncomeStatement {
        try await reader.read { try IncomeStatement.read(from: start, through: end, currency, $0) }
    }

    /// - Throws: `notFound`, `invalid` (limit, cursor), `storage`.
    package func accountSheet(
        _ number: AccountNumber, _ query: AccountSheetQuery
    ) async throws(FinanceError) -> AccountSheet {
        try checkLimit(query.limit)
        return try await reader.read { try AccountSheet.read(number, query, $0) }
    }
}
