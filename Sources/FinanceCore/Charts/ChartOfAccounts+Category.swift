extension ChartOfAccounts {
    /// The category that an account most likely has, judged by its number alone.
    ///
    /// Personal accounts have one digit more than ledger accounts: 1–6 debtors, 7–9 creditors. A ledger account is
    /// judged by its first four digits, because longer ledger accounts append digits to the chart's number.
    ///
    /// - Parameter accountLength: digits of a ledger account (Sachkontenlänge), 4 to 8.
    package func likelyCategory(of number: AccountNumber, accountLength: Int = 4) -> AccountCategory {
        let digits = number.description
        if digits.utf8.count > accountLength {
            return (digits.first ?? "1") < "7" ? .asset : .liability
        }
        let missing = max(0, accountLength - digits.utf8.count)
        let full = String(repeating: "0", count: missing) + digits
        let head = Int(full.prefix(4)) ?? 0
        return ranges.first { $0.upTo >= head }?.category ?? .equity
    }

    /// The last number of each run of equal categories, ascending.
    private var ranges: [(upTo: Int, category: AccountCategory)] {
        switch self {
        case .skr03:
            [
                (0629, .asset), (0799, .liability), (0929, .equity), (0979, .liability), (0989, .asset),
                (0995, .liability), (0999, .asset), (1599, .asset), (1799, .liability), (1999, .equity),
                (2499, .expense), (2799, .revenue), (2999, .expense), (3969, .expense), (3989, .asset),
                (6999, .expense), (7999, .asset), (8999, .revenue), (9999, .equity),
            ]
        case .skr04:
            [
                (1999, .asset), (2999, .equity), (3999, .liability), (4999, .revenue), (6999, .expense),
                (7199, .revenue), (7399, .expense), (7499, .revenue), (7999, .expense), (9999, .equity),
            ]
        }
    }
}

extension ChartOfAccounts {
    /// The chart that a ledger's accounts follow: the one whose numbers explain more of their categories.
    ///
    /// Nothing beside the accounts remembers the chart, so it cannot contradict them.
    package static func likely(for ledger: LedgerStore) -> ChartOfAccounts {
        likely(
            among: ledger.accounts(AccountFilter(activeOnly: false)).map { ($0.account.number, $0.account.category) })
    }

    static func likely(among accounts: [(number: AccountNumber, category: AccountCategory)]) -> ChartOfAccounts {
        func hits(_ chart: ChartOfAccounts) -> Int {
            accounts.count { chart.likelyCategory(of: $0.number) == $0.category }
        }
        return hits(.skr04) > hits(.skr03) ? .skr04 : .skr03
    }
}
