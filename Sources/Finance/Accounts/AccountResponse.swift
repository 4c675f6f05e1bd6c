import FinanceCore

/// An account as the API shows it; `id` is its number.
struct AccountResponse: JSONWritable {
    /// Names of all members that an account may have.
    static let fields = [
        "id", "name", "name_en", "category", "active", "balance", "currency", "never_negative", "tax_key", "valid_from",
        "valid_until", "version", "totals",
    ]

    let entry: AccountBalance
    /// One of many, without its sums; the trial balance tells them for all.
    var isListed = false
    /// Nothing was written; the version is not given.
    var isRehearsal = false

    func write(to writer: inout JSONWriter) {
        let account = entry.account
        let own = entry.totals.first
        writer.object { writer in
            if isRehearsal { writer.member("dry_run", true) }
            writer.member("id", account.number)
            writer.member("name", account.nameDE)
            writer.member("name_en", account.nameEN)
            writer.member("category", account.category.rawValue)
            writer.member("active", account.isActive)
            // Debit less credit in the ledger's own currency, so debit balances are positive.
            writer.member("balance", own.map { $0.currency.text($0.balanceMinor) } ?? "0.00")
            writer.member("currency", (own?.currency ?? .eur).code)
            writer.member("never_negative", account.isNeverNegative)
            writer.memberIfPresent("tax_key", account.taxKey)
            writer.memberIfPresent("valid_from", account.validFrom)
            writer.memberIfPresent("valid_until", account.validUntil)
            if !isRehearsal { writer.member("version", account.version) }
            if !isListed { writeTotals(to: &writer) }
        }
    }

    /// Debit and credit kept apart, for each currency.
    private func writeTotals(to writer: inout JSONWriter) {
        writer.name("totals")
        writer.array(entry.totals) { writer, total in
            writer.object { writer in
                writer.member("currency", total.currency)
                writer.member("debit", total.currency.text(total.debitMinor))
                writer.member("credit", total.currency.text(total.creditMinor))
                writer.member("balance", total.currency.text(total.balanceMinor))
            }
        }
    }
}
