/// The rules of Peppol BIS Billing that XRechnung takes over, for UBL.
enum PeppolUBLRules {
    private static func id(_ number: String) -> String { "PEPPOL-EN16931-R\(number)" }

    static let scopes: [Scope] = [
        Scope("/*", documentRules),
        Scope(
            "TaxCurrencyCode",
            [
                Rule(id("005"), "BT-6", text: .sameCurrency) { node in
                    try node.normalized != Node.normalize(node.text("../DocumentCurrencyCode") ?? "")
                }
            ]),
        Scope(
            "AccountingCustomerParty/Party", [Rule(id("010"), "BT-49", text: .buyerAddress) { $0.has("EndpointID") }]),
        Scope(
            "AccountingSupplierParty/Party", [Rule(id("020"), "BT-34", text: .sellerAddress) { $0.has("EndpointID") }]),
        Scope(
            allowances, when: { $0.has("MultiplierFactorNumeric") && !$0.has("BaseAmount") },
            [Rule(id("041"), "BT-93", text: .base) { _ in false }]),
        Scope(
            allowances, when: { !$0.has("MultiplierFactorNumeric") && $0.has("BaseAmount") },
            [Rule(id("042"), "BT-94", text: .percent) { _ in false }]),
        Scope(
            allowances,
            [
                Rule(id("040"), "BT-92", text: .percentage) {
                    try PeppolRules.isPercentage(
                        $0, amount: "Amount", base: "BaseAmount", percent: "MultiplierFactorNumeric")
                },
                Rule(id("043"), "BG-20", text: .indicator) { $0.says("ChargeIndicator", "true", "false") },
            ]),
        Scope(
            "PaymentMeans", when: { $0.says("PaymentMeansCode", "49", "59") },
            [Rule(id("061"), "BT-89", text: .mandateReference) { $0.has("PaymentMandate/ID") }]),
        Scope(
            "/*/InvoiceLine|CreditNoteLine/InvoicePeriod/StartDate",
            when: { $0.has("/InvoicePeriod/StartDate") },
            [
                Rule(id("110"), "BT-134", text: .linePeriod) { node in
                    try XMLDate(node.text) >= XMLDate(node.text("/InvoicePeriod/StartDate") ?? "")
                }
            ]),
        Scope(
            "/*/InvoiceLine|CreditNoteLine/InvoicePeriod/EndDate", when: { $0.has("/InvoicePeriod/EndDate") },
            [
                Rule(id("111"), "BT-135", text: .linePeriod) { node in
                    try XMLDate(node.text) <= XMLDate(node.text("/InvoicePeriod/EndDate") ?? "")
                }
            ]),
        Scope("InvoiceLine|CreditNoteLine", lineRules),
        Scope(
            "Price/AllowanceCharge",
            [
                Rule(id("044"), "BT-147", text: .priceCharge) { $0.says("ChargeIndicator", "false") },
                Rule(id("046"), "BT-146", text: .netPrice) { node in
                    guard let gross = try node.decimal("BaseAmount") else { return true }
                    guard let allowance = try node.decimal("Amount"), let net = try node.decimal("../PriceAmount")
                    else { return false }
                    return gross.subtracting(allowance) == net
                },
            ]),
        Scope(
            "Price/BaseQuantity", when: { $0.attribute("@unitCode") != nil },
            [
                Rule(id("130"), "BT-150", text: .baseUnit) { node in
                    guard node.has("../../InvoicedQuantity|CreditedQuantity") else { return true }
                    return node.texts("../../InvoicedQuantity|CreditedQuantity/@unitCode")
                        .contains(node.attribute("@unitCode") ?? "")
                }
            ]),
    ]

    private static let allowances = "/*/AllowanceCharge, /*/InvoiceLine|CreditNoteLine/AllowanceCharge"

    // MARK: Document

    private static let documentRules: [Rule] = [
        Rule(id("001"), "BT-23", text: .process) { $0.has("ProfileID") },
        Rule(id("053"), "BG-23", text: .taxTotals) { $0.all("TaxTotal").count { $0.has("TaxSubtotal") } == 1 },
        Rule(id("054"), "BT-111", text: .taxTotals) { node in
            node.all("TaxTotal").count { !$0.has("TaxSubtotal") } == (node.has("TaxCurrencyCode") ? 1 : 0)
        },
        Rule(id("055"), "BT-110", "BT-111", text: .taxSigns) { node in
            guard node.has("TaxCurrencyCode") else { return true }
            let amounts = { (currency: String) throws -> [Quantity] in
                try node.all("TaxTotal/TaxAmount").filter { $0.attribute("@currencyID") == currency }.map {
                    try $0.decimal()
                }
            }
            let tax = try amounts(Node.normalize(node.text("TaxCurrencyCode") ?? ""))
            let own = try amounts(Node.normalize(node.text("DocumentCurrencyCode") ?? ""))
            return (tax.contains { $0 <= .zero } && own.contains { $0 <= .zero })
                || (tax.contains { $0 >= .zero } && own.contains { $0 >= .zero })
        },
    ]

    // MARK: Lines

    private static let lineRules: [Rule] = [
        Rule(figures: id("120"), "BT-131", text: .lineAmount) { node in
            let isInvoice = node.index.root.name == "Invoice"
            let total = { (flag: String) throws -> Quantity in
                var amounts: [Quantity] = []
                for part in node.all("AllowanceCharge") where part.says("ChargeIndicator", flag) {
                    amounts += try part.decimals("Amount")
                }
                return try Node.sum(amounts)
            }
            return PeppolRules.lineOutcome(
                amount: try node.decimal("LineExtensionAmount") ?? .zero,
                quantity: try node.decimal(isInvoice ? "InvoicedQuantity" : "CreditedQuantity") ?? Quantity(1),
                price: try node.decimal("Price/PriceAmount") ?? .zero,
                per: try node.decimal("Price/BaseQuantity") ?? Quantity(1), plus: try total("true"),
                less: try total("false"),
                slack: PeppolRules.slack(node))
        },
        Rule(id("121"), "BT-149", text: .baseQuantity) { node in
            try node.decimal("Price/BaseQuantity").map { $0 > .zero } ?? true
        },
        Rule(id("101"), "BT-128", text: .lineObject) { node in
            !node.has("DocumentReference") || node.texts("DocumentReference/DocumentTypeCode").contains("130")
        },
    ]
}
