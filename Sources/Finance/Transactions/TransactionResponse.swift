import FinanceCore

/// A posted transaction as the API shows it.
struct TransactionResponse: Encodable, Sendable {
    /// One line; the side that is empty is left out.
    struct Line: Encodable, Sendable {
        let account: String
        let debit: String?
        let credit: String?
        let currency: String
        let taxKey: String?
        let text: String?
        let costCentre1: String?
        let costCentre2: String?

        init(_ line: LineDraft) {
            account = line.account.description
            debit = line.side == .debit ? line.amount.decimalString : nil
            credit = line.side == .credit ? line.amount.decimalString : nil
            currency = line.amount.currency.code
            taxKey = line.taxKey
            text = line.text
            costCentre1 = line.costCentre1
            costCentre2 = line.costCentre2
        }

        private enum CodingKeys: String, CodingKey {
            case account, debit, credit, currency, text
            case taxKey = "tax_key"
            case costCentre1 = "cost_centre_1"
            case costCentre2 = "cost_centre_2"
        }
    }

    let transaction: Transaction

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(transaction.id.description, forKey: .id)
        try container.encode(transaction.date.description, forKey: .date)
        try container.encode(transaction.text, forKey: .description)
        try container.encode(total?.decimalString, forKey: .amount)
        try container.encode(total?.currency.code, forKey: .currency)
        try container.encode(account(.debit), forKey: .debitAccount)
        try container.encode(account(.credit), forKey: .creditAccount)
        try container.encode(transaction.lines.map(Line.init), forKey: .lines)
        try container.encode(transaction.sequence, forKey: .sequence)
        try container.encode(transaction.fiscalYear, forKey: .fiscalYear)
        try container.encode(transaction.journalNumber, forKey: .journalNumber)
        try container.encode(transaction.documentDate.description, forKey: .documentDate)
        try container.encodeIfPresent(transaction.serviceDate?.description, forKey: .serviceDate)
        try container.encodeIfPresent(transaction.documentNumber, forKey: .documentNumber)
        try container.encode(transaction.source, forKey: .source)
        try container.encodeIfPresent(transaction.actor, forKey: .actor)
        try container.encode(transaction.isGeneralReversal, forKey: .generalReversal)
        try container.encode(transaction.reverses?.description, forKey: .reverses)
        try container.encode(transaction.reversedBy?.description, forKey: .reversedBy)
        try container.encode(transaction.recordedAt.description, forKey: .recordedAt)
    }

    /// Σ debit when all lines are in one currency; nil otherwise.
    private var total: Amount? {
        guard let currency = transaction.lines.first?.amount.currency,
            transaction.lines.allSatisfy({ $0.amount.currency == currency })
        else { return nil }
        return Amount(minor: transaction.lines.reduce(0) { $0 + $1.debitMinor }, currency: currency)
    }

    /// The account of one side when the transaction has exactly two lines.
    private func account(_ side: Side) -> String? {
        guard transaction.lines.count == 2 else { return nil }
        return transaction.lines.first { $0.side == side }?.account.description
    }

    private enum CodingKeys: String, CodingKey {
        case id, date, description, amount, currency, lines, sequence, source, actor, reverses
        case debitAccount = "debit_account"
        case creditAccount = "credit_account"
        case fiscalYear = "fiscal_year"
        case journalNumber = "journal_number"
        case documentDate = "document_date"
        case serviceDate = "service_date"
        case documentNumber = "document_number"
        case generalReversal = "general_reversal"
        case reversedBy = "reversed_by"
        case recordedAt = "recorded_at"
    }
}
