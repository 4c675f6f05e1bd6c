/// Reads a Cross Industry Invoice, D16B.
struct CIIReader {
    let root: ReadNode

    func invoice() -> Invoice {
        var invoice = Invoice()
        if let context = root.group("ExchangedDocumentContext") {
            invoice.processControl.businessProcess =
                context.group("BusinessProcessSpecifiedDocumentContextParameter")?.text("ID")
            invoice.processControl.specification =
                context.group("GuidelineSpecifiedDocumentContextParameter")?.text("ID")
        }
        if let head = root.group("ExchangedDocument") { readHead(head, into: &invoice) }
        guard let transaction = root.group("SupplyChainTradeTransaction") else { return invoice }
        invoice.lines = transaction.groups("IncludedSupplyChainTradeLineItem").map(line)
        if let group = transaction.group("ApplicableHeaderTradeAgreement") { readAgreement(group, into: &invoice) }
        if let group = transaction.group("ApplicableHeaderTradeDelivery") { readDelivery(group, into: &invoice) }
        if let group = transaction.group("ApplicableHeaderTradeSettlement") { readSettlement(group, into: &invoice) }
        return invoice
    }

    private func readHead(_ head: ReadNode, into invoice: inout Invoice) {
        invoice.number = head.text("ID")
        invoice.typeCode = head.text("TypeCode")
        invoice.issueDate = date(head, "IssueDateTime")
        invoice.notes = head.groups("IncludedNote").map { group in
            var note = InvoiceNote()
            note.text = group.text("Content")
            note.subjectCode = group.text("SubjectCode")
            return note
        }
    }

    private func readAgreement(_ group: ReadNode, into invoice: inout Invoice) {
        invoice.buyerReference = group.text("BuyerReference")
        if let party = group.group("SellerTradeParty") { invoice.seller = self.party(party) }
        if let party = group.group("BuyerTradeParty") { invoice.buyer = self.party(party) }
        invoice.taxRepresentative = group.group("SellerTaxRepresentativeTradeParty").map(party)
        invoice.salesOrderReference = reference(group, "SellerOrderReferencedDocument")
        invoice.purchaseOrderReference = reference(group, "BuyerOrderReferencedDocument")
        invoice.contractReference = reference(group, "ContractReferencedDocument")
        for document in group.groups("AdditionalReferencedDocument") { readDocument(document, into: &invoice) }
        if let project = group.group("SpecifiedProcuringProject") {
            invoice.projectReference = project.text("ID")
            _ = project.text("Name")
        }
    }

    private func reference(_ group: ReadNode, _ name: String) -> String? {
        group.group(name)?.text("IssuerAssignedID")
    }

    private func readDocument(_ group: ReadNode, into invoice: inout Invoice) {
        switch group.text("TypeCode") {
        case "50" where invoice.tenderReference == nil: invoice.tenderReference = group.text("IssuerAssignedID")
        case "130" where invoice.invoicedObject == nil: invoice.invoicedObject = object(group)
        default:
            var document = SupportingDocument()
            document.reference = group.text("IssuerAssignedID")
            document.location = group.text("URIID")
            document.description = group.text("Name")
            document.content = group.children("AttachmentBinaryObject").first.map {
                BinaryContent(
                    base64: $0.text, mimeCode: $0.attribute("mimeCode"), filename: $0.attribute("filename"))
            }
            invoice.attachments.append(document)
        }
    }

    func object(_ group: ReadNode) -> Identifier? {
        group.text("IssuerAssignedID").map { Identifier($0, scheme: group.text("ReferenceTypeCode")) }
    }

    private func readDelivery(_ group: ReadNode, into invoice: inout Invoice) {
        var delivery = Delivery()
        if let party = group.group("ShipToTradeParty") {
            delivery.location = party.identifier("GlobalID") ?? party.identifier("ID")
            delivery.partyName = party.text("Name")
            delivery.address = party.group("PostalTradeAddress").map(address)
        }
        delivery.date = group.group("ActualDeliverySupplyChainEvent").flatMap { date($0, "OccurrenceDateTime") }
        if delivery != Delivery() { invoice.delivery = delivery }
        invoice.despatchAdviceReference = reference(group, "DespatchAdviceReferencedDocument")
        invoice.receivingAdviceReference = reference(group, "ReceivingAdviceReferencedDocument")
    }

    /// A date in one of the forms that CII has for it.
    func date(_ group: ReadNode, _ name: String) -> String? {
        guard let outer = group.group(name) else { return nil }
        for form in ["DateTimeString", "DateString", "DateTime", "Date"] {
            if let text = outer.text(form) { return Self.dashed(text) }
        }
        return nil
    }

    /// `20260131` as `2026-01-31`; what is no such date stays as it is.
    static func dashed(_ text: String) -> String {
        guard text.utf8.count == 8, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return text }
        return "\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))"
    }
}
