/// Agreement, delivery and settlement of a CII document.
extension CIISyntaxRules {
    static func oneIdentifier(_ id: String, _ party: String, _ german: String, _ english: String) -> Rule {
        let (own, global) = (Path(party + "/ID"), Path(party + "/GlobalID"))
        return Rule(id, .warning, text: .repeated(german, english)) { !($0.has(own) && $0.has(global)) }
    }

    static func oneContact(_ id: String, _ party: String) -> Rule {
        let (person, department) = (
            Path(party + "/DefinedTradeContact/PersonName"), Path(party + "/DefinedTradeContact/DepartmentName")
        )
        return Rule(id, .warning, text: .repeated("Ansprechpartner", "contact point")) {
            !($0.has(person) && $0.has(department))
        }
    }

    static let settlementScopes: [Scope] = [
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

    static let sums: [Rule] = {
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

    static func alike(_ id: String, _ path: Path, _ german: String, _ english: String) -> Rule {
        Rule(id, text: RuleText("\(german): die Angaben unterscheiden sich.", "\(english): the values differ.")) {
            Set($0.texts(path).map(Node.normalize)).count <= 1
        }
    }

    static let root = Scope(
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
}
