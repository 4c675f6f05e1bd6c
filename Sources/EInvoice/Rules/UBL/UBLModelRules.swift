/// The rules on presence, sums and decimals for UBL: BR-01 to BR-65, BR-CO-*, BR-DEC-*.
enum UBLModelRules {
    /// In the order of the official rules.
    static let scopes: [Scope] =
        partyScopes + [allowance, charge, totals, document] + lineScopes + paymentScopes + sellerScopes + taxScopes
        + VATCategory.all.flatMap(UBLCategoryRules.scopes)

    // MARK: Parties and references

    private static let partyScopes: [Scope] = [
        Scope(
            "AdditionalDocumentReference",
            [.filled("BR-52", "BT-122", "ID", "Kennung der Anlage", "supporting document reference")]),
        Scope(
            "AccountingCustomerParty/Party/EndpointID",
            [
                .has(
                    "BR-63", "BT-49", "@schemeID", "Schema der elektronischen Adresse des Käufers",
                    "scheme of the buyer electronic address")
            ]),
        Scope(
            "AccountingCustomerParty/Party/PostalAddress",
            [.filled("BR-11", "BT-55", "Country/IdentificationCode", "Land des Käufers", "buyer country")]),
        Scope(
            "PaymentMeans/CardAccount/PrimaryAccountNumberID",
            [
                Rule(
                    "BR-51", .warning, "BT-87",
                    text: RuleText(
                        "Von einer Kartennummer gehören höchstens zehn Stellen in die Rechnung.",
                        "No more than ten digits of a card number belong into an invoice.")
                ) { $0.normalized.unicodeScalars.count <= 10 }
            ]),
        Scope(
            "Delivery/DeliveryLocation/Address",
            [.has("BR-57", "BT-80", "Country/IdentificationCode", "Land der Lieferung", "deliver to country")]),
    ]

    // MARK: Allowances and charges of the document

    private static let vatCode: @Sendable (Node) -> Bool = { node in
        node.all("TaxCategory").contains { $0.isVAT && $0.has("ID") }
    }

    private static let allowance = Scope(
        "/*/AllowanceCharge", when: { $0.isCharge == false },
        [
            .has("BR-31", "BT-92", "Amount", "Betrag des Nachlasses", "allowance amount"),
            Rule(
                "BR-32", "BT-95", text: .missing("Umsatzsteuerkategorie des Nachlasses", "allowance VAT category"),
                if: vatCode),
            .reason("BR-33", "BT-97", "Nachlasses", "allowance"),
            .reason("BR-CO-21", "BT-97", "Nachlasses", "allowance"),
            .cents("BR-DEC-01", "BT-92", "Amount", "Der Nachlass", "The allowance"),
            .cents("BR-DEC-02", "BT-93", "BaseAmount", "Der Grundbetrag des Nachlasses", "The allowance base"),
        ])

    private static let charge = Scope(
        "/*/AllowanceCharge", when: { $0.isCharge == true },
        [
            .has("BR-36", "BT-99", "Amount", "Betrag des Zuschlags", "charge amount"),
            Rule(
                "BR-37", "BT-102", text: .missing("Umsatzsteuerkategorie des Zuschlags", "charge VAT category"),
                if: vatCode),
            .reason("BR-38", "BT-104", "Zuschlags", "charge"),
            .reason("BR-CO-22", "BT-104", "Zuschlags", "charge"),
            .cents("BR-DEC-05", "BT-99", "Amount", "Der Zuschlag", "The charge"),
            .cents("BR-DEC-06", "BT-100", "BaseAmount", "Der Grundbetrag des Zuschlags", "The charge base"),
        ])

    // MARK: Totals

    private static let totals = Scope(
        "LegalMonetaryTotal",
        [
            .has("BR-12", "BT-106", "LineExtensionAmount", "Summe der Positionen", "sum of line net amounts"),
            .has("BR-13", "BT-109", "TaxExclusiveAmount", "Gesamtbetrag ohne Umsatzsteuer", "total without VAT"),
            .has("BR-14", "BT-112", "TaxInclusiveAmount", "Gesamtbetrag mit Umsatzsteuer", "total with VAT"),
            .has("BR-15", "BT-115", "PayableAmount", "Zahlbetrag", "amount due for payment"),
            Rule(
                figures: "BR-CO-10", "BT-106", "BT-131",
                text: .figure("Die Summe der Positionen", "The sum of the lines")
            ) {
                let sum = try $0.sum("//InvoiceLine|CreditNoteLine/LineExtensionAmount")
                return .equal(try $0.decimal("LineExtensionAmount"), sum.cents)
            },
            Rule(
                figures: "BR-CO-11", "BT-107", "BT-92",
                text: .figure("Die Summe der Nachlässe", "The sum of allowances")
            ) {
                try total($0, "AllowanceTotalAmount", isCharge: false)
            },
            Rule(figures: "BR-CO-12", "BT-108", "BT-99", text: .figure("Die Summe der Zuschläge", "The sum of charges"))
            {
                try total($0, "ChargeTotalAmount", isCharge: true)
            },
            Rule(
                figures: "BR-CO-13", "BT-109",
                text: .figure("Der Gesamtbetrag ohne Umsatzsteuer", "The total without VAT")
            ) { node in
                var expected = try node.decimal("LineExtensionAmount")
                let (charges, allowances) = try (
                    node.decimal("ChargeTotalAmount"), node.decimal("AllowanceTotalAmount")
                )
                if let charges { expected = expected?.adding(charges) }
                if let allowances { expected = expected?.subtracting(allowances) }
                let isPlain = charges == nil && allowances == nil
                return .equal(try node.decimal("TaxExclusiveAmount"), isPlain ? expected : expected?.cents)
            },
            Rule(figures: "BR-CO-16", "BT-115", text: .figure("Der Zahlbetrag", "The amount due for payment"), payable),
            .cents("BR-DEC-09", "BT-106", "LineExtensionAmount", "Die Summe der Positionen", "The sum of the lines"),
            .cents("BR-DEC-10", "BT-107", "AllowanceTotalAmount", "Die Summe der Nachlässe", "The sum of allowances"),
            .cents("BR-DEC-11", "BT-108", "ChargeTotalAmount", "Die Summe der Zuschläge", "The sum of charges"),
            .cents(
                "BR-DEC-12", "BT-109", "TaxExclusiveAmount", "Der Gesamtbetrag ohne Umsatzsteuer",
                "The total without VAT"),
            .cents(
                "BR-DEC-14", "BT-112", "TaxInclusiveAmount", "Der Gesamtbetrag mit Umsatzsteuer", "The total with VAT"),
            .cents("BR-DEC-16", "BT-113", "PrepaidAmount", "Der bezahlte Betrag", "The paid amount"),
            .cents("BR-DEC-17", "BT-114", "PayableRoundingAmount", "Der Rundungsbetrag", "The rounding amount"),
            .cents("BR-DEC-18", "BT-115", "PayableAmount", "Der Zahlbetrag", "The amount due for payment"),
        ])

    private static func total(_ node: Node, _ path: Path, isCharge: Bool) throws -> Rule.Outcome {
        let parts = isCharge ? node.index.ublTax.charges : node.index.ublTax.allowances
        guard let given = try node.decimal(path) else { return .when(parts.isEmpty) }
        var amounts: [Quantity] = []
        for part in parts { amounts += try part.node.decimals("Amount") }
        return .equal(given, try Node.sum(amounts).cents)
    }

    /// With a rounding amount both sides are rounded, without only the expected one, and not at all without advances.
    @Sendable private static func payable(_ node: Node) throws -> Rule.Outcome {
        let (payable, prepaid) = try (node.decimal("PayableAmount"), node.decimal("PrepaidAmount"))
        let (rounding, gross) = try (node.decimal("PayableRoundingAmount"), node.decimal("TaxInclusiveAmount"))
        let given = rounding.map { payable?.subtracting($0)?.cents } ?? payable
        let expected = prepaid.map { gross?.subtracting($0)?.cents } ?? gross
        return .equal(given, expected)
    }

    // MARK: Document

    private static let document = Scope("/*", documentRules + VATCategory.all.flatMap(UBLCategoryRules.documentRules))

    private static let documentRules: [Rule] = [
        .filled("BR-01", "BT-24", "CustomizationID", "Kennung der Spezifikation", "specification identifier"),
        .filled("BR-02", "BT-1", "ID", "Rechnungsnummer", "invoice number"),
        .filled("BR-03", "BT-2", "IssueDate", "Rechnungsdatum", "issue date"),
        Rule("BR-04", "BT-3", text: .missing("Rechnungsart", "invoice type code")) {
            try $0.isFilled("InvoiceTypeCode") || $0.isFilled("CreditNoteTypeCode")
        },
        .filled("BR-05", "BT-5", "DocumentCurrencyCode", "Rechnungswährung", "invoice currency"),
        .filled(
            "BR-06", "BT-27", "AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName", "Name des Verkäufers",
            "seller name"),
        .filled(
            "BR-07", "BT-44", "AccountingCustomerParty/Party/PartyLegalEntity/RegistrationName", "Name des Käufers",
            "buyer name"),
        .has(
            "BR-08", "BG-5", "AccountingSupplierParty/Party/PostalAddress", "Anschrift des Verkäufers",
            "seller postal address"),
        .has(
            "BR-10", "BG-8", "AccountingCustomerParty/Party/PostalAddress", "Anschrift des Käufers",
            "buyer postal address"),
        .has("BR-16", "BG-25", "InvoiceLine|CreditNoteLine", "Rechnungsposition", "invoice line"),
        Rule(
            "BR-53", "BT-111",
            text: .missing("Umsatzsteuerbetrag in der Buchungswährung", "VAT amount in the accounting currency")
        ) { node in
            node.texts("TaxCurrencyCode").allSatisfy { node.texts("//TaxTotal/TaxAmount/@currencyID").contains($0) }
        },
        Rule(
            "BR-CO-03", "BT-7", "BT-8",
            text: RuleText(
                "Steuerzeitpunkt und Code des Steuerzeitpunkts schließen einander aus.",
                "VAT point date and VAT point date code exclude each other.")
        ) { !($0.has("TaxPointDate") && $0.has("InvoicePeriod/DescriptionCode")) },
        Rule(
            figures: "BR-CO-15", "BT-112", text: .figure("Der Gesamtbetrag mit Umsatzsteuer", "The total with VAT"),
            gross),
        .has("BR-CO-18", "BG-23", "TaxTotal/TaxSubtotal", "Steueraufschlüsselung", "VAT breakdown"),
        // Their conditions compare a currency with an element that an amount never has: they cannot fail.
        Rule("BR-DEC-13", "BT-110", text: .decimals("Der Umsatzsteuerbetrag", "The VAT amount")) { _ in true },
        Rule("BR-DEC-15", "BT-111", text: .decimals("Der Umsatzsteuerbetrag", "The VAT amount")) { _ in true },
        Rule(
            "BR-B-01", "BT-151",
            text: RuleText("Die Kategorie B gibt es nur in Italien.", "Category B exists in Italy only.")
        ) { node in
            guard usesSplitPayment(node) else { return true }
            return node.texts("//IdentificationCode").allSatisfy { $0 == "IT" }
        },
        Rule(
            "BR-B-02", "BT-151",
            text: RuleText("Neben der Kategorie B darf S nicht stehen.", "Category S may not stand beside B.")
        ) { node in
            let uses = { (code: String) in
                ["TaxTotal/TaxSubtotal/TaxCategory/ID", "AllowanceCharge/TaxCategory/ID", "//ClassifiedTaxCategory/ID"]
                    .contains { (path: Path) in node.texts(path).contains(code) }
            }
            return !(uses("B") && uses("S"))
        },
    ]

    private static func usesSplitPayment(_ node: Node) -> Bool {
        node.texts("//TaxCategory/ID").contains("B") || node.texts("//ClassifiedTaxCategory/ID").contains("B")
    }

    @Sendable private static func gross(_ node: Node) throws -> Rule.Outcome {
        var last = Rule.Outcome.pass
        for currency in node.texts("DocumentCurrencyCode") {
            let taxes = node.all("TaxTotal/TaxAmount").filter { $0.attribute("@currencyID") == currency }
            guard taxes.count == 1, let tax = try taxes.first?.decimal() else { return Rule.Outcome(holds: false) }
            let expected = try node.decimal("LegalMonetaryTotal/TaxExclusiveAmount")?.adding(tax)?.cents
            last = .equal(try node.decimal("LegalMonetaryTotal/TaxInclusiveAmount"), expected)
            if !last.holds { return last }
        }
        return last
    }

    // MARK: Lines

    private static let lineScopes: [Scope] = [
        Scope(
            "InvoiceLine|CreditNoteLine",
            [
                .filled("BR-21", "BT-126", "ID", "Positionsnummer", "line identifier"),
                .has("BR-22", "BT-129", "InvoicedQuantity|CreditedQuantity", "Menge", "invoiced quantity"),
                .has(
                    "BR-23", "BT-130", "InvoicedQuantity|CreditedQuantity/@unitCode", "Einheit der Menge",
                    "unit of the quantity"),
                .has("BR-24", "BT-131", "LineExtensionAmount", "Nettobetrag der Position", "line net amount"),
                .filled("BR-25", "BT-153", "Item/Name", "Artikelbezeichnung", "item name"),
                .has("BR-26", "BT-146", "Price/PriceAmount", "Nettopreis", "item net price"),
                .notNegative(
                    "BR-27", "BT-146", "Price/PriceAmount", isNeeded: true, "Der Nettopreis", "The item net price"),
                .notNegative(
                    "BR-28", "BT-148", "Price/AllowanceCharge/BaseAmount", isNeeded: false, "Der Bruttopreis",
                    "The item gross price"),
                Rule("BR-CO-04", "BT-151", text: .missing("Umsatzsteuerkategorie der Position", "line VAT category")) {
                    node in
                    node.all("Item/ClassifiedTaxCategory").contains { $0.isVAT && $0.has("ID") }
                },
                .cents(
                    "BR-DEC-23", "BT-131", "LineExtensionAmount", "Der Nettobetrag der Position", "The line net amount"),
            ]),
        Scope(
            "InvoiceLine|CreditNoteLine/AllowanceCharge", when: { $0.isCharge == false },
            [
                .has("BR-41", "BT-136", "Amount", "Betrag des Nachlasses", "allowance amount"),
                .reason("BR-42", "BT-139", "Nachlasses", "allowance"),
                .reason("BR-CO-23", "BT-139", "Nachlasses", "allowance"),
                .cents("BR-DEC-24", "BT-136", "Amount", "Der Nachlass", "The allowance"),
                .cents("BR-DEC-25", "BT-137", "BaseAmount", "Der Grundbetrag des Nachlasses", "The allowance base"),
            ]),
        Scope(
            "InvoiceLine|CreditNoteLine/AllowanceCharge", when: { $0.isCharge == true },
            [
                .has("BR-43", "BT-141", "Amount", "Betrag des Zuschlags", "charge amount"),
                .reason("BR-44", "BT-144", "Zuschlags", "charge"),
                .reason("BR-CO-24", "BT-144", "Zuschlags", "charge"),
                .cents("BR-DEC-27", "BT-141", "Amount", "Der Zuschlag", "The charge"),
                .cents("BR-DEC-28", "BT-142", "BaseAmount", "Der Grundbetrag des Zuschlags", "The charge base"),
            ]),
        Scope(
            "InvoiceLine|CreditNoteLine/InvoicePeriod",
            [
                period("BR-30", "BT-134", "BT-135"),
                Rule(
                    "BR-CO-20", "BT-134", "BT-135",
                    text: .missing("Beginn oder Ende des Zeitraums", "start or end of the period")
                ) {
                    $0.has("StartDate") || $0.has("EndDate")
                },
            ]),
        Scope(
            "InvoicePeriod",
            [
                period("BR-29", "BT-73", "BT-74"),
                Rule(
                    "BR-CO-19", "BT-73", "BT-74",
                    text: .missing("Beginn oder Ende des Zeitraums", "start or end of the period")
                ) {
                    $0.has("StartDate") || $0.has("EndDate") || $0.has("DescriptionCode")
                },
            ]),
        Scope(
            "AdditionalItemProperty",
            [
                Rule(
                    "BR-54", "BT-160", "BT-161",
                    text: .missing("Name oder Wert der Artikeleigenschaft", "name or value of the item attribute")
                ) {
                    $0.has("Name") && $0.has("Value")
                }
            ]),
        Scope(
            "InvoiceLine|CreditNoteLine/Item/CommodityClassification/ItemClassificationCode",
            [
                .has(
                    "BR-65", "BT-158", "@listID", "Schema der Artikelklassifikation",
                    "scheme of the item classification")
            ]),
        Scope(
            "InvoiceLine|CreditNoteLine/Item/StandardItemIdentification/ID",
            [.has("BR-64", "BT-157", "@schemeID", "Schema der Artikelkennung", "scheme of the item identifier")]),
    ]

    private static func period(_ id: String, _ start: String, _ end: String) -> Rule {
        Rule(
            id, start, end, text: RuleText("Der Zeitraum endet vor seinem Beginn.", "The period ends before it starts.")
        ) { node in
            guard let end = try node.text("EndDate"), let start = try node.text("StartDate") else { return true }
            let (first, last) = try (XMLDate(start), XMLDate(end))
            return first <= last
        }
    }

    // MARK: Payment

    private static let creditTransfer: @Sendable (Node) -> Bool = { node in
        node.texts("PaymentMeansCode").contains { $0 == "30" || $0 == "58" }
    }

    private static let paymentScopes: [Scope] = [
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

    // MARK: Seller and representative

    private static let sellerScopes: [Scope] = [
        Scope(
            "AccountingSupplierParty",
            [
                Rule(
                    "BR-CO-26", "BT-29", "BT-30", "BT-31",
                    text: .missing("Kennung des Verkäufers", "identifier of the seller")
                ) { node in
                    node.all("Party/PartyTaxScheme").contains { $0.isVAT && $0.has("CompanyID") }
                        || node.all("Party/PartyIdentification/ID").contains { $0.attribute("@schemeID") != "SEPA" }
                        || node.has("Party/PartyLegalEntity/CompanyID")
                }
            ]),
        Scope(
            "AccountingSupplierParty/Party/EndpointID",
            [
                .has(
                    "BR-62", "BT-34", "@schemeID", "Schema der elektronischen Adresse des Verkäufers",
                    "scheme of the seller electronic address")
            ]),
        Scope(
            "AccountingSupplierParty/Party/PostalAddress",
            [.filled("BR-09", "BT-40", "Country/IdentificationCode", "Land des Verkäufers", "seller country")]),
        Scope(
            "TaxRepresentativeParty",
            [
                .filled("BR-18", "BT-62", "PartyName/Name", "Name des Steuervertreters", "tax representative name"),
                .has(
                    "BR-19", "BG-12", "PostalAddress", "Anschrift des Steuervertreters",
                    "tax representative postal address"),
                Rule(
                    "BR-56", "BT-63",
                    text: .missing("Umsatzsteuer-ID des Steuervertreters", "tax representative VAT identifier")
                ) { node in
                    node.all("PartyTaxScheme").contains { $0.isVAT && $0.has("CompanyID") }
                },
            ]),
        Scope(
            "TaxRepresentativeParty/PostalAddress",
            [
                .filled(
                    "BR-20", "BT-69", "Country/IdentificationCode", "Land des Steuervertreters",
                    "tax representative country")
            ]),
    ]

    // MARK: Tax

    private static let taxScopes: [Scope] = [
        Scope(
            "/*/TaxTotal",
            [
                Rule(
                    figures: "BR-CO-14", "BT-110", "BT-117",
                    text: .figure("Die Summe der Steuerbeträge", "The sum of the VAT amounts")
                ) { node in
                    guard node.has("TaxSubtotal") else { return .pass }
                    return .equal(try node.decimal("TaxAmount"), try node.sum("TaxSubtotal/TaxAmount").cents)
                }
            ]),
        Scope(
            "TaxTotal/TaxSubtotal",
            [
                .has("BR-45", "BT-116", "TaxableAmount", "Bemessungsgrundlage", "taxable amount"),
                .has("BR-46", "BT-117", "TaxAmount", "Steuerbetrag", "tax amount"),
                Rule("BR-47", "BT-118", text: .missing("Umsatzsteuerkategorie", "VAT category code"), if: vatCode),
                Rule("BR-48", "BT-119", text: .missing("Steuersatz", "VAT rate")) { node in
                    node.all("TaxCategory").contains { $0.isVAT && ($0.has("Percent") || $0.says("ID", "O")) }
                },
                Rule(figures: "BR-CO-17", "BT-117", text: .figure("Der Steuerbetrag", "The VAT amount"), taxAmount),
                .cents("BR-DEC-19", "BT-116", "TaxableAmount", "Die Bemessungsgrundlage", "The taxable amount"),
                .cents("BR-DEC-20", "BT-117", "TaxAmount", "Der Steuerbetrag", "The VAT amount"),
            ]),
        Scope(
            "PartyTaxScheme", when: \.isVAT,
            [
                Rule(
                    "BR-CO-09", "BT-31", "BT-48", "BT-63",
                    text: RuleText(
                        "Eine Umsatzsteuer-ID beginnt mit dem Kürzel eines Landes.",
                        "A VAT identifier begins with the code of a country.")
                ) { node in
                    // Looked for in the list as one text, as the official rule does: nothing at all is found there too.
                    let prefix = (try node.text("CompanyID") ?? "").prefix(2)
                    return prefix.isEmpty || vatPrefixes.contains(prefix)
                }
            ]),
    ]

    private static let vatPrefixes = " \(CodeList.vatPrefixesUBL.codes.joined(separator: " ")) "

    /// To within one unit of the currency; without a rate, or at one that rounds to 0, the amount must round to 0.
    @Sendable private static func taxAmount(_ node: Node) throws -> Rule.Outcome {
        var rates: [Quantity] = []
        for category in node.all("TaxCategory") where category.isVAT { rates += try category.decimals("Percent") }
        guard rates.count <= 1 else { return Rule.Outcome(holds: false) }
        let tax = try node.decimal("TaxAmount")
        guard let rate = rates.first, rate.rounded(0) != 0 else {
            return .when(tax.map { $0.rounded(0) == 0 } ?? false)
        }
        guard let tax = tax?.magnitude, let base = try node.decimal("TaxableAmount")?.magnitude,
            let expected = base.multiplied(by: rate.hundredth)?.cents
        else { return Rule.Outcome(holds: false) }
        return Rule.Outcome(holds: tax.isWithinOne(of: expected), expected: "\(expected)", actual: "\(tax)")
    }
}

extension Rule {
    /// One value must be there and not be blank.
    static func filled(_ id: String, _ term: String, _ path: Path, _ german: String, _ english: String) -> Rule {
        Rule(id, term, text: .missing(german, english)) { try $0.isFilled(path) }
    }

    /// Something must be there.
    static func has(_ id: String, _ term: String, _ path: Path, _ german: String, _ english: String) -> Rule {
        Rule(id, term, text: .missing(german, english)) { $0.has(path) }
    }

    /// An amount has at most two decimals.
    static func cents(_ id: String, _ term: String, _ path: Path, _ german: String, _ english: String) -> Rule {
        Rule(id, term, text: .decimals(german, english)) { try $0.hasAtMost(decimals: 2, path) }
    }

    /// An allowance or charge of UBL needs a reason or the code of one.
    static func reason(_ id: String, _ term: String, _ german: String, _ english: String) -> Rule {
        Rule(id, term, text: .missing("Grund des \(german)", "\(english) reason")) {
            $0.has("AllowanceChargeReason") || $0.has("AllowanceChargeReasonCode")
        }
    }

    static func notNegative(
        _ id: String, _ term: String, _ path: Path, isNeeded: Bool, _ german: String, _ english: String
    ) -> Rule {
        Rule(id, term, text: RuleText("\(german) darf nicht negativ sein.", "\(english) may not be negative.")) {
            node in
            let numbers = try node.decimals(path)
            return numbers.contains { $0 >= .zero } || (!isNeeded && numbers.isEmpty)
        }
    }

    /// There may be one at most.
    static func once(
        _ id: String, _ path: Path, _ german: String, _ english: String, _ severity: RuleSeverity = .fatal
    ) -> Rule {
        Rule(id, severity, text: .repeated(german, english)) { $0.count(path) <= 1 }
    }

    /// There may be none.
    static func none(_ id: String, _ path: Path, _ name: String, _ severity: RuleSeverity = .fatal) -> Rule {
        Rule(id, severity, text: .unused(name)) { !$0.has(path) }
    }
}

/// A day as `xs:date` writes it; a time zone is kept apart, as comparisons within an invoice do.
struct XMLDate: Comparable {
    private let days: (year: Int, month: Int, day: Int)

    init(_ text: String) throws(Node.Unusable) {
        let parts = Node.normalize(text).prefix(10).split(separator: "-")
        guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (1...12).contains(month), (1...31).contains(day)
        else { throw Node.Unusable() }
        days = (year, month, day)
    }

    static func == (a: XMLDate, b: XMLDate) -> Bool { a.days == b.days }
    static func < (a: XMLDate, b: XMLDate) -> Bool { a.days < b.days }
}
