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
            debit = total.currency.text(total.debitMinor)
            credit = total.currency.text(total.creditMinor)
            balance = total.currency.text(total.balanceMinor)
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
    /// Debit and credit per currency; left out in lists, where the trial balance tells them.
    let totals: [Total]?
    let taxKey: String?
    let validFrom: String?
    let validUntil: String?
    let version: Int

    /// - Parameter isListed: one of many, without its sums.
    init(_ entry: AccountBalance, isListed: Bool = false) {
        let account = entry.account
        let own = entry.totals.first
        id = account.number.description
        name = account.nameDE
        nameEN = account.nameEN
        category = account.category.rawValue
        active = account.isActive
        balance = own.map { $0.currency.text($0.balanceMinor) } ?? "0.00"
        currency = (own?.currency ?? .eur).code
        totals = isListed ? nil : entry.totals.map(Total.init)
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
