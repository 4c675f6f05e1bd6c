import EInvoice

/// An invoice in which every business term says something of its own.
struct FullInvoice {
    /// Texts that occur in the invoice, one per term, each different from all others.
    private(set) var tokens: [String] = []
    private(set) var invoice = Invoice()
    private var counter = 0

    /// - Parameter typeCode: 380 makes it an Invoice of UBL, 381 a CreditNote.
    init(typeCode: String = "380") {
        invoice.typeCode = typeCode
        fillHead()
        fillReferences()
        fillParties()
        fillPayment()
        fillAmounts()
        invoice.lines = [line(), line()]
    }

    private mutating func text(_ term: String) -> String {
        let token = "\(term) <&\"'> ä€😀 \(counter)"
        counter += 1
        tokens.append(token)
        return token
    }

    private mutating func decimal() -> ExactDecimal {
        counter += 1
        return ExactDecimal(digits: Int128(100_000 + counter), decimals: 2)
    }

    private mutating func identifier(_ term: String, scheme: String?) -> Identifier {
        Identifier(text(term), scheme: scheme)
    }

    private mutating func fillHead() {
        invoice.number = text("BT-1")
        invoice.issueDate = "2025-11-26"
        invoice.currency = "EUR"
        invoice.vatAccountingCurrency = "CHF"
        invoice.taxPointDate = "2025-11-27"
        invoice.dueDate = "2025-12-24"
        invoice.buyerReference = text("BT-10")
        invoice.buyerAccountingReference = text("BT-19")
        invoice.paymentTerms = text("BT-20")
        var note = InvoiceNote()
        note.subjectCode = "AAI"
        note.text = text("BT-22")
        var plainNote = InvoiceNote()
        plainNote.text = text("BT-22")
        invoice.notes = [note, plainNote]
        invoice.processControl.businessProcess = text("BT-23")
        invoice.processControl.specification = text("BT-24")
        invoice.period = Self.period("2025-10-01", "2025-10-31")
    }

    private static func period(_ start: String, _ end: String) -> Period {
        var period = Period()
        period.start = start
        period.end = end
        return period
    }

    private mutating func fillReferences() {
        invoice.projectReference = text("BT-11")
        invoice.contractReference = text("BT-12")
        invoice.purchaseOrderReference = text("BT-13")
        invoice.salesOrderReference = text("BT-14")
        invoice.receivingAdviceReference = text("BT-15")
        invoice.despatchAdviceReference = text("BT-16")
        invoice.tenderReference = text("BT-17")
        invoice.invoicedObject = identifier("BT-18", scheme: "ABT")
        var preceding = PrecedingInvoice()
        preceding.number = text("BT-25")
        preceding.issueDate = "2025-09-30"
        invoice.precedingInvoices = [preceding]
        var embedded = SupportingDocument()
        embedded.reference = text("BT-122")
        embedded.description = text("BT-123")
        embedded.content = BinaryContent(base64: "QUJDRA==", mimeCode: "text/csv", filename: text("BT-125-2"))
        var external = SupportingDocument()
        external.reference = text("BT-122")
        external.location = text("BT-124")
        invoice.attachments = [embedded, external]
    }

    private mutating func address() -> Address {
        var address = Address()
        address.line1 = text("line1")
        address.line2 = text("line2")
        address.line3 = text("line3")
        address.city = text("city")
        address.postCode = text("postcode")
        address.subdivision = text("subdivision")
        address.country = "DE"
        return address
    }

    private mutating func trader() -> Party {
        var party = Party()
        party.name = text("name")
        party.tradingName = text("trading")
        party.identifiers = [identifier("id", scheme: nil), identifier("id", scheme: "0088")]
        party.legalRegistration = identifier("registration", scheme: "0002")
        party.vatIdentifier = text("vat")
        party.electronicAddress = identifier("endpoint", scheme: "EM")
        party.address = address()
        var contact = Contact()
        contact.name = text("contact")
        contact.telephone = text("phone")
        contact.email = text("email")
        party.contact = contact
        return party
    }

    private mutating func fillParties() {
        invoice.seller = trader()
        invoice.seller.taxRegistration = text("BT-32")
        invoice.seller.legalForm = text("BT-33")
        invoice.buyer = trader()
        var payee = Party()
        payee.name = text("BT-59")
        payee.identifiers = [identifier("BT-60", scheme: "0204")]
        payee.legalRegistration = identifier("BT-61", scheme: "0002")
        invoice.payee = payee
        var representative = Party()
        representative.name = text("BT-62")
        representative.vatIdentifier = text("BT-63")
        representative.address = address()
        invoice.taxRepresentative = representative
        var delivery = Delivery()
        delivery.partyName = text("BT-70")
        delivery.location = identifier("BT-71", scheme: "0088")
        delivery.date = "2025-11-20"
        delivery.address = address()
        invoice.delivery = delivery
    }

    private mutating func fillPayment() {
        var instructions = PaymentInstructions()
        instructions.meansCode = "30"
        instructions.meansText = text("BT-82")
        instructions.remittance = text("BT-83")
        var transfer = CreditTransfer()
        transfer.account = "DE02120300000000202051"
        transfer.accountScheme = "IBAN"
        transfer.accountName = text("BT-85")
        transfer.serviceProvider = text("BT-86")
        instructions.creditTransfers = [transfer]
        var card = PaymentCard()
        card.accountNumber = text("BT-87")
        card.holder = text("BT-88")
        instructions.card = card
        var debit = DirectDebit()
        debit.mandate = text("BT-89")
        debit.creditor = text("BT-90")
        debit.debitedAccount = text("BT-91")
        instructions.directDebit = debit
        invoice.paymentInstructions = [instructions]
        tokens.append("DE02120300000000202051")
    }

    private mutating func allowance(onDocument: Bool) -> AllowanceOrCharge {
        var item = AllowanceOrCharge()
        item.amount = decimal()
        item.baseAmount = decimal()
        item.percentage = decimal()
        item.reason = text("reason")
        item.reasonCode = "95"
        if onDocument {
            item.vatCategory = "S"
            item.vatRate = 19
        }
        return item
    }

    private mutating func fillAmounts() {
        invoice.allowances = [allowance(onDocument: true), allowance(onDocument: true)]
        invoice.charges = [allowance(onDocument: true)]
        invoice.totals.lineNet = decimal()
        invoice.totals.allowances = decimal()
        invoice.totals.charges = decimal()
        invoice.totals.withoutVAT = decimal()
        invoice.totals.vat = decimal()
        invoice.totals.vatInAccountingCurrency = decimal()
        invoice.totals.withVAT = decimal()
        invoice.totals.paid = decimal()
        invoice.totals.rounding = decimal()
        invoice.totals.due = decimal()
        var part = VATBreakdown()
        part.taxableAmount = decimal()
        part.taxAmount = decimal()
        part.category = "E"
        part.rate = 0
        part.exemptionReason = text("BT-120")
        part.exemptionReasonCode = "VATEX-EU-132"
        var standard = VATBreakdown()
        standard.taxableAmount = decimal()
        standard.taxAmount = decimal()
        standard.category = "S"
        standard.rate = 19
        invoice.vatBreakdown = [part, standard]
    }

    private mutating func line() -> InvoiceLine {
        var line = InvoiceLine()
        line.identifier = text("BT-126")
        line.note = text("BT-127")
        line.objectIdentifier = identifier("BT-128", scheme: "ABT")
        line.quantity = decimal()
        line.unit = "XPP"
        line.netAmount = decimal()
        line.purchaseOrderLine = text("BT-132")
        line.buyerAccountingReference = text("BT-133")
        line.period = Self.period("2025-10-02", "2025-10-30")
        line.allowances = [allowance(onDocument: false)]
        line.charges = [allowance(onDocument: false)]
        line.price.net = decimal()
        line.price.discount = decimal()
        line.price.gross = decimal()
        line.price.baseQuantity = decimal()
        line.price.baseQuantityUnit = "XPP"
        line.vatCategory = "S"
        line.vatRate = 19
        line.item.name = text("BT-153")
        line.item.description = text("BT-154")
        line.item.sellerIdentifier = text("BT-155")
        line.item.buyerIdentifier = text("BT-156")
        line.item.standardIdentifier = identifier("BT-157", scheme: "0160")
        line.item.classifications = [
            Identifier(text("BT-158"), scheme: "STI", schemeVersion: "19.0501"),
            Identifier(text("BT-158"), scheme: "MP"),
        ]
        line.item.originCountry = "FR"
        line.item.attributes = [
            ItemAttribute(name: text("BT-160"), value: text("BT-161")),
            ItemAttribute(name: text("BT-160"), value: text("BT-161")),
        ]
        return line
    }
}
