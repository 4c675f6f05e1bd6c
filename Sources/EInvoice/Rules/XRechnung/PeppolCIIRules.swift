/// The rules of Peppol BIS Billing that XRechnung takes over, for CII.
enum PeppolCIIRules {
    private static func id(_ number: String) -> String { "PEPPOL-EN16931-R\(number)" }

    private static let currency: Path =
        "/SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/InvoiceCurrencyCode"

    static let scopes: [Scope] = [
        Scope(
            "ExchangedDocumentContext",
            [Rule(id("001"), "BT-23", text: .process) { $0.has("BusinessProcessSpecifiedDocumentContextParameter/ID") }]
        ),
        Scope("ApplicableHeaderTradeSettlement", settlementRules),
        Scope(
            "BuyerTradeParty",
            [Rule(id("010"), "BT-49", text: .buyerAddress) { $0.has("URIUniversalCommunication/URIID") }]),
        Scope(
            "SellerTradeParty",
            [Rule(id("020"), "BT-34", text: .sellerAddress) { $0.has("URIUniversalCommunication/URIID") }]),
        Scope(
            "SpecifiedTradeAllowanceCharge", when: { $0.has("CalculationPercent") && !$0.has("BasisAmount") },
            [Rule(id("041"), "BT-93", text: .base) { _ in false }]),
        Scope(
            "SpecifiedTradeAllowanceCharge", when: { !$0.has("CalculationPercent") && $0.has("BasisAmount") },
            [Rule(id("042"), "BT-94", text: .percent) { _ in false }]),
        Scope(
            "SpecifiedTradeAllowanceCharge",
            [
                Rule(id("040"), "BT-92", text: .percentage) {
                    try PeppolRules.isPercentage(
                        $0, amount: "ActualAmount", base: "BasisAmount", percent: "CalculationPercent")
                },
                Rule(id("043"), "BG-20", text: .indicator) { $0.says("ChargeIndicator/Indicator", "true", "false") },
            ]),
        Scope(
            "AppliedTradeAllowanceCharge",
            [
                Rule(id("043"), "BG-20", text: .indicator) { $0.says("ChargeIndicator/Indicator", "true", "false") },
                Rule(id("044"), "BT-147", text: .priceCharge) { $0.says("ChargeIndicator/Indicator", "false") },
            ]),
        Scope(
            "SpecifiedTradeSettlementPaymentMeans", when: { $0.says("TypeCode", "49", "59") },
            [
                Rule(id("061"), "BT-89", text: .mandateReference) {
                    $0.has("../SpecifiedTradePaymentTerms/DirectDebitMandateID")
                }
            ]),
        period("StartDateTime", "110", "BT-134", isStart: true),
        period("EndDateTime", "111", "BT-135", isStart: false),
        Scope(
            "IncludedSupplyChainTradeLineItem",
            [
                Rule(id("101"), "BT-128", text: .lineObject) { node in
                    !node.has("SpecifiedLineTradeSettlement/AdditionalReferencedDocument")
                        || node.texts("SpecifiedLineTradeSettlement/AdditionalReferencedDocument/TypeCode").contains(
                            "130")
                }
            ]),
        Scope("NetPriceProductTradePrice", [quantity]),
        Scope("GrossPriceProductTradePrice", [quantity, netPrice]),
        Scope(
            "NetPriceProductTradePrice|GrossPriceProductTradePrice/BasisQuantity",
            when: { $0.attribute("@unitCode") != nil },
            [
                Rule(id("130"), "BT-150", text: .baseUnit) { node in
                    node.texts("../../../SpecifiedLineTradeDelivery/BilledQuantity/@unitCode")
                        .contains(node.attribute("@unitCode") ?? "")
                }
            ]),
    ]

    // MARK: Settlement

    private static let settlementRules: [Rule] = [
        Rule(id("005"), "BT-6", text: .sameCurrency) { node in
            guard let tax = try node.text("TaxCurrencyCode") else { return true }
            return try Node.normalize(tax) != Node.normalize(node.text("InvoiceCurrencyCode") ?? "")
        },
        Rule(id("053"), "BT-110", text: .taxTotals) { node in
            let own = node.texts(currency)
            return taxes(node).count { own.contains($0.attribute("@currencyID") ?? "") } <= 1
        },
        Rule(id("054"), "BT-111", text: .taxTotals) { node in
            let own = node.texts(currency)
            let foreign = taxes(node).count { tax in
                tax.attribute("@currencyID").map { code in own.contains { $0 != code } } ?? false
            }
            return foreign == (node.has("TaxCurrencyCode") ? 1 : 0)
        },
        Rule(id("055"), "BT-110", "BT-111", text: .taxSigns) { node in
            guard node.has("TaxCurrencyCode") else { return true }
            let amounts = { (currencies: [String]) throws -> [Quantity] in
                try taxes(node).filter { currencies.contains($0.attribute("@currencyID") ?? "") }.map {
                    try $0.decimal()
                }
            }
            let (tax, own) = try (amounts(node.texts("TaxCurrencyCode")), amounts(node.texts(currency)))
            return (tax.contains { $0 < .zero } && own.contains { $0 < .zero })
                || (tax.contains { $0 >= .zero } && own.contains { $0 >= .zero })
        },
    ]

    private static func taxes(_ node: Node) -> [Node] {
        node.all("SpecifiedTradeSettlementHeaderMonetarySummation/TaxTotalAmount")
    }

    // MARK: Lines

    private static func period(_ name: String, _ number: String, _ term: String, isStart: Bool) -> Scope {
        let whole = Path("/SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/BillingSpecifiedPeriod/\(name)")
        let wholeDay = Path(
            "/SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/BillingSpecifiedPeriod/\(name)/DateTimeString"
        )
        return Scope(
            "SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem/SpecifiedLineTradeSettlement/BillingSpecifiedPeriod/\(name)",
            when: { $0.has(whole) },
            [
                Rule(id(number), term, text: .linePeriod) { node in
                    let days = node.texts(wholeDay)
                    return node.texts("DateTimeString").contains { day in
                        days.contains { isStart ? day >= $0 : day <= $0 }
                    }
                }
            ])
    }

    private static let quantity = Rule(id("121"), "BT-149", text: .baseQuantity) { node in
        try node.decimal("BasisQuantity").map { $0 > .zero } ?? true
    }

    private static let netPrice = Rule(id("046"), "BT-146", text: .netPrice) { node in
        guard let gross = try node.decimal("ChargeAmount") else { return true }
        guard let net = try node.decimal("../NetPriceProductTradePrice/ChargeAmount") else { return false }
        return gross.subtracting(try node.sum("AppliedTradeAllowanceCharge/ActualAmount")) == net
    }
}
