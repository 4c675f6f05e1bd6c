/// VAT of a UBL document.
extension UBLModelRules {
    static let taxScopes: [Scope] = [
        Scope(
            "/*/TaxTotal",
            [
                Rule(
                    figures: "BR-CO-14", "BT-110", "BT-117",
                    text: .figure("Die Summe der Steuerbeträge", "The sum of the VAT amounts")
                ) { node in
                    guard node.has("TaxSubtotal") else { return .pass }
                    return .equal(try node.decimal("TaxAmount"), try node.sum("TaxSubtotal/TaxAmount").cents)
                }
            ]),
        Scope(
            "TaxTotal/TaxSubtotal",
            [
                .has("BR-45", "BT-116", "TaxableAmount", "Bemessungsgrundlage", "taxable amount"),
                .has("BR-46", "BT-117", "TaxAmount", "Steuerbetrag", "tax amount"),
                Rule("BR-47", "BT-118", text: .missing("Umsatzsteuerkategorie", "VAT category code"), if: vatCode),
                Rule("BR-48", "BT-119", text: .missing("Steuersatz", "VAT rate")) { node in
                    node.all("TaxCategory").contains { $0.isVAT && ($0.has("Percent") || $0.says("ID", "O")) }
                },
                Rule(figures: "BR-CO-17", "BT-117", text: .figure("Der Steuerbetrag", "The VAT amount"), taxAmount),
                .cents("BR-DEC-19", "BT-116", "TaxableAmount", "Die Bemessungsgrundlage", "The taxable amount"),
                .cents("BR-DEC-20", "BT-117", "TaxAmount", "Der Steuerbetrag", "The VAT amount"),
            ]),
        Scope(
            "PartyTaxScheme", when: \.isVAT,
            [
                Rule(
                    "BR-CO-09", "BT-31", "BT-48", "BT-63",
                    text: RuleText(
                        "Eine Umsatzsteuer-ID beginnt mit dem Kürzel eines Landes.",
                        "A VAT identifier begins with the code of a country.")
                ) { node in
                    // Looked for in the list as one text, as the official rule does: nothing at all is found there too.
                    let prefix = (try node.text("CompanyID") ?? "").prefix(2)
                    return prefix.isEmpty || vatPrefixes.contains(prefix)
                }
            ]),
    ]

    static let vatPrefixes = " \(CodeList.vatPrefixesUBL.codes.joined(separator: " ")) "

    /// To within one unit of the currency; without a rate, or at one that rounds to 0, the amount must round to 0.
    @Sendable static func taxAmount(_ node: Node) throws -> Rule.Outcome {
        var rates: [Quantity] = []
        for category in node.all("TaxCategory") where category.isVAT { rates += try category.decimals("Percent") }
        guard rates.count <= 1 else { return Rule.Outcome(holds: false) }
        let tax = try node.decimal("TaxAmount")
        guard let rate = rates.first, rate.rounded(0) != 0 else {
            return .when(tax.map { $0.rounded(0) == 0 } ?? false)
        }
        guard let tax = tax?.magnitude, let base = try node.decimal("TaxableAmount")?.magnitude,
            let expected = base.multiplied(by: rate.hundredth)?.cents
        else { return Rule.Outcome(holds: false) }
        return Rule.Outcome(holds: tax.isWithinOne(of: expected), expected: "\(expected)", actual: "\(tax)")
    }
}
