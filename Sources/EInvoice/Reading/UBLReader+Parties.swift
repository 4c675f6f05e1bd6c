extension UBLReader {
    func readParties(into invoice: inout Invoice) {
        if let group = root.group("AccountingSupplierParty", "Party") { invoice.seller = trader(group) }
        if let group = root.group("AccountingCustomerParty", "Party") { invoice.buyer = trader(group) }
        _ = root.group("AccountingSupplierParty")
        _ = root.group("AccountingCustomerParty")
        invoice.payee = root.group("PayeeParty").map(payee)
        invoice.taxRepresentative = root.group("TaxRepresentativeParty").map(representative)
        if let group = root.group("Delivery") {
            var delivery = Delivery()
            delivery.date = group.text("ActualDeliveryDate")
            delivery.location = group.group("DeliveryLocation")?.identifier("ID")
            delivery.address = group.group("DeliveryLocation", "Address").map(address)
            delivery.partyName = group.group("DeliveryParty", "PartyName")?.text("Name")
            invoice.delivery = delivery
        }
    }

    private func trader(_ group: ReadNode) -> Party {
        var party = Party()
        party.electronicAddress = group.identifier("EndpointID")
        readIdentifiers(of: group, into: &party)
        party.tradingName = group.group("PartyName")?.text("Name")
        party.address = group.group("PostalAddress").map(address)
        readTaxSchemes(of: group, into: &party)
        if let entity = group.group("PartyLegalEntity") {
            party.name = entity.text("RegistrationName")
            party.legalRegistration = entity.identifier("CompanyID")
            party.legalForm = entity.text("CompanyLegalForm")
        }
        if let contactGroup = group.group("Contact") {
            var contact = Contact()
            contact.name = contactGroup.text("Name")
            contact.telephone = contactGroup.text("Telephone")
            contact.email = contactGroup.text("ElectronicMail")
            party.contact = contact
        }
        return party
    }

    private func payee(_ group: ReadNode) -> Party {
        var party = Party()
        readIdentifiers(of: group, into: &party)
        party.name = group.group("PartyName")?.text("Name")
        party.legalRegistration = group.group("PartyLegalEntity")?.identifier("CompanyID")
        return party
    }

    private func representative(_ group: ReadNode) -> Party {
        var party = Party()
        party.name = group.group("PartyName")?.text("Name")
        party.address = group.group("PostalAddress").map(address)
        readTaxSchemes(of: group, into: &party)
        return party
    }

    /// The creditor identifier of a direct debit stands among the party's own, marked as SEPA.
    private func readIdentifiers(of group: ReadNode, into party: inout Party) {
        for item in group.groups("PartyIdentification") {
            guard let identifier = item.identifier("ID") else { continue }
            if identifier.scheme == "SEPA", party.creditorReference == nil {
                party.creditorReference = identifier.value
            } else {
                party.identifiers.append(identifier)
            }
        }
    }

    private func readTaxSchemes(of group: ReadNode, into party: inout Party) {
        for item in group.children("PartyTaxScheme") {
            let scheme = item.children("TaxScheme").first?.children("ID").first
            let isVAT = scheme.map { root.tree.text($0.element).uppercased() } == "VAT"
            guard isVAT ? party.vatIdentifier == nil : party.taxRegistration == nil else { continue }
            root.marks.mark(item.element)
            _ = item.group("TaxScheme")?.text("ID")
            let number = item.text("CompanyID")
            if isVAT { party.vatIdentifier = number } else { party.taxRegistration = number }
        }
    }

    func address(_ group: ReadNode) -> Address {
        var address = Address()
        address.line1 = group.text("StreetName")
        address.line2 = group.text("AdditionalStreetName")
        address.line3 = group.group("AddressLine")?.text("Line")
        address.city = group.text("CityName")
        address.postCode = group.text("PostalZone")
        address.subdivision = group.text("CountrySubentity")
        address.country = group.group("Country")?.text("IdentificationCode")
        return address
    }
}
