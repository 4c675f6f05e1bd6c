import Shared

extension LedgerEngine {
    /// Checks what a booking says about balances before it, and what its accounts demand of theirs after it.
    /// - Throws: `expectationFailed` (with the accounts' findings, if any), `balanceNegative`.
    func checkBalances(
        of draft: TransactionDraft, _ accounts: [Int], _ staged: inout StagedGroup
    ) throws(FinanceError) {
        let disappointed = disappointed(draft.expectations, &staged)
        let below = staged.state.book.hasFloors ? belowZero(draft, accounts, &staged) : []
        if !disappointed.isEmpty { throw .expectationFailed(disappointed + below) }
        if !below.isEmpty { throw .balanceNegative(below) }
    }

    /// The accounts that are never to be negative and would be after a draft, one finding for each and currency.
    private func belowZero(
        _ draft: TransactionDraft, _ accounts: [Int], _ staged: inout StagedGroup
    ) -> [Finding] {
        var findings: [Finding] = []
        var seen: [(id: Int, currency: Currency)] = []
        for (index, id) in accounts.enumerated() where staged.state.book[id].isNeverNegative {
            let currency = draft.lines[index].amount.currency
            if seen.contains(where: { $0 == (id, currency) }) { continue }
            seen.append((id, currency))
            let account = staged.state.book[id]
            let before = balance(of: id, currency, &staged)
            var after = before
            // Wraps around only where the volume of the ledger overflows, which is refused right after.
            for (line, other) in zip(draft.lines, accounts) where other == id && line.amount.currency == currency {
                after &+= line.debitMinor &- line.creditMinor
            }
            if account.isNegative(after) {
                findings.append(
                    .balanceNegative(
                        account, Amount(minor: before, currency: currency), Amount(minor: after, currency: currency),
                        at: draft.accountPointer(ofLine: index)))
            }
        }
        return findings
    }

    /// The finding for a policy that an account breaks already; nil if it keeps it.
    func floorFinding(_ account: Account, id: Int, _ staged: inout StagedGroup) -> Finding? {
        guard account.isNeverNegative else { return nil }
        let totals = box.value.totals
        var currencies = Set(id <= totals.count ? totals[id - 1].map(\.currency) : [])
        for entry in staged.entries where Int(entry.account) == id { currencies.insert(entry.currency) }
        for currency in currencies.sorted(by: { $0.code < $1.code }) {
            let balance = balance(of: id, currency, &staged)
            if account.isNegative(balance) {
                return .floorBroken(account, Amount(minor: balance, currency: currency))
            }
        }
        return nil
    }
}

extension Account {
    /// Whether a balance, debit positive, lies on the side that is not the account's own: credit for assets and
    /// expenses, debit for the others.
    func isNegative(_ balanceMinor: Int64) -> Bool {
        switch category {
        case .asset, .expense: balanceMinor < 0
        case .liability, .equity, .revenue: balanceMinor > 0
        }
    }
}

extension Finding {
    fileprivate static func balanceNegative(
        _ account: Account, _ before: Amount, _ after: Amount, at pointer: String
    ) -> Finding {
        Finding(
            pointer, "balance-negative",
            de: "Das Konto \(account.number) darf nicht negativ werden: Saldo \(before), danach \(after).",
            en: "Account \(account.number) must not become negative: balance \(before), afterwards \(after).")
    }

    fileprivate static func floorBroken(_ account: Account, _ balance: Amount) -> Finding {
        Finding(
            "/never_negative", "balance-negative",
            de: "Das Konto \(account.number) ist schon negativ: Saldo \(balance).",
            en: "Account \(account.number) is negative already: balance \(balance).")
    }
}
