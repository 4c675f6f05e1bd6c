/// The rules of the nine VAT categories for UBL: ten templates, BR-S-01 to BR-AG-10, and what only some of them have.
enum UBLCategoryRules {
    private static let subtotals: Path = "TaxTotal/TaxSubtotal/TaxCategory"
    private static let code: Path = "ID"
    private static let percent: Path = "Percent"

    // MARK: What the document says (BR-…-01 to -04)

    static func documentRules(_ category: VATCategory) -> [Rule] {
        [subtotalRule(category)] + identifierRules(category) + moreDocumentRules(category)
    }

    private static func nodes(_ node: Node, _ path: Path, _ code: String, vatOnly: Bool = true) -> [Node] {
        node.all(path).filter { $0.says(Self.code, code) && (!vatOnly || $0.isVAT) }
    }

    /// BR-…-01: who uses a category must break it down, once, or for those with rates at least once.
    private static func subtotalRule(_ category: VATCategory) -> Rule {
        let code = category.code
        return Rule(category.id("01"), "BG-23", text: category.text.breakdown) { node in
            if category.hasRates {
                let vatOnly = code != "S"
                let used =
                    node.all("//AllowanceCharge/TaxCategory").count { $0.says("ID", code) && (!vatOnly || $0.isVAT) }
                    + nodes(node, "//ClassifiedTaxCategory", code, vatOnly: vatOnly).count
                let brokenDown = nodes(node, subtotals, code, vatOnly: code == "M").count
                let strictly = nodes(node, subtotals, code, vatOnly: vatOnly).count
                return used > 0 ? brokenDown > 0 : strictly == 0
            }
            let isUsed =
                !nodes(node, "//TaxCategory", code).isEmpty || !nodes(node, "//ClassifiedTaxCategory", code).isEmpty
            let count = node.all(subtotals).filter(\.isVAT).flatMap { $0.all("ID") }.count { $0.normalized == code }
            return isUsed ? count == 1 : true
        }
    }

    /// BR-…-02 to -04: who may use it must be known to a tax office.
    private static func identifierRules(_ category: VATCategory) -> [Rule] {
        let code = category.code
        let allowance: @Sendable (Node, Bool, Bool) -> [Node] = { node, isCharge, vatOnly in
            let path: Path = category.code == "O" ? "/AllowanceCharge" : "//AllowanceCharge"
            return node.all(path).filter { $0.isCharge == isCharge }
                .flatMap { nodes($0, "TaxCategory", code, vatOnly: vatOnly) }
        }
        let rule = { (number: String, found: @escaping @Sendable (Node, Bool) -> [Node]) in
            Rule(category.id(number), "BT-31", "BT-32", "BT-63", text: category.text.identifiers) { node in
                // The official texts look for any scheme on one of the two sides of these rules.
                let isLooseFirst = code == "G" && number != "02"
                let isLooseLast = code == "S" && number == "02"
                if !found(node, !isLooseFirst).isEmpty, hasIdentifiers(node, category) { return true }
                return found(node, !isLooseLast).isEmpty
            }
        }
        return [
            rule("02") { nodes($0, "//ClassifiedTaxCategory", code, vatOnly: $1) },
            rule("03") { allowance($0, false, $1) },
            rule("04") { allowance($0, true, $1) },
        ]
    }

    private static func hasIdentifiers(_ node: Node, _ category: VATCategory) -> Bool {
        let vat = { (path: Path) in node.all(path).contains { $0.isVAT && $0.has("CompanyID") } }
        let sellerVAT = vat("//AccountingSupplierParty/Party/PartyTaxScheme")
        let representative = vat("//TaxRepresentativeParty/PartyTaxScheme")
        let buyerVAT = vat("//AccountingCustomerParty/Party/PartyTaxScheme")
        switch category.code {
        case "O": return !sellerVAT && !representative && !buyerVAT
        case "G": return sellerVAT || representative
        case "K": return (sellerVAT || representative) && buyerVAT
        default:
            let seller = node.has("//AccountingSupplierParty/Party/PartyTaxScheme/CompanyID") || representative
            guard category.code == "AE" else { return seller }
            return seller && (buyerVAT || node.has("//AccountingCustomerParty/Party/PartyLegalEntity/CompanyID"))
        }
    }

    private static func moreDocumentRules(_ category: VATCategory) -> [Rule] {
        switch category.code {
        case "K": deliveryRules
        case "O": aloneRules
        default: []
        }
    }

    private static func isBrokenDown(_ node: Node, _ code: String) -> Bool {
        !nodes(node, subtotals, code).isEmpty
    }

    private static let deliveryRules: [Rule] = [
        Rule(
            "BR-IC-11", "BT-72", "BG-14",
            text: .missing("Lieferdatum oder Leistungszeitraum", "delivery date or invoicing period")
        ) { node in
            guard isBrokenDown(node, "K") else { return true }
            return try (node.text("Delivery/ActualDeliveryDate") ?? "").count > 1 || node.has("InvoicePeriod/*")
        },
        Rule("BR-IC-12", "BT-80", text: .missing("Land der Lieferung", "deliver to country")) { node in
            guard isBrokenDown(node, "K") else { return true }
            return try (node.text("Delivery/DeliveryLocation/Address/Country/IdentificationCode") ?? "").count > 1
        },
    ]

    /// BR-O-11 to -14: who is outside of VAT is so with everything.
    private static let aloneRules: [Rule] = {
        let text = RuleText(
            "Neben der Kategorie O darf keine andere stehen.", "No other VAT category may stand beside O.")
        let rule = { (number: String, found: @escaping @Sendable (Node) -> [Node]) in
            Rule("BR-O-\(number)", "BG-23", text: text) { node in
                guard isBrokenDown(node, "O") else { return true }
                return !found(node).contains { category in
                    category.isVAT && category.first("ID")?.normalized != "O"
                }
            }
        }
        let categories: @Sendable (Node, Bool) -> [Node] = { node, isCharge in
            node.all("//AllowanceCharge").filter { $0.isCharge == isCharge }.flatMap { $0.all("TaxCategory") }
        }
        return [
            rule("11") { $0.all(subtotals) }, rule("12") { $0.all("//ClassifiedTaxCategory") },
            rule("13") { categories($0, false) }, rule("14") { categories($0, true) },
        ]
    }()

    // MARK: Rates (BR-…-05 to -07)

    static func rateRule(_ category: VATCategory, _ number: String) -> Rule {
        Rule(category.id(number), "BT-152", text: category.text.rate) { node in
            switch category.code {
            case "O": return !node.has(percent)
            case "S": return try node.decimals(percent).contains { $0 > .zero }
            case "L", "M": return try node.decimals(percent).contains { $0 >= .zero }
            default: return try node.decimal(percent) == .zero
            }
        }
    }

    // MARK: Breakdown (BR-…-08 to -10)

    static func breakdownRules(_ category: VATCategory) -> [Rule] {
        let taxRule =
            category.hasRates
            ? Rule(figures: category.id("09"), "BT-117", text: .figure("Der Steuerbetrag", "The VAT amount"), tax)
            : Rule(category.id("09"), "BT-117", text: category.text.noTax) { try $0.decimal("../TaxAmount") == .zero }
        return [
            Rule(figures: category.id("08"), "BT-116", text: .figure("Die Bemessungsgrundlage", "The taxable amount")) {
                try category.hasRates ? taxableByRate($0, category.code) : taxable($0, category.code)
            },
            taxRule,
            Rule(category.id("10"), "BT-120", "BT-121", text: category.text.reason) { node in
                let hasReason = node.has("TaxExemptionReason") || node.has("TaxExemptionReasonCode")
                return hasReason == category.needsReason
            },
        ]
    }

    private static func taxable(_ node: Node, _ code: String) throws -> Rule.Outcome {
        let figures = node.index.ublTax
        let amount = try node.decimal("../TaxableAmount")
        var last = Rule.Outcome(holds: false)
        for (lines, isCreditNote) in [("//InvoiceLine" as Path, false), ("//CreditNoteLine", true)]
        where node.has(lines) {
            last = .equal(amount, try figures.net(ofCreditNote: isCreditNote, code, nil))
            if last.holds { return last }
        }
        return last
    }

    /// To within one unit of the currency, at the same rate.
    private static func taxableByRate(_ node: Node, _ code: String) throws -> Rule.Outcome {
        let figures = node.index.ublTax
        guard let rate = try node.decimal(percent) else { return .pass }
        let amount = try node.decimal("../TaxableAmount")
        var last = Rule.Outcome(holds: false)
        for isCreditNote in [false, true] {
            let lines = isCreditNote ? figures.creditNoteLines : figures.invoiceLines
            let applies =
                try code == "S"
                ? !lines.matching(code, rate).isEmpty || !figures.allAllowanceCharges.matching(code, rate).isEmpty
                : node.has(isCreditNote ? "//CreditNoteLine" : "//InvoiceLine")
            guard applies, let amount else { continue }
            let net = try figures.net(ofCreditNote: isCreditNote, code, rate)
            last = Rule.Outcome(
                holds: BinaryFraction.isWithinOne(amount, of: net), expected: "\(net)", actual: "\(amount)")
            if last.holds { return last }
        }
        return last
    }

    @Sendable private static func tax(_ node: Node) throws -> Rule.Outcome {
        guard let amount = try node.decimal("../TaxAmount")?.magnitude,
            let base = try node.decimal("../TaxableAmount")?.magnitude, let rate = try node.decimal(percent),
            let expected = base.multiplied(by: rate.hundredth)?.cents
        else { return Rule.Outcome(holds: false) }
        return Rule.Outcome(holds: amount.isWithinOne(of: expected), expected: "\(expected)", actual: "\(amount)")
    }

    // MARK: Scopes

    /// In the order of the official rules: breakdown, allowances, charges, lines.
    static func scopes(_ category: VATCategory) -> [Scope] {
        let code = category.code
        let fits: @Sendable (Node) -> Bool = { $0.says("ID", code) && $0.isVAT }
        return [
            Scope("/*/TaxTotal/TaxSubtotal/TaxCategory", when: fits, breakdownRules(category)),
            Scope(
                "AllowanceCharge/TaxCategory", when: { $0.parent?.isCharge == false && fits($0) },
                [rateRule(category, "06")]),
            Scope(
                "AllowanceCharge/TaxCategory", when: { $0.parent?.isCharge == true && fits($0) },
                [rateRule(category, "07")]),
            Scope("InvoiceLine|CreditNoteLine/Item/ClassifiedTaxCategory", when: fits, [rateRule(category, "05")]),
        ]
    }
}

extension Quantity {
    /// Less than one unit away.
    func isWithinOne(of other: Quantity) -> Bool {
        guard let low = subtracting(Quantity(1)), let high = adding(Quantity(1)) else { return false }
        return low < other && high > other
    }

    /// At most one unit away.
    func isWithinOneInclusive(of other: Quantity) -> Bool {
        guard let low = subtracting(Quantity(1)), let high = adding(Quantity(1)) else { return false }
        return low <= other && high >= other
    }
}
