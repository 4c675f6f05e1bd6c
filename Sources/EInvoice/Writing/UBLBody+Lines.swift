extension UBLBody {
    func writeLine(_ line: InvoiceLine, name: String, to output: inout XMLOutput) {
        output.group(name, keepsEmpty: true) { output in
            output.leaf("cbc:ID", line.identifier)
            output.leaf("cbc:Note", line.note)
            output.leaf(kind.quantity, line.quantity?.verbatim, ("unitCode", line.unit))
            writeAmount("cbc:LineExtensionAmount", line.netAmount, to: &output)
            output.leaf("cbc:AccountingCost", line.buyerAccountingReference)
            output.group("cac:InvoicePeriod") { output in
                output.leaf("cbc:StartDate", line.period?.start)
                output.leaf("cbc:EndDate", line.period?.end)
            }
            output.group("cac:OrderLineReference") { $0.leaf("cbc:LineID", line.purchaseOrderLine) }
            if let object = line.objectIdentifier {
                output.group("cac:DocumentReference") { output in
                    output.leaf("cbc:ID", object.value, ("schemeID", object.scheme))
                    output.leaf("cbc:DocumentTypeCode", "130")
                }
            }
            for item in line.allowances { writeAllowance(item, isCharge: false, to: &output) }
            for item in line.charges { writeAllowance(item, isCharge: true, to: &output) }
            writeItem(line, to: &output)
            writePrice(line.price, to: &output)
            for subLine in line.subLines { writeLine(subLine, name: kind.subLine, to: &output) }
        }
    }

    private func writeItem(_ line: InvoiceLine, to output: inout XMLOutput) {
        let item = line.item
        output.group("cac:Item", keepsEmpty: true) { output in
            output.leaf("cbc:Description", item.description)
            output.leaf("cbc:Name", item.name)
            output.group("cac:BuyersItemIdentification") { $0.leaf("cbc:ID", item.buyerIdentifier) }
            output.group("cac:SellersItemIdentification") { $0.leaf("cbc:ID", item.sellerIdentifier) }
            output.group("cac:StandardItemIdentification") { output in
                output.leaf("cbc:ID", item.standardIdentifier?.value, ("schemeID", item.standardIdentifier?.scheme))
            }
            output.group("cac:OriginCountry") { $0.leaf("cbc:IdentificationCode", item.originCountry) }
            for classification in item.classifications {
                output.group("cac:CommodityClassification") { output in
                    output.leaf(
                        "cbc:ItemClassificationCode", classification.value, ("listID", classification.scheme),
                        ("listVersionID", classification.schemeVersion))
                }
            }
            writeTaxCategory("cac:ClassifiedTaxCategory", line.vatCategory, rate: line.vatRate, to: &output)
            for attribute in item.attributes {
                output.group("cac:AdditionalItemProperty") { output in
                    output.leaf("cbc:Name", attribute.name)
                    output.leaf("cbc:Value", attribute.value)
                }
            }
        }
    }

    private func writePrice(_ price: Price, to output: inout XMLOutput) {
        output.group("cac:Price") { output in
            writeAmount("cbc:PriceAmount", price.net, to: &output)
            output.leaf("cbc:BaseQuantity", price.baseQuantity?.verbatim, ("unitCode", price.baseQuantityUnit))
            guard price.discount != nil || price.gross != nil else { return }
            output.group("cac:AllowanceCharge") { output in
                output.leaf("cbc:ChargeIndicator", "false")
                writeAmount("cbc:Amount", price.discount ?? Self.discount(of: price), to: &output)
                writeAmount("cbc:BaseAmount", price.gross, to: &output)
            }
        }
    }

    /// The schema demands the discount beside a gross price: it is what lies between the two prices.
    private static func discount(of price: Price) -> ExactDecimal {
        guard let net = price.net, let difference = price.gross?.quantity.subtracting(net.quantity) else {
            return .zero
        }
        return ExactDecimal(digits: difference.digits, decimals: difference.scale)
    }
}
