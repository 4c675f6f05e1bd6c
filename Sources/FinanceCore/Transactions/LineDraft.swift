/// The two sides of an account: Soll and Haben.
package enum Side: UInt8, Sendable {
    case debit = 0
    case credit = 1

    package var opposite: Side { self == .debit ? .credit : .debit }
}

/// One line of a transaction, typed but not yet part of a checked transaction.
package struct LineDraft: Hashable, Sendable {
    package let account: AccountNumber
    package let side: Side
    /// Positive; negative only in a general reversal (Generalumkehr).
    package let amount: Amount
    package let taxKey: String?
    package let text: String?
    package let costCentre1: String?
    package let costCentre2: String?

    package init(
        account: AccountNumber, side: Side, amount: Amount, taxKey: String? = nil, text: String? = nil,
        costCentre1: String? = nil, costCentre2: String? = nil
    ) {
        self.account = account
        self.side = side
        self.amount = amount
        self.taxKey = taxKey
        self.text = text
        self.costCentre1 = costCentre1
        self.costCentre2 = costCentre2
    }

    package var debitMinor: Int64 { side == .debit ? amount.minor : 0 }
    package var creditMinor: Int64 { side == .credit ? amount.minor : 0 }
}
