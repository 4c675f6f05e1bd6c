extension CIIReader {
    func line(_ group: ReadNode) -> InvoiceLine {
        var line = InvoiceLine()
        if let document = group.group("AssociatedDocumentLineDocument") {
            line.identifier = document.text("LineID")
            line.note = document.group("IncludedNote")?.text("Content")
        }
        if let product = group.group("SpecifiedTradeProduct") { line.item = item(product) }
        if let agreement = group.group("SpecifiedLineTradeAgreement") {
            line.purchaseOrderLine = agreement.group("BuyerOrderReferencedDocument")?.text("LineID")
            readPrices(agreement, into: &line.price)
        }
        let quantity = group.group("SpecifiedLineTradeDelivery")?.children("BilledQuantity").first
        line.quantity = quantity?.decimal
        line.unit = quantity?.attribute("unitCode")
        if let settlement = group.group("SpecifiedLineTradeSettlement") { readSettlement(settlement, into: &line) }
        return line
    }

    private func item(_ group: ReadNode) -> Item {
        var item = Item()
        item.standardIdentifier = group.identifier("GlobalID")
        item.sellerIdentifier = group.text("SellerAssignedID")
        item.buyerIdentifier = group.text("BuyerAssignedID")
        item.name = group.text("Name")
        item.description = group.text("Description")
        item.attributes = group.groups("ApplicableProductCharacteristic").map {
            ItemAttribute(name: $0.text("Description"), value: $0.text("Value"))
        }
        item.classifications = group.groups("DesignatedProductClassification").compactMap { group in
            guard let code = group.children("ClassCode").first else { return nil }
            return Identifier(
                code.text, scheme: code.attribute("listID"), schemeVersion: code.attribute("listVersionID"))
        }
        item.originCountry = group.group("OriginTradeCountry")?.text("ID")
        return item
    }

    private func readPrices(_ group: ReadNode, into price: inout Price) {
        if let net = group.group("NetPriceProductTradePrice") {
            price.net = net.decimal("ChargeAmount")
            readBaseQuantity(net, into: &price)
        }
        if let gross = group.group("GrossPriceProductTradePrice") {
            price.gross = gross.decimal("ChargeAmount")
            readBaseQuantity(gross, into: &price)
            if let discount = gross.group("AppliedTradeAllowanceCharge") {
                _ = discount.group("ChargeIndicator")?.text("Indicator")
                price.discount = discount.decimal("ActualAmount")
            }
        }
    }

    private func readBaseQuantity(_ group: ReadNode, into price: inout Price) {
        guard let quantity = group.children("BasisQuantity").first, let value = quantity.decimal else { return }
        price.baseQuantity = price.baseQuantity ?? value
        price.baseQuantityUnit = price.baseQuantityUnit ?? quantity.attribute("unitCode")
    }

    private func readSettlement(_ group: ReadNode, into line: inout InvoiceLine) {
        if let tax = group.group("ApplicableTradeTax") {
            _ = tax.text("TypeCode")
            line.vatCategory = tax.text("CategoryCode")
            line.vatRate = tax.decimal("RateApplicablePercent")
        }
        line.period = group.group("BillingSpecifiedPeriod").flatMap(period)
        for item in group.groups("SpecifiedTradeAllowanceCharge") {
            let (item, isCharge) = allowance(item)
            if isCharge { line.charges.append(item) } else { line.allowances.append(item) }
        }
        line.netAmount = group.group("SpecifiedTradeSettlementLineMonetarySummation")?.decimal("LineTotalAmount")
        for document in group.children("AdditionalReferencedDocument") where line.objectIdentifier == nil {
            root.marks.mark(document.element)
            _ = document.text("TypeCode")
            line.objectIdentifier = object(document)
        }
        line.buyerAccountingReference = group.group("ReceivableSpecifiedTradeAccountingAccount")?.text("ID")
    }
}
