/// The visible content of an ``InvoicePage``.
struct InvoicePageBody {
    let invoice: Invoice
    let language: ViewLanguage
    let format: ViewFormat
    var output = HTMLText()

    init(invoice: Invoice, language: ViewLanguage) {
        self.invoice = invoice
        self.language = language
        format = ViewFormat(language: language)
    }

    mutating func write() {
        writeHead()
        writeParties()
        writeReferences()
        writeDelivery()
        writeNotes()
        writeLines()
        writeDocumentAllowances()
        writeBreakdown()
        writeTotals()
        writePayment()
        writeAttachments()
        writeFooter()
    }

    func name(_ term: String) -> String {
        BusinessTermNames.name(of: term, in: language)
    }

    /// A heading with the name of a group.
    mutating func heading(_ term: String) {
        output.element("<h2>", name(term), "</h2>\n")
    }

    /// A list of names and values; nothing at all without values.
    mutating func list(_ rows: [(String, String?)]) {
        let filled = rows.compactMap { row in row.1.map { (row.0, $0) } }
        guard !filled.isEmpty else { return }
        output.markup("<dl>")
        for (label, value) in filled {
            output.element("<dt>", label, "</dt>")
            output.element("<dd>", value, "</dd>\n")
        }
        output.markup("</dl>\n")
    }

    /// Rows of a list by their terms.
    func rows(_ pairs: (String, String?)...) -> [(String, String?)] {
        pairs.map { (name($0.0), $0.1) }
    }

    private mutating func writeHead() {
        let kind = invoice.typeCode.flatMap { CodeNames.name(of: $0, in: .invoiceType, language) }
        output.markup("<h1>")
        output.text(kind ?? language.pick("Rechnung", "Invoice"))
        output.text(" " + (invoice.number ?? ""))
        output.markup("</h1>\n")
        list(
            rows(
                ("BT-1", invoice.number), ("BT-2", invoice.issueDate.map(format.date)),
                ("BT-3", invoice.typeCode.map { format.code($0, .invoiceType) }),
                ("BT-9", invoice.dueDate.map(format.date)), ("BT-10", invoice.buyerReference),
                ("BT-5", invoice.currency), ("BT-6", invoice.vatAccountingCurrency),
                ("BT-7", invoice.taxPointDate.map(format.date)),
                ("BT-8", invoice.taxPointCode.map { format.code($0, .pointDate) })))
    }

    private mutating func writeReferences() {
        list(
            rows(
                ("BT-13", invoice.purchaseOrderReference), ("BT-14", invoice.salesOrderReference),
                ("BT-12", invoice.contractReference), ("BT-11", invoice.projectReference),
                ("BT-17", invoice.tenderReference), ("BT-15", invoice.receivingAdviceReference),
                ("BT-16", invoice.despatchAdviceReference), ("BT-18", invoice.invoicedObject.map(format.identifier)),
                ("BT-19", invoice.buyerAccountingReference)))
        for preceding in invoice.precedingInvoices {
            list(rows(("BT-25", preceding.number), ("BT-26", preceding.issueDate.map(format.date))))
        }
    }

    private mutating func writeDelivery() {
        let delivery = invoice.delivery
        let period = invoice.period.flatMap(format.period)
        guard delivery != nil || period != nil else { return }
        heading("BG-13")
        list(
            rows(
                ("BT-70", delivery?.partyName), ("BT-71", delivery?.location.map(format.identifier)),
                ("BT-72", delivery?.date.map(format.date)), ("BT-73", period)))
        if let address = delivery?.address { writeAddress(address) }
    }

    private mutating func writeNotes() {
        guard !invoice.notes.isEmpty else { return }
        heading("BG-1")
        for note in invoice.notes {
            let subject = note.subjectCode.map { "[\($0)] " } ?? ""
            output.element("<p class=\"text\">", subject + (note.text ?? ""), "</p>\n")
        }
    }

    private mutating func writeFooter() {
        output.markup("<footer>")
        list(
            rows(
                ("BT-24", invoice.processControl.specification), ("BT-23", invoice.processControl.businessProcess)))
        if !invoice.unknown.isEmpty {
            let count = String(invoice.unknown.count)
            output.text(
                language.pick(
                    "Das Dokument enthält \(count) Angaben, für die es keinen Begriff der Norm gibt.",
                    "The document holds \(count) statements for which the standard has no term."))
        }
        output.markup("</footer>")
    }
}
