/// Code lists for CII: BR-CL-*.
enum CIICodeRules {
    private static func within(_ node: Node, _ names: String...) -> Bool {
        var outer = node.parent
        while let current = outer {
            if names.contains(current.name) { return true }
            outer = current.parent
        }
        return false
    }

    private static let hasScheme: @Sendable (Node) -> Bool = { $0.attribute("@schemeID") != nil }

    static let scopes: [Scope] = [
        Scope(
            "ExchangedDocument/TypeCode",
            [.code("BR-CL-01", "BT-3", "Rechnungsart", "Invoice type code", .documentTypes)]),
        Scope(
            "TaxTotalAmount", when: { $0.attribute("@currencyID") != nil },
            [.code("BR-CL-03", "BT-5", "Währung des Betrags", "Currency of the amount", .currencies, "@currencyID")]),
        Scope("InvoiceCurrencyCode", [.code("BR-CL-04", "BT-5", "Rechnungswährung", "Invoice currency", .currencies)]),
        Scope(
            "TaxCurrencyCode",
            [.code("BR-CL-05", "BT-6", "Währung der Umsatzsteuer", "VAT accounting currency", .currencies)]),
        Scope(
            "DueDateTypeCode",
            [.code("BR-CL-06", "BT-8", "Code des Steuerzeitpunkts", "VAT point date code", .dueDateEvents)]),
        Scope(
            "ReferenceTypeCode",
            [.code("BR-CL-07", "BT-18", "Schema des Objekts", "Scheme of the object", .referenceQualifiers)]),
        Scope(
            "SubjectCode", [.code("BR-CL-08", "BT-21", "Betreff der Bemerkung", "Subject of the note", .noteSubjects)]),
        Scope(
            "GlobalID",
            when: { hasScheme($0) && !within($0, "SpecifiedTradeProduct") && !within($0, "ShipToTradeParty") },
            [
                .code(
                    "BR-CL-10", "BT-29", "Schema der Kennung", "Scheme of the identifier", .identifierSchemes,
                    "@schemeID")
            ]),
        Scope(
            "ID", when: { hasScheme($0) && !within($0, "SpecifiedTaxRegistration") },
            [
                .code(
                    "BR-CL-11", "BT-30", "Schema der Registernummer", "Scheme of the legal registration",
                    .identifierSchemes, "@schemeID")
            ]),
        Scope(
            "ClassCode", when: { $0.attribute("@listID") != nil },
            [
                .code(
                    "BR-CL-13", "BT-158", "Schema der Artikelklassifikation", "Scheme of the item classification",
                    .itemClassifications, "@listID")
            ]),
        Scope("CountryID", [.code("BR-CL-14", "BT-40", "Land", "Country", .countriesCII)]),
        Scope(
            "OriginTradeCountry/ID", [.code("BR-CL-15", "BT-159", "Ursprungsland", "Country of origin", .countriesCII)]),
        Scope(
            "SpecifiedTradeSettlementPaymentMeans/TypeCode",
            [.code("BR-CL-16", "BT-81", "Zahlungsart", "Payment means code", .paymentMeans)]),
        Scope(
            "CategoryTradeTax/CategoryCode",
            [.code("BR-CL-17", "BT-95", "Umsatzsteuerkategorie", "VAT category", .vatCategories)]),
        Scope(
            "ApplicableTradeTax/CategoryCode",
            [.code("BR-CL-18", "BT-118", "Umsatzsteuerkategorie", "VAT category", .vatCategories)]),
        Scope(
            "SpecifiedTradeAllowanceCharge/ReasonCode", when: { $0.parent?.isTradeCharge == false },
            [.code("BR-CL-19", "BT-98", "Grund des Nachlasses", "Allowance reason", .allowanceReasons)]),
        Scope(
            "SpecifiedTradeAllowanceCharge/ReasonCode", when: { $0.parent?.isTradeCharge == true },
            [.code("BR-CL-20", "BT-105", "Grund des Zuschlags", "Charge reason", .chargeReasons)]),
        Scope(
            "SpecifiedTradeProduct/GlobalID", when: hasScheme,
            [
                .code(
                    "BR-CL-21", "BT-157", "Schema der Artikelkennung", "Scheme of the item identifier",
                    .identifierSchemes, "@schemeID")
            ]),
        Scope(
            "ExemptionReasonCode",
            [.code("BR-CL-22", "BT-121", "Befreiungsgrund", "Exemption reason", .exemptionReasons, ignoresCase: true)]),
        Scope(
            "BasisQuantity, BilledQuantity", when: { $0.attribute("@unitCode") != nil },
            [.code("BR-CL-23", "BT-130", "Einheit", "Unit of measure", .units, "@unitCode")]),
        Scope(
            "AttachmentBinaryObject", when: { $0.attribute("@mimeCode") != nil },
            [
                .verbatimCode(
                    "BR-CL-24", "BT-125-1", "Medientyp der Anlage", "Media type of the attachment", .mediaTypes,
                    "@mimeCode")
            ]),
        Scope(
            "URIUniversalCommunication/URIID", when: hasScheme,
            [
                .code(
                    "BR-CL-25", "BT-34", "Schema der elektronischen Adresse", "Scheme of the electronic address",
                    .addressSchemes, "@schemeID")
            ]),
        Scope(
            "ApplicableHeaderTradeDelivery/ShipToTradeParty/GlobalID", when: hasScheme,
            [
                .code(
                    "BR-CL-26", "BT-71", "Schema des Lieferorts", "Scheme of the deliver to location",
                    .identifierSchemes, "@schemeID")
            ]),
    ]
}
