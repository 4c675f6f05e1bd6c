extension UBLReader {
    func readPayment(into invoice: inout Invoice) {
        for group in root.groups("PaymentMeans") {
            // Repeated for each account; another date than the first stays among the unknown.
            if let due = group.children("PaymentDueDate").first,
                [nil, root.tree.text(due.element)].contains(invoice.dueDate)
            {
                invoice.dueDate = due.text
            }
            var instructions = means(group)
            if isCreditNote, Self.holdsNothing(instructions, beside: invoice.dueDate) { continue }
            if instructions.directDebit != nil {
                instructions.directDebit?.creditor =
                    invoice.seller.creditorReference ?? invoice.payee?.creditorReference
            }
            // One element holds one account: equal ones are one instruction with several accounts.
            if let last = invoice.paymentInstructions.last, Self.differ(last, instructions) == false {
                invoice.paymentInstructions[invoice.paymentInstructions.count - 1].creditTransfers +=
                    instructions.creditTransfers
            } else {
                invoice.paymentInstructions.append(instructions)
            }
        }
        if invoice.paymentInstructions.contains(where: { $0.directDebit != nil }) {
            invoice.seller.creditorReference = nil
        }
        invoice.paymentTerms = root.group("PaymentTerms")?.text("Note")
        invoice.thirdPartyPayments = root.groups("PrepaidPayment").map { group in
            var payment = ThirdPartyPayment()
            payment.type = group.text("ID")
            payment.amount = group.decimal("PaidAmount")
            payment.description = group.text("InstructionID")
            return payment
        }
    }

    /// A credit note without means of payment keeps its due date in one that says that the means are not defined.
    private static func holdsNothing(_ instructions: PaymentInstructions, beside dueDate: String?) -> Bool {
        var undefined = PaymentInstructions()
        undefined.meansCode = "1"
        return dueDate != nil && instructions == undefined
    }

    private static func differ(_ first: PaymentInstructions, _ second: PaymentInstructions) -> Bool {
        var (first, second) = (first, second)
        guard !first.creditTransfers.isEmpty, !second.creditTransfers.isEmpty else { return true }
        first.creditTransfers = []
        second.creditTransfers = []
        return first != second
    }

    private func means(_ group: ReadNode) -> PaymentInstructions {
        var instructions = PaymentInstructions()
        let code = group.children("PaymentMeansCode").first
        instructions.meansCode = code?.text
        instructions.meansText = code?.attribute("name")
        instructions.remittance = group.text("PaymentID")
        if let account = group.group("CardAccount") {
            var card = PaymentCard()
            card.accountNumber = account.text("PrimaryAccountNumberID")
            card.holder = account.text("HolderName")
            card.network = account.text("NetworkID").flatMap { $0 == "NA" ? nil : $0 }
            instructions.card = card
        }
        if let account = group.group("PayeeFinancialAccount") {
            var transfer = CreditTransfer()
            transfer.account = account.text("ID")
            transfer.accountName = account.text("Name")
            transfer.serviceProvider = account.group("FinancialInstitutionBranch")?.text("ID")
            instructions.creditTransfers = [transfer]
        }
        if let mandate = group.group("PaymentMandate") {
            var debit = DirectDebit()
            debit.mandate = mandate.text("ID")
            debit.debitedAccount = mandate.group("PayerFinancialAccount")?.text("ID")
            instructions.directDebit = debit
        }
        return instructions
    }

    func allowance(_ group: ReadNode) -> (item: AllowanceOrCharge, isCharge: Bool) {
        var item = AllowanceOrCharge()
        let indicator = group.text("ChargeIndicator").map { $0.filter { !$0.isWhitespace } }
        item.amount = group.decimal("Amount")
        item.baseAmount = group.decimal("BaseAmount")
        item.percentage = group.decimal("MultiplierFactorNumeric")
        item.reason = group.text("AllowanceChargeReason")
        item.reasonCode = group.text("AllowanceChargeReasonCode")
        let category = group.group("TaxCategory")
        item.vatCategory = category?.text("ID")
        item.vatRate = category?.decimal("Percent")
        _ = category?.group("TaxScheme")?.text("ID")
        return (item, indicator == "true" || indicator == "1")
    }

    func readTotals(into invoice: inout Invoice) {
        for group in root.groups("TaxTotal") { readTaxTotal(group, into: &invoice) }
        guard let totals = root.group("LegalMonetaryTotal") else { return }
        invoice.totals.lineNet = totals.decimal("LineExtensionAmount")
        invoice.totals.withoutVAT = totals.decimal("TaxExclusiveAmount")
        invoice.totals.withVAT = totals.decimal("TaxInclusiveAmount")
        invoice.totals.allowances = totals.decimal("AllowanceTotalAmount")
        invoice.totals.charges = totals.decimal("ChargeTotalAmount")
        invoice.totals.paid = totals.decimal("PrepaidAmount")
        invoice.totals.rounding = totals.decimal("PayableRoundingAmount")
        invoice.totals.due = totals.decimal("PayableAmount")
    }

    /// The total in the accounting currency is told apart by its currency, or by coming second.
    private func readTaxTotal(_ group: ReadNode, into invoice: inout Invoice) {
        let currency = group.children("TaxAmount").first?.attribute("currencyID")
        let isAccounting =
            invoice.vatAccountingCurrency != nil && currency == invoice.vatAccountingCurrency
            && (currency != invoice.currency || invoice.totals.vat != nil)
        if isAccounting {
            if invoice.totals.vatInAccountingCurrency == nil {
                invoice.totals.vatInAccountingCurrency = group.decimal("TaxAmount")
            }
        } else if invoice.totals.vat == nil {
            invoice.totals.vat = group.decimal("TaxAmount")
        }
        for subtotal in group.groups("TaxSubtotal") {
            var part = VATBreakdown()
            part.taxableAmount = subtotal.decimal("TaxableAmount")
            part.taxAmount = subtotal.decimal("TaxAmount")
            let category = subtotal.group("TaxCategory")
            part.category = category?.text("ID")
            part.rate = category?.decimal("Percent")
            part.exemptionReason = category?.text("TaxExemptionReason")
            part.exemptionReasonCode = category?.text("TaxExemptionReasonCode")
            _ = category?.group("TaxScheme")?.text("ID")
            invoice.vatBreakdown.append(part)
        }
    }
}
