extension TrialBalance {
    /// Reads the sums before the first day and through the last; the difference is the period.
    static func read(
        from start: BookingDate?, through end: BookingDate, knownAt: Int64? = nil, _ view: LedgerView
    ) throws -> TrialBalance {
        // The first day of the calendar has no day before it that could hold bookings.
        let opening =
            try start.flatMap {
                $0 == .first ? nil : try TotalRows.totals(through: $0.previous, knownAt: knownAt, view)
            }
            ?? [:]
        let closing = try TotalRows.totals(through: end, knownAt: knownAt, view)
        var rows: [TrialBalanceRow] = []
        for (id, account) in try AccountRows.all(view.db) {
            let before = opening[id] ?? []
            for total in closing[id] ?? [] {
                let earlier = before.first { $0.currency == total.currency }
                rows.append(
                    TrialBalanceRow(
                        account: account, currency: total.currency, openingMinor: earlier?.balanceMinor ?? 0,
                        debitMinor: total.debitMinor - (earlier?.debitMinor ?? 0),
                        creditMinor: total.creditMinor - (earlier?.creditMinor ?? 0)))
            }
        }
        return TrialBalance(start: start, end: end, rows: rows, sums: sums(of: rows))
    }

    private static func sums(of rows: [TrialBalanceRow]) -> [TrialBalanceSum] {
        let currencies = Set(rows.map(\.currency)).sorted { $0.code < $1.code }
        return currencies.map { currency in
            let rows = rows.filter { $0.currency == currency }
            return TrialBalanceSum(
                currency: currency, openingMinor: rows.reduce(0) { $0 + $1.openingMinor },
                debitMinor: rows.reduce(0) { $0 + $1.debitMinor },
                creditMinor: rows.reduce(0) { $0 + $1.creditMinor },
                closingMinor: rows.reduce(0) { $0 + $1.closingMinor })
        }
    }
}
