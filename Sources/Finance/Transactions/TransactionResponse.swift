import FinanceCore

/// A posted transaction as the API shows it.
struct TransactionResponse: JSONWritable {
    /// Names of all members that a posted transaction may have.
    static let fields = [
        "id", "date", "description", "amount", "currency", "debit_account", "credit_account", "lines", "fiscal_year",
        "sequence", "journal_number", "document_date", "service_date", "document_number", "source", "actor",
        "general_reversal", "reverses", "reversed_by", "recorded_at",
    ]

    let transaction: Transaction
    /// Balances of the touched accounts, when they were asked for.
    var balances: TouchedBalances?
    /// Nothing was posted; id and numbers are not given.
    var isRehearsal = false

    func write(to writer: inout JSONWriter) {
        let total = total
        writer.object { writer in
            if isRehearsal { writer.member("dry_run", true) } else { writer.member("id", transaction.id) }
            writer.member("date", transaction.date)
            writer.member("description", transaction.text)
            writer.member("amount", total?.decimal)
            writer.member("currency", total?.currency)
            writer.member("debit_account", account(.debit))
            writer.member("credit_account", account(.credit))
            writer.name("lines")
            writer.array(transaction.lines, Self.write)
            writer.member("fiscal_year", transaction.fiscalYear)
            if !isRehearsal {
                writer.member("sequence", transaction.sequence)
                writer.member("journal_number", transaction.journalNumber)
            }
            writer.member("document_date", transaction.documentDate)
            writer.memberIfPresent("service_date", transaction.serviceDate)
            writer.memberIfPresent("document_number", transaction.documentNumber)
            writer.member("source", transaction.source)
            writer.memberIfPresent("actor", transaction.actor)
            writer.member("general_reversal", transaction.isGeneralReversal)
            writer.member("reverses", transaction.reverses)
            writer.member("reversed_by", transaction.reversedBy)
            if !isRehearsal { writer.member("recorded_at", transaction.recordedAt) }
            guard let balances else { return }
            writer.name("balances")
            balances.write(to: &writer)
        }
    }

    /// One line; the side that is empty is left out.
    private static func write(to writer: inout JSONWriter, _ line: LineDraft) {
        writer.object { writer in
            writer.member("account", line.account)
            writer.member(line.side == .debit ? "debit" : "credit", line.amount.decimal)
            writer.member("currency", line.amount.currency)
            writer.memberIfPresent("tax_key", line.taxKey)
            writer.memberIfPresent("text", line.text)
            writer.memberIfPresent("cost_centre_1", line.costCentre1)
            writer.memberIfPresent("cost_centre_2", line.costCentre2)
        }
    }

    /// Σ debit when all lines are in one currency; nil otherwise.
    private var total: Amount? {
        guard let currency = transaction.lines.first?.amount.currency,
            transaction.lines.allSatisfy({ $0.amount.currency == currency })
        else { return nil }
        return Amount(minor: transaction.lines.reduce(0) { $0 + $1.debitMinor }, currency: currency)
    }

    /// The account of one side when the transaction has exactly two lines.
    private func account(_ side: Side) -> AccountNumber? {
        guard transaction.lines.count == 2 else { return nil }
        return transaction.lines.first { $0.side == side }?.account
    }
}
