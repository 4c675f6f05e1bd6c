/// VAT of a CII document.
extension CIIModelRules {
    static let taxes = Scope(
        "ApplicableHeaderTradeSettlement/ApplicableTradeTax",
        [
            .has("BR-45", "BT-116", "BasisAmount", "Bemessungsgrundlage", "taxable amount"),
            .has("BR-46", "BT-117", "CalculatedAmount", "Steuerbetrag", "tax amount"),
            Rule("BR-47", "BT-118", text: .missing("Umsatzsteuerkategorie", "VAT category code")) {
                $0.isTradeVAT && $0.has("CategoryCode")
            },
            Rule("BR-48", "BT-119", text: .missing("Steuersatz", "VAT rate")) {
                $0.isTradeVAT && ($0.has("RateApplicablePercent") || $0.texts("CategoryCode").contains("O"))
            },
            Rule(
                "BR-CO-03", "BT-7", "BT-8",
                text: RuleText(
                    "Steuerzeitpunkt und Code des Steuerzeitpunkts schließen einander aus.",
                    "VAT point date and VAT point date code exclude each other.")
            ) { !($0.has("//TaxPointDate") && $0.has("//DueDateTypeCode")) },
            Rule(figures: "BR-CO-17", "BT-117", text: .figure("Der Steuerbetrag", "The VAT amount"), taxAmount),
            .cents("BR-DEC-19", "BT-116", "BasisAmount", "Die Bemessungsgrundlage", "The taxable amount"),
            .cents("BR-DEC-20", "BT-117", "CalculatedAmount", "Der Steuerbetrag", "The VAT amount"),
        ])

    /// To within one unit of the currency, that unit included.
    @Sendable static func taxAmount(_ node: Node) throws -> Rule.Outcome {
        let isVAT = node.texts("TypeCode").contains { Node.normalize($0.uppercased()) == "VAT" }
        let rate = isVAT ? try node.decimal("RateApplicablePercent") : nil
        let tax = try node.decimal("CalculatedAmount")
        guard let rate, rate.rounded(0) != 0 else { return .when(tax.map { $0.rounded(0) == 0 } ?? false) }
        guard let tax = tax?.magnitude, let base = try node.decimal("BasisAmount")?.magnitude,
            let expected = base.multiplied(by: rate.hundredth)?.cents
        else { return Rule.Outcome(holds: false) }
        return Rule.Outcome(holds: tax.isWithinOneInclusive(of: expected), expected: "\(expected)", actual: "\(tax)")
    }
}
