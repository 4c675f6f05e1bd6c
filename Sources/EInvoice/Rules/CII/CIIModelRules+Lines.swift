/// Lines of a CII document.
extension CIIModelRules {
    static let lineScopes: [Scope] = [
        Scope(
            "IncludedSupplyChainTradeLineItem",
            [
                .filled(
                    "BR-21", "BT-126", "AssociatedDocumentLineDocument/LineID", "Positionsnummer", "line identifier"),
                .has("BR-22", "BT-129", "SpecifiedLineTradeDelivery/BilledQuantity", "Menge", "invoiced quantity"),
                .has(
                    "BR-23", "BT-130", "SpecifiedLineTradeDelivery/BilledQuantity/@unitCode", "Einheit der Menge",
                    "unit of the quantity"),
                .has("BR-24", "BT-131", lineTotal, "Nettobetrag der Position", "line net amount"),
                .filled("BR-25", "BT-153", "SpecifiedTradeProduct/Name", "Artikelbezeichnung", "item name"),
                .has(
                    "BR-26", "BT-146", "SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount",
                    "Nettopreis", "item net price"),
                .notNegative(
                    "BR-27", "BT-146", "SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount",
                    isNeeded: true, "Der Nettopreis", "The item net price"),
                .notNegative(
                    "BR-28", "BT-148", "SpecifiedLineTradeAgreement/GrossPriceProductTradePrice/ChargeAmount",
                    isNeeded: false, "Der Bruttopreis", "The item gross price"),
                Rule("BR-64", "BT-157", text: .missing("Schema der Artikelkennung", "scheme of the item identifier")) {
                    try !$0.has("SpecifiedTradeProduct/GlobalID")
                        || $0.isFilled("SpecifiedTradeProduct/GlobalID/@schemeID")
                },
                Rule("BR-CO-04", "BT-151", text: .missing("Umsatzsteuerkategorie der Position", "line VAT category")) {
                    node in
                    node.all("SpecifiedLineTradeSettlement/ApplicableTradeTax").contains {
                        $0.isTradeVAT && $0.has("CategoryCode")
                    }
                },
                .has(
                    "BR-CO-18", "BG-23",
                    "//SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/ApplicableTradeTax",
                    "Steueraufschlüsselung", "VAT breakdown"),
                .cents("BR-DEC-23", "BT-131", lineTotal, "Der Nettobetrag der Position", "The line net amount"),
            ]),
        Scope(
            "SpecifiedLineTradeSettlement/SpecifiedTradeAllowanceCharge/ChargeIndicator", when: isFlag("false"),
            [
                .has("BR-41", "BT-136", "../ActualAmount", "Betrag des Nachlasses", "allowance amount"),
                tradeReason("BR-42", "BT-139", "Nachlasses", "allowance"),
                tradeReason("BR-CO-23", "BT-139", "Nachlasses", "allowance"),
                firstCents("BR-DEC-24", "BT-136", "Der Nachlass", "The allowance"),
                .cents("BR-DEC-25", "BT-137", "../BasisAmount", "Der Grundbetrag des Nachlasses", "The allowance base"),
            ]),
        Scope(
            "SpecifiedLineTradeSettlement/SpecifiedTradeAllowanceCharge/ChargeIndicator", when: isFlag("true"),
            [
                .has("BR-43", "BT-141", "../ActualAmount", "Betrag des Zuschlags", "charge amount"),
                tradeReason("BR-44", "BT-144", "Zuschlags", "charge"),
                tradeReason("BR-CO-24", "BT-144", "Zuschlags", "charge"),
                firstCents("BR-DEC-27", "BT-141", "Der Zuschlag", "The charge"),
                .cents("BR-DEC-28", "BT-142", "../BasisAmount", "Der Grundbetrag des Zuschlags", "The charge base"),
            ]),
        period("SpecifiedLineTradeSettlement/BillingSpecifiedPeriod", "BR-30", "BR-CO-20", "BT-134", "BT-135"),
        period("ApplicableHeaderTradeSettlement/BillingSpecifiedPeriod", "BR-29", "BR-CO-19", "BT-73", "BT-74"),
        Scope(
            "ApplicableProductCharacteristic",
            [
                Rule(
                    "BR-54", "BT-160", "BT-161",
                    text: .missing("Name oder Wert der Artikeleigenschaft", "name or value of the item attribute")
                ) {
                    $0.has("Description") && $0.has("Value")
                }
            ]),
    ]

    static let lineTotal: Path =
        "SpecifiedLineTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount"

    static func period(_ pattern: String, _ order: String, _ presence: String, _ start: String, _ end: String)
        -> Scope
    {
        let days = { @Sendable (node: Node, path: Path) in
            node.all(path).filter { $0.attribute("@format") == "102" }.map(\.text)
        }
        return Scope(
            pattern,
            [
                Rule(
                    order, start, end,
                    text: RuleText("Der Zeitraum endet vor seinem Beginn.", "The period ends before it starts.")
                ) { node in
                    guard node.has("EndDateTime"), node.has("StartDateTime") else { return true }
                    let starts = days(node, "StartDateTime/DateTimeString")
                    return days(node, "EndDateTime/DateTimeString").contains { end in starts.contains { end >= $0 } }
                },
                Rule(
                    presence, start, end, text: .missing("Beginn oder Ende des Zeitraums", "start or end of the period")
                ) {
                    $0.has("StartDateTime") || $0.has("EndDateTime")
                },
            ])
    }
}
