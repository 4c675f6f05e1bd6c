extension LedgerEngine {
    /// Adds the group's sums to the day and month rows, in the order the tables are stored in.
    func writeTotals(_ staged: StagedGroup) throws(StorageFailure) {
        var months: [TotalKey: TotalDelta] = [:]
        for key in Self.sorted(staged.deltas.keys) {
            let delta = staged.deltas[key] ?? TotalDelta()
            try statements.addToDay(key, delta)
            let first = BookingDate(unchecked: key.date.monthNumber * 100 + 1)
            let month = TotalKey(account: key.account, date: first, currency: key.currency)
            months[month, default: TotalDelta()].debit += delta.debit
            months[month, default: TotalDelta()].credit += delta.credit
        }
        for key in Self.sorted(months.keys) {
            try statements.addToMonth(key, months[key] ?? TotalDelta())
        }
    }

    private static func sorted(_ keys: some Collection<TotalKey>) -> [TotalKey] {
        keys.sorted { ($0.account, $0.date.number) < ($1.account, $1.date.number) }
    }

    func writeCounters(_ staged: StagedGroup) throws(StorageFailure) {
        for year in staged.touchedYears {
            try statements.setCounter("journal:\(year)", staged.state.journal[year] ?? 0)
        }
        for currency in staged.touchedCurrencies {
            try statements.setCounter("volume:\(currency.code)", staged.state.volume[currency] ?? 0)
        }
    }
}
