/// The content of a UBL document, head to totals.
struct UBLBody {
    let invoice: Invoice
    let kind: UBLDocumentKind
    let currency: String?

    init(invoice: Invoice, kind: UBLDocumentKind) {
        self.invoice = invoice
        self.kind = kind
        currency = invoice.currency
    }

    /// A credit note has no place for payments of third parties, and no UBL document for a department beside a name.
    var losses: [WritingLoss] {
        var terms: [String] = []
        let contacts = [invoice.seller.contact, invoice.buyer.contact].compactMap { $0 }
        if contacts.contains(where: { $0.name != nil && $0.department != nil }) { terms.append("BT-41") }
        if kind == .creditNote, !invoice.thirdPartyPayments.isEmpty { terms.append("BG-DEX-09") }
        return terms.map { WritingLoss(term: $0) }
    }

    func write(to output: inout XMLOutput) {
        writeHead(to: &output)
        writeReferences(to: &output)
        writeParties(to: &output)
        writeDelivery(to: &output)
        writePayment(to: &output)
        for item in invoice.allowances { writeAllowance(item, isCharge: false, to: &output) }
        for item in invoice.charges { writeAllowance(item, isCharge: true, to: &output) }
        writeTaxTotals(to: &output)
        writeTotals(to: &output)
        for line in invoice.lines { writeLine(line, name: kind.line, to: &output) }
    }

    private func writeHead(to output: inout XMLOutput) {
        output.leaf("cbc:CustomizationID", invoice.processControl.specification)
        output.leaf("cbc:ProfileID", invoice.processControl.businessProcess)
        output.leaf("cbc:ID", invoice.number)
        output.leaf("cbc:IssueDate", invoice.issueDate)
        if kind == .invoice {
            output.leaf("cbc:DueDate", invoice.dueDate)
        } else {
            output.leaf("cbc:TaxPointDate", invoice.taxPointDate)
        }
        output.leaf(kind.typeCode, invoice.typeCode)
        for note in invoice.notes { output.leaf("cbc:Note", Self.text(of: note)) }
        if kind == .invoice { output.leaf("cbc:TaxPointDate", invoice.taxPointDate) }
        output.leaf("cbc:DocumentCurrencyCode", currency)
        output.leaf("cbc:TaxCurrencyCode", invoice.vatAccountingCurrency)
        output.leaf("cbc:AccountingCost", invoice.buyerAccountingReference)
        output.leaf("cbc:BuyerReference", invoice.buyerReference)
        output.group("cac:InvoicePeriod") { output in
            output.leaf("cbc:StartDate", invoice.period?.start)
            output.leaf("cbc:EndDate", invoice.period?.end)
            output.leaf("cbc:DescriptionCode", invoice.taxPointCode)
        }
    }

    /// UBL has no element for the subject: it stands between number signs before the text.
    private static func text(of note: InvoiceNote) -> String? {
        guard let code = note.subjectCode else { return note.text }
        return "#\(code)#\(note.text ?? "")"
    }

    private func writeReferences(to output: inout XMLOutput) {
        output.group("cac:OrderReference") { output in
            // The schema demands the order's number even where only the seller's is known; `NA` is what Peppol agreed on.
            output.leaf("cbc:ID", invoice.purchaseOrderReference ?? invoice.salesOrderReference.map { _ in "NA" })
            output.leaf("cbc:SalesOrderID", invoice.salesOrderReference)
        }
        for preceding in invoice.precedingInvoices {
            output.group("cac:BillingReference") { output in
                output.group("cac:InvoiceDocumentReference") { output in
                    output.leaf("cbc:ID", preceding.number)
                    output.leaf("cbc:IssueDate", preceding.issueDate)
                }
            }
        }
        writeReference("cac:DespatchDocumentReference", invoice.despatchAdviceReference, to: &output)
        writeReference("cac:ReceiptDocumentReference", invoice.receivingAdviceReference, to: &output)
        // The two documents order these differently.
        if kind == .invoice {
            writeReference("cac:OriginatorDocumentReference", invoice.tenderReference, to: &output)
        }
        writeReference("cac:ContractDocumentReference", invoice.contractReference, to: &output)
        writeSupportingDocuments(to: &output)
        if kind == .creditNote {
            writeReference("cac:OriginatorDocumentReference", invoice.tenderReference, to: &output)
        } else {
            writeReference("cac:ProjectReference", invoice.projectReference, to: &output)
        }
    }

    private func writeReference(_ name: String, _ reference: String?, to output: inout XMLOutput) {
        output.group(name) { $0.leaf("cbc:ID", reference) }
    }

    private func writeSupportingDocuments(to output: inout XMLOutput) {
        if let object = invoice.invoicedObject {
            output.group("cac:AdditionalDocumentReference") { output in
                output.leaf("cbc:ID", object.value, ("schemeID", object.scheme))
                output.leaf("cbc:DocumentTypeCode", "130")
            }
        }
        if kind == .creditNote, let project = invoice.projectReference {
            output.group("cac:AdditionalDocumentReference") { output in
                output.leaf("cbc:ID", project)
                output.leaf("cbc:DocumentTypeCode", "50")
            }
        }
        for document in invoice.attachments {
            output.group("cac:AdditionalDocumentReference") { output in
                output.leaf("cbc:ID", document.reference)
                output.leaf("cbc:DocumentDescription", document.description)
                output.group("cac:Attachment") { output in
                    output.leaf(
                        "cbc:EmbeddedDocumentBinaryObject", document.content?.base64,
                        ("mimeCode", document.content?.mimeCode), ("filename", document.content?.filename))
                    output.group("cac:ExternalReference") { $0.leaf("cbc:URI", document.location) }
                }
            }
        }
    }

    private func writeDelivery(to output: inout XMLOutput) {
        guard let delivery = invoice.delivery else { return }
        output.group("cac:Delivery") { output in
            output.leaf("cbc:ActualDeliveryDate", delivery.date)
            output.group("cac:DeliveryLocation") { output in
                output.leaf("cbc:ID", delivery.location?.value, ("schemeID", delivery.location?.scheme))
                writeAddress("cac:Address", delivery.address, to: &output)
            }
            output.group("cac:DeliveryParty") { output in
                output.group("cac:PartyName") { $0.leaf("cbc:Name", delivery.partyName) }
            }
        }
    }
}
