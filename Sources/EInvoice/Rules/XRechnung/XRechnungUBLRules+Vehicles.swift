/// Rules of XRechnung for clean vehicles, for UBL.
extension XRechnungUBLRules {
    static let isVehicles: @Sendable (Node) -> Bool = { $0.index.isVehicleDirective }

    static let vehicleScopes: [Scope] = [
        Scope(
            "/*", when: isVehicles,
            [
                one(
                    "BR-DE-CVD-02", "BT-17", "OriginatorDocumentReference/ID",
                    .missing("Vergabe oder Los", "tender or lot reference")),
                one("BR-DE-CVD-01", "BT-12", "ContractDocumentReference/ID", .missing("Vertrag", "contract reference")),
                Rule("BR-DE-CVD-03", "BT-158", "BT-160", text: .vehicle) { node in
                    node.all("InvoiceLine|CreditNoteLine/Item").contains { item in
                        item.texts("CommodityClassification/ItemClassificationCode/@listID").contains("CVD")
                            && item.texts("AdditionalItemProperty/Name").contains("cva")
                    }
                },
            ]),
        Scope(
            "/*/InvoiceLine|CreditNoteLine/Item", when: isVehicles,
            [
                Rule("BR-DE-CVD-06-a", "BT-160", text: .vehicle) { node in
                    vehicleCodes(node) == 0 || emissions(node) == 1
                },
                Rule("BR-DE-CVD-06-b", "BT-158", text: .vehicle) { node in
                    emissions(node) == 0 || vehicleCodes(node) == 1
                },
            ]),
        Scope(
            "/*/InvoiceLine|CreditNoteLine/Item/CommodityClassification/ItemClassificationCode", when: isVehicles,
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
            "/*/InvoiceLine|CreditNoteLine/Item/AdditionalItemProperty",
            when: { $0.index.isVehicleDirective && $0.texts("Name").contains("cva") },
            [
                Rule("BR-DE-CVD-05", "BT-161", text: .vehicle) { node in
                    node.texts("Value").contains { CodeList.vehicleEmissions.contains(Node.normalize($0)) }
                }
            ]),
    ]

    static func vehicleCodes(_ item: Node) -> Int {
        item.texts("CommodityClassification/ItemClassificationCode/@listID").count { $0 == "CVD" }
    }

    static func emissions(_ item: Node) -> Int {
        item.all("AdditionalItemProperty").count { $0.texts("Name").contains("cva") }
    }
}
