/// The sets of rules, each made once.
extension RuleSet {
    static let en16931UBL = RuleSet(
        name: "EN 16931 (UBL)", version: CodeList.version,
        families: [UBLModelRules.scopes, UBLSyntaxRules.scopes, UBLCodeRules.scopes], unused: UBLSyntaxRules.unused)

    static let en16931CII = RuleSet(
        name: "EN 16931 (CII)", version: CodeList.version,
        families: [CIIModelRules.scopes, CIISyntaxRules.scopes, CIICodeRules.scopes], unused: CIISyntaxRules.unused)
}
