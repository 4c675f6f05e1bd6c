import FinanceCore

/// The balances of the accounts that bookings touch (`expand=balances`), in the order in which they are named first.
struct TouchedBalances: JSONWritable {
    private let entries: [AccountBalance]

    /// - Parameters:
    ///   - bookings: the lines of each.
    ///   - isRehearsal: nothing was posted; the balances are those that there would be.
    init(after bookings: some Sequence<[LineDraft]>, in ledger: LedgerStore, isRehearsal: Bool) {
        var numbers: [AccountNumber] = []
        var lines: [AccountNumber: [LineDraft]] = [:]
        for booking in bookings {
            for line in booking {
                if lines[line.account] == nil {
                    numbers.append(line.account)
                    lines[line.account] = []
                }
                if isRehearsal { lines[line.account]?.append(line) }
            }
        }
        entries = ledger.balances(of: numbers).map { $0.adding(lines[$0.account.number] ?? []) }
    }

    /// One element for each account and currency.
    func write(to writer: inout JSONWriter) {
        writer.array(entries) { writer, entry in
            for total in entry.totals {
                writer.object { writer in
                    writer.member("account", entry.account.number)
                    writer.member("currency", total.currency)
                    writer.member("balance", total.currency.text(total.balanceMinor))
                }
            }
        }
    }
}
