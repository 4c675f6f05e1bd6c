/// Elements that a UBL document may have once only.
extension UBLSyntaxRules {
    static let documentRules: [Rule] = [
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

    static func objects(_ node: Node) -> [Node] {
        node.all("//AdditionalDocumentReference").filter { $0.texts("DocumentTypeCode").contains("130") }
    }

    static func scheme(
        _ id: String, _ path: Path, isVAT: Bool, _ german: String, _ english: String
    ) -> Rule {
        Rule(id, text: .repeated(german, english)) { node in
            node.all(path).filter { scheme in
                // A scheme without an id is none of VAT.
                scheme.all("TaxScheme").contains { (($0.first("ID")?.text ?? "").uppercased() == "VAT") == isVAT }
            }.reduce(0) { $0 + $1.count("CompanyID") } <= 1
        }
    }

    static func alike(_ id: String, _ path: Path, _ german: String, _ english: String) -> Rule {
        Rule(id, text: RuleText("\(german): die Angaben unterscheiden sich.", "\(english): the values differ.")) {
            Set($0.texts(path)).count <= 1
        }
    }

    /// Their second half is the same for all three: the payee's name must not be the seller's.
    static let payeeRules: [Rule] = {
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
}
