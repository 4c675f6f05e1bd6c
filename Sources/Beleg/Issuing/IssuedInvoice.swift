import BelegCore
import EInvoice

/// A finalised Rechnung as the semantic invoice of EN 16931, for XRechnung 3.0.
struct IssuedInvoice {
    private static let specification =
        "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"
    private static let process = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"

    let document: Document
    let seller: SellerProfile
    /// The invoice that this one reverses.
    var original: DocumentHeader?

    func invoice() -> Invoice {
        let header = document.header
        var invoice = Invoice()
        invoice.processControl.specification = Self.specification
        invoice.processControl.businessProcess = Self.process
        invoice.number = header.number
        invoice.issueDate = header.date.description
        // UNTDID 1001: a commercial invoice, or one that corrects another, which it has to name (§ 31 (5) UStDV).
        invoice.typeCode = original == nil ? "380" : "384"
        invoice.precedingInvoices = [original].compactMap { $0 }.map(Self.preceding)
        invoice.currency = "EUR"
        invoice.dueDate = header.dueDate.description
        // Companies have no Leitweg-ID; the customer's number is what they can tell us by.
        invoice.buyerReference = header.partner.leitwegID ?? header.partnerNumber
        invoice.notes = [header.note].compactMap { $0 }.map { text in
            var note = InvoiceNote()
            note.text = text
            return note
        }
        invoice.seller = sellerParty()
        invoice.buyer = buyerParty()
        invoice.delivery = delivery()
        invoice.paymentInstructions = [payment()]
        invoice.lines = document.positions.enumerated().map { line($1, number: $0 + 1) }
        invoice.vatBreakdown = document.vatGroups.map(breakdown)
        invoice.totals = totals()
        return invoice
    }

    private static func preceding(_ header: DocumentHeader) -> PrecedingInvoice {
        var preceding = PrecedingInvoice()
        preceding.number = header.number
        preceding.issueDate = header.date.description
        return preceding
    }

    private func sellerParty() -> Party {
        var party = Party()
        party.name = seller.name
        party.vatIdentifier = seller.vatID
        party.taxRegistration = seller.taxNumber
        party.electronicAddress = seller.contactEmail.map { Identifier($0, scheme: "EM") }
        party.address = address(seller.street, seller.postalCode, seller.city, seller.country)
        var contact = Contact()
        contact.name = seller.contactName
        contact.telephone = seller.contactPhone
        contact.email = seller.contactEmail
        party.contact = contact
        return party
    }

    private func buyerParty() -> Party {
        let partner = document.header.partner
        var party = Party()
        party.name = partner.name
        party.vatIdentifier = partner.vatID
        party.electronicAddress = ElectronicAddress.of(partner)
        party.address = address(partner.street, partner.postalCode, partner.city, partner.country)
        return party
    }

    private func address(_ street: String?, _ postCode: String?, _ city: String?, _ country: String) -> Address {
        var address = Address()
        address.line1 = street
        address.postCode = postCode
        address.city = city
        address.country = country
        return address
    }

    /// Where goods leave the country, the place they go to belongs on the invoice.
    private func delivery() -> Delivery {
        let partner = document.header.partner
        var delivery = Delivery()
        delivery.date = document.header.serviceDate.description
        if document.positions.contains(where: { [.intraCommunity, .export].contains($0.vat.category) }) {
            delivery.address = address(partner.street, partner.postalCode, partner.city, partner.country)
        }
        return delivery
    }

    private func payment() -> PaymentInstructions {
        var payment = PaymentInstructions()
        // SEPA credit transfer.
        payment.meansCode = "58"
        payment.remittance = document.header.number
        var transfer = CreditTransfer()
        transfer.account = seller.iban
        transfer.accountScheme = "IBAN"
        transfer.accountName = seller.name
        transfer.serviceProvider = seller.bic
        payment.creditTransfers = [transfer]
        return payment
    }

    private func totals() -> EInvoice.DocumentTotals {
        let header = document.header
        var totals = EInvoice.DocumentTotals()
        totals.lineNet = .cents(header.netMinor)
        totals.withoutVAT = .cents(header.netMinor)
        totals.vat = .cents(header.vatMinor)
        totals.withVAT = .cents(header.grossMinor)
        totals.due = .cents(header.grossMinor)
        return totals
    }
}
