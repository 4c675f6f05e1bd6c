extension Position {
    private static let quantities = -ExactDecimal.inputLimit...ExactDecimal.inputLimit
    /// A net price is never negative (EN 16931 BR-27); a deduction has a negative quantity.
    private static let prices = ExactDecimal.zero...ExactDecimal.inputLimit
    private static let discounts = ExactDecimal.zero...ExactDecimal(whole: 100)

    /// - Returns: `nil` after reporting at least one fault.
    init?(_ input: PositionInput, at place: String, kind: DocumentKind, _ check: inout FaultCollector) {
        let before = check.faults.count
        articleID = check.text(input.articleID, place + "/artikelId", maximum: 64)
        text = check.text(input.text, place + "/bezeichnung", maximum: 1_000, multiline: true)
        if articleID == nil, text == nil { check.addMissing(place + "/bezeichnung") }
        let quantity = Self.quantity(input.quantity, place + "/menge", &check)
        unit = check.text(input.unit, place + "/einheit", maximum: 20) ?? "Stk"
        let price = check.decimal(input.unitPrice, place + "/einzelpreis", in: Self.prices, required: true)
        let vat = Self.vat(input, at: place, kind: kind, &check)
        exemptionReason = check.text(input.exemptionReason, place + "/befreiungsgrund", maximum: 500)
        if vat?.category == .exempt, exemptionReason == nil { check.addMissing(place + "/befreiungsgrund") }
        discountPercent =
            check.decimal(input.discountPercent, place + "/rabattProzent", in: Self.discounts) ?? .zero
        account = check.account(input.account, place + "/konto")
        guard let quantity, let price, let vat, check.faults.count == before else { return nil }
        let computed = LineAmounts.compute(quantity: quantity, unitPrice: price, discountPercent: discountPercent)
        guard let computed else {
            check.add(
                place, "amount-too-large", de: "Der Betrag der Position ist zu groß.",
                en: "The amount of the position is too large.")
            return nil
        }
        check.compare(input.net, with: computed.netMinor, place + "/summeNetto")
        self.quantity = quantity
        unitPrice = price
        self.vat = vat
        discountMinor = computed.discountMinor
        netMinor = computed.netMinor
    }

    private static func quantity(_ value: String?, _ pointer: String, _ check: inout FaultCollector) -> ExactDecimal? {
        let quantity = check.decimal(value, pointer, in: quantities, required: true)
        if quantity == .zero {
            check.add(pointer, "zero-quantity", de: "Die Menge darf nicht 0 sein.", en: "The quantity must not be 0.")
            return nil
        }
        return quantity
    }

    private static func vat(
        _ input: PositionInput, at place: String, kind: DocumentKind, _ check: inout FaultCollector
    ) -> VATKey? {
        let rate = vatRate(input.vatRate, place + "/mwstSatz", &check)
        let category = vatCategory(input.vatCategory, place + "/mwstKategorie", rate: rate, &check)
        guard let rate, let category else { return nil }
        guard (rate == .zero) == (category != .standard) else {
            check.add(
                place + "/mwstKategorie", "vat-category-mismatch",
                de: "Kategorie S gehört zu 19 oder 7 %, jede andere zu 0 %.",
                en: "Category S belongs to 19 or 7 %, any other to 0 %.")
            return nil
        }
        // The buyer's own tax lines (§ 13b, § 1a UStG) need accounts that this storey does not book yet.
        if kind == .eingangsrechnung, category.isOwedByBuyer {
            check.add(
                place + "/mwstKategorie", "vat-category-not-supported",
                de: "AE und K werden bei Eingangsrechnungen noch nicht gebucht.",
                en: "AE and K are not booked for incoming invoices yet.")
            return nil
        }
        return VATKey(category: category, rate: rate)
    }

    private static func vatRate(_ value: String?, _ pointer: String, _ check: inout FaultCollector) -> VATRate? {
        let limits = ExactDecimal.zero...ExactDecimal(whole: 100)
        guard let number = check.decimal(value, pointer, in: limits, required: true) else { return nil }
        if let rate = VATRate.allCases.first(where: { ExactDecimal(whole: Int32($0.rawValue)) == number }) {
            return rate
        }
        check.add(
            pointer, "unknown-vat-rate", de: "Erlaubt sind 19, 7 und 0 Prozent.",
            en: "Allowed are 19, 7 and 0 per cent.")
        return nil
    }

    private static func vatCategory(
        _ value: String?, _ pointer: String, rate: VATRate?, _ check: inout FaultCollector
    ) -> VATCategory? {
        guard let value else { return rate.map { $0 == .zero ? .zeroRated : .standard } }
        if let category = VATCategory(rawValue: value) { return category }
        let codes = VATCategory.allCases.map(\.rawValue).joined(separator: ", ")
        check.add(
            pointer, "unknown-vat-category", de: "Erlaubt sind \(codes).", en: "Allowed are \(codes).")
        return nil
    }
}
