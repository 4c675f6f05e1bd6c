extension InvoicePageBody {
    mutating func writeParties() {
        output.markup("<div class=\"parties\">\n")
        writeParty(invoice.seller, term: "BT-27")
        writeParty(invoice.buyer, term: "BT-44")
        if let payee = invoice.payee { writeParty(payee, term: "BT-59") }
        if let representative = invoice.taxRepresentative { writeParty(representative, term: "BT-62") }
        output.markup("</div>\n")
    }

    private mutating func writeParty(_ party: Party, term: String) {
        output.markup("<section class=\"party\">")
        heading(term)
        if let name = party.name { output.element("<p class=\"text\"><strong>", name, "</strong></p>\n") }
        if let address = party.address { writeAddress(address) }
        list(rows(("BT-28", party.tradingName)))
        list(party.identifiers.map { (name("BT-29"), format.identifier($0)) })
        list(
            rows(
                ("BT-30", party.legalRegistration.map(format.identifier)), ("BT-31", party.vatIdentifier),
                ("BT-32", party.taxRegistration), ("BT-90", party.creditorReference), ("BT-33", party.legalForm),
                ("BT-34", party.electronicAddress.map(format.identifier)), ("BT-41", party.contact?.name),
                ("BT-41", party.contact?.department), ("BT-42", party.contact?.telephone),
                ("BT-43", party.contact?.email)))
        output.markup("</section>\n")
    }

    mutating func writeAddress(_ address: Address) {
        let town = [address.postCode, address.city].compactMap { $0 }.joined(separator: " ")
        let lines = [
            address.line1, address.line2, address.line3, town.isEmpty ? nil : town, address.subdivision,
            address.country,
        ]
        output.element("<p class=\"text\">", lines.compactMap { $0 }.joined(separator: "\n"), "</p>\n")
    }
}
