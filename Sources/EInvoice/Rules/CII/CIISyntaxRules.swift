/// What EN 16931 restricts in the syntax of CII: CII-SR and CII-DT.
enum CIISyntaxRules {
    static let unused = UnusedElements(
        CIIUnusedDocumentElements.text + "\n" + CIIUnusedSettlementElements.text + "\n" + CIIUnusedLineElements.text,
        fatal: [], within: "SupplyChainTradeTransaction")

    /// In the order of the official rules.
    static let scopes: [Scope] =
        headScopes + lineScopes + settlementScopes + [root] + typeScopes

    private static let transaction = "/*/SupplyChainTradeTransaction"

    private static func exactlyOne(_ id: String, _ path: Path, _ german: String, _ english: String) -> Rule {
        Rule(id, text: RuleText("\(german): genau eine Angabe ist nötig.", "\(english): exactly one is needed.")) {
            $0.count(path) == 1
        }
    }

    // MARK: Head

    private static let headScopes: [Scope] = [
        Scope(
            "/*/ExchangedDocumentContext",
            [
                .once(
                    "CII-SR-003", "BusinessProcessSpecifiedDocumentContextParameter", "Geschäftsprozess",
                    "business process", .warning),
                exactlyOne(
                    "CII-SR-009", "GuidelineSpecifiedDocumentContextParameter", "Spezifikation", "specification"),
                exactlyOne(
                    "CII-SR-010", "GuidelineSpecifiedDocumentContextParameter/ID", "Kennung der Spezifikation",
                    "specification identifier"),
            ]),
        Scope("/*/ExchangedDocument", [exactlyOne("CII-SR-014", "TypeCode", "Rechnungsart", "invoice type code")]),
        Scope(
            "/*/ExchangedDocument/IncludedNote",
            [.once("CII-SR-030", "Content", "Text der Bemerkung", "note text", .warning)]),
    ]

    // MARK: Lines

    private static let lineScopes: [Scope] = [
        Scope(
            "\(transaction)/IncludedSupplyChainTradeLineItem/AssociatedDocumentLineDocument",
            [
                .once("CII-SR-039", "IncludedNote", "Bemerkung zur Position", "line note", .warning),
                .once("CII-SR-040", "IncludedNote/Content", "Text der Bemerkung", "note text", .warning),
            ]),
        Scope(
            "\(transaction)/IncludedSupplyChainTradeLineItem/SpecifiedTradeProduct",
            [
                Rule("CII-SR-046", text: .missing("Schema der Artikelkennung", "scheme of the item identifier")) {
                    !$0.has("GlobalID") || $0.has("GlobalID/@schemeID")
                },
                Rule("CII-SR-090", text: .missing("Ursprungsland", "country of origin")) {
                    !$0.has("OriginTradeCountry") || $0.count("OriginTradeCountry/ID") == 1
                },
            ]),
        Scope(
            "\(transaction)/IncludedSupplyChainTradeLineItem/SpecifiedTradeProduct/ApplicableProductCharacteristic",
            [
                exactlyOne("CII-SR-069", "Description", "Name der Artikeleigenschaft", "item attribute name"),
                exactlyOne("CII-SR-072", "Value", "Wert der Artikeleigenschaft", "item attribute value"),
            ]),
        Scope(
            "\(transaction)/IncludedSupplyChainTradeLineItem/SpecifiedLineTradeAgreement",
            [
                exactlyOne("CII-SR-439", "NetPriceProductTradePrice/ChargeAmount", "Nettopreis", "item net price"),
                Rule(
                    "CII-SR-119", .warning,
                    text: RuleText(
                        "Zu einem Preisnachlass gehören Kennzeichen und Betrag.",
                        "A price discount needs its indicator and its amount.")
                ) { node in
                    let discounts = node.all("GrossPriceProductTradePrice/AppliedTradeAllowanceCharge")
                    let isMarked = discounts.contains { $0.isTradeCharge == false && $0.has("ChargeIndicator") }
                    let hasAmount = discounts.contains { $0.has("ActualAmount") }
                    return (isMarked && hasAmount) || (!discounts.contains { $0.has("ChargeIndicator") } && !hasAmount)
                },
                .once("CII-SR-441", "NetPriceProductTradePrice/ChargeAmount", "Nettopreis", "item net price"),
            ]),
        Scope(
            "SpecifiedTradeAllowanceCharge",
            [
                .has("CII-SR-463", "BG-20", "ChargeIndicator", "Angabe, ob Nachlass oder Zuschlag", "charge indicator"),
                .once("CII-SR-471", "RateApplicablePercent", "Prozentsatz", "percentage"),
                .once("CII-SR-472", "CategoryTradeTax", "Umsatzsteuerkategorie", "VAT category"),
                .once("CII-SR-473", "ActualAmount", "Betrag", "amount"),
            ]),
        Scope(
            "GrossPriceProductTradePrice/AppliedTradeAllowanceCharge",
            [.once("CII-SR-440", "ActualAmount", "Preisnachlass", "price discount")]),
        Scope(
            "\(transaction)/IncludedSupplyChainTradeLineItem/SpecifiedLineTradeSettlement",
            [
                Rule(
                    "CII-SR-454", .warning,
                    text: RuleText(
                        "Eine Position braucht genau eine Umsatzsteuerkategorie.",
                        "A line needs exactly one VAT category.")
                ) {
                    $0.count("ApplicableTradeTax") == 1
                },
                references("CII-SR-474", "130", "Objekt der Position", "line object", .warning),
            ]),
    ]

    private static func references(
        _ id: String, _ type: String, _ german: String, _ english: String, _ severity: RuleSeverity,
        _ inside: Path? = nil
    ) -> Rule {
        Rule(id, severity, text: .repeated(german, english)) { node in
            node.all("AdditionalReferencedDocument").filter { $0.says("TypeCode", type) }
                .reduce(0) { $0 + (inside.map($1.count) ?? 1) } <= 1
        }
    }

    // MARK: Agreement, delivery, settlement

    private static func oneIdentifier(_ id: String, _ party: String, _ german: String, _ english: String) -> Rule {
        let (own, global) = (Path(party + "/ID"), Path(party + "/GlobalID"))
        return Rule(id, .warning, text: .repeated(german, english)) { !($0.has(own) && $0.has(global)) }
    }

    private static func oneContact(_ id: String, _ party: String) -> Rule {
        let (person, department) = (
            Path(party + "/DefinedTradeContact/PersonName"), Path(party + "/DefinedTradeContact/DepartmentName")
        )
        return Rule(id, .warning, text: .repeated("Ansprechpartner", "contact point")) {
            !($0.has(person) && $0.has(department))
        }
    }

    private static let settlementScopes: [Scope] = [
        Scope(
            "\(transaction)/ApplicableHeaderTradeAgreement",
            [
                oneIdentifier("CII-SR-450", "BuyerTradeParty", "Kennung des Käufers", "buyer identifier"),
                .once(
                    "CII-SR-455", "SellerTradeParty/DefinedTradeContact", "Ansprechpartner des Verkäufers",
                    "seller contact"),
                .once(
                    "CII-SR-456", "BuyerTradeParty/DefinedTradeContact", "Ansprechpartner des Käufers", "buyer contact"),
                references("CII-SR-457", "50", "Vergabe", "tender reference", .warning),
                references("CII-SR-458", "130", "Objekt der Rechnung", "invoiced object", .warning),
                .once(
                    "CII-SR-459", "SellerTradeParty/URIUniversalCommunication", "Elektronische Adresse des Verkäufers",
                    "seller electronic address"),
                .once(
                    "CII-SR-460", "BuyerTradeParty/URIUniversalCommunication", "Elektronische Adresse des Käufers",
                    "buyer electronic address"),
                oneContact("CII-SR-465", "SellerTradeParty"), oneContact("CII-SR-466", "BuyerTradeParty"),
                references(
                    "CII-SR-475", "916", "Beschreibung der Anlagen", "supporting document description", .warning, "Name"
                ),
                references("CII-SR-476", "916", "Anlagen", "attached documents", .warning, "AttachmentBinaryObject"),
            ]),
        Scope(
            "\(transaction)/ApplicableHeaderTradeDelivery",
            [
                oneIdentifier(
                    "CII-SR-449", "ShipToTradeParty", "Kennung des Lieferorts", "deliver to location identifier")
            ]),
        Scope(
            "\(transaction)/ApplicableHeaderTradeSettlement",
            [
                oneIdentifier("CII-SR-451", "PayeeTradeParty", "Kennung des Zahlungsempfängers", "payee identifier"),
                .once("CII-SR-452", "SpecifiedTradePaymentTerms", "Zahlungsbedingungen", "payment terms", .warning),
                .once(
                    "CII-SR-453", "SpecifiedTradePaymentTerms/Description", "Text der Zahlungsbedingungen",
                    "payment terms text", .warning),
                .once("CII-SR-461", "ApplicableTradeTax/TaxPointDate", "Steuerzeitpunkt", "VAT point date"),
                Rule(
                    "CII-SR-462",
                    text: RuleText(
                        "Die Codes des Steuerzeitpunkts unterscheiden sich.", "The VAT point date codes differ.")
                ) {
                    Set($0.texts("//ApplicableTradeTax/DueDateTypeCode")).count <= 1
                },
                Rule("CII-SR-470", text: .missing("Konto der Überweisung", "account of the credit transfer")) { node in
                    !node.all("SpecifiedTradeSettlementPaymentMeans").contains { means in
                        means.says("TypeCode", "30", "58")
                            && !means.has("PayeePartyCreditorFinancialAccount/IBANID")
                            && !means.has("PayeePartyCreditorFinancialAccount/ProprietaryID")
                    }
                },
            ]),
        Scope("\(transaction)/ApplicableHeaderTradeSettlement/SpecifiedTradeSettlementHeaderMonetarySummation", sums),
    ]

    private static let sums: [Rule] = {
        let amounts = [
            "LineTotalAmount", "ChargeTotalAmount", "AllowanceTotalAmount", "TaxBasisTotalAmount", "RoundingAmount",
            "GrandTotalAmount", "InformationAmount", "TotalPrepaidAmount", "TotalDiscountAmount",
            "TotalAllowanceChargeAmount", "DuePayableAmount", "RetailValueExcludingTaxInformationAmount",
            "TotalDepositFeeInformationAmount", "ProductValueExcludingTobaccoTaxInformationAmount",
            "TotalRetailValueInformationAmount", "GrossLineTotalAmount", "NetLineTotalAmount",
            "NetIncludingTaxesLineTotalAmount",
        ]
        return amounts.enumerated().map { .once("CII-SR-\(477 + $0)", Path($1), $1, $1) }
    }()

    private static func alike(_ id: String, _ path: Path, _ german: String, _ english: String) -> Rule {
        Rule(id, text: RuleText("\(german): die Angaben unterscheiden sich.", "\(english): the values differ.")) {
            Set($0.texts(path).map(Node.normalize)).count <= 1
        }
    }

    private static let root = Scope(
        "/*",
        [
            .none("CII-DT-013", "@languageID", "languageID"),
            .none("CII-DT-014", "@languageLocaleID", "languageLocaleID"),
            alike("CII-SR-467", "//SpecifiedTradeSettlementPaymentMeans/TypeCode", "Zahlungsart", "payment means code"),
            alike(
                "CII-SR-468", "//SpecifiedTradeSettlementPaymentMeans/Information", "Text der Zahlungsart",
                "payment means text"),
            .once(
                "CII-SR-469", "//ApplicableHeaderTradeSettlement/PaymentReference", "Verwendungszweck",
                "remittance information"),
        ])

    // MARK: Data types

    /// Elements or attributes that may not stand in any element of a kind, each with its rule.
    private static func noneOf(_ table: String, _ severity: RuleSeverity = .fatal) -> [Rule] {
        table.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: " ").map(String.init)
            guard parts.count == 2 else { return nil }
            let name = parts[1].split(separator: "/").last.map { $0.filter { $0 != "@" } } ?? ""
            return .none(parts[0], Path(parts[1]), name, severity)
        }
    }

    private static let typeScopes: [Scope] = [
        Scope("*DocumentContextParameter", noneOf("CII-SR-04 Value\nCII-SR-05 SpecifiedDocumentVersion", .warning)),
        Scope(
            """
            /*/ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID, /*/ExchangedDocument/ID, \
            \(transaction)/IncludedSupplyChainTradeLineItem/AssociatedDocumentLineDocument/LineID, \
            \(transaction)/IncludedSupplyChainTradeLineItem/SpecifiedTradeProduct/SellerAssignedID
            """,
            noneOf(
                """
                CII-DT-001 @schemeName
                CII-DT-002 @schemeAgencyName
                CII-DT-003 @schemeDataURI
                CII-DT-004 @schemeURI
                CII-DT-005 @schemeID
                CII-DT-006 @schemeAgencyID
                CII-DT-007 @schemeVersionID
                """)),
        Scope(
            "*ID",
            noneOf(
                """
                CII-DT-101 @schemeName
                CII-DT-102 @schemeAgencyName
                CII-DT-103 @schemeDataURI
                CII-DT-104 @schemeURI
                """)),
        Scope("TypeCode", noneOf("CII-DT-008 @name\nCII-DT-009 @listURI")),
        // Hidden by the scope before it, as in the official rules; here so that the ids are known.
        Scope(
            "/*/ExchangedDocument/TypeCode",
            noneOf("CII-DT-010 @listID\nCII-DT-011 @listAgencyID\nCII-DT-012 @listVersionID")),
        Scope(
            "\(transaction)/IncludedSupplyChainTradeLineItem/SpecifiedLineTradeSettlement/ApplicableTradeTax/CategoryCode",
            noneOf(
                "CII-DT-045 @listID\nCII-DT-046 @listAgencyID\nCII-DT-047 @listVersionID\nCII-DT-048 @listURI", .warning
            )),
        Scope("*ReferencedDocument", referenceRules),
        Scope(
            "*Amount", when: { $0.name != "TaxTotalAmount" },
            noneOf("CII-DT-031 @currencyID\nCII-DT-032 @currencyCodeListVersionID")),
        Scope("*Quantity", quantityRules),
        Scope("*TradeTax", taxRules),
        Scope("BillingSpecifiedPeriod", periodRules),
        Scope("PostalTradeAddress", addressRules),
        Scope(
            "DateTimeString", when: { $0.attribute("@format") == "102" },
            [
                Rule(
                    "CII-DT-097",
                    text: RuleText("Ein Datum hat hier die Form JJJJMMTT.", "A date has the form YYYYMMDD here.")
                ) { node in
                    node.normalized.wholeMatch(of: /\d{4}(1[0-2]|0[1-9])(3[01]|[12][0-9]|0[1-9])/) != nil
                }
            ]),
    ]

    private static let referenceRules: [Rule] = {
        let only = { (id: String, path: Path, name: String, types: [String]) in
            Rule(id, text: .unused(name)) { node in
                !node.has(path)
                    || (node.name == "AdditionalReferencedDocument"
                        && node.texts("TypeCode").contains(where: types.contains))
            }
        }
        return [
            only("CII-DT-015", "URIID", "URIID", ["916"]),
            only("CII-DT-018", "TypeCode", "TypeCode", ["50", "130", "916"]),
            only("CII-DT-021", "Name", "Name", ["916"]),
            only("CII-DT-022", "AttachmentBinaryObject", "AttachmentBinaryObject", ["916"]),
            only("CII-DT-024", "ReferenceTypeCode", "ReferenceTypeCode", ["130"]),
            Rule("CII-DT-027", text: .unused("FormattedIssueDateTime")) {
                !$0.has("FormattedIssueDateTime") || $0.name == "InvoiceReferencedDocument"
            },
        ]
            + noneOf(
                """
                CII-DT-016 StatusCode
                CII-DT-017 CopyIndicator
                CII-DT-019 GlobalID
                CII-DT-020 RevisionID
                CII-DT-023 Information
                CII-DT-025 SectionName
                CII-DT-026 PreviousRevisionID
                CII-DT-028 EffectiveSpecifiedPeriod
                CII-DT-029 IssuerTradeParty
                CII-DT-030 AttachedSpecifiedBinaryFile
                """)
    }()

    private static let quantityRules: [Rule] =
        [
            Rule("CII-DT-033", text: .unused("unitCode")) { node in
                node.attribute("@unitCode") == nil
                    || node.has(
                        "//SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem/SpecifiedLineTradeDelivery/BilledQuantity/@unitCode"
                    )
            }
        ] + noneOf("CII-DT-034 @unitCodeListID\nCII-DT-035 @unitCodeListAgencyID\nCII-DT-036 @unitCodeListAgencyName")

    private static let taxRules: [Rule] = {
        let inHeader: @Sendable (Node) -> Bool = { node in
            var outer = node.parent
            while let current = outer {
                if current.name == "ApplicableHeaderTradeSettlement" { return true }
                outer = current.parent
            }
            return false
        }
        let headerOnly = { (id: String, path: Path, name: String) in
            Rule(id, .warning, text: .unused(name)) { !$0.has(path) || inHeader($0) }
        }
        let applicableOnly = { (id: String, path: Path, name: String) in
            Rule(id, .warning, text: .unused(name)) { !$0.has(path) || $0.name == "ApplicableTradeTax" }
        }
        let vatOnly = Rule(
            "CII-DT-037", text: RuleText("Hier gibt es nur Umsatzsteuer (VAT).", "Only VAT exists here.")
        ) {
            let types = $0.texts("TypeCode")
            return types.isEmpty || types.contains("VAT")
        }
        return [
            vatOnly, headerOnly("CII-DT-041", "BasisAmount", "BasisAmount"),
            headerOnly("CII-DT-054", "TaxPointDate", "TaxPointDate"),
            headerOnly("CII-DT-058", "DueDateTypeCode", "DueDateTypeCode"),
            applicableOnly("CII-DT-052", "ExemptionReasonCode", "ExemptionReasonCode"),
            applicableOnly("CII-DT-098", "ExemptionReason", "ExemptionReason"),
        ]
            + noneOf(
                """
                CII-DT-038 CalculatedRate
                CII-DT-039 CalculationSequenceNumeric
                CII-DT-040 BasisQuantity
                CII-DT-042 UnitBasisAmount
                CII-DT-043 LineTotalBasisAmount
                CII-DT-044 AllowanceChargeBasisAmount
                CII-DT-049 CurrencyCode
                CII-DT-050 Jurisdiction
                CII-DT-051 CustomsDutyIndicator
                CII-DT-053 TaxBasisAllowanceRate
                CII-DT-055 Type
                CII-DT-056 InformationAmount
                CII-DT-057 CategoryName
                CII-DT-059 RateApplicablePercent/@format
                CII-DT-060 SpecifiedTradeAccountingAccount
                CII-DT-061 ServiceSupplyTradeCountry
                CII-DT-062 BuyerRepayableTaxSpecifiedTradeAccountingAccount
                CII-DT-063 SellerPayableTaxSpecifiedTradeAccountingAccount
                CII-DT-064 SellerRefundableTaxSpecifiedTradeAccountingAccount
                CII-DT-065 BuyerDeductibleTaxSpecifiedTradeAccountingAccount
                CII-DT-066 BuyerNonDeductibleTaxSpecifiedTradeAccountingAccount
                CII-DT-067 PlaceApplicableTradeLocation
                """, .warning)
    }()

    private static let periodRules = noneOf(
        """
        CII-DT-068 StartDateTime/DateTime
        CII-DT-069 DurationMeasure
        CII-DT-070 InclusiveIndicator
        CII-DT-071 Description
        CII-DT-072 EndDateTime/DateTime
        CII-DT-073 CompleteDateTime
        CII-DT-074 OpenIndicator
        CII-DT-075 SeasonCode
        CII-DT-076 ID
        CII-DT-077 Name
        CII-DT-078 SequenceNumeric
        CII-DT-079 StartDateFlexibilityCode
        CII-DT-080 ContinuousIndicator
        CII-DT-081 PurposeCode
        """)

    private static let addressRules = noneOf(
        """
        CII-DT-082 ID
        CII-DT-083 PostOfficeBox
        CII-DT-084 BuildingName
        CII-DT-086 LineFour
        CII-DT-087 LineFive
        CII-DT-088 StreetName
        CII-DT-089 CitySubDivisionName
        CII-DT-090 CountryName
        CII-DT-091 CountrySubDivisionID
        CII-DT-092 AttentionOf
        CII-DT-093 CareOf
        CII-DT-094 BuildingNumber
        CII-DT-095 DepartmentName
        CII-DT-096 AdditionalStreetName
        """)
}
