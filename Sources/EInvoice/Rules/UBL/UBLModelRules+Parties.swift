/// Parties and references of a UBL document.
extension UBLModelRules {
    // MARK: Parties and references

    static let partyScopes: [Scope] = [
        Scope(
            "AdditionalDocumentReference",
            [.filled("BR-52", "BT-122", "ID", "Kennung der Anlage", "supporting document reference")]),
        Scope(
            "AccountingCustomerParty/Party/EndpointID",
            [
                .has(
                    "BR-63", "BT-49", "@schemeID", "Schema der elektronischen Adresse des Käufers",
                    "scheme of the buyer electronic address")
            ]),
        Scope(
            "AccountingCustomerParty/Party/PostalAddress",
            [.filled("BR-11", "BT-55", "Country/IdentificationCode", "Land des Käufers", "buyer country")]),
        Scope(
            "PaymentMeans/CardAccount/PrimaryAccountNumberID",
            [
                Rule(
                    "BR-51", .warning, "BT-87",
                    text: RuleText(
                        "Von einer Kartennummer gehören höchstens zehn Stellen in die Rechnung.",
                        "No more than ten digits of a card number belong into an invoice.")
                ) { $0.normalized.unicodeScalars.count <= 10 }
            ]),
        Scope(
            "Delivery/DeliveryLocation/Address",
            [.has("BR-57", "BT-80", "Country/IdentificationCode", "Land der Lieferung", "deliver to country")]),
    ]

    // MARK: Seller and representative

    static let sellerScopes: [Scope] = [
        Scope(
            "AccountingSupplierParty",
            [
                Rule(
                    "BR-CO-26", "BT-29", "BT-30", "BT-31",
                    text: .missing("Kennung des Verkäufers", "identifier of the seller")
                ) { node in
                    node.all("Party/PartyTaxScheme").contains { $0.isVAT && $0.has("CompanyID") }
                        || node.all("Party/PartyIdentification/ID").contains { $0.attribute("@schemeID") != "SEPA" }
                        || node.has("Party/PartyLegalEntity/CompanyID")
                }
            ]),
        Scope(
            "AccountingSupplierParty/Party/EndpointID",
            [
                .has(
                    "BR-62", "BT-34", "@schemeID", "Schema der elektronischen Adresse des Verkäufers",
                    "scheme of the seller electronic address")
            ]),
        Scope(
            "AccountingSupplierParty/Party/PostalAddress",
            [.filled("BR-09", "BT-40", "Country/IdentificationCode", "Land des Verkäufers", "seller country")]),
        Scope(
            "TaxRepresentativeParty",
            [
                .filled("BR-18", "BT-62", "PartyName/Name", "Name des Steuervertreters", "tax representative name"),
                .has(
                    "BR-19", "BG-12", "PostalAddress", "Anschrift des Steuervertreters",
                    "tax representative postal address"),
                Rule(
                    "BR-56", "BT-63",
                    text: .missing("Umsatzsteuer-ID des Steuervertreters", "tax representative VAT identifier")
                ) { node in
                    node.all("PartyTaxScheme").contains { $0.isVAT && $0.has("CompanyID") }
                },
            ]),
        Scope(
            "TaxRepresentativeParty/PostalAddress",
            [
                .filled(
                    "BR-20", "BT-69", "Country/IdentificationCode", "Land des Steuervertreters",
                    "tax representative country")
            ]),
    ]
}
