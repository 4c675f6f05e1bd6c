/// How a UBL document is paid, and to whom.
extension UBLModelRules {
    static let creditTransfer: @Sendable (Node) -> Bool = { node in
        node.texts("PaymentMeansCode").contains { $0 == "30" || $0 == "58" }
    }

    static let paymentScopes: [Scope] = [
        Scope("/*/Note", [UBLCodeRules.noteSubject]),
        Scope(
            "PayeeParty",
            [
                Rule(
                    "BR-17", "BT-59",
                    text: RuleText(
                        "Der Zahlungsempfänger braucht einen Namen und muss ein anderer als der Verkäufer sein.",
                        "The payee needs a name and must differ from the seller.")
                ) { node in
                    let seller: (Path) -> [String] = { node.parent?.texts($0) ?? [] }
                    let names = node.texts("PartyName/Name")
                    return !names.isEmpty
                        && Set(names).isDisjoint(with: seller("AccountingSupplierParty/Party/PartyName/Name"))
                        && Set(node.texts("PartyIdentification/ID"))
                            .isDisjoint(with: seller("AccountingSupplierParty/Party/PartyIdentification/ID"))
                }
            ]),
        Scope(
            "PaymentMeans/PayeeFinancialAccount", when: { $0.parent.map(creditTransfer) ?? false },
            [.filled("BR-50", "BT-84", "ID", "Kontonummer", "payment account identifier")]),
        Scope(
            "PaymentMeans",
            [
                .has("BR-49", "BT-81", "PaymentMeansCode", "Zahlungsart", "payment means code"),
                Rule("BR-61", "BT-84", text: .missing("Konto der Überweisung", "account of the credit transfer")) {
                    node in
                    let code = Node.normalize(try node.text("PaymentMeansCode") ?? "")
                    return !["30", "58"].contains(code) || node.has("PayeeFinancialAccount/ID")
                },
            ]),
        Scope(
            "BillingReference",
            [
                .has(
                    "BR-55", "BT-25", "InvoiceDocumentReference/ID", "Nummer der vorangegangenen Rechnung",
                    "preceding invoice reference")
            ]),
    ]
}
