/// What a CII document must have.
extension CIIModelRules {
    static let agreement = "SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement"

    static let document = Scope("/*", documentRules + categories.map(CIICategoryRules.documentRule))

    static let documentRules: [Rule] = [
        .filled(
            "BR-01", "BT-24", "ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID",
            "Kennung der Spezifikation", "specification identifier"),
        .filled("BR-02", "BT-1", "ExchangedDocument/ID", "Rechnungsnummer", "invoice number"),
        Rule("BR-03", "BT-2", text: .missing("Rechnungsdatum", "issue date")) { node in
            let dates = node.all("ExchangedDocument/IssueDateTime/DateTimeString").filter {
                $0.attribute("@format") == "102"
            }
            return dates.count == 1 && !dates[0].isBlank
        },
        .filled("BR-04", "BT-3", "ExchangedDocument/TypeCode", "Rechnungsart", "invoice type code"),
        .filled(
            "BR-05", "BT-5", "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/InvoiceCurrencyCode",
            "Rechnungswährung", "invoice currency"),
        .filled("BR-06", "BT-27", Path(agreement + "/SellerTradeParty/Name"), "Name des Verkäufers", "seller name"),
        .filled("BR-07", "BT-44", Path(agreement + "/BuyerTradeParty/Name"), "Name des Käufers", "buyer name"),
        .has(
            "BR-08", "BG-5", Path(agreement + "/SellerTradeParty/PostalTradeAddress"), "Anschrift des Verkäufers",
            "seller postal address"),
        .filled(
            "BR-09", "BT-40", Path(agreement + "/SellerTradeParty/PostalTradeAddress/CountryID"), "Land des Verkäufers",
            "seller country"),
        .has(
            "BR-10", "BG-8", Path(agreement + "/BuyerTradeParty/PostalTradeAddress"), "Anschrift des Käufers",
            "buyer postal address"),
        .filled(
            "BR-11", "BT-55", Path(agreement + "/BuyerTradeParty/PostalTradeAddress/CountryID"), "Land des Käufers",
            "buyer country"),
        .has("BR-16", "BG-25", "//IncludedSupplyChainTradeLineItem", "Rechnungsposition", "invoice line"),
        address(
            "BR-62", "BT-34", "SellerTradeParty", "Schema der elektronischen Adresse des Verkäufers",
            "scheme of the seller electronic address"),
        address(
            "BR-63", "BT-49", "BuyerTradeParty", "Schema der elektronischen Adresse des Käufers",
            "scheme of the buyer electronic address"),
        Rule(
            figures: "BR-CO-15", "BT-112", text: .figure("Der Gesamtbetrag mit Umsatzsteuer", "The total with VAT"),
            gross),
        Rule(
            "BR-B-01", "BT-151",
            text: RuleText("Die Kategorie B gibt es nur in Italien.", "Category B exists in Italy only.")
        ) { node in
            !node.texts("//CategoryCode").contains("B") || node.texts("//CountryID").allSatisfy { $0 == "IT" }
        },
        Rule(
            "BR-B-02", "BT-151",
            text: RuleText("Neben der Kategorie B darf S nicht stehen.", "Category S may not stand beside B.")
        ) { node in
            let codes = node.texts("//CategoryCode")
            return !(codes.contains("B") && codes.contains("S"))
        },
    ]

    static func address(
        _ id: String, _ term: String, _ party: String, _ german: String, _ english: String
    ) -> Rule {
        let parties = Path("\(agreement)/\(party)")
        return Rule(id, term, text: .missing(german, english)) { node in
            let addresses = node.all(parties).compactMap { $0.first("URIUniversalCommunication") }
            guard !addresses.isEmpty else { return true }
            let schemes = addresses.flatMap { $0.texts("URIID/@schemeID") }
            return schemes.count == 1 && !Node.normalize(schemes[0]).isEmpty
        }
    }

    @Sendable static func gross(_ node: Node) throws -> Rule.Outcome {
        let sums =
            "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/SpecifiedTradeSettlementHeaderMonetarySummation/"
        var last = Rule.Outcome.pass
        for currency in node.texts(currency) {
            let gross = try first(node, Path(sums + "GrandTotalAmount"))
            let net = try first(node, Path(sums + "TaxBasisTotalAmount"))
            let taxes = node.all(Path(sums + "TaxTotalAmount")).filter { $0.attribute("@currencyID") == currency }
            if taxes.count == 1, let tax = try taxes.first?.decimal() {
                last = .equal(gross, net?.adding(tax)?.cents)
                if last.holds { continue }
            } else {
                last = Rule.Outcome(holds: false)
            }
            guard let gross, let net, gross == net else { return last }
            last = .pass
        }
        return last
    }
}
