extension CIIBody {
    func writeLine(_ line: InvoiceLine, to output: inout XMLOutput) {
        output.group("ram:IncludedSupplyChainTradeLineItem") { output in
            output.group("ram:AssociatedDocumentLineDocument", keepsEmpty: true) { output in
                output.leaf("ram:LineID", line.identifier)
                writeNote(line.note, to: &output)
            }
            output.group("ram:SpecifiedTradeProduct") { writeProduct(line.item, to: &$0) }
            output.group("ram:SpecifiedLineTradeAgreement") { output in
                output.group("ram:BuyerOrderReferencedDocument") { $0.leaf("ram:LineID", line.purchaseOrderLine) }
                writePrices(line.price, to: &output)
            }
            output.group("ram:SpecifiedLineTradeDelivery") { output in
                output.leaf("ram:BilledQuantity", line.quantity?.verbatim, ("unitCode", line.unit))
            }
            output.group("ram:SpecifiedLineTradeSettlement", keepsEmpty: true) { writeSettlement(of: line, to: &$0) }
        }
    }

    private func writeProduct(_ item: Item, to output: inout XMLOutput) {
        output.leaf("ram:GlobalID", item.standardIdentifier?.value, ("schemeID", item.standardIdentifier?.scheme))
        output.leaf("ram:SellerAssignedID", item.sellerIdentifier)
        output.leaf("ram:BuyerAssignedID", item.buyerIdentifier)
        output.leaf("ram:Name", item.name)
        output.leaf("ram:Description", item.description)
        for attribute in item.attributes {
            output.group("ram:ApplicableProductCharacteristic") { output in
                output.leaf("ram:Description", attribute.name)
                output.leaf("ram:Value", attribute.value)
            }
        }
        for classification in item.classifications {
            output.group("ram:DesignatedProductClassification") { output in
                output.leaf(
                    "ram:ClassCode", classification.value, ("listID", classification.scheme),
                    ("listVersionID", classification.schemeVersion))
            }
        }
        output.group("ram:OriginTradeCountry") { $0.leaf("ram:ID", item.originCountry) }
    }

    private func writePrices(_ price: Price, to output: inout XMLOutput) {
        if price.gross != nil || price.discount != nil {
            output.group("ram:GrossPriceProductTradePrice") { output in
                output.leaf("ram:ChargeAmount", (price.gross ?? Self.gross(of: price))?.verbatim)
                writeBaseQuantity(of: price, to: &output)
                if let discount = price.discount {
                    output.group("ram:AppliedTradeAllowanceCharge") { output in
                        writeIndicator(false, to: &output)
                        output.leaf("ram:ActualAmount", discount.verbatim)
                    }
                }
            }
        }
        output.group("ram:NetPriceProductTradePrice") { output in
            output.leaf("ram:ChargeAmount", price.net?.verbatim)
            writeBaseQuantity(of: price, to: &output)
        }
    }

    private func writeBaseQuantity(of price: Price, to output: inout XMLOutput) {
        output.leaf("ram:BasisQuantity", price.baseQuantity?.verbatim, ("unitCode", price.baseQuantityUnit))
    }

    /// A discount needs the price that it was taken from: net price and discount together.
    private static func gross(of price: Price) -> ExactDecimal? {
        guard let net = price.net, let discount = price.discount,
            let sum = net.quantity.adding(discount.quantity)
        else { return price.net }
        return ExactDecimal(digits: sum.digits, decimals: sum.scale)
    }

    func writeIndicator(_ value: Bool, to output: inout XMLOutput) {
        output.group("ram:ChargeIndicator") { $0.leaf("udt:Indicator", value ? "true" : "false") }
    }

    private func writeSettlement(of line: InvoiceLine, to output: inout XMLOutput) {
        writeTaxCategory("ram:ApplicableTradeTax", line.vatCategory, rate: line.vatRate, to: &output)
        writePeriod(line.period, to: &output)
        for item in line.allowances { writeAllowance(item, isCharge: false, to: &output) }
        for item in line.charges { writeAllowance(item, isCharge: true, to: &output) }
        output.group("ram:SpecifiedTradeSettlementLineMonetarySummation") { output in
            output.leaf("ram:LineTotalAmount", line.netAmount?.verbatim)
        }
        if let object = line.objectIdentifier { writeObject(object, to: &output) }
        output.group("ram:ReceivableSpecifiedTradeAccountingAccount") { output in
            output.leaf("ram:ID", line.buyerAccountingReference)
        }
    }

    func writeAllowance(_ item: AllowanceOrCharge, isCharge: Bool, to output: inout XMLOutput) {
        output.group("ram:SpecifiedTradeAllowanceCharge") { output in
            writeIndicator(isCharge, to: &output)
            output.leaf("ram:CalculationPercent", item.percentage?.verbatim)
            output.leaf("ram:BasisAmount", item.baseAmount?.verbatim)
            output.leaf("ram:ActualAmount", item.amount?.verbatim)
            output.leaf("ram:ReasonCode", item.reasonCode)
            output.leaf("ram:Reason", item.reason)
            writeTaxCategory("ram:CategoryTradeTax", item.vatCategory, rate: item.vatRate, to: &output)
        }
    }

    private func writeTaxCategory(
        _ name: String, _ category: String?, rate: ExactDecimal?, to output: inout XMLOutput
    ) {
        guard category != nil || rate != nil else { return }
        output.group(name) { output in
            output.leaf("ram:TypeCode", "VAT")
            output.leaf("ram:CategoryCode", category)
            output.leaf("ram:RateApplicablePercent", rate?.verbatim)
        }
    }
}
