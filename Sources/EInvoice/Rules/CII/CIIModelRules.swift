/// The rules on presence, sums and decimals for CII: BR-01 to BR-65, BR-CO-*, BR-DEC-*.
enum CIIModelRules {
    /// In the order of the official rules.
    static let scopes: [Scope] =
        referenceScopes + [allowance, charge, totals, document] + lineScopes + partyScopes
        + categories.flatMap(CIICategoryRules.scopes) + [taxes]

    static let categories: [VATCategory] = [
        .reverseCharge, .canaries, .ceuta, .exempt, .export, .intraCommunity, .outside, .standard, .zero,
    ]

    static let settlement = "/SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement"
}
