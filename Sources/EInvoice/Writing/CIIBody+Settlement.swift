extension CIIBody {
    func writeSettlement(to output: inout XMLOutput) {
        let debit = invoice.paymentInstructions.lazy.compactMap(\.directDebit).first
        let creditor = debit?.creditor ?? invoice.seller.creditorReference ?? invoice.payee?.creditorReference
        output.leaf("ram:CreditorReferenceID", creditor)
        output.leaf("ram:PaymentReference", invoice.paymentInstructions.lazy.compactMap(\.remittance).first)
        output.leaf("ram:TaxCurrencyCode", invoice.vatAccountingCurrency)
        output.leaf("ram:InvoiceCurrencyCode", invoice.currency)
        if let payee = invoice.payee { writeParty("ram:PayeeTradeParty", payee, to: &output) }
        for instructions in invoice.paymentInstructions { writePaymentMeans(instructions, to: &output) }
        for (index, part) in invoice.vatBreakdown.enumerated() {
            writeBreakdown(part, isFirst: index == 0, to: &output)
        }
        writePeriod(invoice.period, to: &output)
        for item in invoice.allowances { writeAllowance(item, isCharge: false, to: &output) }
        for item in invoice.charges { writeAllowance(item, isCharge: true, to: &output) }
        output.group("ram:SpecifiedTradePaymentTerms") { output in
            output.leaf("ram:Description", invoice.paymentTerms)
            writeDateTime("ram:DueDateDateTime", invoice.dueDate, to: &output)
            output.leaf("ram:DirectDebitMandateID", debit?.mandate)
        }
        output.group("ram:SpecifiedTradeSettlementHeaderMonetarySummation") { writeTotals(to: &$0) }
        // D16B has room for one.
        if let preceding = invoice.precedingInvoices.first {
            output.group("ram:InvoiceReferencedDocument") { output in
                output.leaf("ram:IssuerAssignedID", preceding.number)
                output.group("ram:FormattedIssueDateTime") { output in
                    output.leaf("qdt:DateTimeString", Self.compact(preceding.issueDate), ("format", "102"))
                }
            }
        }
        output.group("ram:ReceivableSpecifiedTradeAccountingAccount") { output in
            output.leaf("ram:ID", invoice.buyerAccountingReference)
        }
    }

    private func writePaymentMeans(_ instructions: PaymentInstructions, to output: inout XMLOutput) {
        if instructions.creditTransfers.isEmpty { writeMeans(instructions, transfer: nil, to: &output) }
        for transfer in instructions.creditTransfers { writeMeans(instructions, transfer: transfer, to: &output) }
    }

    private func writeMeans(
        _ instructions: PaymentInstructions, transfer: CreditTransfer?, to output: inout XMLOutput
    ) {
        output.group("ram:SpecifiedTradeSettlementPaymentMeans") { output in
            output.leaf("ram:TypeCode", instructions.meansCode)
            output.leaf("ram:Information", instructions.meansText)
            output.group("ram:ApplicableTradeSettlementFinancialCard") { output in
                output.leaf("ram:ID", instructions.card?.accountNumber)
                output.leaf("ram:CardholderName", instructions.card?.holder)
            }
            output.group("ram:PayerPartyDebtorFinancialAccount") { output in
                output.leaf("ram:IBANID", instructions.directDebit?.debitedAccount)
            }
            output.group("ram:PayeePartyCreditorFinancialAccount") { output in
                let isIBAN = transfer.map(Self.hasIBAN) ?? true
                output.leaf("ram:IBANID", isIBAN ? transfer?.account : nil)
                output.leaf("ram:AccountName", transfer?.accountName)
                output.leaf("ram:ProprietaryID", isIBAN ? nil : transfer?.account)
            }
            output.group("ram:PayeeSpecifiedCreditorFinancialInstitution") { output in
                output.leaf("ram:BICID", transfer?.serviceProvider)
            }
        }
    }

    /// An IBAN starts with a country and two check digits.
    private static func hasIBAN(_ transfer: CreditTransfer) -> Bool {
        if let scheme = transfer.accountScheme { return scheme.uppercased() == "IBAN" }
        let head = Array((transfer.account ?? "").filter { $0 != " " }.prefix(4))
        return head.count == 4 && head[..<2].allSatisfy(\.isLetter) && head[2...].allSatisfy(\.isNumber)
    }

    /// The VAT point date is one for all of the invoice, and may stand there once only (CII-SR-461).
    private func writeBreakdown(_ part: VATBreakdown, isFirst: Bool, to output: inout XMLOutput) {
        output.group("ram:ApplicableTradeTax") { output in
            output.leaf("ram:CalculatedAmount", part.taxAmount?.verbatim)
            output.leaf("ram:TypeCode", "VAT")
            output.leaf("ram:ExemptionReason", part.exemptionReason)
            output.leaf("ram:BasisAmount", part.taxableAmount?.verbatim)
            output.leaf("ram:CategoryCode", part.category)
            output.leaf("ram:ExemptionReasonCode", part.exemptionReasonCode)
            output.group("ram:TaxPointDate") { output in
                output.leaf("udt:DateString", Self.compact(isFirst ? invoice.taxPointDate : nil), ("format", "102"))
            }
            output.leaf("ram:DueDateTypeCode", invoice.taxPointCode.map(Self.dueDateEvent))
            output.leaf("ram:RateApplicablePercent", part.rate?.verbatim)
        }
    }

    /// The same three events have other numbers in UNTDID 2475 than in 2005.
    private static func dueDateEvent(_ code: String) -> String {
        ["3": "5", "35": "29", "432": "72"][code] ?? code
    }

    private func writeTotals(to output: inout XMLOutput) {
        let totals = invoice.totals
        output.leaf("ram:LineTotalAmount", totals.lineNet?.verbatim)
        output.leaf("ram:ChargeTotalAmount", totals.charges?.verbatim)
        output.leaf("ram:AllowanceTotalAmount", totals.allowances?.verbatim)
        output.leaf("ram:TaxBasisTotalAmount", totals.withoutVAT?.verbatim)
        output.leaf("ram:TaxTotalAmount", totals.vat?.verbatim, ("currencyID", invoice.currency))
        output.leaf(
            "ram:TaxTotalAmount", totals.vatInAccountingCurrency?.verbatim,
            ("currencyID", invoice.vatAccountingCurrency))
        output.leaf("ram:RoundingAmount", totals.rounding?.verbatim)
        output.leaf("ram:GrandTotalAmount", totals.withVAT?.verbatim)
        output.leaf("ram:TotalPrepaidAmount", totals.paid?.verbatim)
        output.leaf("ram:DuePayableAmount", totals.due?.verbatim)
    }
}
