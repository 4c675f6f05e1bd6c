extension CIIReader {
    func readSettlement(_ group: ReadNode, into invoice: inout Invoice) {
        invoice.vatAccountingCurrency = group.text("TaxCurrencyCode")
        invoice.currency = group.text("InvoiceCurrencyCode")
        invoice.payee = group.group("PayeeTradeParty").map(party)
        for tax in group.groups("ApplicableTradeTax") { readTax(tax, into: &invoice) }
        invoice.period = group.group("BillingSpecifiedPeriod").flatMap(period)
        for item in group.groups("SpecifiedTradeAllowanceCharge") {
            let (item, isCharge) = allowance(item)
            if isCharge { invoice.charges.append(item) } else { invoice.allowances.append(item) }
        }
        let terms = group.group("SpecifiedTradePaymentTerms")
        invoice.paymentTerms = terms?.text("Description")
        invoice.dueDate = terms.flatMap { date($0, "DueDateDateTime") }
        readPayment(group, mandate: terms?.text("DirectDebitMandateID"), into: &invoice)
        if let totals = group.group("SpecifiedTradeSettlementHeaderMonetarySummation") {
            readTotals(totals, into: &invoice)
        }
        invoice.precedingInvoices = group.groups("InvoiceReferencedDocument").map { document in
            var preceding = PrecedingInvoice()
            preceding.number = document.text("IssuerAssignedID")
            preceding.issueDate = date(document, "FormattedIssueDateTime")
            return preceding
        }
        invoice.buyerAccountingReference = group.group("ReceivableSpecifiedTradeAccountingAccount")?.text("ID")
    }

    func period(_ group: ReadNode) -> Period? {
        var period = Period()
        period.start = date(group, "StartDateTime")
        period.end = date(group, "EndDateTime")
        return period.start == nil && period.end == nil ? nil : period
    }

    /// Remittance, mandate and creditor stand beside the means of payment and belong to all of them, or to none.
    private func readPayment(_ group: ReadNode, mandate: String?, into invoice: inout Invoice) {
        let remittance = group.text("PaymentReference")
        let creditor = group.text("CreditorReferenceID")
        let means = group.groups("SpecifiedTradeSettlementPaymentMeans")
        let isAlone = means.isEmpty && (remittance != nil || mandate != nil || creditor != nil)
        for means in isAlone ? [nil] : means.map(Optional.some) {
            var instructions = means.map(self.means) ?? PaymentInstructions()
            instructions.remittance = remittance
            let account = means?.group("PayerPartyDebtorFinancialAccount")?.text("IBANID")
            if mandate != nil || creditor != nil || account != nil {
                var debit = DirectDebit()
                debit.mandate = mandate
                debit.creditor = creditor
                debit.debitedAccount = account
                instructions.directDebit = debit
            }
            if let last = invoice.paymentInstructions.last, Self.belongTogether(last, instructions) {
                invoice.paymentInstructions[invoice.paymentInstructions.count - 1].creditTransfers +=
                    instructions.creditTransfers
            } else {
                invoice.paymentInstructions.append(instructions)
            }
        }
    }

    private static func belongTogether(_ first: PaymentInstructions, _ second: PaymentInstructions) -> Bool {
        var (first, second) = (first, second)
        guard !first.creditTransfers.isEmpty, !second.creditTransfers.isEmpty else { return false }
        first.creditTransfers = []
        second.creditTransfers = []
        return first == second
    }

    private func means(_ group: ReadNode) -> PaymentInstructions {
        var instructions = PaymentInstructions()
        instructions.meansCode = group.text("TypeCode")
        instructions.meansText = group.text("Information")
        if let account = group.group("ApplicableTradeSettlementFinancialCard") {
            var card = PaymentCard()
            card.accountNumber = account.text("ID")
            card.holder = account.text("CardholderName")
            instructions.card = card
        }
        var transfer = CreditTransfer()
        if let account = group.group("PayeePartyCreditorFinancialAccount") {
            let iban = account.text("IBANID")
            transfer.account = iban ?? account.text("ProprietaryID")
            transfer.accountScheme = transfer.account == nil ? nil : iban == nil ? "proprietary" : "IBAN"
            transfer.accountName = account.text("AccountName")
        }
        transfer.serviceProvider = group.group("PayeeSpecifiedCreditorFinancialInstitution")?.text("BICID")
        if transfer != CreditTransfer() { instructions.creditTransfers = [transfer] }
        return instructions
    }

    private func readTax(_ group: ReadNode, into invoice: inout Invoice) {
        var part = VATBreakdown()
        part.taxAmount = group.decimal("CalculatedAmount")
        _ = group.text("TypeCode")
        part.exemptionReason = group.text("ExemptionReason")
        part.exemptionReasonCode = group.text("ExemptionReasonCode")
        part.taxableAmount = group.decimal("BasisAmount")
        part.category = group.text("CategoryCode")
        part.rate = group.decimal("RateApplicablePercent")
        let date = date(group, "TaxPointDate")
        let code = group.text("DueDateTypeCode").map { ["5": "3", "29": "35", "72": "432"][$0] ?? $0 }
        invoice.taxPointDate = invoice.taxPointDate ?? date
        invoice.taxPointCode = invoice.taxPointCode ?? code
        invoice.vatBreakdown.append(part)
    }

    func allowance(_ group: ReadNode) -> (item: AllowanceOrCharge, isCharge: Bool) {
        var item = AllowanceOrCharge()
        let indicator = group.group("ChargeIndicator")?.text("Indicator").map { $0.filter { !$0.isWhitespace } }
        item.percentage = group.decimal("CalculationPercent")
        item.baseAmount = group.decimal("BasisAmount")
        item.amount = group.decimal("ActualAmount")
        item.reasonCode = group.text("ReasonCode")
        item.reason = group.text("Reason")
        let category = group.group("CategoryTradeTax")
        _ = category?.text("TypeCode")
        item.vatCategory = category?.text("CategoryCode")
        item.vatRate = category?.decimal("RateApplicablePercent")
        return (item, indicator == "true" || indicator == "1")
    }

    private func readTotals(_ group: ReadNode, into invoice: inout Invoice) {
        invoice.totals.lineNet = group.decimal("LineTotalAmount")
        invoice.totals.charges = group.decimal("ChargeTotalAmount")
        invoice.totals.allowances = group.decimal("AllowanceTotalAmount")
        invoice.totals.withoutVAT = group.decimal("TaxBasisTotalAmount")
        for total in group.children("TaxTotalAmount") {
            let currency = total.attribute("currencyID")
            let isAccounting =
                invoice.vatAccountingCurrency != nil && currency == invoice.vatAccountingCurrency
                && (currency != invoice.currency || invoice.totals.vat != nil)
            if isAccounting, invoice.totals.vatInAccountingCurrency == nil {
                invoice.totals.vatInAccountingCurrency = total.decimal
            } else if !isAccounting, invoice.totals.vat == nil {
                invoice.totals.vat = total.decimal
            }
        }
        invoice.totals.rounding = group.decimal("RoundingAmount")
        invoice.totals.withVAT = group.decimal("GrandTotalAmount")
        invoice.totals.paid = group.decimal("TotalPrepaidAmount")
        invoice.totals.due = group.decimal("DuePayableAmount")
    }
}
