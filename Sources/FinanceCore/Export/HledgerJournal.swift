/// The ledger as a journal of hledger, so that a foreign program can check the books (https://hledger.org).
///
/// Accounts are called `assets:1200`, their kind first; texts lose what hledger would read as its own signs.
package enum HledgerJournal {
    /// Declarations: decimal mark, currencies, accounts.
    package static func head(_ accounts: [Account], currencies: [Currency]) -> String {
        var text = "decimal-mark .\n\n"
        for currency in currencies {
            text += "commodity \(Amount(minor: 1_000 * power(currency.exponent), currency: currency).decimalString)"
            // Without decimals hledger wants the mark nevertheless.
            text += currency.exponent == 0 ? ". \(currency.code)\n" : " \(currency.code)\n"
        }
        text += "\n"
        for account in accounts {
            text += "account \(name(account.number, account.category))  ; \(plain(account.nameDE))\n"
        }
        return text + "\n"
    }

    /// One transaction.
    package static func entry(_ transaction: Transaction, _ category: (AccountNumber) -> AccountCategory?) -> String {
        var text = "\(transaction.date) *"
        if let number = transaction.documentNumber, !number.isEmpty { text += " (\(plain(number)))" }
        text += " \(plain(transaction.text))  ; seq:\(transaction.sequence), id:\(transaction.id)\n"
        for line in transaction.lines {
            let minor = line.debitMinor.subtractingReportingOverflow(line.creditMinor).partialValue
            let amount = Amount(minor: minor, currency: line.amount.currency)
            text += "    \(name(line.account, category(line.account) ?? .asset))  \(amount)\n"
        }
        return text + "\n"
    }

    private static func name(_ number: AccountNumber, _ category: AccountCategory) -> String {
        let kind =
            switch category {
            case .asset: "assets"
            case .liability: "liabilities"
            case .equity: "equity"
            case .revenue: "revenues"
            case .expense: "expenses"
            }
        return "\(kind):\(number)"
    }

    private static func power(_ exponent: Int) -> Int64 { (0..<exponent).reduce(1) { power, _ in power * 10 } }

    /// Without line breaks, comments, tags, codes and what else has a meaning of its own.
    private static func plain(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    let isSign = ";()|:,".unicodeScalars.contains(scalar)
                    return isSign || scalar.properties.isWhitespace || scalar.value < 32 ? " " : scalar
                }))
    }
}

extension LedgerStore {
    /// Transactions in order of sequence, at most 1,000.
    /// - Throws: `storage`.
    package func transactions(after sequence: Int64, limit: Int) async throws(FinanceError) -> [Transaction] {
        let last = min(self.sequence, sequence + Int64(min(limit, 1_000)))
        guard sequence < last else { return [] }
        return try await reader.read { [box] db in
            let rows = TransactionRows(db: db, book: box.value.book)
            return try (sequence + 1...last).map { try rows.transaction(sequence: $0) }
        }
    }

    /// The currencies that were ever booked, by code.
    package var currencies: [Currency] {
        Set(box.value.totals.joined().map(\.currency)).sorted { $0.code < $1.code }
    }
}
