/// What EN 16931 restricts in the syntax of UBL: UBL-SR, UBL-DT and those of UBL-CR that need more than a way.
enum UBLSyntaxRules {
    static let unused = UnusedElements(
        UBLUnusedDocumentElements.text + "\n" + UBLUnusedPartyElements.text + "\n" + UBLUnusedLineElements.text,
        fatal: [])

    static let scopes: [Scope] = [
        Scope(
            "PostalAddress, Address",
            [.once("UBL-SR-51", "AddressLine", "Dritte Adresszeile", "third address line")]),
        Scope(
            "AccountingSupplierParty/Party",
            [
                Rule(
                    "UBL-SR-42",
                    text: RuleText(
                        "Der Verkäufer hat mehr als zwei Steuerangaben.", "The seller has more than two tax schemes.")
                ) {
                    $0.count("PartyTaxScheme") <= 2
                }
            ]),
        Scope(
            "AdditionalDocumentReference",
            [
                .once("UBL-SR-33", "DocumentDescription", "Beschreibung der Anlage", "supporting document description"),
                Rule(
                    "UBL-SR-43",
                    text: RuleText(
                        "Eine Kennung mit Schema gibt es nur beim Objekt der Rechnung (Typ 130).",
                        "Only the invoiced object (type 130) has an identifier with a scheme.")
                ) { node in
                    let types = node.texts("DocumentTypeCode")
                    return types.contains("130") || (node.index.root.name == "CreditNote" && types.contains("50"))
                        || (!node.has("ID/@schemeID") && types.isEmpty)
                },
            ]),
        Scope(
            "*Amount",
            when: { node in
                !node.name.hasSuffix("PriceAmount")
                    && !(node.parent?.symbol == allowanceCharge && isWithinPrice(node))
            },
            [
                Rule("UBL-DT-01", text: .decimals("Der Betrag", "The amount")) { node in
                    guard let point = node.text.firstIndex(of: ".") else { return true }
                    return node.text[point...].unicodeScalars.count <= 3
                }
            ]),
        Scope(
            "*BinaryObject",
            [
                .has("UBL-DT-06", "BT-125-1", "@mimeCode", "Medientyp der Anlage", "media type of the attachment"),
                .has("UBL-DT-07", "BT-125-2", "@filename", "Dateiname der Anlage", "file name of the attachment"),
            ]),
        Scope(
            "Delivery",
            [.once("UBL-SR-25", "DeliveryParty/PartyName/Name", "Name des Warenempfängers", "deliver to party name")]),
        Scope(
            "AllowanceCharge", when: { $0.isCharge == false },
            [.once("UBL-SR-30", "AllowanceChargeReason", "Grund des Nachlasses", "allowance reason")]),
        Scope(
            "AllowanceCharge", when: { $0.isCharge == true },
            [.once("UBL-SR-31", "AllowanceChargeReason", "Grund des Zuschlags", "charge reason")]),
        Scope(
            "PartyTaxScheme",
            [
                Rule(
                    "UBL-SR-53",
                    text: .missing("Kennung oder Art der Steuerangabe", "identifier or scheme of the tax registration")
                ) {
                    $0.has("TaxScheme/ID") && $0.has("CompanyID")
                }
            ]),
        Scope("/*", documentRules + attributeRules),
        Scope(
            "InvoiceLine|CreditNoteLine",
            [
                .once("UBL-SR-34", "Note", "Bemerkung zur Position", "line note"),
                .once("UBL-SR-35", "OrderLineReference/LineID", "Bestellposition", "purchase order line"),
                .once("UBL-SR-36", "InvoicePeriod", "Zeitraum der Position", "line period"),
                .once("UBL-SR-37", "Price/AllowanceCharge/Amount", "Preisnachlass", "price discount"),
                Rule(
                    "UBL-SR-48",
                    text: RuleText(
                        "Eine Position braucht genau eine Umsatzsteuerkategorie.",
                        "A line needs exactly one VAT category.")
                ) {
                    $0.count("Item/ClassifiedTaxCategory") == 1
                },
                .once("UBL-SR-50", "Item/Description", "Artikelbeschreibung", "item description"),
                .once("UBL-SR-52", "DocumentReference", "Objekt der Position", "line object"),
            ]),
        Scope("PayeeParty", payeeRules),
        Scope(
            "PaymentMeans",
            [
                .once("UBL-SR-26", "PaymentID", "Verwendungszweck", "remittance information"),
                .once("UBL-SR-27", "PaymentMeansCode", "Zahlungsart", "payment means code"),
                .once("UBL-SR-28", "PaymentMandate/ID", "Mandat", "mandate reference"),
            ]),
        Scope(
            "BillingReference",
            [
                .once("UBL-SR-06", "InvoiceDocumentReference", "Vorangegangene Rechnung", "preceding invoice"),
                .has(
                    "UBL-SR-07", "BT-25", "InvoiceDocumentReference/ID", "Nummer der vorangegangenen Rechnung",
                    "preceding invoice reference"),
            ]),
        Scope(
            "TaxRepresentativeParty",
            [
                .once("UBL-SR-22", "PartyName/Name", "Name des Steuervertreters", "tax representative name"),
                .once(
                    "UBL-SR-23", "PartyTaxScheme/CompanyID", "Umsatzsteuer-ID des Steuervertreters",
                    "tax representative VAT identifier"),
            ]),
        Scope(
            "TaxSubtotal", [.once("UBL-SR-32", "TaxCategory/TaxExemptionReason", "Befreiungsgrund", "exemption reason")]
        ),
    ]

    static let allowanceCharge = RuleNames.number("AllowanceCharge")
    static let price = RuleNames.number("Price")

    static func isWithinPrice(_ node: Node) -> Bool { node.parent?.parent?.symbol == price }
}
