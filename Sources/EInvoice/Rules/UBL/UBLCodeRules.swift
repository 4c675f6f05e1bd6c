/// Code lists for UBL: BR-CL-*.
enum UBLCodeRules {
    static let scopes: [Scope] = [
        Scope("InvoiceTypeCode", [.code("BR-CL-01", "BT-3", "Rechnungsart", "Invoice type code", .invoiceTypes)]),
        Scope("CreditNoteTypeCode", [.code("BR-CL-01", "BT-3", "Rechnungsart", "Invoice type code", .creditNoteTypes)]),
        Scope(
            """
            Amount, BaseAmount, PriceAmount, TaxAmount, TaxableAmount, LineExtensionAmount, TaxExclusiveAmount, \
            TaxInclusiveAmount, AllowanceTotalAmount, ChargeTotalAmount, PrepaidAmount, PayableRoundingAmount, \
            PayableAmount
            """,
            [.code("BR-CL-03", "BT-5", "Währung des Betrags", "Currency of the amount", .currencies, "@currencyID")]),
        Scope("DocumentCurrencyCode", [.code("BR-CL-04", "BT-5", "Rechnungswährung", "Invoice currency", .currencies)]),
        Scope(
            "TaxCurrencyCode",
            [.code("BR-CL-05", "BT-6", "Währung der Umsatzsteuer", "VAT accounting currency", .currencies)]),
        Scope(
            "InvoicePeriod/DescriptionCode",
            [.code("BR-CL-06", "BT-8", "Code des Steuerzeitpunkts", "VAT point date code", .vatPointDates)]),
        Scope(
            "AdditionalDocumentReference|DocumentReference/ID",
            when: { node in
                node.attribute("@schemeID") != nil
                    && node.parent?.texts("DocumentTypeCode").contains("130") == true
            },
            [
                .code(
                    "BR-CL-07", "BT-18", "Schema des Objekts", "Scheme of the object", .referenceQualifiers, "@schemeID"
                )
            ]),
        Scope(
            "PartyIdentification/ID", when: { $0.attribute("@schemeID") != nil },
            [partyScheme]),
        Scope(
            "PartyLegalEntity/CompanyID", when: { $0.attribute("@schemeID") != nil },
            [
                .code(
                    "BR-CL-11", "BT-30", "Schema der Registernummer", "Scheme of the legal registration",
                    .identifierSchemes, "@schemeID")
            ]),
        Scope(
            "CommodityClassification/ItemClassificationCode", when: { $0.attribute("@listID") != nil },
            [
                .code(
                    "BR-CL-13", "BT-158", "Schema der Artikelklassifikation", "Scheme of the item classification",
                    .itemClassifications, "@listID")
            ]),
        Scope("Country/IdentificationCode", [.code("BR-CL-14", "BT-40", "Land", "Country", .countriesUBL)]),
        Scope(
            "OriginCountry/IdentificationCode",
            [.code("BR-CL-15", "BT-159", "Ursprungsland", "Country of origin", .countriesUBL)]),
        Scope(
            "PaymentMeans/PaymentMeansCode",
            [.code("BR-CL-16", "BT-81", "Zahlungsart", "Payment means code", .paymentMeans)]),
        Scope("TaxCategory/ID", [.code("BR-CL-17", "BT-118", "Umsatzsteuerkategorie", "VAT category", .vatCategories)]),
        Scope(
            "ClassifiedTaxCategory/ID",
            [.code("BR-CL-18", "BT-151", "Umsatzsteuerkategorie", "VAT category", .vatCategories)]),
        Scope(
            "AllowanceCharge/AllowanceChargeReasonCode", when: { $0.parent?.isCharge == false },
            [.code("BR-CL-19", "BT-98", "Grund des Nachlasses", "Allowance reason", .allowanceReasons)]),
        Scope(
            "AllowanceCharge/AllowanceChargeReasonCode", when: { $0.parent?.isCharge == true },
            [.code("BR-CL-20", "BT-105", "Grund des Zuschlags", "Charge reason", .chargeReasons)]),
        Scope(
            "StandardItemIdentification/ID", when: { $0.attribute("@schemeID") != nil },
            [
                .code(
                    "BR-CL-21", "BT-157", "Schema der Artikelkennung", "Scheme of the item identifier",
                    .identifierSchemes, "@schemeID")
            ]),
        Scope(
            "TaxExemptionReasonCode",
            [.code("BR-CL-22", "BT-121", "Befreiungsgrund", "Exemption reason", .exemptionReasons, ignoresCase: true)]),
        Scope(
            "InvoicedQuantity, BaseQuantity, CreditedQuantity", when: { $0.attribute("@unitCode") != nil },
            [.code("BR-CL-23", "BT-130", "Einheit", "Unit of measure", .units, "@unitCode")]),
        Scope(
            "EmbeddedDocumentBinaryObject", when: { $0.attribute("@mimeCode") != nil },
            [
                .verbatimCode(
                    "BR-CL-24", "BT-125-1", "Medientyp der Anlage", "Media type of the attachment", .mediaTypes,
                    "@mimeCode")
            ]),
        Scope(
            "EndpointID", when: { $0.attribute("@schemeID") != nil },
            [
                .code(
                    "BR-CL-25", "BT-34", "Schema der elektronischen Adresse", "Scheme of the electronic address",
                    .addressSchemes, "@schemeID")
            ]),
        Scope(
            "DeliveryLocation/ID", when: { $0.attribute("@schemeID") != nil },
            [
                .code(
                    "BR-CL-26", "BT-71", "Schema des Lieferorts", "Scheme of the deliver to location",
                    .identifierSchemes, "@schemeID")
            ]),
    ]

    /// Beside ISO 6523, `SEPA` for sellers and payees.
    private static let partyScheme = Rule(
        "BR-CL-10", "BT-29", text: .code("Schema der Kennung", "Scheme of the identifier")
    ) { node in
        let scheme = Node.normalize(node.attribute("@schemeID") ?? "")
        if CodeList.identifierSchemes.contains(scheme) { return true }
        let party = node.parent?.parent
        return scheme == "SEPA" && (party?.name == "PayeeParty" || party?.parent?.name == "AccountingSupplierParty")
    }

    /// A note may begin with its subject between number signs.
    static let noteSubject = Rule(
        "BR-CL-08", "BT-21", text: .code("Betreff der Bemerkung", "Subject of the note")
    ) { node in
        let parts = node.text.split(separator: "#", omittingEmptySubsequences: false)
        guard parts.count > 2, parts[1].unicodeScalars.count == 3 else { return true }
        return CodeList.noteSubjectsUBL.contains(parts[1])
    }
}

extension Rule {
    /// A code, blanks around it aside, must be of a list.
    static func code(
        _ id: String, _ term: String, _ german: String, _ english: String, _ list: CodeList, _ attribute: Path? = nil,
        ignoresCase: Bool = false
    ) -> Rule {
        Rule(id: id, severity: .fatal, terms: [term], text: .code(german, english)) { node in
            let code = Node.normalize(attribute.map { node.attribute($0) ?? "" } ?? node.text)
            let known = ignoresCase ? code.uppercased() : code
            return Outcome(holds: list.contains(known), expected: list.source, actual: code)
        }
    }

    /// A code must be of a list as it stands there.
    static func verbatimCode(
        _ id: String, _ term: String, _ german: String, _ english: String, _ list: CodeList, _ attribute: Path
    ) -> Rule {
        Rule(id: id, severity: .fatal, terms: [term], text: .code(german, english)) { node in
            let code = node.attribute(attribute) ?? ""
            return Outcome(holds: list.contains(code), expected: list.source, actual: code)
        }
    }
}
