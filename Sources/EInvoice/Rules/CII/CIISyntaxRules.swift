/// What EN 16931 restricts in the syntax of CII: CII-SR and CII-DT.
enum CIISyntaxRules {
    static let unused = UnusedElements(
        CIIUnusedDocumentElements.text + "\n" + CIIUnusedSettlementElements.text + "\n" + CIIUnusedLineElements.text,
        fatal: [], within: "SupplyChainTradeTransaction")

    /// In the order of the official rules.
    static let scopes: [Scope] =
        headScopes + lineScopes + settlementScopes + [root] + typeScopes

    static let transaction = "/*/SupplyChainTradeTransaction"

    static func exactlyOne(_ id: String, _ path: Path, _ german: String, _ english: String) -> Rule {
        Rule(id, text: RuleText("\(german): genau eine Angabe ist nötig.", "\(english): exactly one is needed.")) {
            $0.count(path) == 1
        }
    }

    // MARK: Head

    static let headScopes: [Scope] = [
        Scope(
            "/*/ExchangedDocumentContext",
            [
                .once(
                    "CII-SR-003", "BusinessProcessSpecifiedDocumentContextParameter", "Geschäftsprozess",
                    "business process", .warning),
                exactlyOne(
                    "CII-SR-009", "GuidelineSpecifiedDocumentContextParameter", "Spezifikation", "specification"),
                exactlyOne(
                    "CII-SR-010", "GuidelineSpecifiedDocumentContextParameter/ID", "Kennung der Spezifikation",
                    "specification identifier"),
            ]),
        Scope("/*/ExchangedDocument", [exactlyOne("CII-SR-014", "TypeCode", "Rechnungsart", "invoice type code")]),
        Scope(
            "/*/ExchangedDocument/IncludedNote",
            [.once("CII-SR-030", "Content", "Text der Bemerkung", "note text", .warning)]),
    ]

    // MARK: Lines

    static let lineScopes: [Scope] = [
        Scope(
            "\(transaction)/IncludedSupplyChainTradeLineItem/AssociatedDocumentLineDocument",
            [
                .once("CII-SR-039", "IncludedNote", "Bemerkung zur Position", "line note", .warning),
                .once("CII-SR-040", "IncludedNote/Content", "Text der Bemerkung", "note text", .warning),
            ]),
        Scope(
            "\(transaction)/IncludedSupplyChainTradeLineItem/SpecifiedTradeProduct",
            [
                Rule("CII-SR-046", text: .missing("Schema der Artikelkennung", "scheme of the item identifier")) {
                    !$0.has("GlobalID") || $0.has("GlobalID/@schemeID")
                },
                Rule("CII-SR-090", text: .missing("Ursprungsland", "country of origin")) {
                    !$0.has("OriginTradeCountry") || $0.count("OriginTradeCountry/ID") == 1
                },
            ]),
        Scope(
            "\(transaction)/IncludedSupplyChainTradeLineItem/SpecifiedTradeProduct/ApplicableProductCharacteristic",
            [
                exactlyOne("CII-SR-069", "Description", "Name der Artikeleigenschaft", "item attribute name"),
                exactlyOne("CII-SR-072", "Value", "Wert der Artikeleigenschaft", "item attribute value"),
            ]),
        Scope(
            "\(transaction)/IncludedSupplyChainTradeLineItem/SpecifiedLineTradeAgreement",
            [
                exactlyOne("CII-SR-439", "NetPriceProductTradePrice/ChargeAmount", "Nettopreis", "item net price"),
                Rule(
                    "CII-SR-119", .warning,
                    text: RuleText(
                        "Zu einem Preisnachlass gehören Kennzeichen und Betrag.",
                        "A price discount needs its indicator and its amount.")
                ) { node in
                    let discounts = node.all("GrossPriceProductTradePrice/AppliedTradeAllowanceCharge")
                    let isMarked = discounts.contains { $0.isTradeCharge == false && $0.has("ChargeIndicator") }
                    let hasAmount = discounts.contains { $0.has("ActualAmount") }
                    return (isMarked && hasAmount) || (!discounts.contains { $0.has("ChargeIndicator") } && !hasAmount)
                },
                .once("CII-SR-441", "NetPriceProductTradePrice/ChargeAmount", "Nettopreis", "item net price"),
            ]),
        Scope(
            "SpecifiedTradeAllowanceCharge",
            [
                .has("CII-SR-463", "BG-20", "ChargeIndicator", "Angabe, ob Nachlass oder Zuschlag", "charge indicator"),
                .once("CII-SR-471", "RateApplicablePercent", "Prozentsatz", "percentage"),
                .once("CII-SR-472", "CategoryTradeTax", "Umsatzsteuerkategorie", "VAT category"),
                .once("CII-SR-473", "ActualAmount", "Betrag", "amount"),
            ]),
        Scope(
            "GrossPriceProductTradePrice/AppliedTradeAllowanceCharge",
            [.once("CII-SR-440", "ActualAmount", "Preisnachlass", "price discount")]),
        Scope(
            "\(transaction)/IncludedSupplyChainTradeLineItem/SpecifiedLineTradeSettlement",
            [
                Rule(
                    "CII-SR-454", .warning,
                    text: RuleText(
                        "Eine Position braucht genau eine Umsatzsteuerkategorie.",
                        "A line needs exactly one VAT category.")
                ) {
                    $0.count("ApplicableTradeTax") == 1
                },
                references("CII-SR-474", "130", "Objekt der Position", "line object", .warning),
            ]),
    ]

    static func references(
        _ id: String, _ type: String, _ german: String, _ english: String, _ severity: RuleSeverity,
        _ inside: Path? = nil
    ) -> Rule {
        Rule(id, severity, text: .repeated(german, english)) { node in
            node.all("AdditionalReferencedDocument").filter { $0.says("TypeCode", type) }
                .reduce(0) { $0 + (inside.map($1.count) ?? 1) } <= 1
        }
    }
}
