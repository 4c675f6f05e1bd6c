import FinanceCore

/// An account as the API shows it; `id` is its number.
struct AccountResponse: Encodable, Sendable {
    /// The sums of one currency.
    struct Total: Encodable, Sendable {
        let currency: String
        let debit: String
        let credit: String
        let balance: String

        init(_ total: AccountTotal) {
            currency = total.currency.code
            debit = Amount(minor: total.debitMinor, currency: total.currency).decimalString
            credit = Amount(minor: total.creditMinor, currency: total.currency).decimalString
            balance = Amount(minor: total.balanceMinor, currency: total.currency).decimalString
        }
    }

    let id: String
    let name: String
    let nameEN: String
    let category: String
    let active: Bool
    /// Debit less credit in the ledger's own currency, so debit balances are positive.
    let balance: String
    let currency: String
    let totals: [Total]
    let taxKey: String?
    let validFrom: String?
    let validUntil: String?
    let version: Int

    init(_ entry: AccountBalance) {
        let account = entry.account
        totals = entry.totals.map(Total.init)
        id = account.number.description
        name = account.nameDE
        nameEN = account.nameEN
        category = account.category.rawValue
        active = account.isActive
        balance = totals.first?.balance ?? "0.00"
        currency = totals.first?.currency ?? Currency.eur.code
        taxKey = account.taxKey
        validFrom = account.validFrom?.description
        validUntil = account.validUntil?.description
        version = account.version
    }

    private enum CodingKeys: String, CodingKey {
        case id, name, category, active, balance, currency, totals, version
        case nameEN = "name_en"
        case taxKey = "tax_key"
        case validFrom = "valid_from"
        case validUntil = "valid_until"
    }
}
