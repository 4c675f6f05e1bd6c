/// Rules of XRechnung for clean vehicles, for CII.
extension XRechnungCIIRules {
    static let isVehicles: @Sendable (Node) -> Bool = { $0.index.isVehicleDirective }

    static let vehicleScopes: [Scope] = [
        Scope(
            transaction, when: isVehicles,
            [
                Rule("BR-DE-CVD-03", "BT-158", "BT-160", text: .vehicle) { node in
                    node.all("IncludedSupplyChainTradeLineItem/SpecifiedTradeProduct").contains { product in
                        vehicleCodes(product) > 0 && emissions(product) > 0
                    }
                }
            ]),
        Scope(
            "\(transaction)/IncludedSupplyChainTradeLineItem/SpecifiedTradeProduct", when: isVehicles,
            [
                Rule("BR-DE-CVD-06-b", "BT-158", text: .vehicle) { emissions($0) == 0 || vehicleCodes($0) == 1 },
                Rule("BR-DE-CVD-06-a", "BT-160", text: .vehicle) { vehicleCodes($0) == 0 || emissions($0) == 1 },
            ]),
        Scope(
            "\(transaction)/IncludedSupplyChainTradeLineItem/SpecifiedTradeProduct/DesignatedProductClassification/ClassCode",
            when: isVehicles,
            [
                Rule("BR-TMP-CVD-01", "BT-158-1", text: .scheme) { node in
                    XRechnungCodes.isVehicleScheme(Node.normalize(node.attribute("@listID") ?? ""))
                },
                Rule("BR-DE-CVD-04", "BT-158", text: .vehicle) { node in
                    Node.normalize(node.attribute("@listID") ?? "") != "CVD"
                        || CodeList.vehicleCategories.contains(node.normalized)
                },
            ]),
        Scope(
            "\(transaction)/IncludedSupplyChainTradeLineItem/SpecifiedTradeProduct/ApplicableProductCharacteristic",
            when: { $0.index.isVehicleDirective && $0.texts("Description").contains("cva") },
            [
                Rule("BR-DE-CVD-05", "BT-161", text: .vehicle) { node in
                    node.texts("Value").contains { CodeList.vehicleEmissions.contains(Node.normalize($0)) }
                }
            ]),
        Scope(
            agreement, when: isVehicles,
            [
                one(
                    "BR-DE-CVD-01", "BT-12", "ContractReferencedDocument/IssuerAssignedID",
                    .missing("Vertrag", "contract reference")),
                Rule("BR-DE-CVD-02", "BT-17", text: .missing("Vergabe oder Los", "tender or lot reference")) { node in
                    node.all("AdditionalReferencedDocument").contains { reference in
                        reference.says("TypeCode", "50") && reference.all("IssuerAssignedID").contains { !$0.isBlank }
                    }
                },
            ]),
    ]

    static func vehicleCodes(_ product: Node) -> Int {
        product.texts("DesignatedProductClassification/ClassCode/@listID").count { $0 == "CVD" }
    }

    static func emissions(_ product: Node) -> Int {
        product.all("ApplicableProductCharacteristic").count { $0.texts("Description").contains("cva") }
    }
}
