/// The German rules for UBL: BR-DE-*, those of the extension (BR-DEX-*) and of clean vehicles (BR-DE-CVD-*).
///
/// Source: XRechnung 3.0, Schematron of KoSIT.
enum XRechnungUBLRules {
    static let scopes: [Scope] =
        [document] + partyScopes + paymentScopes + [
            Scope("/*/TaxTotal/TaxSubtotal", [one("BR-DE-14", "BT-119", "TaxCategory/Percent", .rate)])
        ]

    /// Some value that is not blank.
    static func one(_ id: String, _ term: String, _ path: Path, _ text: RuleText) -> Rule {
        Rule(id, term, text: text) { $0.all(path).contains { !$0.isBlank } }
    }

    // MARK: Document

    static let document = Scope(
        "/*",
        [
            Rule("BR-DE-1", "BG-16", text: .paymentInstructions) { $0.has("PaymentMeans") },
            one("BR-DE-15", "BT-10", "BuyerReference", .buyerReference),
            Rule("BR-DE-16", "BT-31", "BT-32", "BG-11", text: .taxNumbers, if: hasTaxNumbers),
            Rule("BR-DE-17", .warning, "BT-3", text: .germanType) { node in
                (node.texts("InvoiceTypeCode") + node.texts("CreditNoteTypeCode"))
                    .contains { CodeList.germanInvoiceTypes.contains(Node.normalize($0)) }
            },
            Rule("BR-DE-18", "BT-20", text: .discount) { node in
                node.all("PaymentTerms").compactMap { $0.first("Note") }.allSatisfy {
                    GermanTexts.isDiscountText($0.text)
                }
            },
            Rule("BR-DE-21", .warning, "BT-24", text: .specification) { node in
                node.texts("CustomizationID").contains { Specification.german.contains($0) }
            },
            Rule("BR-DE-22", "BT-125", text: .fileNames) { node in
                let names = node.texts("AdditionalDocumentReference/Attachment/EmbeddedDocumentBinaryObject/@filename")
                return Set(names).count == names.count
            },
            Rule("BR-DE-26", .warning, "BG-3", text: .precedingInvoice) { node in
                !(node.says("InvoiceTypeCode", "384") || node.says("CreditNoteTypeCode", "384"))
                    || node.has("BillingReference/InvoiceDocumentReference")
            },
            Rule("BR-DE-30", "BT-90", text: .creditor) { node in
                !node.has("PaymentMeans/PaymentMandate")
                    || (node.texts("AccountingSupplierParty/Party/PartyIdentification/ID/@schemeID")
                        + node.texts("PayeeParty/PartyIdentification/ID/@schemeID")).contains("SEPA")
            },
            Rule("BR-DE-31", "BT-91", text: .debitedAccount) { node in
                !node.has("PaymentMeans/PaymentMandate")
                    || node.has("PaymentMeans/PaymentMandate/PayerFinancialAccount/ID")
            },
            Rule("BR-DE-TMP-32", .information, "BT-72", "BG-14", "BG-26", text: .deliveryDate) { node in
                node.has("Delivery/ActualDeliveryDate") || node.has("InvoicePeriod")
                    || node.all("InvoiceLine|CreditNoteLine").allSatisfy { $0.has("InvoicePeriod") }
            },
        ])

    static let hasTaxNumbers: @Sendable (Node) -> Bool = { node in
        let codes = XRechnungCodes.supportedCategories
        let uses = node.all("AllowanceCharge").contains { part in
            let flag = part.texts("ChargeIndicator")
            let isRelevant = flag.contains("true") || flag.contains("false")
            return isRelevant && part.texts("TaxCategory/ID").contains(where: codes.contains)
        }
        let lines = node.texts("InvoiceLine|CreditNoteLine/Item/ClassifiedTaxCategory/ID").contains(
            where: codes.contains)
        guard uses || lines else { return true }
        return node.has("TaxRepresentativeParty")
            || node.all("AccountingSupplierParty/Party/PartyTaxScheme/CompanyID").contains { !$0.isBlank }
    }

    // MARK: Parties

    static let partyScopes: [Scope] = [
        Scope(
            "/*/AdditionalDocumentReference/Attachment/ExternalReference",
            [Rule("BR-TMP-2", .warning, "BT-124", text: .url) { GermanTexts.isURL(try $0.text("URI") ?? "") }]),
        Scope(
            "/*/AccountingSupplierParty", [Rule("BR-DE-2", "BG-6", text: .sellerContact) { $0.has("Party/Contact") }]),
        Scope(
            "/*/AccountingSupplierParty/Party/PostalAddress",
            [
                one("BR-DE-3", "BT-37", "CityName", .missing("Ort des Verkäufers", "seller city")),
                one("BR-DE-4", "BT-38", "PostalZone", .missing("Postleitzahl des Verkäufers", "seller post code")),
            ]),
        Scope(
            "/*/AccountingSupplierParty/Party/Contact",
            [
                one("BR-DE-5", "BT-41", "Name", .missing("Name des Ansprechpartners", "seller contact point")),
                one(
                    "BR-DE-6", "BT-42", "Telephone",
                    .missing("Telefon des Ansprechpartners", "seller contact telephone")),
                one(
                    "BR-DE-7", "BT-43", "ElectronicMail",
                    .missing("E-Mail des Ansprechpartners", "seller contact email")),
                Rule("BR-DE-27", .warning, "BT-42", text: .telephone) {
                    GermanTexts.isTelephone(try $0.text("Telephone") ?? "")
                },
                Rule("BR-DE-28", .warning, "BT-43", text: .email) {
                    GermanTexts.isEmail(try $0.text("ElectronicMail") ?? "")
                },
            ]),
        Scope(
            "/*/AccountingCustomerParty/Party/PostalAddress",
            [
                one("BR-DE-8", "BT-52", "CityName", .missing("Ort des Käufers", "buyer city")),
                one("BR-DE-9", "BT-53", "PostalZone", .missing("Postleitzahl des Käufers", "buyer post code")),
            ]),
        Scope(
            "/*/Delivery/DeliveryLocation/Address",
            [
                one("BR-DE-10", "BT-77", "CityName", .missing("Ort der Lieferung", "deliver to city")),
                one("BR-DE-11", "BT-78", "PostalZone", .missing("Postleitzahl der Lieferung", "deliver to post code")),
            ]),
    ]

    // MARK: Payment

    static func means(_ codes: [String]) -> @Sendable (Node) -> Bool {
        { $0.texts("PaymentMeansCode").contains { codes.contains(Node.normalize($0)) } }
    }

    static let paymentScopes: [Scope] = [
        Scope(
            "/*/PaymentMeans", when: means(XRechnungCodes.transfer),
            [
                Rule("BR-DE-19", .warning, "BT-84", text: .iban) { node in
                    try !node.says("PaymentMeansCode", "58")
                        || GermanTexts.isIBAN(node.text("PayeeFinancialAccount/ID") ?? "")
                },
                Rule("BR-DE-23-a", "BG-17", text: .account) { $0.has("PayeeFinancialAccount") },
                Rule("BR-DE-23-b", "BG-17", text: .otherMeans) { !$0.has("CardAccount") && !$0.has("PaymentMandate") },
            ]),
        Scope(
            "/*/PaymentMeans", when: means(XRechnungCodes.card),
            [
                Rule("BR-DE-24-a", "BG-18", text: .card) { $0.has("CardAccount") },
                Rule("BR-DE-24-b", "BG-18", text: .otherMeans) {
                    !$0.has("PayeeFinancialAccount") && !$0.has("PaymentMandate")
                },
            ]),
        Scope(
            "/*/PaymentMeans", when: means(XRechnungCodes.debit),
            [
                Rule("BR-DE-20", .warning, "BT-91", text: .iban) { node in
                    GermanTexts.isIBAN(try node.text("PaymentMandate/PayerFinancialAccount/ID") ?? "")
                },
                Rule("BR-DE-25-a", "BG-19", text: .mandate) { $0.has("PaymentMandate") },
                Rule("BR-DE-25-b", "BG-19", text: .otherMeans) {
                    !$0.has("PayeeFinancialAccount") && !$0.has("CardAccount")
                },
            ]),
    ]
}
