extension UBLReader {
    func line(_ group: ReadNode) -> InvoiceLine {
        var line = InvoiceLine()
        line.identifier = group.text("ID")
        line.note = group.text("Note")
        let quantity = group.children("InvoicedQuantity").first ?? group.children("CreditedQuantity").first
        line.quantity = quantity?.decimal
        line.unit = quantity?.attribute("unitCode")
        line.netAmount = group.decimal("LineExtensionAmount")
        line.buyerAccountingReference = group.text("AccountingCost")
        line.period = group.group("InvoicePeriod").flatMap(period)
        line.purchaseOrderLine = group.group("OrderLineReference")?.text("LineID")
        if let reference = group.group("DocumentReference") {
            line.objectIdentifier = reference.identifier("ID")
            _ = reference.text("DocumentTypeCode")
        }
        for item in group.groups("AllowanceCharge") {
            let (item, isCharge) = allowance(item)
            if isCharge { line.charges.append(item) } else { line.allowances.append(item) }
        }
        if let item = group.group("Item") { readItem(item, into: &line) }
        if let price = group.group("Price") { readPrice(price, into: &line) }
        line.subLines = (group.groups("SubInvoiceLine") + group.groups("SubCreditNoteLine")).map(self.line)
        return line
    }

    private func readItem(_ group: ReadNode, into line: inout InvoiceLine) {
        var item = Item()
        item.name = group.text("Name")
        item.description = group.text("Description")
        item.sellerIdentifier = group.group("SellersItemIdentification")?.text("ID")
        item.buyerIdentifier = group.group("BuyersItemIdentification")?.text("ID")
        item.standardIdentifier = group.group("StandardItemIdentification")?.identifier("ID")
        item.originCountry = group.group("OriginCountry")?.text("IdentificationCode")
        item.classifications = group.groups("CommodityClassification").compactMap { group in
            guard let code = group.children("ItemClassificationCode").first else { return nil }
            return Identifier(
                code.text, scheme: code.attribute("listID"), schemeVersion: code.attribute("listVersionID"))
        }
        item.attributes = group.groups("AdditionalItemProperty").map {
            ItemAttribute(name: $0.text("Name"), value: $0.text("Value"))
        }
        let category = group.group("ClassifiedTaxCategory")
        line.vatCategory = category?.text("ID")
        line.vatRate = category?.decimal("Percent")
        _ = category?.group("TaxScheme")?.text("ID")
        line.item = item
    }

    private func readPrice(_ group: ReadNode, into line: inout InvoiceLine) {
        line.price.net = group.decimal("PriceAmount")
        let quantity = group.children("BaseQuantity").first
        line.price.baseQuantity = quantity?.decimal
        line.price.baseQuantityUnit = quantity?.attribute("unitCode")
        if let discount = group.group("AllowanceCharge") {
            _ = discount.text("ChargeIndicator")
            line.price.discount = discount.decimal("Amount")
            line.price.gross = discount.decimal("BaseAmount")
        }
    }
}
