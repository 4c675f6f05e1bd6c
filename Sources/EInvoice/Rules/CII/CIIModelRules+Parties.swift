/// References, payment and parties of a CII document.
extension CIIModelRules {
    // MARK: References and payment

    static let referenceScopes: [Scope] = [
        Scope(
            "DesignatedProductClassification",
            [
                Rule(
                    "BR-65", "BT-158",
                    text: .missing("Schema der Artikelklassifikation", "scheme of the item classification")
                ) {
                    try $0.isFilled("ClassCode/@listID") || !$0.has("ClassCode")
                }
            ]),
        Scope(
            "AdditionalReferencedDocument",
            [.filled("BR-52", "BT-122", "IssuerAssignedID", "Kennung der Anlage", "supporting document reference")]),
        Scope(
            "ApplicableTradeSettlementFinancialCard",
            [
                Rule(
                    "BR-51", "BT-87",
                    text: RuleText(
                        "Von einer Kartennummer gehören höchstens zehn Stellen in die Rechnung.",
                        "No more than ten digits of a card number belong into an invoice.")
                ) { try Node.normalize($0.text("ID") ?? "").unicodeScalars.count <= 10 }
            ]),
        Scope(
            "SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount",
            when: { $0.parent?.texts("TypeCode").contains { $0 == "30" || $0 == "58" } == true },
            [
                Rule("BR-50", "BT-84", text: .missing("Kontonummer", "payment account identifier")) {
                    try $0.isFilled("IBANID") || $0.isFilled("ProprietaryID")
                },
                Rule("BR-61", "BT-84", text: .missing("Konto der Überweisung", "account of the credit transfer")) {
                    $0.has("IBANID") || $0.has("ProprietaryID")
                },
            ]),
        Scope(
            "/*/SupplyChainTradeTransaction/ApplicableHeaderTradeDelivery",
            [
                Rule("BR-57", "BT-80", text: .missing("Land der Lieferung", "deliver to country")) {
                    try !$0.has("ShipToTradeParty/PostalTradeAddress")
                        || $0.isFilled("ShipToTradeParty/PostalTradeAddress/CountryID")
                }
            ]),
    ]

    // MARK: Parties

    static let partyScopes: [Scope] = [
        Scope(
            "PayeeTradeParty",
            [
                Rule(
                    "BR-17", "BT-59",
                    text: RuleText(
                        "Der Zahlungsempfänger braucht einen Namen und muss ein anderer als der Verkäufer sein.",
                        "The payee needs a name and must differ from the seller.")
                ) { node in
                    let seller = "../../ApplicableHeaderTradeAgreement/SellerTradeParty/"
                    return node.has("Name")
                        && ["Name", "ID", "SpecifiedLegalOrganization/ID"].allSatisfy { path in
                            Set(node.texts(Path(path))).isDisjoint(with: node.texts(Path(seller + path)))
                        }
                }
            ]),
        Scope(
            "SpecifiedTradeSettlementPaymentMeans",
            [.has("BR-49", "BT-81", "TypeCode", "Zahlungsart", "payment means code")]),
        Scope(
            "/*/SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/InvoiceReferencedDocument",
            [
                .filled(
                    "BR-55", "BT-25", "IssuerAssignedID", "Nummer der vorangegangenen Rechnung",
                    "preceding invoice reference")
            ]),
        Scope(
            "SellerTradeParty",
            [
                Rule(
                    "BR-CO-26", "BT-29", "BT-30", "BT-31",
                    text: .missing("Kennung des Verkäufers", "identifier of the seller")
                ) {
                    $0.has("ID") || $0.has("GlobalID") || $0.has("SpecifiedLegalOrganization/ID")
                        || !vatIdentifiers($0).isEmpty
                }
            ]),
        Scope(
            "SellerTaxRepresentativeTradeParty",
            [
                .filled("BR-18", "BT-62", "Name", "Name des Steuervertreters", "tax representative name"),
                .has(
                    "BR-19", "BG-12", "PostalTradeAddress", "Anschrift des Steuervertreters",
                    "tax representative postal address"),
                .filled(
                    "BR-20", "BT-69", "PostalTradeAddress/CountryID", "Land des Steuervertreters",
                    "tax representative country"),
                Rule(
                    "BR-56", "BT-63",
                    text: .missing("Umsatzsteuer-ID des Steuervertreters", "tax representative VAT identifier")
                ) { node in
                    let identifiers = vatIdentifiers(node)
                    return identifiers.count == 1 && !identifiers[0].isBlank
                },
            ]),
        Scope(
            "SpecifiedTradeSettlementHeaderMonetarySummation/TaxTotalAmount",
            when: { node in isIn(node, node.texts(currency)) },
            [
                Rule(
                    figures: "BR-CO-14", "BT-110", "BT-117",
                    text: .figure("Die Summe der Steuerbeträge", "The sum of the VAT amounts")
                ) { node in
                    let path = Path(settlement + "/ApplicableTradeTax/CalculatedAmount")
                    return .equal(try node.decimal(), try node.sum(path).cents)
                }
            ]),
        Scope(
            "SpecifiedTaxRegistration/ID", when: { $0.attribute("@schemeID") == "VA" },
            [
                Rule(
                    "BR-CO-09", "BT-31", "BT-48", "BT-63",
                    text: RuleText(
                        "Eine Umsatzsteuer-ID beginnt mit dem Kürzel eines Landes.",
                        "A VAT identifier begins with the code of a country.")
                ) { CodeList.vatPrefixesCII.contains(String($0.text.prefix(2))) }
            ]),
    ]

    static func vatIdentifiers(_ node: Node) -> [Node] {
        node.all("SpecifiedTaxRegistration/ID").filter { $0.attribute("@schemeID") == "VA" }
    }
}
