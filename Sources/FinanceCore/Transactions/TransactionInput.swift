/// A transaction as it arrives: plain texts, nothing checked. `TransactionDraft(parsing:)` makes a draft of it.
package struct TransactionInput: Hashable, Sendable {
    package var id: String?
    package var date: String?
    package var documentDate: String?
    package var serviceDate: String?
    package var documentNumber: String?
    package var text: String?
    package var lines: [LineInput]
    /// Generalumkehr: all amounts are negative on their side.
    package var isGeneralReversal: Bool
    /// Where the booking comes from: `api`, `datev`, `beleg`.
    package var source: String
    /// Who books, as far as known.
    package var actor: String?

    package init(
        id: String? = nil, date: String?, documentDate: String? = nil, serviceDate: String? = nil,
        documentNumber: String? = nil, text: String? = nil, lines: [LineInput], isGeneralReversal: Bool = false,
        source: String = "api", actor: String? = nil
    ) {
        self.id = id
        self.date = date
        self.documentDate = documentDate
        self.serviceDate = serviceDate
        self.documentNumber = documentNumber
        self.text = text
        self.lines = lines
        self.isGeneralReversal = isGeneralReversal
        self.source = source
        self.actor = actor
    }
}

/// One line as it arrives. Exactly one of `debit` and `credit` must be there.
package struct LineInput: Hashable, Sendable {
    package var account: String?
    /// Decimal string, `1190.00`.
    package var debit: String?
    package var credit: String?
    /// ISO code; nil is the euro.
    package var currency: String?
    package var taxKey: String?
    package var text: String?
    package var costCentre1: String?
    package var costCentre2: String?
    /// Where the values stand in the caller's document, if not at `/lines/<n>/…` (JSON pointers).
    package var accountPointer: String?
    package var amountPointer: String?
    /// Pointer of the currency, if not at `/lines/<n>/currency`.
    package var currencyPointer: String?

    package init(
        account: String?, debit: String? = nil, credit: String? = nil, currency: String? = nil,
        taxKey: String? = nil, text: String? = nil, costCentre1: String? = nil, costCentre2: String? = nil,
        accountPointer: String? = nil, amountPointer: String? = nil, currencyPointer: String? = nil
    ) {
        self.account = account
        self.debit = debit
        self.credit = credit
        self.currency = currency
        self.taxKey = taxKey
        self.text = text
        self.costCentre1 = costCentre1
        self.costCentre2 = costCentre2
        self.accountPointer = accountPointer
        self.amountPointer = amountPointer
        self.currencyPointer = currencyPointer
    }
}
