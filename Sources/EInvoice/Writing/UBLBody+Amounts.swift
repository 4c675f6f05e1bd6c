extension UBLBody {
    func writeAllowance(_ item: AllowanceOrCharge, isCharge: Bool, to output: inout XMLOutput) {
        output.group("cac:AllowanceCharge") { output in
            output.leaf("cbc:ChargeIndicator", isCharge ? "true" : "false")
            output.leaf("cbc:AllowanceChargeReasonCode", item.reasonCode)
            output.leaf("cbc:AllowanceChargeReason", item.reason)
            output.leaf("cbc:MultiplierFactorNumeric", item.percentage?.verbatim)
            writeAmount("cbc:Amount", item.amount, to: &output)
            writeAmount("cbc:BaseAmount", item.baseAmount, to: &output)
            writeTaxCategory("cac:TaxCategory", item.vatCategory, rate: item.vatRate, to: &output)
        }
    }

    func writeTaxTotals(to output: inout XMLOutput) {
        output.group("cac:TaxTotal") { output in
            writeAmount("cbc:TaxAmount", invoice.totals.vat ?? sumOfTaxes, to: &output)
            for part in invoice.vatBreakdown {
                output.group("cac:TaxSubtotal") { output in
                    writeAmount("cbc:TaxableAmount", part.taxableAmount, to: &output)
                    writeAmount("cbc:TaxAmount", part.taxAmount, to: &output)
                    output.group("cac:TaxCategory") { output in
                        output.leaf("cbc:ID", part.category)
                        output.leaf("cbc:Percent", part.rate?.verbatim)
                        output.leaf("cbc:TaxExemptionReasonCode", part.exemptionReasonCode)
                        output.leaf("cbc:TaxExemptionReason", part.exemptionReason)
                        output.group("cac:TaxScheme") { $0.leaf("cbc:ID", "VAT") }
                    }
                }
            }
        }
        output.group("cac:TaxTotal") { output in
            output.leaf(
                "cbc:TaxAmount", invoice.totals.vatInAccountingCurrency?.verbatim,
                ("currencyID", invoice.vatAccountingCurrency))
        }
    }

    /// The schema demands a total wherever there is a breakdown.
    private var sumOfTaxes: ExactDecimal? {
        guard !invoice.vatBreakdown.isEmpty else { return nil }
        var sum = Quantity.zero
        for part in invoice.vatBreakdown {
            guard let amount = part.taxAmount, let next = sum.adding(amount.quantity) else { return .zero }
            sum = next
        }
        return ExactDecimal(digits: sum.digits, decimals: sum.scale)
    }

    func writeTotals(to output: inout XMLOutput) {
        output.group("cac:LegalMonetaryTotal", keepsEmpty: true) { output in
            writeAmount("cbc:LineExtensionAmount", invoice.totals.lineNet, to: &output)
            writeAmount("cbc:TaxExclusiveAmount", invoice.totals.withoutVAT, to: &output)
            writeAmount("cbc:TaxInclusiveAmount", invoice.totals.withVAT, to: &output)
            writeAmount("cbc:AllowanceTotalAmount", invoice.totals.allowances, to: &output)
            writeAmount("cbc:ChargeTotalAmount", invoice.totals.charges, to: &output)
            writeAmount("cbc:PrepaidAmount", invoice.totals.paid, to: &output)
            writeAmount("cbc:PayableRoundingAmount", invoice.totals.rounding, to: &output)
            writeAmount("cbc:PayableAmount", invoice.totals.due, to: &output)
        }
    }

    func writeAmount(_ name: String, _ amount: ExactDecimal?, to output: inout XMLOutput) {
        output.leaf(name, amount?.verbatim, ("currencyID", currency))
    }

    func writeTaxCategory(_ name: String, _ category: String?, rate: ExactDecimal?, to output: inout XMLOutput) {
        guard category != nil || rate != nil else { return }
        output.group(name) { output in
            output.leaf("cbc:ID", category)
            output.leaf("cbc:Percent", rate?.verbatim)
            output.group("cac:TaxScheme") { $0.leaf("cbc:ID", "VAT") }
        }
    }
}
