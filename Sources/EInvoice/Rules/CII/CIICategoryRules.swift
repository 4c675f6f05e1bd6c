/// The rules of the nine VAT categories for CII: BR-S-01 to BR-AG-10, and what only some of them have.
enum CIICategoryRules {
    private static let code: Path = "CategoryCode"
    private static let percent: Path = "RateApplicablePercent"
    private static let headerTaxes: Path = "//ApplicableHeaderTradeSettlement/ApplicableTradeTax"
    private static let lineTaxes: Path = "//SpecifiedLineTradeSettlement/ApplicableTradeTax"
    private static let allowanceTaxes: Path = "//CategoryTradeTax"

    // MARK: What the document says (BR-…-01)

    static func documentRule(_ category: VATCategory) -> Rule {
        let code = category.code
        let count: @Sendable (Node, Path) -> Int = { node, path in
            node.all(path).count { $0.texts(Self.code).contains(code) }
        }
        return Rule(category.id("01"), "BG-23", text: category.text.breakdown) { node in
            let header = count(node, headerTaxes)
            let (lines, allowances) = (count(node, lineTaxes), count(node, allowanceTaxes))
            if category.hasRates {
                return (lines == 0 || lines + header >= 2) && (allowances == 0 || allowances + header >= 2)
            }
            if header == 0 { return code == "O" || (lines == 0 && allowances == 0) }
            return header == 1 && (lines > 0 || allowances > 0)
        }
    }

    // MARK: Identifiers (BR-…-02 to -04) and rates (-05 to -07)

    private static func identifierRule(_ category: VATCategory, _ number: String) -> Rule {
        Rule(category.id(number), "BT-31", "BT-32", "BT-63", text: category.text.identifiers) { node in
            let known = node.index.ciiTax.registrations
            switch category.code {
            case "O": return !known.sellerVAT && !known.representativeVAT && !known.buyerVAT
            case "G": return known.sellerVAT || known.representativeVAT
            case "K": return (known.sellerVAT || known.representativeVAT) && known.buyerVAT
            default:
                let seller = known.seller || known.representativeVAT
                guard category.code == "AE" else { return seller }
                return seller && (known.buyerVAT || node.has("//BuyerTradeParty/SpecifiedLegalOrganization/ID"))
            }
        }
    }

    private static func rateRule(_ category: VATCategory, _ number: String) -> Rule {
        Rule(category.id(number), "BT-152", text: category.text.rate) { node in
            switch category.code {
            case "O": return !node.has(percent)
            case "S", "L": return try node.decimals(percent).contains { $0 > .zero }
            case "M": return try node.decimals(percent).contains { $0 >= .zero }
            default: return try node.decimals(percent).contains { $0 == .zero }
            }
        }
    }

    // MARK: Breakdown (BR-…-08 to -10)

    /// Looks at the tax, whichever of its elements the official rule looks at.
    private static func onTax(_ rule: Rule) -> Rule {
        Rule(id: rule.id, severity: rule.severity, terms: rule.terms, text: rule.text) { node in
            guard let tax = node.parent else { return .pass }
            return try rule.check(tax)
        }
    }

    private static func breakdownRules(_ category: VATCategory) -> [Rule] {
        let base = RuleText.figure("Die Bemessungsgrundlage", "The taxable amount")
        return [
            Rule(figures: category.id("08"), "BT-116", text: base) { node in
                switch category.code {
                // Their condition asks the rate of an element that never has one: they cannot fail.
                case "L", "M": return .pass
                case "S": return try exactByRate(node)
                default: return try taxable(node, category.code)
                }
            },
            taxRule(category),
            Rule(category.id("10"), "BT-120", "BT-121", text: category.text.reason) { node in
                let hasReason = node.has("ExemptionReason") || node.has("ExemptionReasonCode")
                return hasReason == category.needsReason
            },
        ]
    }

    private static func taxRule(_ category: VATCategory) -> Rule {
        switch category.code {
        case "L", "M": Rule(category.id("09"), "BT-117", text: category.text.noTax) { _ in true }
        case "S": Rule(figures: category.id("09"), "BT-117", text: .figure("Der Steuerbetrag", "The VAT amount"), tax)
        default:
            Rule(category.id("09"), "BT-117", text: category.text.noTax) { node in
                try node.decimals("CalculatedAmount").contains { $0 == .zero }
            }
        }
    }

    /// Exactly, at the same rate.
    private static func exactByRate(_ node: Node) throws -> Rule.Outcome {
        for rate in try node.decimals(percent) {
            let net = try node.index.ciiTax.net("S", rate)
            let amounts = try node.decimals("BasisAmount")
            if !amounts.contains(where: { $0 == net }) {
                return Rule.Outcome(holds: false, expected: "\(net)", actual: amounts.first.map { "\($0)" })
            }
        }
        return .pass
    }

    /// To within one unit of the currency; exactly for what is outside of VAT.
    private static func taxable(_ node: Node, _ code: String) throws -> Rule.Outcome {
        let net = try node.index.ciiTax.net(code, nil)
        if code == "O" {
            let amounts = try node.decimals("BasisAmount")
            return Rule.Outcome(
                holds: amounts.contains { $0 == net }, expected: "\(net)", actual: amounts.first.map { "\($0)" })
        }
        guard let amount = try node.decimal("BasisAmount") else { return Rule.Outcome(holds: false) }
        return Rule.Outcome(
            holds: BinaryFraction.isWithinOneRounded(amount, of: net), expected: "\(net)", actual: "\(amount)")
    }

    /// The product is rounded to whole units of a hundredth before it is divided.
    @Sendable private static func tax(_ node: Node) throws -> Rule.Outcome {
        guard let amount = try node.decimal("CalculatedAmount")?.magnitude,
            let base = try node.decimal("BasisAmount")?.magnitude, let rate = try node.decimal(percent),
            let product = base.multiplied(by: rate)
        else { return Rule.Outcome(holds: false) }
        let expected = Quantity(digits: product.rounded(0), scale: 2)
        return Rule.Outcome(holds: amount.isWithinOne(of: expected), expected: "\(expected)", actual: "\(amount)")
    }

    private static let deliveryRules: [Rule] = [
        Rule(
            "BR-IC-11", "BT-72", "BG-14",
            text: .missing("Lieferdatum oder Leistungszeitraum", "delivery date or invoicing period")
        ) { node in
            node.has(
                "/SupplyChainTradeTransaction/ApplicableHeaderTradeDelivery/ActualDeliverySupplyChainEvent/OccurrenceDateTime/DateTimeString"
            ) || node.has("../BillingSpecifiedPeriod/StartDateTime")
                || node.has("../BillingSpecifiedPeriod/EndDateTime")
        },
        Rule("BR-IC-12", "BT-80", text: .missing("Land der Lieferung", "deliver to country")) {
            $0.has(
                "/SupplyChainTradeTransaction/ApplicableHeaderTradeDelivery/ShipToTradeParty/PostalTradeAddress/CountryID"
            )
        },
    ]

    private static let aloneRules: [Rule] = {
        let text = RuleText(
            "Neben der Kategorie O darf keine andere stehen.", "No other VAT category may stand beside O.")
        let rule = { (number: String, codes: @escaping @Sendable (CIITaxFigures) -> Set<String>) in
            Rule("BR-O-\(number)", "BG-23", text: text) { codes($0.index.ciiTax).isSubset(of: ["O"]) }
        }
        return [
            rule("11") { $0.taxCodes }, rule("12") { $0.taxCodes }, rule("13") { $0.allowanceCodes },
            rule("14") { $0.allowanceCodes },
        ]
    }()

    // MARK: Scopes

    /// In the order of the official rules. Some look at the tax itself and thereby hide it from the rules on all taxes;
    /// the others look at its category code.
    static func scopes(_ category: VATCategory) -> [Scope] {
        let code = category.code
        let fits: @Sendable (Node) -> Bool = { $0.texts(Self.code).contains(code) && $0.isTradeVAT }
        let isLoose = code == "S" || code == "Z"
        let header =
            ["L", "M", "O"].contains(code)
            ? Scope(
                "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/ApplicableTradeTax", when: fits,
                breakdownRules(category) + (code == "O" ? aloneRules : []))
            : Scope(
                "ApplicableHeaderTradeSettlement/ApplicableTradeTax/CategoryCode",
                when: { $0.text == code && (isLoose || $0.parent?.isTradeVAT == true) },
                (breakdownRules(category) + (code == "K" ? deliveryRules : [])).map(onTax))
        return [
            header,
            Scope(
                "SpecifiedTradeAllowanceCharge/CategoryTradeTax",
                when: { $0.parent?.isTradeCharge == false && fits($0) },
                [identifierRule(category, "03"), rateRule(category, "06")]),
            Scope(
                "SpecifiedTradeAllowanceCharge/CategoryTradeTax",
                when: { $0.parent?.isTradeCharge == true && fits($0) },
                [identifierRule(category, "04"), rateRule(category, "07")]),
            Scope(
                "SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem/SpecifiedLineTradeSettlement/ApplicableTradeTax",
                when: fits, [identifierRule(category, "02"), rateRule(category, "05")]),
        ]
    }
}
