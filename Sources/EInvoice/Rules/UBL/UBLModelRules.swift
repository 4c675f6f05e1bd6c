/// The rules on presence, sums and decimals for UBL: BR-01 to BR-65, BR-CO-*, BR-DEC-*.
enum UBLModelRules {
    /// In the order of the official rules.
    static let scopes: [Scope] =
        partyScopes + [allowance, charge, totals, document] + lineScopes + paymentScopes + sellerScopes + taxScopes
        + VATCategory.all.flatMap(UBLCategoryRules.scopes)
}
