/// What a UBL document must have.
extension UBLModelRules {
    static let document = Scope("/*", documentRules + VATCategory.all.flatMap(UBLCategoryRules.documentRules))

    static let documentRules: [Rule] = [
        .filled("BR-01", "BT-24", "CustomizationID", "Kennung der Spezifikation", "specification identifier"),
        .filled("BR-02", "BT-1", "ID", "Rechnungsnummer", "invoice number"),
        .filled("BR-03", "BT-2", "IssueDate", "Rechnungsdatum", "issue date"),
        Rule("BR-04", "BT-3", text: .missing("Rechnungsart", "invoice type code")) {
            try $0.isFilled("InvoiceTypeCode") || $0.isFilled("CreditNoteTypeCode")
        },
        .filled("BR-05", "BT-5", "DocumentCurrencyCode", "Rechnungswährung", "invoice currency"),
        .filled(
            "BR-06", "BT-27", "AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName", "Name des Verkäufers",
            "seller name"),
        .filled(
            "BR-07", "BT-44", "AccountingCustomerParty/Party/PartyLegalEntity/RegistrationName", "Name des Käufers",
            "buyer name"),
        .has(
            "BR-08", "BG-5", "AccountingSupplierParty/Party/PostalAddress", "Anschrift des Verkäufers",
            "seller postal address"),
        .has(
            "BR-10", "BG-8", "AccountingCustomerParty/Party/PostalAddress", "Anschrift des Käufers",
            "buyer postal address"),
        .has("BR-16", "BG-25", "InvoiceLine|CreditNoteLine", "Rechnungsposition", "invoice line"),
        Rule(
            "BR-53", "BT-111",
            text: .missing("Umsatzsteuerbetrag in der Buchungswährung", "VAT amount in the accounting currency")
        ) { node in
            node.texts("TaxCurrencyCode").allSatisfy { node.texts("//TaxTotal/TaxAmount/@currencyID").contains($0) }
        },
        Rule(
            "BR-CO-03", "BT-7", "BT-8",
            text: RuleText(
                "Steuerzeitpunkt und Code des Steuerzeitpunkts schließen einander aus.",
                "VAT point date and VAT point date code exclude each other.")
        ) { !($0.has("TaxPointDate") && $0.has("InvoicePeriod/DescriptionCode")) },
        Rule(
            figures: "BR-CO-15", "BT-112", text: .figure("Der Gesamtbetrag mit Umsatzsteuer", "The total with VAT"),
            gross),
        .has("BR-CO-18", "BG-23", "TaxTotal/TaxSubtotal", "Steueraufschlüsselung", "VAT breakdown"),
        // Their conditions compare a currency with an element that an amount never has: they cannot fail.
        Rule("BR-DEC-13", "BT-110", text: .decimals("Der Umsatzsteuerbetrag", "The VAT amount")) { _ in true },
        Rule("BR-DEC-15", "BT-111", text: .decimals("Der Umsatzsteuerbetrag", "The VAT amount")) { _ in true },
        Rule(
            "BR-B-01", "BT-151",
            text: RuleText("Die Kategorie B gibt es nur in Italien.", "Category B exists in Italy only.")
        ) { node in
            guard usesSplitPayment(node) else { return true }
            return node.texts("//IdentificationCode").allSatisfy { $0 == "IT" }
        },
        Rule(
            "BR-B-02", "BT-151",
            text: RuleText("Neben der Kategorie B darf S nicht stehen.", "Category S may not stand beside B.")
        ) { node in
            let uses = { (code: String) in
                ["TaxTotal/TaxSubtotal/TaxCategory/ID", "AllowanceCharge/TaxCategory/ID", "//ClassifiedTaxCategory/ID"]
                    .contains { (path: Path) in node.texts(path).contains(code) }
            }
            return !(uses("B") && uses("S"))
        },
    ]

    static func usesSplitPayment(_ node: Node) -> Bool {
        node.texts("//TaxCategory/ID").contains("B") || node.texts("//ClassifiedTaxCategory/ID").contains("B")
    }

    @Sendable static func gross(_ node: Node) throws -> Rule.Outcome {
        var last = Rule.Outcome.pass
        for currency in node.texts("DocumentCurrencyCode") {
            let taxes = node.all("TaxTotal/TaxAmount").filter { $0.attribute("@currencyID") == currency }
            guard taxes.count == 1, let tax = try taxes.first?.decimal() else { return Rule.Outcome(holds: false) }
            let expected = try node.decimal("LegalMonetaryTotal/TaxExclusiveAmount")?.adding(tax)?.cents
            last = .equal(try node.decimal("LegalMonetaryTotal/TaxInclusiveAmount"), expected)
            if !last.holds { return last }
        }
        return last
    }
}
