/// Allowances, charges and totals of a CII document.
extension CIIModelRules {
    // MARK: Allowances and charges

    static let vatCode: @Sendable (Node) -> Bool = { node in
        node.all("../CategoryTradeTax").contains { $0.isTradeVAT && $0.has("CategoryCode") }
    }

    static func isFlag(_ text: String) -> @Sendable (Node) -> Bool {
        { $0.texts("Indicator").contains(text) }
    }

    static func tradeReason(_ id: String, _ term: String, _ german: String, _ english: String) -> Rule {
        Rule(id, term, text: .missing("Grund des \(german)", "\(english) reason")) {
            $0.has("../Reason") || $0.has("../ReasonCode")
        }
    }

    /// Of the first amount only, as the official rule has it.
    static func firstCents(_ id: String, _ term: String, _ german: String, _ english: String) -> Rule {
        Rule(id, term, text: .decimals(german, english)) { node in
            guard let text = node.first("../ActualAmount")?.text, let point = text.firstIndex(of: ".") else {
                return true
            }
            return text[point...].unicodeScalars.count <= 3
        }
    }

    static let allowance = Scope(
        "ApplicableHeaderTradeSettlement/SpecifiedTradeAllowanceCharge/ChargeIndicator", when: isFlag("false"),
        [
            .has("BR-31", "BT-92", "../ActualAmount", "Betrag des Nachlasses", "allowance amount"),
            Rule(
                "BR-32", "BT-95", text: .missing("Umsatzsteuerkategorie des Nachlasses", "allowance VAT category"),
                if: vatCode),
            tradeReason("BR-33", "BT-97", "Nachlasses", "allowance"),
            tradeReason("BR-CO-21", "BT-97", "Nachlasses", "allowance"),
            firstCents("BR-DEC-01", "BT-92", "Der Nachlass", "The allowance"),
            .cents("BR-DEC-02", "BT-93", "../BasisAmount", "Der Grundbetrag des Nachlasses", "The allowance base"),
        ])

    static let charge = Scope(
        "ApplicableHeaderTradeSettlement/SpecifiedTradeAllowanceCharge/ChargeIndicator", when: isFlag("true"),
        [
            .has("BR-36", "BT-99", "../ActualAmount", "Betrag des Zuschlags", "charge amount"),
            Rule(
                "BR-37", "BT-102", text: .missing("Umsatzsteuerkategorie des Zuschlags", "charge VAT category"),
                if: vatCode),
            tradeReason("BR-38", "BT-104", "Zuschlags", "charge"),
            tradeReason("BR-CO-22", "BT-104", "Zuschlags", "charge"),
            firstCents("BR-DEC-05", "BT-99", "Der Zuschlag", "The charge"),
            .cents("BR-DEC-06", "BT-100", "../BasisAmount", "Der Grundbetrag des Zuschlags", "The charge base"),
        ])

    // MARK: Totals

    static let currency: Path =
        "/SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/InvoiceCurrencyCode"
    static let taxCurrency: Path =
        "/SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/TaxCurrencyCode"

    static let totals = Scope(
        "SpecifiedTradeSettlementHeaderMonetarySummation",
        [
            .has("BR-12", "BT-106", "LineTotalAmount", "Summe der Positionen", "sum of line net amounts"),
            .has("BR-13", "BT-109", "TaxBasisTotalAmount", "Gesamtbetrag ohne Umsatzsteuer", "total without VAT"),
            .has("BR-14", "BT-112", "GrandTotalAmount", "Gesamtbetrag mit Umsatzsteuer", "total with VAT"),
            .has("BR-15", "BT-115", "DuePayableAmount", "Zahlbetrag", "amount due for payment"),
            Rule(
                "BR-53", "BT-111",
                text: .missing("Umsatzsteuerbetrag in der Buchungswährung", "VAT amount in the accounting currency")
            ) { node in
                let taxCurrencies = node.texts(taxCurrency)
                guard !taxCurrencies.isEmpty else { return true }
                return !Set(node.texts("TaxTotalAmount/@currencyID")).isDisjoint(with: taxCurrencies)
                    && Set(node.texts(currency)).isDisjoint(with: taxCurrencies)
            },
            Rule(
                figures: "BR-CO-10", "BT-106", "BT-131",
                text: .figure("Die Summe der Positionen", "The sum of the lines")
            ) { node in
                let sum = try node.sum(
                    "../../IncludedSupplyChainTradeLineItem/SpecifiedLineTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount"
                )
                return .equal(try node.decimal("LineTotalAmount"), sum.cents)
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
                var expected = try first(node, "LineTotalAmount")
                if let charges = try first(node, "ChargeTotalAmount") { expected = expected?.adding(charges) }
                if let allowances = try first(node, "AllowanceTotalAmount") {
                    expected = expected?.subtracting(allowances)
                }
                return .equal(try first(node, "TaxBasisTotalAmount"), expected?.cents)
            },
            Rule(figures: "BR-CO-16", "BT-115", text: .figure("Der Zahlbetrag", "The amount due for payment")) { node in
                var expected = try first(node, "GrandTotalAmount")
                if let prepaid = try first(node, "TotalPrepaidAmount") { expected = expected?.subtracting(prepaid) }
                if let rounding = try first(node, "RoundingAmount") { expected = expected?.adding(rounding) }
                return .equal(try first(node, "DuePayableAmount"), expected)
            },
            .cents("BR-DEC-09", "BT-106", "LineTotalAmount", "Die Summe der Positionen", "The sum of the lines"),
            .cents("BR-DEC-10", "BT-107", "AllowanceTotalAmount", "Die Summe der Nachlässe", "The sum of allowances"),
            .cents("BR-DEC-11", "BT-108", "ChargeTotalAmount", "Die Summe der Zuschläge", "The sum of charges"),
            .cents(
                "BR-DEC-12", "BT-109", "TaxBasisTotalAmount", "Der Gesamtbetrag ohne Umsatzsteuer",
                "The total without VAT"),
            .cents(
                "BR-DEC-14", "BT-112", "GrandTotalAmount", "Der Gesamtbetrag mit Umsatzsteuer", "The total with VAT"),
            Rule("BR-DEC-13", "BT-110", text: .decimals("Der Umsatzsteuerbetrag", "The VAT amount")) { node in
                let taxes = node.all("TaxTotalAmount")
                let own = node.texts(currency)
                return try taxes.isEmpty
                    || taxes.contains { tax in
                        try !isIn(tax, own) || tax.decimal().cents == tax.decimal()
                    }
            },
            Rule("BR-DEC-15", "BT-111", text: .decimals("Der Umsatzsteuerbetrag", "The VAT amount")) { node in
                let taxes = node.all("TaxTotalAmount")
                let own = node.texts(taxCurrency)
                return try taxes.isEmpty || own.isEmpty
                    || taxes.contains { tax in
                        try isIn(tax, own) && tax.decimal().cents == tax.decimal()
                    }
            },
            .cents("BR-DEC-16", "BT-113", "TotalPrepaidAmount", "Der bezahlte Betrag", "The paid amount"),
            .cents("BR-DEC-17", "BT-114", "RoundingAmount", "Der Rundungsbetrag", "The rounding amount"),
            .cents("BR-DEC-18", "BT-115", "DuePayableAmount", "Der Zahlbetrag", "The amount due for payment"),
        ])

    static func isIn(_ tax: Node, _ currencies: [String]) -> Bool {
        tax.attribute("@currencyID").map(currencies.contains) ?? false
    }

    static func first(_ node: Node, _ path: Path) throws -> Quantity? { try node.first(path)?.decimal() }

    static func total(_ node: Node, _ path: Path, isCharge: Bool) throws -> Rule.Outcome {
        let parts = (isCharge ? node.index.ciiTax.charges : node.index.ciiTax.allowances).nodes
        guard node.has(path) else { return .when(parts.isEmpty) }
        let expected = try CIITaxFigures.total(parts).cents
        let given = try node.decimals(path)
        return Rule.Outcome(
            holds: given.contains { $0 == expected }, expected: "\(expected)", actual: given.first.map { "\($0)" })
    }
}
