import Shared

extension LedgerStore {
    /// Summen- und Saldenliste; `start` nil means from the beginning.
    /// - Throws: `invalid` (the period ends before it starts), `storage`.
    package func trialBalance(
        from start: BookingDate? = nil, through end: BookingDate, knownAt: KnownAt? = nil
    ) async throws(FinanceError) -> TrialBalance {
        try checkPeriod(start, end)
        return try await projected(knownAt) { view, last in
            try TrialBalance.read(from: start, through: end, knownAt: last, view)
        }
    }

    /// - Throws: `storage`.
    package func balanceSheet(
        on date: BookingDate, currency: Currency = .eur, knownAt: KnownAt? = nil
    ) async throws(FinanceError) -> BalanceSheet {
        let month = options.fiscalYearStartMonth
        return try await projected(knownAt) { view, last in
            try BalanceSheet.read(on: date, currency, fiscalYearStartMonth: month, knownAt: last, view)
        }
    }

    /// - Throws: `invalid` (the period ends before it starts), `storage`.
    package func incomeStatement(
        from start: BookingDate, through end: BookingDate, currency: Currency = .eur, knownAt: KnownAt? = nil
    ) async throws(FinanceError) -> IncomeStatement {
        try checkPeriod(start, end)
        return try await projected(knownAt) { view, last in
            try IncomeStatement.read(from: start, through: end, currency, knownAt: last, view)
        }
    }

    /// The pages of a sheet belong together: all show the state of the first, whatever is booked between them.
    /// - Throws: `notFound`, `invalid` (limit, cursor), `storage`.
    package func accountSheet(
        _ number: AccountNumber, _ query: AccountSheetQuery
    ) async throws(FinanceError) -> AccountSheet {
        try checkLimit(query.limit)
        try query.cursor?.check(query.scope(of: number))
        return try await projected(query.knownAt) { view, last in
            try AccountSheet.read(number, query, knownAt: last, view)
        }
    }

    /// The accounts whose figures of a period have changed since an earlier state of knowledge.
    /// - Throws: `invalid` (the period ends before it starts, a state that does not exist), `storage`.
    package func difference(
        from start: BookingDate? = nil, through end: BookingDate, since knownAt: KnownAt
    ) async throws(FinanceError) -> BalanceDifference {
        try checkPeriod(start, end)
        return try await projected(knownAt) { view, last in
            try BalanceDifference.read(from: start, through: end, last ?? view.sequence, view)
        }
    }

    /// Runs queries on one view, with the last transaction of a state of knowledge.
    func projected<Value: Sendable>(
        _ knownAt: KnownAt?, _ body: @escaping @Sendable (LedgerView, Int64?) throws -> Value
    ) async throws(FinanceError) -> Value {
        let locks = locks
        return try await projected { view in
            try body(view, try knownAt.map { try view.sequence(of: $0, locks) })
        }
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
