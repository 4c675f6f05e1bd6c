/// The German rules for CII: BR-DE-*, those of the extension (BR-DEX-*) and of clean vehicles (BR-DE-CVD-*).
///
/// Source: XRechnung 3.0, Schematron of KoSIT.
enum XRechnungCIIRules {
    static let scopes: [Scope] =
        [document] + partyScopes + paymentScopes + [
            Scope("\(settlement)/ApplicableTradeTax", [one("BR-DE-14", "BT-119", "RateApplicablePercent", .rate)]),
            Scope(transaction, [delivery]),
            Scope("\(transaction)/IncludedSupplyChainTradeLineItem", [priceQuantity]),
        ]

    static let transaction = "/*/SupplyChainTradeTransaction"
    static let settlement = transaction + "/ApplicableHeaderTradeSettlement"
    static let agreement = transaction + "/ApplicableHeaderTradeAgreement"

    static func one(_ id: String, _ term: String, _ path: Path, _ text: RuleText) -> Rule {
        XRechnungUBLRules.one(id, term, path, text)
    }

    // MARK: Document

    static let mandate: Path =
        "/SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/SpecifiedTradePaymentTerms/DirectDebitMandateID"
    static let creditor: Path =
        "/SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/CreditorReferenceID"
    static let debited: Path =
        "/SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/SpecifiedTradeSettlementPaymentMeans/PayerPartyDebtorFinancialAccount/IBANID"

    static let document = Scope(
        "/*",
        [
            Rule("BR-DE-30", "BT-90", text: .creditor) { node in
                let (mandate, creditor, debited) = (node.has(mandate), node.has(creditor), node.has(debited))
                return ((mandate || debited) && creditor) || !(mandate || creditor || debited)
            },
            Rule("BR-DE-31", "BT-91", text: .debitedAccount) { node in
                let (mandate, creditor, debited) = (node.has(mandate), node.has(creditor), node.has(debited))
                return ((mandate || creditor) && debited) || !(mandate || creditor || debited)
            },
            Rule("BR-DE-1", "BG-16", text: .paymentInstructions) {
                $0.has(
                    "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/SpecifiedTradeSettlementPaymentMeans")
            },
            one(
                "BR-DE-15", "BT-10", "SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement/BuyerReference",
                .buyerReference),
            Rule("BR-DE-16", "BT-31", "BT-32", "BG-11", text: .taxNumbers, if: hasTaxNumbers),
            Rule("BR-DE-17", .warning, "BT-3", text: .germanType) { node in
                node.texts("ExchangedDocument/TypeCode").contains {
                    CodeList.germanInvoiceTypes.contains(Node.normalize($0))
                }
            },
            Rule("BR-DE-18", "BT-20", text: .discount) { node in
                node.all("SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/SpecifiedTradePaymentTerms")
                    .compactMap { $0.first("Description") }.allSatisfy { GermanTexts.isDiscountText($0.text) }
            },
            Rule("BR-DE-22", "BT-125", text: .fileNames) { node in
                let names = node.texts("//AdditionalReferencedDocument/AttachmentBinaryObject/@filename")
                return Set(names).count == names.count
            },
            Rule("BR-DE-26", .warning, "BG-3", text: .precedingInvoice) { node in
                !node.says("ExchangedDocument/TypeCode", "384")
                    || node.has("SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/InvoiceReferencedDocument")
            },
        ])

    static let hasTaxNumbers: @Sendable (Node) -> Bool = { node in
        let taxes = node.all(
            "SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem/SpecifiedLineTradeSettlement/ApplicableTradeTax"
        )
        let isUsed =
            taxes.contains { $0.texts("TypeCode").contains("VAT") }
            && taxes.contains { $0.texts("CategoryCode").contains(where: XRechnungCodes.supportedCategories.contains) }
        guard isUsed else { return true }
        return node.has("SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement/SellerTaxRepresentativeTradeParty")
            || node.all(
                "SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement/SellerTradeParty/SpecifiedTaxRegistration/ID"
            ).contains {
                ["VA", "FC"].contains(Node.normalize($0.attribute("@schemeID") ?? "")) && !$0.isBlank
            }
    }

    static let delivery = Rule("BR-DE-TMP-32", .information, "BT-72", "BG-14", "BG-26", text: .deliveryDate) {
        node in
        node.has("ApplicableHeaderTradeDelivery/ActualDeliverySupplyChainEvent/OccurrenceDateTime")
            || node.has("ApplicableHeaderTradeSettlement/BillingSpecifiedPeriod")
            || node.all("IncludedSupplyChainTradeLineItem")
                .allSatisfy { $0.has("SpecifiedLineTradeSettlement/BillingSpecifiedPeriod") }
    }

    static let priceQuantity = Rule(
        "BR-TMP-3", "BT-149", "BT-150",
        text: RuleText(
            "Brutto- und Nettopreis beziehen sich auf verschiedene Mengen.",
            "Gross and net price refer to different quantities.")
    ) { node in
        guard let gross = node.first("SpecifiedLineTradeAgreement/GrossPriceProductTradePrice/BasisQuantity"),
            let net = node.first("SpecifiedLineTradeAgreement/NetPriceProductTradePrice/BasisQuantity")
        else { return true }
        guard gross.text == net.text else { return false }
        guard let unit = gross.attribute("@unitCode"), let other = net.attribute("@unitCode") else { return true }
        return unit == other
    }

    // MARK: Parties

    static let partyScopes: [Scope] = [
        Scope(
            "/*/ExchangedDocumentContext",
            [
                Rule("BR-DE-21", .warning, "BT-24", text: .specification) { node in
                    node.texts("GuidelineSpecifiedDocumentContextParameter/ID").contains {
                        Specification.german.contains($0)
                    }
                }
            ]),
        Scope(
            "\(agreement)/SellerTradeParty",
            [Rule("BR-DE-2", "BG-6", text: .sellerContact) { $0.has("DefinedTradeContact") }]),
        Scope(
            "\(agreement)/SellerTradeParty/PostalTradeAddress",
            [
                one("BR-DE-3", "BT-37", "CityName", .missing("Ort des Verkäufers", "seller city")),
                one("BR-DE-4", "BT-38", "PostcodeCode", .missing("Postleitzahl des Verkäufers", "seller post code")),
            ]),
        Scope(
            "\(agreement)/SellerTradeParty/DefinedTradeContact",
            [
                one(
                    "BR-DE-5", "BT-41", "PersonName|DepartmentName",
                    .missing("Name des Ansprechpartners", "seller contact point")),
                one(
                    "BR-DE-6", "BT-42", "TelephoneUniversalCommunication/CompleteNumber",
                    .missing("Telefon des Ansprechpartners", "seller contact telephone")),
                one(
                    "BR-DE-7", "BT-43", "EmailURIUniversalCommunication/URIID",
                    .missing("E-Mail des Ansprechpartners", "seller contact email")),
                Rule("BR-DE-27", .warning, "BT-42", text: .telephone) {
                    GermanTexts.isTelephone(try $0.text("TelephoneUniversalCommunication/CompleteNumber") ?? "")
                },
                Rule("BR-DE-28", .warning, "BT-43", text: .email) {
                    GermanTexts.isEmail(try $0.text("EmailURIUniversalCommunication/URIID") ?? "")
                },
            ]),
        Scope(
            "\(agreement)/BuyerTradeParty/PostalTradeAddress",
            [
                one("BR-DE-8", "BT-52", "CityName", .missing("Ort des Käufers", "buyer city")),
                one("BR-DE-9", "BT-53", "PostcodeCode", .missing("Postleitzahl des Käufers", "buyer post code")),
            ]),
        Scope(
            "\(agreement)/AdditionalReferencedDocument", when: { $0.texts("TypeCode").contains("916") },
            [
                Rule("BR-TMP-2", .warning, "BT-124", text: .url) { node in
                    guard let address = try node.text("URIID") else { return true }
                    return GermanTexts.isURL(address)
                }
            ]),
        Scope(
            "\(transaction)/ApplicableHeaderTradeDelivery/ShipToTradeParty/PostalTradeAddress",
            [
                one("BR-DE-10", "BT-77", "CityName", .missing("Ort der Lieferung", "deliver to city")),
                one(
                    "BR-DE-11", "BT-78", "PostcodeCode", .missing("Postleitzahl der Lieferung", "deliver to post code")),
            ]),
    ]

    // MARK: Payment

    static func means(_ codes: [String]) -> @Sendable (Node) -> Bool {
        { $0.texts("TypeCode").contains { codes.contains(Node.normalize($0)) } }
    }

    static let isDebit: @Sendable (Node) -> Bool = { node in
        node.has(mandate) || node.has(creditor) || node.has("PayerPartyDebtorFinancialAccount/IBANID")
    }

    static let paymentScopes: [Scope] = [
        Scope(
            "\(settlement)/SpecifiedTradeSettlementPaymentMeans", when: means(XRechnungCodes.transfer),
            [
                Rule("BR-DE-19", .warning, "BT-84", text: .iban) { node in
                    try !node.says("TypeCode", "58")
                        || GermanTexts.isIBAN(node.text("PayeePartyCreditorFinancialAccount/IBANID") ?? "")
                },
                Rule("BR-DE-23-a", "BG-17", text: .account) { $0.has("PayeePartyCreditorFinancialAccount") },
                Rule("BR-DE-23-b", "BG-17", text: .otherMeans) {
                    !$0.has("ApplicableTradeSettlementFinancialCard") && !isDebit($0)
                },
            ]),
        Scope(
            "\(settlement)/SpecifiedTradeSettlementPaymentMeans", when: means(XRechnungCodes.card),
            [
                Rule("BR-DE-24-a", "BG-18", text: .card) { $0.has("ApplicableTradeSettlementFinancialCard") },
                Rule("BR-DE-24-b", "BG-18", text: .otherMeans) {
                    !$0.has("PayeePartyCreditorFinancialAccount") && !isDebit($0)
                },
            ]),
        Scope(
            "\(settlement)/SpecifiedTradeSettlementPaymentMeans", when: means(XRechnungCodes.debit),
            [
                Rule("BR-DE-20", .warning, "BT-91", text: .iban) { node in
                    GermanTexts.isIBAN(try node.text("PayerPartyDebtorFinancialAccount/IBANID") ?? "")
                },
                Rule("BR-DE-25-a", "BG-19", text: .mandate, if: isDebit),
                Rule("BR-DE-25-b", "BG-19", text: .otherMeans) { node in
                    ![
                        "PayeePartyCreditorFinancialAccount", "PayeeSpecifiedCreditorFinancialInstitution",
                        "PayerSpecifiedDebtorFinancialInstitution", "ApplicableTradeSettlementFinancialCard",
                    ]
                    .contains { (path: Path) in node.has(path) }
                },
            ]),
    ]
}
