/// Rules of the XRechnung extension for UBL.
extension XRechnungUBLRules {
    static let isExtension: @Sendable (Node) -> Bool = { $0.index.isXRechnungExtension }
    static let hasScheme: @Sendable (Node) -> Bool = {
        $0.index.isXRechnungExtension && $0.attribute("@schemeID") != nil
    }

    static func scheme(_ id: String, _ list: CodeList) -> Rule {
        Rule(id, text: .scheme) {
            XRechnungCodes.isExtensionScheme(Node.normalize($0.attribute("@schemeID") ?? ""), list)
        }
    }

    static let extensionScopes: [Scope] = [
        Scope(
            "EmbeddedDocumentBinaryObject", when: isExtension,
            [
                Rule("BR-DEX-01", "BT-125-1", text: .mediaType) {
                    XRechnungCodes.isExtensionMediaType($0.attribute("@mimeCode") ?? "")
                }
            ]),
        Scope(
            "/Invoice", when: isExtension,
            [
                Rule(
                    "BR-DEX-02", .warning, "BT-131",
                    text: .figure(
                        "Der Betrag einer Position mit Unterpositionen", "The amount of a line with sub lines")
                ) { node in
                    for line in node.all("InvoiceLine") + node.all("//SubInvoiceLine") where line.has("SubInvoiceLine")
                    {
                        guard try line.decimal("LineExtensionAmount") == line.sum("SubInvoiceLine/LineExtensionAmount")
                        else {
                            return false
                        }
                    }
                    return true
                },
                Rule(
                    "BR-DEX-03", "BT-151",
                    text: .missing("Umsatzsteuerkategorie der Unterposition", "VAT category of the sub line")
                ) { node in
                    node.all("//SubInvoiceLine/Item").allSatisfy { $0.count("ClassifiedTaxCategory") == 1 }
                },
            ]),
        Scope(
            "LegalMonetaryTotal", when: isExtension,
            [
                Rule(figures: "BR-DEX-09", "BT-115", text: .figure("Der Zahlbetrag", "The amount due for payment")) {
                    node in
                    let rounding = try node.decimal("PayableRoundingAmount") ?? .zero
                    let prepaid = try node.decimal("PrepaidAmount") ?? .zero
                    let thirdParty =
                        node.all("../PrepaidPayment/PaidAmount").contains { !$0.isBlank }
                        ? try node.sum("../PrepaidPayment/PaidAmount") : .zero
                    let given = try node.decimal("PayableAmount")?.subtracting(rounding)?.cents
                    return .equal(
                        given, try node.decimal("TaxInclusiveAmount")?.subtracting(prepaid)?.adding(thirdParty)?.cents)
                }
            ]),
        Scope(
            "PartyIdentification/ID", when: hasScheme,
            [
                Rule("BR-DEX-04", "BT-29", text: .scheme) { node in
                    let code = Node.normalize(node.attribute("@schemeID") ?? "")
                    if XRechnungCodes.isExtensionScheme(code, .identifierSchemes) { return true }
                    let party = node.parent?.parent
                    return code == "SEPA"
                        && (party?.name == "PayeeParty" || party?.parent?.name == "AccountingSupplierParty")
                }
            ]),
        Scope("PartyLegalEntity/CompanyID", when: hasScheme, [scheme("BR-DEX-05", .identifierSchemes)]),
        Scope("StandardItemIdentification/ID", when: hasScheme, [scheme("BR-DEX-06", .identifierSchemes)]),
        Scope("EndpointID", when: hasScheme, [scheme("BR-DEX-07", .addressSchemes)]),
        Scope("DeliveryLocation/ID", when: hasScheme, [scheme("BR-DEX-08", .identifierSchemes)]),
        Scope(
            "/*/PrepaidPayment", when: { $0.index.isXRechnungExtension && $0.parent?.name == "Invoice" },
            [
                one("BR-DEX-10", "BT-DEX-001", "ID", .missing("Art der Zahlung Dritter", "third party payment type")),
                one(
                    "BR-DEX-11", "BT-DEX-002", "PaidAmount",
                    .missing("Betrag der Zahlung Dritter", "third party payment amount")),
                one(
                    "BR-DEX-12", "BT-DEX-003", "InstructionID",
                    .missing("Beschreibung der Zahlung Dritter", "third party payment description")),
                .cents("BR-DEX-13", "BT-DEX-002", "PaidAmount", "Die Zahlung Dritter", "The third party payment"),
                Rule(
                    "BR-DEX-14", "BT-DEX-002",
                    text: .code("Währung der Zahlung Dritter", "Currency of the third party payment")
                ) { node in
                    !Set(node.texts("PaidAmount/@currencyID")).isDisjoint(with: node.texts("../DocumentCurrencyCode"))
                },
            ]),
    ]
}
