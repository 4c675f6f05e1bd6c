extension CIIReader {
    func party(_ group: ReadNode) -> Party {
        var party = Party()
        party.identifiers = (group.children("ID") + group.children("GlobalID")).map { $0.identifier() }
        party.name = group.text("Name")
        party.legalForm = group.text("Description")
        if let organisation = group.group("SpecifiedLegalOrganization") {
            party.legalRegistration = organisation.identifier("ID")
            party.tradingName = organisation.text("TradingBusinessName")
        }
        party.contact = group.group("DefinedTradeContact").map(contact)
        party.address = group.group("PostalTradeAddress").map(address)
        party.electronicAddress = group.group("URIUniversalCommunication")?.identifier("URIID")
        for registration in group.children("SpecifiedTaxRegistration") {
            let isVAT = registration.children("ID").first?.attribute("schemeID") == "VA"
            guard isVAT ? party.vatIdentifier == nil : party.taxRegistration == nil else { continue }
            root.marks.mark(registration.element)
            let number = registration.text("ID")
            if isVAT { party.vatIdentifier = number } else { party.taxRegistration = number }
        }
        return party
    }

    private func contact(_ group: ReadNode) -> Contact {
        var contact = Contact()
        contact.name = group.text("PersonName")
        contact.department = group.text("DepartmentName")
        contact.telephone = group.group("TelephoneUniversalCommunication")?.text("CompleteNumber")
        contact.email = group.group("EmailURIUniversalCommunication")?.text("URIID")
        return contact
    }

    func address(_ group: ReadNode) -> Address {
        var address = Address()
        address.postCode = group.text("PostcodeCode")
        address.line1 = group.text("LineOne")
        address.line2 = group.text("LineTwo")
        address.line3 = group.text("LineThree")
        address.city = group.text("CityName")
        address.country = group.text("CountryID")
        address.subdivision = group.text("CountrySubDivisionName")
        return address
    }
}
