/// Rules of the XRechnung extension for CII.
extension XRechnungCIIRules {
    static let hasScheme: @Sendable (Node) -> Bool = {
        $0.index.isXRechnungExtension && $0.attribute("@schemeID") != nil
    }

    static func scheme(_ id: String, _ list: CodeList) -> Rule {
        Rule(id, text: .scheme) {
            XRechnungCodes.isExtensionScheme(Node.normalize($0.attribute("@schemeID") ?? ""), list)
        }
    }

    static func isWithin(_ node: Node, _ names: String...) -> Bool {
        var outer = node.parent
        while let current = outer {
            if names.contains(current.name) { return true }
            outer = current.parent
        }
        return false
    }

    static let extensionScopes: [Scope] = [
        Scope(
            "\(transaction)/IncludedSupplyChainTradeLineItem/AssociatedDocumentLineDocument",
            when: { $0.index.isXRechnungExtension },
            [
                Rule("BR-DEX-15", .warning, "BG-DEX-01", text: .unused("ParentLineID")) { !$0.has("//ParentLineID") }
            ]),
        Scope(
            "GlobalID", when: { hasScheme($0) && !isWithin($0, "SpecifiedTradeProduct", "ShipToTradeParty") },
            [scheme("BR-DEX-04", .identifierSchemes)]),
        Scope(
            "ID", when: { hasScheme($0) && !isWithin($0, "SpecifiedTaxRegistration") },
            [scheme("BR-DEX-05", .identifierSchemes)]),
        Scope("SpecifiedTradeProduct/GlobalID", when: hasScheme, [scheme("BR-DEX-06", .identifierSchemes)]),
        Scope("URIUniversalCommunication/URIID", when: hasScheme, [scheme("BR-DEX-07", .addressSchemes)]),
        Scope(
            "ApplicableHeaderTradeDelivery/ShipToTradeParty/GlobalID", when: hasScheme,
            [scheme("BR-DEX-08", .identifierSchemes)]),
        Scope(
            "AttachmentBinaryObject", when: { $0.index.isXRechnungExtension },
            [
                Rule("BR-DEX-01", "BT-125-1", text: .mediaType) {
                    XRechnungCodes.isExtensionMediaType($0.attribute("@mimeCode") ?? "")
                }
            ]),
    ]
}
