/// What EN 16931 restricts in the data types of CII.
extension CIISyntaxRules {
    /// Elements or attributes that may not stand in any element of a kind, each with its rule.
    static func noneOf(_ table: String, _ severity: RuleSeverity = .fatal) -> [Rule] {
        table.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: " ").map(String.init)
            guard parts.count == 2 else { return nil }
            let name = parts[1].split(separator: "/").last.map { $0.filter { $0 != "@" } } ?? ""
            return .none(parts[0], Path(parts[1]), name, severity)
        }
    }

    static let typeScopes: [Scope] = [
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

    static let referenceRules: [Rule] = {
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

    static let quantityRules: [Rule] =
        [
            Rule("CII-DT-033", text: .unused("unitCode")) { node in
                node.attribute("@unitCode") == nil
                    || node.has(
                        "//SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem/SpecifiedLineTradeDelivery/BilledQuantity/@unitCode"
                    )
            }
        ] + noneOf("CII-DT-034 @unitCodeListID\nCII-DT-035 @unitCodeListAgencyID\nCII-DT-036 @unitCodeListAgencyName")

    static let taxRules: [Rule] = {
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

    static let periodRules = noneOf(
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

    static let addressRules = noneOf(
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
