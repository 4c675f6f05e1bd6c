/// The content of a Cross Industry Invoice: context, head, transaction.
struct CIIBody {
    let invoice: Invoice

    /// Terms for which D16B has less room than EN 16931 and UBL.
    var losses: [WritingLoss] {
        var terms: [String] = []
        if invoice.precedingInvoices.count > 1 { terms.append("BG-3") }
        if invoice.vatBreakdown.isEmpty, invoice.taxPointDate != nil { terms.append("BT-7") }
        if invoice.vatBreakdown.isEmpty, invoice.taxPointCode != nil { terms.append("BT-8") }
        if Set(invoice.paymentInstructions.compactMap(\.remittance)).count > 1 { terms.append("BT-83") }
        if Set(invoice.paymentInstructions.compactMap(\.directDebit?.mandate)).count > 1 { terms.append("BT-89") }
        if !invoice.thirdPartyPayments.isEmpty { terms.append("BG-DEX-09") }
        if invoice.lines.contains(where: { !$0.subLines.isEmpty }) { terms.append("BG-DEX-01") }
        return terms.map { WritingLoss(term: $0) }
    }

    func write(to output: inout XMLOutput) {
        output.group("rsm:ExchangedDocumentContext", keepsEmpty: true) { output in
            output.group("ram:BusinessProcessSpecifiedDocumentContextParameter") { output in
                output.leaf("ram:ID", invoice.processControl.businessProcess)
            }
            output.group("ram:GuidelineSpecifiedDocumentContextParameter") { output in
                output.leaf("ram:ID", invoice.processControl.specification)
            }
        }
        output.group("rsm:ExchangedDocument", keepsEmpty: true) { writeHead(to: &$0) }
        output.group("rsm:SupplyChainTradeTransaction", keepsEmpty: true) { output in
            for line in invoice.lines { writeLine(line, to: &output) }
            output.group("ram:ApplicableHeaderTradeAgreement", keepsEmpty: true) { writeAgreement(to: &$0) }
            output.group("ram:ApplicableHeaderTradeDelivery", keepsEmpty: true) { writeDelivery(to: &$0) }
            output.group("ram:ApplicableHeaderTradeSettlement", keepsEmpty: true) { writeSettlement(to: &$0) }
        }
    }

    private func writeHead(to output: inout XMLOutput) {
        output.leaf("ram:ID", invoice.number)
        output.leaf("ram:TypeCode", invoice.typeCode)
        writeDateTime("ram:IssueDateTime", invoice.issueDate, to: &output)
        for note in invoice.notes { writeNote(note.text, subject: note.subjectCode, to: &output) }
    }

    func writeNote(_ text: String?, subject: String? = nil, to output: inout XMLOutput) {
        output.group("ram:IncludedNote") { output in
            output.leaf("ram:Content", text)
            output.leaf("ram:SubjectCode", subject)
        }
    }

    private func writeAgreement(to output: inout XMLOutput) {
        output.leaf("ram:BuyerReference", invoice.buyerReference)
        writeParty("ram:SellerTradeParty", invoice.seller, to: &output)
        writeParty("ram:BuyerTradeParty", invoice.buyer, to: &output)
        if let representative = invoice.taxRepresentative {
            writeParty("ram:SellerTaxRepresentativeTradeParty", representative, to: &output)
        }
        writeReference("ram:SellerOrderReferencedDocument", invoice.salesOrderReference, to: &output)
        writeReference("ram:BuyerOrderReferencedDocument", invoice.purchaseOrderReference, to: &output)
        writeReference("ram:ContractReferencedDocument", invoice.contractReference, to: &output)
        writeSupportingDocuments(to: &output)
        if let project = invoice.projectReference {
            output.group("ram:SpecifiedProcuringProject") { output in
                output.leaf("ram:ID", project)
                // The schema demands a name, which EN 16931 does not know.
                output.leaf("ram:Name", "Project reference")
            }
        }
    }

    private func writeReference(_ name: String, _ reference: String?, to output: inout XMLOutput) {
        output.group(name) { $0.leaf("ram:IssuerAssignedID", reference) }
    }

    private func writeSupportingDocuments(to output: inout XMLOutput) {
        for document in invoice.attachments {
            output.group("ram:AdditionalReferencedDocument") { output in
                output.leaf("ram:IssuerAssignedID", document.reference)
                output.leaf("ram:URIID", document.location)
                output.leaf("ram:TypeCode", "916")
                output.leaf("ram:Name", document.description)
                output.leaf(
                    "ram:AttachmentBinaryObject", document.content?.base64, ("mimeCode", document.content?.mimeCode),
                    ("filename", document.content?.filename))
            }
        }
        if let tender = invoice.tenderReference {
            output.group("ram:AdditionalReferencedDocument") { output in
                output.leaf("ram:IssuerAssignedID", tender)
                output.leaf("ram:TypeCode", "50")
            }
        }
        if let object = invoice.invoicedObject { writeObject(object, to: &output) }
    }

    /// BT-18 and BT-128: what the invoice or the line is about.
    func writeObject(_ object: Identifier, to output: inout XMLOutput) {
        output.group("ram:AdditionalReferencedDocument") { output in
            output.leaf("ram:IssuerAssignedID", object.value)
            output.leaf("ram:TypeCode", "130")
            output.leaf("ram:ReferenceTypeCode", object.scheme)
        }
    }

    private func writeDelivery(to output: inout XMLOutput) {
        output.group("ram:ShipToTradeParty") { output in
            writeIdentifier(invoice.delivery?.location, to: &output)
            output.leaf("ram:Name", invoice.delivery?.partyName)
            writeAddress(invoice.delivery?.address, to: &output)
        }
        output.group("ram:ActualDeliverySupplyChainEvent") { output in
            writeDateTime("ram:OccurrenceDateTime", invoice.delivery?.date, to: &output)
        }
        writeReference("ram:DespatchAdviceReferencedDocument", invoice.despatchAdviceReference, to: &output)
        writeReference("ram:ReceivingAdviceReferencedDocument", invoice.receivingAdviceReference, to: &output)
    }
}
