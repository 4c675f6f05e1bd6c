/// An account of the ledger in its current version.
package struct Account: Hashable, Sendable {
    package let number: AccountNumber
    package let nameDE: String
    package let nameEN: String
    package let category: AccountCategory
    package let taxKey: String?
    /// A closed account keeps its history and takes no more bookings.
    package let isActive: Bool
    package let validFrom: BookingDate?
    package let validUntil: BookingDate?
    /// Bookings that would turn its balance negative are refused (Kasse).
    package var isNeverNegative = false
    /// 1 for the first version; every change adds one and keeps the old.
    package let version: Int
    package let recordedAt: Timestamp
}

/// What may be changed about an account; nil leaves the part as it is. Number and category of a used account stay.
package struct AccountChange: Hashable, Sendable {
    package var nameDE: String?
    package var nameEN: String?
    package var taxKey: String?
    package var isActive: Bool?
    package var validFrom: BookingDate?
    package var validUntil: BookingDate?
    package var isNeverNegative: Bool?

    package init(
        nameDE: String? = nil, nameEN: String? = nil, taxKey: String? = nil, isActive: Bool? = nil,
        validFrom: BookingDate? = nil, validUntil: BookingDate? = nil, isNeverNegative: Bool? = nil
    ) {
        self.isNeverNegative = isNeverNegative
        self.nameDE = nameDE
        self.nameEN = nameEN
        self.taxKey = taxKey
        self.isActive = isActive
        self.validFrom = validFrom
        self.validUntil = validUntil
    }
}

/// Debit and credit kept apart (Jahresverkehrszahlen) of one account in one currency.
package struct AccountTotal: Hashable, Sendable {
    package let currency: Currency
    /// Σ debit in minor units.
    package var debitMinor: Int64
    /// Σ credit in minor units.
    package var creditMinor: Int64
    /// Debit minus credit: debit balances are positive.
    package var balanceMinor: Int64 { debitMinor - creditMinor }
}

/// An account with its totals over everything that was ever posted.
package struct AccountBalance: Hashable, Sendable {
    package let account: Account
    /// One entry per currency that was ever posted; the ledger's own currency comes first and is always there.
    package let totals: [AccountTotal]

    /// As it would be after some lines, those of other accounts left aside. Sums that leave 64 bits wrap around: such
    /// lines are refused before they are booked.
    package func adding(_ lines: [LineDraft]) -> AccountBalance {
        var totals = totals
        for line in lines where line.account == account.number {
            let currency = line.amount.currency
            if !totals.contains(where: { $0.currency == currency }) {
                totals.append(AccountTotal(currency: currency, debitMinor: 0, creditMinor: 0))
            }
            for index in totals.indices where totals[index].currency == currency {
                totals[index].debitMinor &+= line.debitMinor
                totals[index].creditMinor &+= line.creditMinor
            }
        }
        return AccountBalance(account: account, totals: totals)
    }
}

/// Which accounts a list shows.
package struct AccountFilter: Hashable, Sendable {
    package var activeOnly: Bool
    package var category: AccountCategory?

    package init(activeOnly: Bool = true, category: AccountCategory? = nil) {
        self.activeOnly = activeOnly
        self.category = category
    }
}
