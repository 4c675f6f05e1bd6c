/// The sets of rules, each made once.
extension RuleSet {
    static let en16931UBL = RuleSet(
        name: "EN 16931 (UBL)", version: CodeList.version,
        families: [UBLModelRules.scopes, UBLSyntaxRules.scopes, UBLCodeRules.scopes], unused: UBLSyntaxRules.unused)

    static let en16931CII = RuleSet(
        name: "EN 16931 (CII)", version: CodeList.version,
        families: [CIIModelRules.scopes, CIISyntaxRules.scopes, CIICodeRules.scopes], unused: CIISyntaxRules.unused)

    static let xrechnungUBL = RuleSet(
        name: "XRechnung (UBL)", version: "XRechnung 3.0",
        families: [
            XRechnungUBLRules.scopes, XRechnungUBLRules.extensionScopes, XRechnungUBLRules.vehicleScopes,
            [PeppolRules.emptyScope], PeppolUBLRules.scopes,
        ], unused: .none)

    static let xrechnungCII = RuleSet(
        name: "XRechnung (CII)", version: "XRechnung 3.0",
        families: [
            XRechnungCIIRules.scopes, XRechnungCIIRules.extensionScopes, XRechnungCIIRules.vehicleScopes,
            [PeppolRules.emptyScope], PeppolCIIRules.scopes,
        ], unused: .none)
}
