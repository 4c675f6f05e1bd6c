/// Allowances, charges and totals of a UBL document.
extension UBLModelRules {
    // MARK: Allowances and charges of the document

    static let vatCode: @Sendable (Node) -> Bool = { node in
        node.all("TaxCategory").contains { $0.isVAT && $0.has("ID") }
    }

    static let allowance = Scope(
        "/*/AllowanceCharge", when: { $0.isCharge == false },
        [
            .has("BR-31", "BT-92", "Amount", "Betrag des Nachlasses", "allowance amount"),
            Rule(
                "BR-32", "BT-95", text: .missing("Umsatzsteuerkategorie des Nachlasses", "allowance VAT category"),
                if: vatCode),
            .reason("BR-33", "BT-97", "Nachlasses", "allowance"),
            .reason("BR-CO-21", "BT-97", "Nachlasses", "allowance"),
            .cents("BR-DEC-01", "BT-92", "Amount", "Der Nachlass", "The allowance"),
            .cents("BR-DEC-02", "BT-93", "BaseAmount", "Der Grundbetrag des Nachlasses", "The allowance base"),
        ])

    static let charge = Scope(
        "/*/AllowanceCharge", when: { $0.isCharge == true },
        [
            .has("BR-36", "BT-99", "Amount", "Betrag des Zuschlags", "charge amount"),
            Rule(
                "BR-37", "BT-102", text: .missing("Umsatzsteuerkategorie des Zuschlags", "charge VAT category"),
                if: vatCode),
            .reason("BR-38", "BT-104", "Zuschlags", "charge"),
            .reason("BR-CO-22", "BT-104", "Zuschlags", "charge"),
            .cents("BR-DEC-05", "BT-99", "Amount", "Der Zuschlag", "The charge"),
            .cents("BR-DEC-06", "BT-100", "BaseAmount", "Der Grundbetrag des Zuschlags", "The charge base"),
        ])

    // MARK: Totals

    static let totals = Scope(
        "LegalMonetaryTotal",
        [
            .has("BR-12", "BT-106", "LineExtensionAmount", "Summe der Positionen", "sum of line net amounts"),
            .has("BR-13", "BT-109", "TaxExclusiveAmount", "Gesamtbetrag ohne Umsatzsteuer", "total without VAT"),
            .has("BR-14", "BT-112", "TaxInclusiveAmount", "Gesamtbetrag mit Umsatzsteuer", "total with VAT"),
            .has("BR-15", "BT-115", "PayableAmount", "Zahlbetrag", "amount due for payment"),
            Rule(
                figures: "BR-CO-10", "BT-106", "BT-131",
                text: .figure("Die Summe der Positionen", "The sum of the lines")
            ) {
                let sum = try $0.sum("//InvoiceLine|CreditNoteLine/LineExtensionAmount")
                return .equal(try $0.decimal("LineExtensionAmount"), sum.cents)
            },
            Rule(
                figures: "BR-CO-11", "BT-107", "BT-92",
                text: .figure("Die Summe der Nachlässe", "The sum of allowances")
            ) {
                try total($0, "AllowanceTotalAmount", isCharge: false)
            },
            Rule(figures: "BR-CO-12", "BT-108", "BT-99", text: .figure("Die Summe der Zuschläge", "The sum of charges"))
            {
                try total($0, "ChargeTotalAmount", isCharge: true)
            },
            Rule(
                figures: "BR-CO-13", "BT-109",
                text: .figure("Der Gesamtbetrag ohne Umsatzsteuer", "The total without VAT")
            ) { node in
                var expected = try node.decimal("LineExtensionAmount")
                let (charges, allowances) = try (
                    node.decimal("ChargeTotalAmount"), node.decimal("AllowanceTotalAmount")
                )
                if let charges { expected = expected?.adding(charges) }
                if let allowances { expected = expected?.subtracting(allowances) }
                let isPlain = charges == nil && allowances == nil
                return .equal(try node.decimal("TaxExclusiveAmount"), isPlain ? expected : expected?.cents)
            },
            Rule(figures: "BR-CO-16", "BT-115", text: .figure("Der Zahlbetrag", "The amount due for payment"), payable),
            .cents("BR-DEC-09", "BT-106", "LineExtensionAmount", "Die Summe der Positionen", "The sum of the lines"),
            .cents("BR-DEC-10", "BT-107", "AllowanceTotalAmount", "Die Summe der Nachlässe", "The sum of allowances"),
            .cents("BR-DEC-11", "BT-108", "ChargeTotalAmount", "Die Summe der Zuschläge", "The sum of charges"),
            .cents(
                "BR-DEC-12", "BT-109", "TaxExclusiveAmount", "Der Gesamtbetrag ohne Umsatzsteuer",
                "The total without VAT"),
            .cents(
                "BR-DEC-14", "BT-112", "TaxInclusiveAmount", "Der Gesamtbetrag mit Umsatzsteuer", "The total with VAT"),
            .cents("BR-DEC-16", "BT-113", "PrepaidAmount", "Der bezahlte Betrag", "The paid amount"),
            .cents("BR-DEC-17", "BT-114", "PayableRoundingAmount", "Der Rundungsbetrag", "The rounding amount"),
            .cents("BR-DEC-18", "BT-115", "PayableAmount", "Der Zahlbetrag", "The amount due for payment"),
        ])

    static func total(_ node: Node, _ path: Path, isCharge: Bool) throws -> Rule.Outcome {
        let parts = (isCharge ? node.index.ublTax.charges : node.index.ublTax.allowances).nodes
        guard let given = try node.decimal(path) else { return .when(parts.isEmpty) }
        var amounts: [Quantity] = []
        for part in parts { amounts += try part.decimals("Amount") }
        return .equal(given, try Node.sum(amounts).cents)
    }

    /// With a rounding amount both sides are rounded, without only the expected one, and not at all without advances.
    @Sendable static func payable(_ node: Node) throws -> Rule.Outcome {
        let (payable, prepaid) = try (node.decimal("PayableAmount"), node.decimal("PrepaidAmount"))
        let (rounding, gross) = try (node.decimal("PayableRoundingAmount"), node.decimal("TaxInclusiveAmount"))
        let given = rounding.map { payable?.subtracting($0)?.cents } ?? payable
        let expected = prepaid.map { gross?.subtracting($0)?.cents } ?? gross
        return .equal(given, expected)
    }
}
