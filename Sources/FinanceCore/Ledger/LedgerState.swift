/// What the writer must know to check and number: as of the last commit, or staged for the next.
struct LedgerState: Sendable {
    /// Last transaction, line and document.
    var sequence: Int64 = 0
    var lastLine: Int64 = 0
    var lastDocument: Int64 = 0
    /// Last journal number of each fiscal year.
    var journal: [Int: Int64] = [:]
    /// Σ |amount| of all lines ever, per currency. While it fits into 64 bits, every sum over any lines does.
    var volume: [Currency: Int64] = [:]
    var book = AccountBook()

    /// The volume with a draft's lines added, nil when it does not fit.
    func volume(adding lines: [LineDraft]) -> [(Currency, Int64)]? {
        var result: [(Currency, Int64)] = []
        for line in lines {
            let currency = line.amount.currency
            let index = result.firstIndex { $0.0 == currency } ?? result.count
            if index == result.count { result.append((currency, volume[currency] ?? 0)) }
            guard let magnitude = Int64(exactly: line.amount.minor.magnitude) else { return nil }
            let (sum, overflowed) = result[index].1.addingReportingOverflow(magnitude)
            if overflowed { return nil }
            result[index].1 = sum
        }
        return result
    }
}

/// Place of a total: account, day, currency.
struct TotalKey: Hashable, Sendable {
    let account: Int
    let date: BookingDate
    let currency: Currency
}

/// What a group adds to a total.
struct TotalDelta: Sendable {
    var debit: Int64 = 0
    var credit: Int64 = 0
}

/// State that becomes true with the commit of a group, and is dropped if the commit fails.
struct StagedGroup {
    var state: LedgerState
    /// Collapsed: a hot account costs one write per day and month, however often it was posted to.
    var deltas: [TotalKey: TotalDelta] = [:]
    var touchedYears: Set<Int> = []
    var touchedCurrencies: Set<Currency> = []
    var hasWrites = false

    init(_ state: LedgerState) { self.state = state }

    mutating func add(_ line: LineDraft, account: Int, date: BookingDate) {
        let key = TotalKey(account: account, date: date, currency: line.amount.currency)
        // Cannot overflow: the volume was checked.
        deltas[key, default: TotalDelta()].debit += line.debitMinor
        deltas[key, default: TotalDelta()].credit += line.creditMinor
    }
}
