/// The five kinds of accounts of double-entry bookkeeping.
package enum AccountCategory: String, CaseIterable, Sendable {
    case asset, liability, equity, revenue, expense

    /// Whether the account belongs on the balance sheet (else on the income statement).
    package var isOnBalanceSheet: Bool { self == .asset || self == .liability || self == .equity }
}
