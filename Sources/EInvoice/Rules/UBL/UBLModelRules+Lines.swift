/// Lines of a UBL document.
extension UBLModelRules {
    static let lineScopes: [Scope] = [
        Scope(
            "InvoiceLine|CreditNoteLine",
            [
                .filled("BR-21", "BT-126", "ID", "Positionsnummer", "line identifier"),
                .has("BR-22", "BT-129", "InvoicedQuantity|CreditedQuantity", "Menge", "invoiced quantity"),
                .has(
                    "BR-23", "BT-130", "InvoicedQuantity|CreditedQuantity/@unitCode", "Einheit der Menge",
                    "unit of the quantity"),
                .has("BR-24", "BT-131", "LineExtensionAmount", "Nettobetrag der Position", "line net amount"),
                .filled("BR-25", "BT-153", "Item/Name", "Artikelbezeichnung", "item name"),
                .has("BR-26", "BT-146", "Price/PriceAmount", "Nettopreis", "item net price"),
                .notNegative(
                    "BR-27", "BT-146", "Price/PriceAmount", isNeeded: true, "Der Nettopreis", "The item net price"),
                .notNegative(
                    "BR-28", "BT-148", "Price/AllowanceCharge/BaseAmount", isNeeded: false, "Der Bruttopreis",
                    "The item gross price"),
                Rule("BR-CO-04", "BT-151", text: .missing("Umsatzsteuerkategorie der Position", "line VAT category")) {
                    node in
                    node.all("Item/ClassifiedTaxCategory").contains { $0.isVAT && $0.has("ID") }
                },
                .cents(
                    "BR-DEC-23", "BT-131", "LineExtensionAmount", "Der Nettobetrag der Position", "The line net amount"),
            ]),
        Scope(
            "InvoiceLine|CreditNoteLine/AllowanceCharge", when: { $0.isCharge == false },
            [
                .has("BR-41", "BT-136", "Amount", "Betrag des Nachlasses", "allowance amount"),
                .reason("BR-42", "BT-139", "Nachlasses", "allowance"),
                .reason("BR-CO-23", "BT-139", "Nachlasses", "allowance"),
                .cents("BR-DEC-24", "BT-136", "Amount", "Der Nachlass", "The allowance"),
                .cents("BR-DEC-25", "BT-137", "BaseAmount", "Der Grundbetrag des Nachlasses", "The allowance base"),
            ]),
        Scope(
            "InvoiceLine|CreditNoteLine/AllowanceCharge", when: { $0.isCharge == true },
            [
                .has("BR-43", "BT-141", "Amount", "Betrag des Zuschlags", "charge amount"),
                .reason("BR-44", "BT-144", "Zuschlags", "charge"),
                .reason("BR-CO-24", "BT-144", "Zuschlags", "charge"),
                .cents("BR-DEC-27", "BT-141", "Amount", "Der Zuschlag", "The charge"),
                .cents("BR-DEC-28", "BT-142", "BaseAmount", "Der Grundbetrag des Zuschlags", "The charge base"),
            ]),
        Scope(
            "InvoiceLine|CreditNoteLine/InvoicePeriod",
            [
                period("BR-30", "BT-134", "BT-135"),
                Rule(
                    "BR-CO-20", "BT-134", "BT-135",
                    text: .missing("Beginn oder Ende des Zeitraums", "start or end of the period")
                ) {
                    $0.has("StartDate") || $0.has("EndDate")
                },
            ]),
        Scope(
            "InvoicePeriod",
            [
                period("BR-29", "BT-73", "BT-74"),
                Rule(
                    "BR-CO-19", "BT-73", "BT-74",
                    text: .missing("Beginn oder Ende des Zeitraums", "start or end of the period")
                ) {
                    $0.has("StartDate") || $0.has("EndDate") || $0.has("DescriptionCode")
                },
            ]),
        Scope(
            "AdditionalItemProperty",
            [
                Rule(
                    "BR-54", "BT-160", "BT-161",
                    text: .missing("Name oder Wert der Artikeleigenschaft", "name or value of the item attribute")
                ) {
                    $0.has("Name") && $0.has("Value")
                }
            ]),
        Scope(
            "InvoiceLine|CreditNoteLine/Item/CommodityClassification/ItemClassificationCode",
            [
                .has(
                    "BR-65", "BT-158", "@listID", "Schema der Artikelklassifikation",
                    "scheme of the item classification")
            ]),
        Scope(
            "InvoiceLine|CreditNoteLine/Item/StandardItemIdentification/ID",
            [.has("BR-64", "BT-157", "@schemeID", "Schema der Artikelkennung", "scheme of the item identifier")]),
    ]

    static func period(_ id: String, _ start: String, _ end: String) -> Rule {
        Rule(
            id, start, end, text: RuleText("Der Zeitraum endet vor seinem Beginn.", "The period ends before it starts.")
        ) { node in
            guard let end = try node.text("EndDate"), let start = try node.text("StartDate") else { return true }
            let (first, last) = try (XMLDate(start), XMLDate(end))
            return first <= last
        }
    }
}
