/// The rules on presence, sums and decimals for CII: BR-01 to BR-65, BR-CO-*, BR-DEC-*.
enum CIIModelRules {
    /// In the order of the official rules.
    static let scopes: [Scope] =
        referenceScopes + [allowance, charge, totals, document] + lineScopes + partyScopes
        + categories.flatMap(CIICategoryRules.scopes) + [taxes]

    private static let categories: [VATCategory] = [
        .reverseCharge, .canaries, .ceuta, .exempt, .export, .intraCommunity, .outside, .standard, .zero,
    ]

    private static let settlement = "/SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement"

    // MARK: References and payment

    private static let referenceScopes: [Scope] = [
        Scope(
            "DesignatedProductClassification",
            [
                Rule(
                    "BR-65", "BT-158",
                    text: .missing("Schema der Artikelklassifikation", "scheme of the item classification")
                ) {
                    try $0.isFilled("ClassCode/@listID") || !$0.has("ClassCode")
                }
            ]),
        Scope(
            "AdditionalReferencedDocument",
            [.filled("BR-52", "BT-122", "IssuerAssignedID", "Kennung der Anlage", "supporting document reference")]),
        Scope(
            "ApplicableTradeSettlementFinancialCard",
            [
                Rule(
                    "BR-51", "BT-87",
                    text: RuleText(
                        "Von einer Kartennummer gehören höchstens zehn Stellen in die Rechnung.",
                        "No more than ten digits of a card number belong into an invoice.")
                ) { try Node.normalize($0.text("ID") ?? "").unicodeScalars.count <= 10 }
            ]),
        Scope(
            "SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount",
            when: { $0.parent?.texts("TypeCode").contains { $0 == "30" || $0 == "58" } == true },
            [
                Rule("BR-50", "BT-84", text: .missing("Kontonummer", "payment account identifier")) {
                    try $0.isFilled("IBANID") || $0.isFilled("ProprietaryID")
                },
                Rule("BR-61", "BT-84", text: .missing("Konto der Überweisung", "account of the credit transfer")) {
                    $0.has("IBANID") || $0.has("ProprietaryID")
                },
            ]),
        Scope(
            "/*/SupplyChainTradeTransaction/ApplicableHeaderTradeDelivery",
            [
                Rule("BR-57", "BT-80", text: .missing("Land der Lieferung", "deliver to country")) {
                    try !$0.has("ShipToTradeParty/PostalTradeAddress")
                        || $0.isFilled("ShipToTradeParty/PostalTradeAddress/CountryID")
                }
            ]),
    ]

    // MARK: Allowances and charges

    private static let vatCode: @Sendable (Node) -> Bool = { node in
        node.all("../CategoryTradeTax").contains { $0.isTradeVAT && $0.has("CategoryCode") }
    }

    private static func isFlag(_ text: String) -> @Sendable (Node) -> Bool {
        { $0.texts("Indicator").contains(text) }
    }

    private static func tradeReason(_ id: String, _ term: String, _ german: String, _ english: String) -> Rule {
        Rule(id, term, text: .missing("Grund des \(german)", "\(english) reason")) {
            $0.has("../Reason") || $0.has("../ReasonCode")
        }
    }

    /// Of the first amount only, as the official rule has it.
    private static func firstCents(_ id: String, _ term: String, _ german: String, _ english: String) -> Rule {
        Rule(id, term, text: .decimals(german, english)) { node in
            guard let text = node.first("../ActualAmount")?.text, let point = text.firstIndex(of: ".") else {
                return true
            }
            return text[point...].unicodeScalars.count <= 3
        }
    }

    private static let allowance = Scope(
        "ApplicableHeaderTradeSettlement/SpecifiedTradeAllowanceCharge/ChargeIndicator", when: isFlag("false"),
        [
            .has("BR-31", "BT-92", "../ActualAmount", "Betrag des Nachlasses", "allowance amount"),
            Rule(
                "BR-32", "BT-95", text: .missing("Umsatzsteuerkategorie des Nachlasses", "allowance VAT category"),
                if: vatCode),
            tradeReason("BR-33", "BT-97", "Nachlasses", "allowance"),
            tradeReason("BR-CO-21", "BT-97", "Nachlasses", "allowance"),
            firstCents("BR-DEC-01", "BT-92", "Der Nachlass", "The allowance"),
            .cents("BR-DEC-02", "BT-93", "../BasisAmount", "Der Grundbetrag des Nachlasses", "The allowance base"),
        ])

    private static let charge = Scope(
        "ApplicableHeaderTradeSettlement/SpecifiedTradeAllowanceCharge/ChargeIndicator", when: isFlag("true"),
        [
            .has("BR-36", "BT-99", "../ActualAmount", "Betrag des Zuschlags", "charge amount"),
            Rule(
                "BR-37", "BT-102", text: .missing("Umsatzsteuerkategorie des Zuschlags", "charge VAT category"),
                if: vatCode),
            tradeReason("BR-38", "BT-104", "Zuschlags", "charge"),
            tradeReason("BR-CO-22", "BT-104", "Zuschlags", "charge"),
            firstCents("BR-DEC-05", "BT-99", "Der Zuschlag", "The charge"),
            .cents("BR-DEC-06", "BT-100", "../BasisAmount", "Der Grundbetrag des Zuschlags", "The charge base"),
        ])

    // MARK: Totals

    private static let currency: Path =
        "/SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/InvoiceCurrencyCode"
    private static let taxCurrency: Path =
        "/SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/TaxCurrencyCode"

    private static let totals = Scope(
        "SpecifiedTradeSettlementHeaderMonetarySummation",
        [
            .has("BR-12", "BT-106", "LineTotalAmount", "Summe der Positionen", "sum of line net amounts"),
            .has("BR-13", "BT-109", "TaxBasisTotalAmount", "Gesamtbetrag ohne Umsatzsteuer", "total without VAT"),
            .has("BR-14", "BT-112", "GrandTotalAmount", "Gesamtbetrag mit Umsatzsteuer", "total with VAT"),
            .has("BR-15", "BT-115", "DuePayableAmount", "Zahlbetrag", "amount due for payment"),
            Rule(
                "BR-53", "BT-111",
                text: .missing("Umsatzsteuerbetrag in der Buchungswährung", "VAT amount in the accounting currency")
            ) { node in
                let taxCurrencies = node.texts(taxCurrency)
                guard !taxCurrencies.isEmpty else { return true }
                return !Set(node.texts("TaxTotalAmount/@currencyID")).isDisjoint(with: taxCurrencies)
                    && Set(node.texts(currency)).isDisjoint(with: taxCurrencies)
            },
            Rule(
                figures: "BR-CO-10", "BT-106", "BT-131",
                text: .figure("Die Summe der Positionen", "The sum of the lines")
            ) { node in
                let sum = try node.sum(
                    "../../IncludedSupplyChainTradeLineItem/SpecifiedLineTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount"
                )
                return .equal(try node.decimal("LineTotalAmount"), sum.cents)
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
                var expected = try first(node, "LineTotalAmount")
                if let charges = try first(node, "ChargeTotalAmount") { expected = expected?.adding(charges) }
                if let allowances = try first(node, "AllowanceTotalAmount") {
                    expected = expected?.subtracting(allowances)
                }
                return .equal(try first(node, "TaxBasisTotalAmount"), expected?.cents)
            },
            Rule(figures: "BR-CO-16", "BT-115", text: .figure("Der Zahlbetrag", "The amount due for payment")) { node in
                var expected = try first(node, "GrandTotalAmount")
                if let prepaid = try first(node, "TotalPrepaidAmount") { expected = expected?.subtracting(prepaid) }
                if let rounding = try first(node, "RoundingAmount") { expected = expected?.adding(rounding) }
                return .equal(try first(node, "DuePayableAmount"), expected)
            },
            .cents("BR-DEC-09", "BT-106", "LineTotalAmount", "Die Summe der Positionen", "The sum of the lines"),
            .cents("BR-DEC-10", "BT-107", "AllowanceTotalAmount", "Die Summe der Nachlässe", "The sum of allowances"),
            .cents("BR-DEC-11", "BT-108", "ChargeTotalAmount", "Die Summe der Zuschläge", "The sum of charges"),
            .cents(
                "BR-DEC-12", "BT-109", "TaxBasisTotalAmount", "Der Gesamtbetrag ohne Umsatzsteuer",
                "The total without VAT"),
            .cents(
                "BR-DEC-14", "BT-112", "GrandTotalAmount", "Der Gesamtbetrag mit Umsatzsteuer", "The total with VAT"),
            Rule("BR-DEC-13", "BT-110", text: .decimals("Der Umsatzsteuerbetrag", "The VAT amount")) { node in
                let taxes = node.all("TaxTotalAmount")
                let own = node.texts(currency)
                return try taxes.isEmpty
                    || taxes.contains { tax in
                        try !isIn(tax, own) || tax.decimal().cents == tax.decimal()
                    }
            },
            Rule("BR-DEC-15", "BT-111", text: .decimals("Der Umsatzsteuerbetrag", "The VAT amount")) { node in
                let taxes = node.all("TaxTotalAmount")
                let own = node.texts(taxCurrency)
                return try taxes.isEmpty || own.isEmpty
                    || taxes.contains { tax in
                        try isIn(tax, own) && tax.decimal().cents == tax.decimal()
                    }
            },
            .cents("BR-DEC-16", "BT-113", "TotalPrepaidAmount", "Der bezahlte Betrag", "The paid amount"),
            .cents("BR-DEC-17", "BT-114", "RoundingAmount", "Der Rundungsbetrag", "The rounding amount"),
            .cents("BR-DEC-18", "BT-115", "DuePayableAmount", "Der Zahlbetrag", "The amount due for payment"),
        ])

    private static func isIn(_ tax: Node, _ currencies: [String]) -> Bool {
        tax.attribute("@currencyID").map(currencies.contains) ?? false
    }

    private static func first(_ node: Node, _ path: Path) throws -> Quantity? { try node.first(path)?.decimal() }

    private static func total(_ node: Node, _ path: Path, isCharge: Bool) throws -> Rule.Outcome {
        let parts = isCharge ? node.index.ciiTax.charges : node.index.ciiTax.allowances
        guard node.has(path) else { return .when(parts.isEmpty) }
        let expected = try CIITaxFigures.total(parts.map(\.node)).cents
        let given = try node.decimals(path)
        return Rule.Outcome(
            holds: given.contains { $0 == expected }, expected: "\(expected)", actual: given.first.map { "\($0)" })
    }

    // MARK: Document

    private static let agreement = "SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement"

    private static let document = Scope("/*", documentRules + categories.map(CIICategoryRules.documentRule))

    private static let documentRules: [Rule] = [
        .filled(
            "BR-01", "BT-24", "ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID",
            "Kennung der Spezifikation", "specification identifier"),
        .filled("BR-02", "BT-1", "ExchangedDocument/ID", "Rechnungsnummer", "invoice number"),
        Rule("BR-03", "BT-2", text: .missing("Rechnungsdatum", "issue date")) { node in
            let dates = node.all("ExchangedDocument/IssueDateTime/DateTimeString").filter {
                $0.attribute("@format") == "102"
            }
            return dates.count == 1 && !dates[0].isBlank
        },
        .filled("BR-04", "BT-3", "ExchangedDocument/TypeCode", "Rechnungsart", "invoice type code"),
        .filled(
            "BR-05", "BT-5", "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/InvoiceCurrencyCode",
            "Rechnungswährung", "invoice currency"),
        .filled("BR-06", "BT-27", Path(agreement + "/SellerTradeParty/Name"), "Name des Verkäufers", "seller name"),
        .filled("BR-07", "BT-44", Path(agreement + "/BuyerTradeParty/Name"), "Name des Käufers", "buyer name"),
        .has(
            "BR-08", "BG-5", Path(agreement + "/SellerTradeParty/PostalTradeAddress"), "Anschrift des Verkäufers",
            "seller postal address"),
        .filled(
            "BR-09", "BT-40", Path(agreement + "/SellerTradeParty/PostalTradeAddress/CountryID"), "Land des Verkäufers",
            "seller country"),
        .has(
            "BR-10", "BG-8", Path(agreement + "/BuyerTradeParty/PostalTradeAddress"), "Anschrift des Käufers",
            "buyer postal address"),
        .filled(
            "BR-11", "BT-55", Path(agreement + "/BuyerTradeParty/PostalTradeAddress/CountryID"), "Land des Käufers",
            "buyer country"),
        .has("BR-16", "BG-25", "//IncludedSupplyChainTradeLineItem", "Rechnungsposition", "invoice line"),
        address(
            "BR-62", "BT-34", "SellerTradeParty", "Schema der elektronischen Adresse des Verkäufers",
            "scheme of the seller electronic address"),
        address(
            "BR-63", "BT-49", "BuyerTradeParty", "Schema der elektronischen Adresse des Käufers",
            "scheme of the buyer electronic address"),
        Rule(
            figures: "BR-CO-15", "BT-112", text: .figure("Der Gesamtbetrag mit Umsatzsteuer", "The total with VAT"),
            gross),
        Rule(
            "BR-B-01", "BT-151",
            text: RuleText("Die Kategorie B gibt es nur in Italien.", "Category B exists in Italy only.")
        ) { node in
            !node.texts("//CategoryCode").contains("B") || node.texts("//CountryID").allSatisfy { $0 == "IT" }
        },
        Rule(
            "BR-B-02", "BT-151",
            text: RuleText("Neben der Kategorie B darf S nicht stehen.", "Category S may not stand beside B.")
        ) { node in
            let codes = node.texts("//CategoryCode")
            return !(codes.contains("B") && codes.contains("S"))
        },
    ]

    private static func address(
        _ id: String, _ term: String, _ party: String, _ german: String, _ english: String
    ) -> Rule {
        let parties = Path("\(agreement)/\(party)")
        return Rule(id, term, text: .missing(german, english)) { node in
            let addresses = node.all(parties).compactMap { $0.first("URIUniversalCommunication") }
            guard !addresses.isEmpty else { return true }
            let schemes = addresses.flatMap { $0.texts("URIID/@schemeID") }
            return schemes.count == 1 && !Node.normalize(schemes[0]).isEmpty
        }
    }

    @Sendable private static func gross(_ node: Node) throws -> Rule.Outcome {
        let sums =
            "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/SpecifiedTradeSettlementHeaderMonetarySummation/"
        var last = Rule.Outcome.pass
        for currency in node.texts(currency) {
            let gross = try first(node, Path(sums + "GrandTotalAmount"))
            let net = try first(node, Path(sums + "TaxBasisTotalAmount"))
            let taxes = node.all(Path(sums + "TaxTotalAmount")).filter { $0.attribute("@currencyID") == currency }
            if taxes.count == 1, let tax = try taxes.first?.decimal() {
                last = .equal(gross, net?.adding(tax)?.cents)
                if last.holds { continue }
            } else {
                last = Rule.Outcome(holds: false)
            }
            guard let gross, let net, gross == net else { return last }
            last = .pass
        }
        return last
    }

    // MARK: Lines

    private static let lineScopes: [Scope] = [
        Scope(
            "IncludedSupplyChainTradeLineItem",
            [
                .filled(
                    "BR-21", "BT-126", "AssociatedDocumentLineDocument/LineID", "Positionsnummer", "line identifier"),
                .has("BR-22", "BT-129", "SpecifiedLineTradeDelivery/BilledQuantity", "Menge", "invoiced quantity"),
                .has(
                    "BR-23", "BT-130", "SpecifiedLineTradeDelivery/BilledQuantity/@unitCode", "Einheit der Menge",
                    "unit of the quantity"),
                .has("BR-24", "BT-131", lineTotal, "Nettobetrag der Position", "line net amount"),
                .filled("BR-25", "BT-153", "SpecifiedTradeProduct/Name", "Artikelbezeichnung", "item name"),
                .has(
                    "BR-26", "BT-146", "SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount",
                    "Nettopreis", "item net price"),
                .notNegative(
                    "BR-27", "BT-146", "SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount",
                    isNeeded: true, "Der Nettopreis", "The item net price"),
                .notNegative(
                    "BR-28", "BT-148", "SpecifiedLineTradeAgreement/GrossPriceProductTradePrice/ChargeAmount",
                    isNeeded: false, "Der Bruttopreis", "The item gross price"),
                Rule("BR-64", "BT-157", text: .missing("Schema der Artikelkennung", "scheme of the item identifier")) {
                    try !$0.has("SpecifiedTradeProduct/GlobalID")
                        || $0.isFilled("SpecifiedTradeProduct/GlobalID/@schemeID")
                },
                Rule("BR-CO-04", "BT-151", text: .missing("Umsatzsteuerkategorie der Position", "line VAT category")) {
                    node in
                    node.all("SpecifiedLineTradeSettlement/ApplicableTradeTax").contains {
                        $0.isTradeVAT && $0.has("CategoryCode")
                    }
                },
                .has(
                    "BR-CO-18", "BG-23",
                    "//SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/ApplicableTradeTax",
                    "Steueraufschlüsselung", "VAT breakdown"),
                .cents("BR-DEC-23", "BT-131", lineTotal, "Der Nettobetrag der Position", "The line net amount"),
            ]),
        Scope(
            "SpecifiedLineTradeSettlement/SpecifiedTradeAllowanceCharge/ChargeIndicator", when: isFlag("false"),
            [
                .has("BR-41", "BT-136", "../ActualAmount", "Betrag des Nachlasses", "allowance amount"),
                tradeReason("BR-42", "BT-139", "Nachlasses", "allowance"),
                tradeReason("BR-CO-23", "BT-139", "Nachlasses", "allowance"),
                firstCents("BR-DEC-24", "BT-136", "Der Nachlass", "The allowance"),
                .cents("BR-DEC-25", "BT-137", "../BasisAmount", "Der Grundbetrag des Nachlasses", "The allowance base"),
            ]),
        Scope(
            "SpecifiedLineTradeSettlement/SpecifiedTradeAllowanceCharge/ChargeIndicator", when: isFlag("true"),
            [
                .has("BR-43", "BT-141", "../ActualAmount", "Betrag des Zuschlags", "charge amount"),
                tradeReason("BR-44", "BT-144", "Zuschlags", "charge"),
                tradeReason("BR-CO-24", "BT-144", "Zuschlags", "charge"),
                firstCents("BR-DEC-27", "BT-141", "Der Zuschlag", "The charge"),
                .cents("BR-DEC-28", "BT-142", "../BasisAmount", "Der Grundbetrag des Zuschlags", "The charge base"),
            ]),
        period("SpecifiedLineTradeSettlement/BillingSpecifiedPeriod", "BR-30", "BR-CO-20", "BT-134", "BT-135"),
        period("ApplicableHeaderTradeSettlement/BillingSpecifiedPeriod", "BR-29", "BR-CO-19", "BT-73", "BT-74"),
        Scope(
            "ApplicableProductCharacteristic",
            [
                Rule(
                    "BR-54", "BT-160", "BT-161",
                    text: .missing("Name oder Wert der Artikeleigenschaft", "name or value of the item attribute")
                ) {
                    $0.has("Description") && $0.has("Value")
                }
            ]),
    ]

    private static let lineTotal: Path =
        "SpecifiedLineTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount"

    private static func period(_ pattern: String, _ order: String, _ presence: String, _ start: String, _ end: String)
        -> Scope
    {
        let days = { @Sendable (node: Node, path: Path) in
            node.all(path).filter { $0.attribute("@format") == "102" }.map(\.text)
        }
        return Scope(
            pattern,
            [
                Rule(
                    order, start, end,
                    text: RuleText("Der Zeitraum endet vor seinem Beginn.", "The period ends before it starts.")
                ) { node in
                    guard node.has("EndDateTime"), node.has("StartDateTime") else { return true }
                    let starts = days(node, "StartDateTime/DateTimeString")
                    return days(node, "EndDateTime/DateTimeString").contains { end in starts.contains { end >= $0 } }
                },
                Rule(
                    presence, start, end, text: .missing("Beginn oder Ende des Zeitraums", "start or end of the period")
                ) {
                    $0.has("StartDateTime") || $0.has("EndDateTime")
                },
            ])
    }

    // MARK: Parties

    private static let partyScopes: [Scope] = [
        Scope(
            "PayeeTradeParty",
            [
                Rule(
                    "BR-17", "BT-59",
                    text: RuleText(
                        "Der Zahlungsempfänger braucht einen Namen und muss ein anderer als der Verkäufer sein.",
                        "The payee needs a name and must differ from the seller.")
                ) { node in
                    let seller = "../../ApplicableHeaderTradeAgreement/SellerTradeParty/"
                    return node.has("Name")
                        && ["Name", "ID", "SpecifiedLegalOrganization/ID"].allSatisfy { path in
                            Set(node.texts(Path(path))).isDisjoint(with: node.texts(Path(seller + path)))
                        }
                }
            ]),
        Scope(
            "SpecifiedTradeSettlementPaymentMeans",
            [.has("BR-49", "BT-81", "TypeCode", "Zahlungsart", "payment means code")]),
        Scope(
            "/*/SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/InvoiceReferencedDocument",
            [
                .filled(
                    "BR-55", "BT-25", "IssuerAssignedID", "Nummer der vorangegangenen Rechnung",
                    "preceding invoice reference")
            ]),
        Scope(
            "SellerTradeParty",
            [
                Rule(
                    "BR-CO-26", "BT-29", "BT-30", "BT-31",
                    text: .missing("Kennung des Verkäufers", "identifier of the seller")
                ) {
                    $0.has("ID") || $0.has("GlobalID") || $0.has("SpecifiedLegalOrganization/ID")
                        || !vatIdentifiers($0).isEmpty
                }
            ]),
        Scope(
            "SellerTaxRepresentativeTradeParty",
            [
                .filled("BR-18", "BT-62", "Name", "Name des Steuervertreters", "tax representative name"),
                .has(
                    "BR-19", "BG-12", "PostalTradeAddress", "Anschrift des Steuervertreters",
                    "tax representative postal address"),
                .filled(
                    "BR-20", "BT-69", "PostalTradeAddress/CountryID", "Land des Steuervertreters",
                    "tax representative country"),
                Rule(
                    "BR-56", "BT-63",
                    text: .missing("Umsatzsteuer-ID des Steuervertreters", "tax representative VAT identifier")
                ) { node in
                    let identifiers = vatIdentifiers(node)
                    return identifiers.count == 1 && !identifiers[0].isBlank
                },
            ]),
        Scope(
            "SpecifiedTradeSettlementHeaderMonetarySummation/TaxTotalAmount",
            when: { node in isIn(node, node.texts(currency)) },
            [
                Rule(
                    figures: "BR-CO-14", "BT-110", "BT-117",
                    text: .figure("Die Summe der Steuerbeträge", "The sum of the VAT amounts")
                ) { node in
                    let path = Path(settlement + "/ApplicableTradeTax/CalculatedAmount")
                    return .equal(try node.decimal(), try node.sum(path).cents)
                }
            ]),
        Scope(
            "SpecifiedTaxRegistration/ID", when: { $0.attribute("@schemeID") == "VA" },
            [
                Rule(
                    "BR-CO-09", "BT-31", "BT-48", "BT-63",
                    text: RuleText(
                        "Eine Umsatzsteuer-ID beginnt mit dem Kürzel eines Landes.",
                        "A VAT identifier begins with the code of a country.")
                ) { CodeList.vatPrefixesCII.contains(String($0.text.prefix(2))) }
            ]),
    ]

    private static func vatIdentifiers(_ node: Node) -> [Node] {
        node.all("SpecifiedTaxRegistration/ID").filter { $0.attribute("@schemeID") == "VA" }
    }

    // MARK: Taxes

    private static let taxes = Scope(
        "ApplicableHeaderTradeSettlement/ApplicableTradeTax",
        [
            .has("BR-45", "BT-116", "BasisAmount", "Bemessungsgrundlage", "taxable amount"),
            .has("BR-46", "BT-117", "CalculatedAmount", "Steuerbetrag", "tax amount"),
            Rule("BR-47", "BT-118", text: .missing("Umsatzsteuerkategorie", "VAT category code")) {
                $0.isTradeVAT && $0.has("CategoryCode")
            },
            Rule("BR-48", "BT-119", text: .missing("Steuersatz", "VAT rate")) {
                $0.isTradeVAT && ($0.has("RateApplicablePercent") || $0.texts("CategoryCode").contains("O"))
            },
            Rule(
                "BR-CO-03", "BT-7", "BT-8",
                text: RuleText(
                    "Steuerzeitpunkt und Code des Steuerzeitpunkts schließen einander aus.",
                    "VAT point date and VAT point date code exclude each other.")
            ) { !($0.has("//TaxPointDate") && $0.has("//DueDateTypeCode")) },
            Rule(figures: "BR-CO-17", "BT-117", text: .figure("Der Steuerbetrag", "The VAT amount"), taxAmount),
            .cents("BR-DEC-19", "BT-116", "BasisAmount", "Die Bemessungsgrundlage", "The taxable amount"),
            .cents("BR-DEC-20", "BT-117", "CalculatedAmount", "Der Steuerbetrag", "The VAT amount"),
        ])

    /// To within one unit of the currency, that unit included.
    @Sendable private static func taxAmount(_ node: Node) throws -> Rule.Outcome {
        let isVAT = node.texts("TypeCode").contains { Node.normalize($0.uppercased()) == "VAT" }
        let rate = isVAT ? try node.decimal("RateApplicablePercent") : nil
        let tax = try node.decimal("CalculatedAmount")
        guard let rate, rate.rounded(0) != 0 else { return .when(tax.map { $0.rounded(0) == 0 } ?? false) }
        guard let tax = tax?.magnitude, let base = try node.decimal("BasisAmount")?.magnitude,
            let expected = base.multiplied(by: rate.hundredth)?.cents
        else { return Rule.Outcome(holds: false) }
        return Rule.Outcome(holds: tax.isWithinOneInclusive(of: expected), expected: "\(expected)", actual: "\(tax)")
    }
}
