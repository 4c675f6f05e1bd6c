/// Reads an Invoice or a CreditNote of UBL 2.1.
struct UBLReader {
    let root: ReadNode

    var isCreditNote: Bool { root.name == "CreditNote" }

    func invoice() -> Invoice {
        var invoice = Invoice()
        readHead(into: &invoice)
        readReferences(into: &invoice)
        readParties(into: &invoice)
        readPayment(into: &invoice)
        for group in root.groups("AllowanceCharge") {
            let (item, isCharge) = allowance(group)
            if isCharge { invoice.charges.append(item) } else { invoice.allowances.append(item) }
        }
        readTotals(into: &invoice)
        invoice.lines = root.groups(isCreditNote ? "CreditNoteLine" : "InvoiceLine").map(line)
        return invoice
    }

    private func readHead(into invoice: inout Invoice) {
        invoice.processControl.specification = root.text("CustomizationID")
        invoice.processControl.businessProcess = root.text("ProfileID")
        invoice.number = root.text("ID")
        invoice.issueDate = root.text("IssueDate")
        invoice.dueDate = root.text("DueDate")
        invoice.typeCode = root.text(isCreditNote ? "CreditNoteTypeCode" : "InvoiceTypeCode")
        invoice.notes = root.children("Note").map { Self.note($0.text) }
        invoice.taxPointDate = root.text("TaxPointDate")
        invoice.currency = root.text("DocumentCurrencyCode")
        invoice.vatAccountingCurrency = root.text("TaxCurrencyCode")
        invoice.buyerAccountingReference = root.text("AccountingCost")
        invoice.buyerReference = root.text("BuyerReference")
        if let group = root.group("InvoicePeriod") {
            invoice.period = period(group)
            invoice.taxPointCode = group.text("DescriptionCode")
        }
    }

    /// A subject stands between number signs before the text.
    static func note(_ text: String) -> InvoiceNote {
        var note = InvoiceNote()
        let parts = text.split(separator: "#", maxSplits: 2, omittingEmptySubsequences: false)
        if parts.count == 3, parts[0].isEmpty, parts[1].count == 3 {
            note.subjectCode = String(parts[1])
            note.text = String(parts[2])
        } else {
            note.text = text
        }
        return note
    }

    func period(_ group: ReadNode) -> Period? {
        var period = Period()
        period.start = group.text("StartDate")
        period.end = group.text("EndDate")
        return period.start == nil && period.end == nil ? nil : period
    }

    private func readReferences(into invoice: inout Invoice) {
        if let order = root.group("OrderReference") {
            let number = order.text("ID")
            invoice.salesOrderReference = order.text("SalesOrderID")
            // Written where the schema demands an order that nobody knows.
            invoice.purchaseOrderReference = number == "NA" && invoice.salesOrderReference != nil ? nil : number
        }
        invoice.precedingInvoices = root.groups("BillingReference").compactMap { group in
            guard let document = group.group("InvoiceDocumentReference") else { return nil }
            var preceding = PrecedingInvoice()
            preceding.number = document.text("ID")
            preceding.issueDate = document.text("IssueDate")
            return preceding
        }
        invoice.despatchAdviceReference = root.group("DespatchDocumentReference")?.text("ID")
        invoice.receivingAdviceReference = root.group("ReceiptDocumentReference")?.text("ID")
        invoice.tenderReference = root.group("OriginatorDocumentReference")?.text("ID")
        invoice.contractReference = root.group("ContractDocumentReference")?.text("ID")
        invoice.projectReference = root.group("ProjectReference")?.text("ID")
        for group in root.children("AdditionalDocumentReference") { readDocument(group, into: &invoice) }
    }

    private func readDocument(_ group: ReadNode, into invoice: inout Invoice) {
        root.marks.mark(group.element)
        switch group.children("DocumentTypeCode").first.map({ root.tree.text($0.element) }) {
        case "130" where invoice.invoicedObject == nil:
            invoice.invoicedObject = group.identifier("ID")
            _ = group.text("DocumentTypeCode")
        case "50" where isCreditNote && invoice.projectReference == nil:
            invoice.projectReference = group.text("ID")
            _ = group.text("DocumentTypeCode")
        default:
            var document = SupportingDocument()
            document.reference = group.text("ID")
            document.description = group.text("DocumentDescription")
            document.location = group.group("Attachment", "ExternalReference")?.text("URI")
            let binary = group.group("Attachment")?.children("EmbeddedDocumentBinaryObject").first
            document.content = binary.map {
                BinaryContent(
                    base64: $0.text, mimeCode: $0.attribute("mimeCode"), filename: $0.attribute("filename"))
            }
            invoice.attachments.append(document)
        }
    }
}
