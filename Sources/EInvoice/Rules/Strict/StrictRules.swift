/// Our own layer behind the official rules: what they tolerate or do not ask for, and what costs the buyer the deduction
/// of input tax all the same. Ids begin with `BELEG-`; none of them makes an invoice be rejected.
///
/// Works on the semantic invoice, so that it says the same of both syntaxes.
enum StrictRules {
    /// - Parameter index: The document that the invoice was read from, to say where each finding belongs.
    static func findings(in invoice: Invoice, _ index: DocumentIndex, _ places: PlaceFinder) -> [InvoiceFinding] {
        let elements = StrictPlaces(index)
        return remarks(on: invoice).map { InvoiceFinding($0, places.place(elements.element($0.place))) }
    }

    static func remarks(on invoice: Invoice) -> [Remark] {
        [version, sums, taxes, lines, statutory, payment, identifiers, dates].flatMap { $0(invoice) }
    }

    /// A finding before its place is looked up.
    struct Remark {
        let rule: String
        let terms: [String]
        let text: RuleText
        let place: StrictPlace
        var expected: String?
        var actual: String?

        init(
            _ rule: String, _ terms: [String], at place: StrictPlace, _ german: String, _ english: String,
            expected: ExactDecimal? = nil, actual: ExactDecimal? = nil
        ) {
            self.rule = rule
            self.terms = terms
            self.place = place
            text = RuleText(german, english)
            self.expected = expected.map { "\($0)" }
            self.actual = actual.map { "\($0)" }
        }
    }

    // MARK: Version

    /// An XRechnung of another version than the one whose rules are known here was judged by EN 16931 alone.
    private static func version(_ invoice: Invoice) -> [Remark] {
        guard let identifier = invoice.processControl.specification.map(Node.normalize),
            identifier.contains(":kosit:"), identifier.contains("xrechnung"),
            !Specification.german.contains(identifier)
        else { return [] }
        return [
            Remark(
                "BELEG-XRECHNUNG-VERSION", ["BT-24"], at: .specification,
                "Keine geltende Fassung der XRechnung: \(identifier). Geprüft wurde nur nach EN 16931.",
                "No XRechnung version in force: \(identifier). Checked by EN 16931 only.")
        ]
    }

    // MARK: To the cent

    private static func rounded(_ quantity: Quantity?) -> ExactDecimal? {
        quantity.map { ExactDecimal(digits: $0.digits, decimals: $0.scale).rounded(to: 2) }
    }

    private static func sum(_ amounts: [ExactDecimal?]) -> Quantity? {
        amounts.compactMap { $0?.quantity }.reduce(.some(.zero)) { $0?.adding($1) }
    }

    private struct Rate: Hashable {
        let category: String?
        let percentage: ExactDecimal
    }

    /// What the lines, allowances and charges of a category and rate add up to, against the breakdown.
    private static func sums(_ invoice: Invoice) -> [Remark] {
        let rate = { (code: String?, rate: ExactDecimal?) in Rate(category: code, percentage: rate ?? 0) }
        let lines = Dictionary(grouping: invoice.lines) { rate($0.vatCategory, $0.vatRate) }
        let charges = Dictionary(grouping: invoice.charges) { rate($0.vatCategory, $0.vatRate) }
        let allowances = Dictionary(grouping: invoice.allowances) { rate($0.vatCategory, $0.vatRate) }
        return invoice.vatBreakdown.enumerated().compactMap { number, tax in
            guard tax.category != nil, let given = tax.taxableAmount else { return nil }
            let rate = rate(tax.category, tax.rate)
            let plus = (lines[rate] ?? []).map(\.netAmount) + (charges[rate] ?? []).map(\.amount)
            let less = (allowances[rate] ?? []).map(\.amount)
            guard let less = sum(less), let expected = rounded(sum(plus)?.subtracting(less)), expected != given else {
                return nil
            }
            return Remark(
                "BELEG-SUM-BASE", ["BT-116"], at: .taxableAmount(breakdown: number),
                "Die Bemessungsgrundlage ist nicht die Summe der Positionen ihres Satzes.",
                "The taxable amount is not the sum of the lines at its rate.", expected: expected, actual: given)
        }
    }

    /// § 14 (4) sentence 1 no. 8 UStG: the tax on the taxable amount, rounded once.
    private static func taxes(_ invoice: Invoice) -> [Remark] {
        invoice.vatBreakdown.enumerated().compactMap { number, tax in
            guard let base = tax.taxableAmount, let rate = tax.rate, let given = tax.taxAmount,
                let expected = rounded(base.quantity.multiplied(by: rate.quantity.hundredth)), expected != given
            else { return nil }
            return Remark(
                "BELEG-SUM-TAX", ["BT-117"], at: .taxAmount(breakdown: number),
                "Der Steuerbetrag weicht vom gerechneten ab.",
                "The VAT amount differs from the calculated one.", expected: expected, actual: given)
        }
    }

    /// Quantity times price, less allowances, plus charges.
    private static func lines(_ invoice: Invoice) -> [Remark] {
        invoice.lines.enumerated().compactMap { number, line in
            guard line.subLines.isEmpty, let given = line.netAmount, let quantity = line.quantity,
                let price = line.price.net
            else { return nil }
            let base = line.price.baseQuantity ?? 1
            guard let product = quantity.quantity.multiplied(by: price.quantity)?.divided(by: base.quantity),
                let plus = sum(line.charges.map(\.amount)), let less = sum(line.allowances.map(\.amount)),
                let expected = rounded(product.adding(plus)?.subtracting(less)), expected != given
            else { return nil }
            return Remark(
                "BELEG-SUM-LINE", ["BT-131"], at: .lineAmount(line: number, identifier: line.identifier),
                "Position \(line.identifier ?? "?"): der Nettobetrag ist nicht Menge mal Preis.",
                "Line \(line.identifier ?? "?"): the net amount is not quantity times price.", expected: expected,
                actual: given)
        }
    }

    // MARK: § 14 UStG

    /// What § 14 (4) UStG asks for, where the seller is in Germany.
    private static func statutory(_ invoice: Invoice) -> [Remark] {
        guard invoice.seller.address?.country == "DE" else { return [] }
        var remarks: [Remark] = []
        let need = {
            (isThere: Bool, number: Int, terms: [String], place: StrictPlace, german: String, english: String) in
            guard !isThere else { return }
            remarks.append(
                Remark(
                    "BELEG-USTG-14-\(number)", terms, at: place,
                    "Nach § 14 Abs. 4 Nr. \(number) UStG fehlt: \(german).",
                    "Missing under § 14 (4) no. \(number) UStG: \(english)."))
        }
        need(
            isComplete(invoice.seller), 1, ["BG-5"], .seller, "vollständige Anschrift des Verkäufers",
            "complete address of the seller")
        need(
            isComplete(invoice.buyer), 1, ["BG-8"], .buyer, "vollständige Anschrift des Käufers",
            "complete address of the buyer")
        need(
            isFilled(invoice.seller.vatIdentifier) || isFilled(invoice.seller.taxRegistration)
                || isFilled(invoice.taxRepresentative?.vatIdentifier), 2, ["BT-31", "BT-32"], .seller,
            "Steuernummer oder Umsatzsteuer-ID des Verkäufers", "tax number or VAT identifier of the seller")
        let isDelivered =
            isFilled(invoice.delivery?.date) || invoice.period != nil
            || (!invoice.lines.isEmpty && invoice.lines.allSatisfy { $0.period != nil })
        need(isDelivered, 6, ["BT-72", "BG-14"], .document, "Zeitpunkt der Lieferung oder Leistung", "date of supply")
        let isSelfBilled = invoice.typeCode == "389"
        let saysSo = (invoice.notes.compactMap(\.text)).contains { $0.lowercased().contains("gutschrift") }
        need(!isSelfBilled || saysSo, 10, ["BT-22"], .document, "die Angabe „Gutschrift“", "the word “Gutschrift”")
        return remarks
    }

    private static func isFilled(_ text: String?) -> Bool { text.map { !$0.utf8.allSatisfy(Node.isSpace) } ?? false }

    private static func isComplete(_ party: Party) -> Bool {
        isFilled(party.name) && isFilled(party.address?.city) && isFilled(party.address?.postCode)
    }

    // MARK: Payment and identifiers

    private static func payment(_ invoice: Invoice) -> [Remark] {
        let accounts = invoice.paymentInstructions.flatMap { instructions in
            instructions.creditTransfers.filter { instructions.meansCode == "58" || looksLikeIBAN($0.account) }
                .compactMap(\.account)
                + [instructions.directDebit?.debitedAccount].compactMap { $0 }
        }
        return accounts.compactMap { account in
            guard (try? IBAN.parse(Node.normalize(account))) == nil else { return nil }  // any fault is one
            return Remark(
                "BELEG-IBAN", ["BT-84", "BT-91"], at: .account(account), "Keine gültige IBAN: \(account).",
                "Not a valid IBAN: \(account).")
        }
    }

    private static func looksLikeIBAN(_ account: String?) -> Bool {
        let bytes = Array(Node.normalize(account ?? "").utf8.prefix(4))
        return bytes.count == 4 && bytes[0].isUppercaseLetter && bytes[1].isUppercaseLetter && bytes[2].isDigit
            && bytes[3].isDigit
    }

    private static func identifiers(_ invoice: Invoice) -> [Remark] {
        let parties = [
            ("BT-31", invoice.seller.vatIdentifier), ("BT-48", invoice.buyer.vatIdentifier),
            ("BT-63", invoice.taxRepresentative?.vatIdentifier),
        ]
        let wrong = parties.compactMap { term, identifier -> Remark? in
            guard let identifier, (try? VATIdentifier.parse(identifier)) == nil else { return nil }  // any fault is one
            return Remark(
                "BELEG-VATID", [term], at: .registration(identifier), "Keine gültige Umsatzsteuer-ID: \(identifier).",
                "Not a valid VAT identifier: \(identifier).")
        }
        return wrong + repeatedLines(invoice)
    }

    /// One remark for each line whose identifier an earlier one has.
    private static func repeatedLines(_ invoice: Invoice) -> [Remark] {
        var known: Set<String> = []
        return invoice.lines.enumerated().compactMap { number, line in
            guard let identifier = line.identifier, !known.insert(identifier).inserted else { return nil }
            return Remark(
                "BELEG-LINE-ID", ["BT-126"], at: .lineIdentifier(line: number, identifier: identifier),
                "Eine frühere Position hat schon die Nummer \(identifier).",
                "An earlier line has the identifier \(identifier) already.")
        }
    }

    private static func dates(_ invoice: Invoice) -> [Remark] {
        guard let issued = invoice.issueDate, let due = invoice.dueDate, due < issued else { return [] }
        return [
            Remark(
                "BELEG-DUE-DATE", ["BT-9", "BT-2"], at: .dueDate, "Die Rechnung ist vor ihrem Datum fällig.",
                "The invoice is due before its date.")
        ]
    }
}

extension InvoiceFinding {
    init(_ remark: StrictRules.Remark, _ place: Place) {
        rule = remark.rule
        severity = .warning
        faultClass = .content
        terms = remark.terms
        path = place.path
        line = place.line
        column = place.column
        german = remark.text.german
        english = remark.text.english
        expected = remark.expected
        actual = remark.actual
    }
}
