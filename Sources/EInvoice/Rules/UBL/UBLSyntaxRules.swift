/// What EN 16931 restricts in the syntax of UBL: UBL-SR, UBL-DT and those of UBL-CR that need more than a way.
enum UBLSyntaxRules {
    static let unused = UnusedElements(
        UBLUnusedDocumentElements.text + "\n" + UBLUnusedPartyElements.text + "\n" + UBLUnusedLineElements.text,
        fatal: [])

    static let scopes: [Scope] = [
        Scope(
            "PostalAddress, Address",
            [.once("UBL-SR-51", "AddressLine", "Dritte Adresszeile", "third address line")]),
        Scope(
            "AccountingSupplierParty/Party",
            [
                Rule(
                    "UBL-SR-42",
                    text: RuleText(
                        "Der Verkäufer hat mehr als zwei Steuerangaben.", "The seller has more than two tax schemes.")
                ) {
                    $0.count("PartyTaxScheme") <= 2
                }
            ]),
        Scope(
            "AdditionalDocumentReference",
            [
                .once("UBL-SR-33", "DocumentDescription", "Beschreibung der Anlage", "supporting document description"),
                Rule(
                    "UBL-SR-43",
                    text: RuleText(
                        "Eine Kennung mit Schema gibt es nur beim Objekt der Rechnung (Typ 130).",
                        "Only the invoiced object (type 130) has an identifier with a scheme.")
                ) { node in
                    let types = node.texts("DocumentTypeCode")
                    return types.contains("130") || (node.index.root.name == "CreditNote" && types.contains("50"))
                        || (!node.has("ID/@schemeID") && types.isEmpty)
                },
            ]),
        Scope(
            "*Amount",
            when: { node in
                !node.name.hasSuffix("PriceAmount")
                    && !(node.parent?.symbol == allowanceCharge && isWithinPrice(node))
            },
            [
                Rule("UBL-DT-01", text: .decimals("Der Betrag", "The amount")) { node in
                    guard let point = node.text.firstIndex(of: ".") else { return true }
                    return node.text[point...].unicodeScalars.count <= 3
                }
            ]),
        Scope(
            "*BinaryObject",
            [
                .has("UBL-DT-06", "BT-125-1", "@mimeCode", "Medientyp der Anlage", "media type of the attachment"),
                .has("UBL-DT-07", "BT-125-2", "@filename", "Dateiname der Anlage", "file name of the attachment"),
            ]),
        Scope(
            "Delivery",
            [.once("UBL-SR-25", "DeliveryParty/PartyName/Name", "Name des Warenempfängers", "deliver to party name")]),
        Scope(
            "AllowanceCharge", when: { $0.isCharge == false },
            [.once("UBL-SR-30", "AllowanceChargeReason", "Grund des Nachlasses", "allowance reason")]),
        Scope(
            "AllowanceCharge", when: { $0.isCharge == true },
            [.once("UBL-SR-31", "AllowanceChargeReason", "Grund des Zuschlags", "charge reason")]),
        Scope(
            "PartyTaxScheme",
            [
                Rule(
                    "UBL-SR-53",
                    text: .missing("Kennung oder Art der Steuerangabe", "identifier or scheme of the tax registration")
                ) {
                    $0.has("TaxScheme/ID") && $0.has("CompanyID")
                }
            ]),
        Scope("/*", documentRules + attributeRules),
        Scope(
            "InvoiceLine|CreditNoteLine",
            [
                .once("UBL-SR-34", "Note", "Bemerkung zur Position", "line note"),
                .once("UBL-SR-35", "OrderLineReference/LineID", "Bestellposition", "purchase order line"),
                .once("UBL-SR-36", "InvoicePeriod", "Zeitraum der Position", "line period"),
                .once("UBL-SR-37", "Price/AllowanceCharge/Amount", "Preisnachlass", "price discount"),
                Rule(
                    "UBL-SR-48",
                    text: RuleText(
                        "Eine Position braucht genau eine Umsatzsteuerkategorie.",
                        "A line needs exactly one VAT category.")
                ) {
                    $0.count("Item/ClassifiedTaxCategory") == 1
                },
                .once("UBL-SR-50", "Item/Description", "Artikelbeschreibung", "item description"),
                .once("UBL-SR-52", "DocumentReference", "Objekt der Position", "line object"),
            ]),
        Scope("PayeeParty", payeeRules),
        Scope(
            "PaymentMeans",
            [
                .once("UBL-SR-26", "PaymentID", "Verwendungszweck", "remittance information"),
                .once("UBL-SR-27", "PaymentMeansCode", "Zahlungsart", "payment means code"),
                .once("UBL-SR-28", "PaymentMandate/ID", "Mandat", "mandate reference"),
            ]),
        Scope(
            "BillingReference",
            [
                .once("UBL-SR-06", "InvoiceDocumentReference", "Vorangegangene Rechnung", "preceding invoice"),
                .has(
                    "UBL-SR-07", "BT-25", "InvoiceDocumentReference/ID", "Nummer der vorangegangenen Rechnung",
                    "preceding invoice reference"),
            ]),
        Scope(
            "TaxRepresentativeParty",
            [
                .once("UBL-SR-22", "PartyName/Name", "Name des Steuervertreters", "tax representative name"),
                .once(
                    "UBL-SR-23", "PartyTaxScheme/CompanyID", "Umsatzsteuer-ID des Steuervertreters",
                    "tax representative VAT identifier"),
            ]),
        Scope(
            "TaxSubtotal", [.once("UBL-SR-32", "TaxCategory/TaxExemptionReason", "Befreiungsgrund", "exemption reason")]
        ),
    ]

    private static let allowanceCharge = RuleNames.number("AllowanceCharge")
    private static let price = RuleNames.number("Price")

    private static func isWithinPrice(_ node: Node) -> Bool { node.parent?.parent?.symbol == price }

    // MARK: Document

    private static let documentRules: [Rule] = [
        .once("UBL-SR-01", "ContractDocumentReference/ID", "Vertrag", "contract reference"),
        .once("UBL-SR-02", "ReceiptDocumentReference/ID", "Wareneingangsmeldung", "receiving advice"),
        .once("UBL-SR-03", "DespatchDocumentReference/ID", "Lieferavis", "despatch advice"),
        Rule("UBL-SR-04", text: .repeated("Objekt der Rechnung", "invoiced object")) { node in
            objects(node).flatMap { $0.all("ID") }.count <= 1
        },
        .once("UBL-SR-05", "PaymentTerms/Note", "Zahlungsbedingungen", "payment terms"),
        .once("UBL-SR-08", "InvoicePeriod", "Rechnungszeitraum", "invoicing period"),
        .once(
            "UBL-SR-09", "AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName", "Name des Verkäufers",
            "seller name"),
        .once(
            "UBL-SR-10", "AccountingSupplierParty/Party/PartyName/Name", "Handelsname des Verkäufers",
            "seller trading name"),
        .once(
            "UBL-SR-11", "AccountingSupplierParty/Party/PartyLegalEntity/CompanyID", "Registernummer des Verkäufers",
            "seller legal registration"),
        scheme(
            "UBL-SR-12", "AccountingSupplierParty/Party/PartyTaxScheme", isVAT: true, "Umsatzsteuer-ID des Verkäufers",
            "seller VAT identifier"),
        scheme(
            "UBL-SR-13", "AccountingSupplierParty/Party/PartyTaxScheme", isVAT: false, "Steuernummer des Verkäufers",
            "seller tax registration"),
        .once(
            "UBL-SR-14", "AccountingSupplierParty/Party/PartyLegalEntity/CompanyLegalForm",
            "Rechtliche Angaben des Verkäufers", "seller legal information"),
        .once(
            "UBL-SR-15", "AccountingCustomerParty/Party/PartyLegalEntity/RegistrationName", "Name des Käufers",
            "buyer name"),
        .once(
            "UBL-SR-16", "AccountingCustomerParty/Party/PartyIdentification/ID", "Kennung des Käufers",
            "buyer identifier"),
        .once(
            "UBL-SR-17", "AccountingCustomerParty/Party/PartyLegalEntity/CompanyID", "Registernummer des Käufers",
            "buyer legal registration"),
        scheme(
            "UBL-SR-18", "AccountingCustomerParty/Party/PartyTaxScheme", isVAT: true, "Umsatzsteuer-ID des Käufers",
            "buyer VAT identifier"),
        .once("UBL-SR-24", "Delivery", "Lieferung", "delivery"),
        Rule("UBL-SR-29", text: .repeated("Gläubiger-Kennung", "bank assigned creditor identifier")) { node in
            node.texts("//PartyIdentification/ID/@schemeID").count { $0.uppercased() == "SEPA" } <= 1
        },
        .once("UBL-SR-39", "ProjectReference/ID", "Projekt", "project reference"),
        .once(
            "UBL-SR-40", "AccountingCustomerParty/Party/PartyName/Name", "Handelsname des Käufers", "buyer trading name"
        ),
        alike("UBL-SR-44", "//PaymentID", "Verwendungszweck", "remittance information"),
        .once("UBL-SR-45", "PaymentMeans/PaymentDueDate", "Fälligkeit", "due date"),
        .once("UBL-SR-46", "PaymentMeans/PaymentMeansCode/@name", "Text der Zahlungsart", "payment means text"),
        alike("UBL-SR-47", "//PaymentMeansCode", "Zahlungsart", "payment means code"),
        .once("UBL-SR-49", "InvoicePeriod/DescriptionCode", "Code des Steuerzeitpunkts", "VAT point date code"),
        .once("UBL-SR-54", "PaymentMeans/CardAccount", "Karte", "payment card"),
        .once("UBL-SR-55", "PaymentMeans/PaymentMandate", "Mandat", "direct debit"),
        .once("UBL-SR-56", "OriginatorDocumentReference/ID", "Vergabe", "tender reference"),
        Rule("UBL-CR-666", text: .unused("Attachment")) { node in !objects(node).contains { $0.has("Attachment") } },
        Rule("UBL-CR-673", text: .unused("DocumentDescription")) { node in
            !objects(node).contains { $0.has("DocumentDescription") }
        },
        Rule("UBL-CR-665", .warning, text: .unused("schemeID")) { node in
            !node.all("//AdditionalDocumentReference").contains { reference in
                !reference.texts("DocumentTypeCode").contains("130") && reference.has("ID/@schemeID")
            }
        },
        Rule(
            "UBL-CR-002", .warning,
            text: RuleText("Die Version von UBL muss 2.1 sein.", "The version of UBL must be 2.1.")
        ) {
            $0.texts("UBLVersionID").allSatisfy { $0 == "2.1" }
        },
        Rule("UBL-CR-412", .warning, text: .unused("PaymentDueDate")) { node in
            node.name == "CreditNote" || !node.has("PaymentMeans/PaymentDueDate")
        },
        .none("UBL-CR-664", "//FinancialInstitution", "FinancialInstitution", .warning),
        .none("UBL-CR-669", "//Price/AllowanceCharge/AllowanceChargeReasonCode", "AllowanceChargeReasonCode", .warning),
        .none("UBL-CR-670", "//Price/AllowanceCharge/AllowanceChargeReason", "AllowanceChargeReason", .warning),
        .none("UBL-CR-671", "//Price/AllowanceCharge/MultiplierFactorNumeric", "MultiplierFactorNumeric", .warning),
        .none("UBL-CR-680", "//PaymentMeans/PayerFinancialAccount", "PayerFinancialAccount", .warning),
    ]

    private static func objects(_ node: Node) -> [Node] {
        node.all("//AdditionalDocumentReference").filter { $0.texts("DocumentTypeCode").contains("130") }
    }

    private static func scheme(
        _ id: String, _ path: Path, isVAT: Bool, _ german: String, _ english: String
    ) -> Rule {
        Rule(id, text: .repeated(german, english)) { node in
            node.all(path).filter { scheme in
                // A scheme without an id is none of VAT.
                scheme.all("TaxScheme").contains { (($0.first("ID")?.text ?? "").uppercased() == "VAT") == isVAT }
            }.reduce(0) { $0 + $1.count("CompanyID") } <= 1
        }
    }

    private static func alike(_ id: String, _ path: Path, _ german: String, _ english: String) -> Rule {
        Rule(id, text: RuleText("\(german): die Angaben unterscheiden sich.", "\(english): the values differ.")) {
            Set($0.texts(path)).count <= 1
        }
    }

    /// Their second half is the same for all three: the payee's name must not be the seller's.
    private static let payeeRules: [Rule] = {
        let rule = { (id: String, german: String, english: String, count: @escaping @Sendable (Node) -> Int) in
            Rule(id, text: .repeated(german, english)) { node in
                let sellers =
                    node.parent?.texts("AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName") ?? []
                let differs = node.texts("PartyName/Name").contains { name in sellers.contains { $0 != name } }
                return count(node) <= 1 && differs
            }
        }
        return [
            rule("UBL-SR-19", "Name des Zahlungsempfängers", "payee name") { $0.count("PartyName/Name") },
            rule("UBL-SR-20", "Kennung des Zahlungsempfängers", "payee identifier") { node in
                node.texts("PartyIdentification/ID/@schemeID").count { $0.uppercased() != "SEPA" }
                    + node.all("PartyIdentification/ID").count { $0.attribute("@schemeID") == nil }
            },
            rule("UBL-SR-21", "Registernummer des Zahlungsempfängers", "payee legal registration") {
                $0.count("PartyLegalEntity/CompanyID")
            },
        ]
    }()

    // MARK: Attributes

    private static let attributeRules: [Rule] = {
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

extension DocumentIndex {
    /// How often an attribute occurs in the whole document.
    func attributeCount(_ name: Int32) -> Int {
        guard attributeSymbols.contains(name) else { return 0 }
        return (0..<tree.attributeCount).count { attributeSymbols[tree.attributeNameIndex($0)] == name }
    }
}
