/// Attributes that EN 16931 does not use in UBL.
extension UBLSyntaxRules {
    static let attributeRules: [Rule] = {
        let table = """
            UBL-CR-648 CustomizationID/@schemeID
            UBL-CR-649 ProfileID/@schemeID
            UBL-CR-650 ID/@schemeID
            UBL-CR-651 SalesOrderID/@schemeID
            UBL-CR-652 //PartyTaxScheme/CompanyID/@schemeID
            UBL-CR-653 PaymentMeans/PaymentID/@schemeID
            UBL-CR-654 PaymentMeans/PayeeFinancialAccount/ID/@schemeID
            UBL-CR-655 PaymentMeans/PayeeFinancialAccount/FinancialInstitutionBranch/ID/@schemeID
            UBL-CR-656 InvoiceTypeCode/@listID
            UBL-CR-657 DocumentCurrencyCode/@listID
            UBL-CR-658 TaxCurrencyCode/@listID
            UBL-CR-659 AdditionalDocumentReference/DocumentTypeCode/@listID
            UBL-CR-660 //Country/IdentificationCode/@listID
            UBL-CR-661 PaymentMeans/PaymentMeansCode/@listID
            UBL-CR-662 //AllowanceChargeReasonCode/@listID
            UBL-CR-667 //BuyersItemIdentification/ID/@schemeID
            UBL-CR-668 //SellersItemIdentification/ID/@schemeID
            UBL-CR-672 CreditNoteTypeCode/@listID
            UBL-CR-674 //PrimaryAccountNumberID/@schemeID
            UBL-CR-675 //CardAccount/NetworkID/@schemeID
            UBL-CR-676 //PaymentMandate/ID/@schemeID
            UBL-CR-677 //PaymentMandate/PayerFinancialAccount/ID/@schemeID
            UBL-CR-678 //TaxCategory/ID/@schemeID
            UBL-CR-679 //ClassifiedTaxCategory/ID/@schemeID
            """
        let anywhere = """
            UBL-CR-663 unitCodeListID
            UBL-DT-08 schemeName
            UBL-DT-09 schemeAgencyName
            UBL-DT-10 schemeDataURI
            UBL-DT-11 schemeURI
            UBL-DT-12 format
            UBL-DT-13 unitCodeListIdentifier
            UBL-DT-14 unitCodeListAgencyIdentifier
            UBL-DT-15 unitCodeListAgencyName
            UBL-DT-16 listAgencyName
            UBL-DT-17 listName
            UBL-DT-19 languageID
            UBL-DT-20 listURI
            UBL-DT-21 listSchemeURI
            UBL-DT-22 languageLocaleID
            UBL-DT-23 uri
            UBL-DT-24 currencyCodeListVersionID
            UBL-DT-25 characterSetCode
            UBL-DT-26 encodingCode
            UBL-DT-27 schemeAgencyID
            UBL-DT-28 listAgencyID
            """
        let pairs = { (text: String) in text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) } }
        let placed = pairs(table).map { pair in
            let path = Path(pair[1])
            return Rule(pair[0], .warning, text: .unused(pair[1].split(separator: "@").last.map(String.init) ?? "")) {
                !$0.has(path)
            }
        }
        let loose = pairs(anywhere).map { pair in
            let name = RuleNames.number(pair[1])
            return Rule(pair[0], .warning, text: .unused(pair[1])) { !$0.index.attributeSymbols.contains(name) }
        }
        let names = Rule("UBL-DT-18", .warning, text: .unused("name")) { node in
            let own = node.count("//PaymentMeansCode/@name")
            return node.index.attributeCount(RuleNames.number("name")) <= own
        }
        return placed + loose + [names]
    }()
}
