/// What has changed in an account's figures since an earlier state of knowledge.
package struct BalanceChange: Hashable, Sendable {
    package let account: Account
    package let currency: Currency
    package let thenDebitMinor: Int64
    package let thenCreditMinor: Int64
    package let nowDebitMinor: Int64
    package let nowCreditMinor: Int64
    package var differenceMinor: Int64 {
        (nowDebitMinor - nowCreditMinor) - (thenDebitMinor - thenCreditMinor)
    }
}

/// The accounts of a period whose figures are others now than they were then.
package struct BalanceDifference: Sendable {
    /// Last transaction of the earlier state, and of this one.
    package let then: Int64
    package let now: Int64
    package let changes: [BalanceChange]

    static func read(
        from start: BookingDate?, through end: BookingDate, _ knownAt: Int64, _ view: LedgerView
    ) throws -> BalanceDifference {
        let now = try TrialBalance.read(from: start, through: end, view)
        let then = try TrialBalance.read(from: start, through: end, knownAt: knownAt, view)
        struct Key: Hashable {
            let account: AccountNumber
            let currency: Currency
        }
        func byKey(_ balance: TrialBalance) -> [Key: TrialBalanceRow] {
            Dictionary(balance.rows.map { (Key(account: $0.account.number, currency: $0.currency), $0) }) { first, _ in
                first
            }
        }
        let (nowRows, thenRows) = (byKey(now), byKey(then))
        let changes: [BalanceChange] = Set(nowRows.keys).union(thenRows.keys).compactMap { key in
            let (before, after) = (thenRows[key], nowRows[key])
            guard let account = (after ?? before)?.account else { return nil }
            let change = BalanceChange(
                account: account, currency: key.currency, thenDebitMinor: before?.debitMinor ?? 0,
                thenCreditMinor: before?.creditMinor ?? 0, nowDebitMinor: after?.debitMinor ?? 0,
                nowCreditMinor: after?.creditMinor ?? 0)
            let isSame =
                change.thenDebitMinor == change.nowDebitMinor && change.thenCreditMinor == change.nowCreditMinor
            return isSame ? nil : change
        }
        return BalanceDifference(
            then: knownAt, now: view.sequence,
            changes: changes.sorted { ($0.account.number, $0.currency.code) < ($1.account.number, $1.currency.code) })
    }
}
