import EInvoice

/// Which rules of EN 16931 an invoice breaks, worked out anew from its business terms as the standard words them.
///
/// It shares nothing with the rules of the module: no XML, no paths, other arithmetic (whole thousandths).
struct Recomputation {
    enum Syntax: CaseIterable {
        case ubl
        case cii
    }

    let invoice: Invoice
    let syntax: Syntax
    private(set) var broken: Set<String> = []

    init(_ invoice: Invoice, _ syntax: Syntax) {
        self.invoice = invoice
        self.syntax = syntax
        judgeHead()
        judgeParties()
        judgeLines()
        judgeAllowances()
        judgeSums()
        judgeBreakdown()
        judgeCategories()
        judgeDecimals()
        judgeCodes()
    }

    private mutating func demand(_ holds: Bool, _ rules: String...) { if !holds { broken.formUnion(rules) } }

    // MARK: Head and parties

    private mutating func judgeHead() {
        demand(invoice.processControl.specification != nil, "BR-01")
        demand(invoice.number != nil, "BR-02")
        demand(invoice.issueDate != nil, "BR-03")
        demand(invoice.typeCode != nil, "BR-04")
        // In CII both stand in the breakdown.
        let isSeen = syntax == .ubl || !invoice.vatBreakdown.allSatisfy(isHidden)
        demand(!isSeen || invoice.taxPointDate == nil || invoice.taxPointCode == nil, "BR-CO-03")
        demand(!invoice.lines.isEmpty, "BR-16")
        demand(isOrdered(invoice.period), "BR-29")
        for preceding in invoice.precedingInvoices { demand(preceding.number != nil, "BR-55") }
        for attachment in invoice.attachments { demand(attachment.reference != nil, "BR-52") }
        for instructions in invoice.paymentInstructions {
            demand(instructions.meansCode != nil, "BR-49")
            let isTransfer = ["30", "58"].contains(instructions.meansCode ?? "")
            // CII asks only where an account is begun and left empty, which a writer does not do.
            demand(
                !isTransfer || syntax == .cii || instructions.creditTransfers.contains { $0.account != nil }, "BR-61")
        }
        let lacksAccountingVAT =
            invoice.vatAccountingCurrency != nil && invoice.totals.vatInAccountingCurrency == nil
        demand(!lacksAccountingVAT, "BR-53")
        // In CII the amount in the other currency is missed a second time, by the rule on its decimals.
        demand(!lacksAccountingVAT || syntax == .ubl, "BR-DEC-15")
    }

    private func isOrdered(_ period: Period?) -> Bool {
        guard let start = period?.start, let end = period?.end else { return true }
        return start <= end
    }

    private mutating func judgeParties() {
        let (seller, buyer) = (invoice.seller, invoice.buyer)
        demand(seller.name != nil, "BR-06")
        demand(buyer.name != nil, "BR-07")
        demand(seller.address != nil, "BR-08")
        demand(buyer.address != nil, "BR-10")
        // CII asks for the country without asking for the address first.
        demand(seller.address?.country != nil || (syntax == .ubl && seller.address == nil), "BR-09")
        demand(buyer.address?.country != nil || (syntax == .ubl && buyer.address == nil), "BR-11")
        demand(seller.electronicAddress.map { $0.scheme != nil } ?? true, "BR-62")
        demand(buyer.electronicAddress.map { $0.scheme != nil } ?? true, "BR-63")
        demand(
            seller.vatIdentifier != nil || seller.legalRegistration != nil || !seller.identifiers.isEmpty, "BR-CO-26")
        if let representative = invoice.taxRepresentative {
            demand(representative.name != nil, "BR-18")
            demand(representative.address != nil, "BR-19")
            demand(representative.address?.country != nil || (syntax == .ubl && representative.address == nil), "BR-20")
            demand(representative.vatIdentifier != nil, "BR-56")
        }
        for identifier in [seller, buyer, invoice.taxRepresentative ?? Party()].compactMap(\.vatIdentifier) {
            demand(["DE", "AT", "FR"].contains(identifier.prefix(2)), "BR-CO-09")
        }
        if let address = invoice.delivery?.address { demand(address.country != nil, "BR-57") }
    }

    // MARK: Lines

    private mutating func judgeLines() {
        for line in invoice.lines {
            demand(line.identifier != nil, "BR-21")
            demand(line.quantity != nil, "BR-22")
            demand(line.quantity != nil && line.unit != nil, "BR-23")
            demand(line.netAmount != nil, "BR-24")
            demand(line.item.name != nil, "BR-25")
            demand(line.price.net != nil, "BR-26")
            demand(line.price.net.map { $0.digits >= 0 } ?? false, "BR-27")
            demand(line.price.gross.map { $0.digits >= 0 } ?? true, "BR-28")
            demand(line.vatCategory != nil, "BR-CO-04")
            demand(isOrdered(line.period), "BR-30")
            demand(line.item.standardIdentifier.map { $0.scheme != nil } ?? true, "BR-64")
            for classification in line.item.classifications { demand(classification.scheme != nil, "BR-65") }
            for attribute in line.item.attributes { demand(attribute.name != nil && attribute.value != nil, "BR-54") }
            for allowance in line.allowances {
                demand(allowance.amount != nil, "BR-41")
                demand(allowance.reason != nil || allowance.reasonCode != nil, "BR-42", "BR-CO-23")
            }
            for charge in line.charges {
                demand(charge.amount != nil, "BR-43")
                demand(charge.reason != nil || charge.reasonCode != nil, "BR-44", "BR-CO-24")
            }
        }
    }

    private mutating func judgeAllowances() {
        for allowance in invoice.allowances {
            demand(allowance.amount != nil, "BR-31")
            demand(allowance.vatCategory != nil, "BR-32")
            demand(allowance.reason != nil || allowance.reasonCode != nil, "BR-33", "BR-CO-21")
        }
        for charge in invoice.charges {
            demand(charge.amount != nil, "BR-36")
            demand(charge.vatCategory != nil, "BR-37")
            demand(charge.reason != nil || charge.reasonCode != nil, "BR-38", "BR-CO-22")
        }
    }

    // MARK: Figures

    private static func thousandths(_ amount: ExactDecimal?) -> Int? {
        guard let amount, amount.decimals <= 3 else { return nil }
        return (amount.decimals..<3).reduce(Int(amount.digits)) { value, _ in value * 10 }
    }

    private func sum(_ amounts: [ExactDecimal?]) -> Int { amounts.compactMap(Self.thousandths).reduce(0, +) }

    private mutating func judgeSums() {
        let totals = invoice.totals
        demand(totals.lineNet != nil, "BR-12")
        demand(totals.withoutVAT != nil, "BR-13")
        demand(totals.withVAT != nil, "BR-14")
        demand(totals.due != nil, "BR-15")
        let lines = sum(invoice.lines.map(\.netAmount))
        demand(Self.thousandths(totals.lineNet) == lines, "BR-CO-10")
        judgeTotal(totals.allowances, of: invoice.allowances, "BR-CO-11")
        judgeTotal(totals.charges, of: invoice.charges, "BR-CO-12")
        let parts = sum([totals.charges]) - sum([totals.allowances])
        demand(isSum(totals.withoutVAT, [totals.lineNet], plus: parts), "BR-CO-13")
        demand(
            totals.vat == nil || invoice.vatBreakdown.isEmpty
                || Self.thousandths(totals.vat) == sum(invoice.vatBreakdown.map(\.taxAmount)), "BR-CO-14")
        // CII lets a gross total pass that is the net one, whatever the VAT.
        let isUntaxed = syntax == .cii && totals.withVAT != nil && totals.withVAT == totals.withoutVAT
        demand(isUntaxed || isSum(totals.withVAT, [totals.withoutVAT, totals.vat], plus: 0), "BR-CO-15")
        demand(isSum(totals.due, [totals.withVAT], plus: sum([totals.rounding]) - sum([totals.paid])), "BR-CO-16")
    }

    private mutating func judgeTotal(_ total: ExactDecimal?, of parts: [AllowanceOrCharge], _ rule: String) {
        demand(total == nil ? parts.isEmpty : Self.thousandths(total) == sum(parts.map(\.amount)), rule)
    }

    /// Whether a figure is there and is the sum of others that are all there.
    private func isSum(_ total: ExactDecimal?, _ parts: [ExactDecimal?], plus more: Int) -> Bool {
        guard let total = Self.thousandths(total), parts.allSatisfy({ $0 != nil }) else { return false }
        return total == sum(parts) + more
    }

    private mutating func judgeBreakdown() {
        demand(!invoice.vatBreakdown.isEmpty, "BR-CO-18")
        for part in invoice.vatBreakdown {
            demand(part.category != nil, "BR-47")
            if isHidden(part) { continue }
            demand(part.taxableAmount != nil, "BR-45")
            demand(part.taxAmount != nil, "BR-46")
            demand(part.rate != nil || part.category == "O", "BR-48")
            demand(isTaxRight(part), "BR-CO-17")
        }
    }

    /// The rules of CII on every breakdown do not see those of category O: its own rules come first at that element.
    private func isHidden(_ part: VATBreakdown) -> Bool { syntax == .cii && part.category == "O" }

    /// Less than one unit of the currency away from taxable amount times rate.
    private func isTaxRight(_ part: VATBreakdown) -> Bool {
        guard let tax = Self.thousandths(part.taxAmount) else { return false }
        guard let rate = Self.thousandths(part.rate), rate > 0 else { return abs(tax) < 500 }
        guard let base = Self.thousandths(part.taxableAmount) else { return false }
        // Thousandths times thousandths of a percent, to whole cents.
        let cents = (abs(base) * rate + 500_000) / 1_000_000
        return abs(abs(tax) - cents * 10) < 1_000
    }

    // MARK: VAT categories

    private static let families = ["S": "S", "Z": "Z", "E": "E", "AE": "AE", "K": "IC", "G": "G", "O": "O"]

    private mutating func judgeCategories() {
        for (category, family) in Self.families { judge(category, "BR-\(family)-") }
    }

    private mutating func judge(_ category: String, _ prefix: String) {
        let lines = invoice.lines.filter { $0.vatCategory == category }
        let allowances = invoice.allowances.filter { $0.vatCategory == category }
        let charges = invoice.charges.filter { $0.vatCategory == category }
        let parts = invoice.vatBreakdown.filter { $0.category == category }
        let isUsed = !lines.isEmpty || !allowances.isEmpty || !charges.isEmpty
        if category == "S" {
            judgeStandardBreakdown(lines.count, allowances.count + charges.count, parts.count)
        } else {
            let mayLackIt = category == "O" && syntax == .cii
            // UBL counts the breakdown itself among what uses the category.
            let uses = isUsed || (syntax == .ubl && !parts.isEmpty)
            demand(uses ? parts.count == 1 || (parts.isEmpty && mayLackIt) : parts.isEmpty, prefix + "01")
        }
        demand(lines.isEmpty || arePartiesKnown(category), prefix + "02")
        demand(allowances.isEmpty || arePartiesKnown(category), prefix + "03")
        demand(charges.isEmpty || arePartiesKnown(category), prefix + "04")
        for line in lines { demand(isRateRight(line.vatRate, category), prefix + "05") }
        for allowance in allowances { demand(isRateRight(allowance.vatRate, category), prefix + "06") }
        for charge in charges { demand(isRateRight(charge.vatRate, category), prefix + "07") }
        for part in parts {
            judge(part, category, prefix, lines: lines, allowances: allowances, charges: charges)
        }
        if !parts.isEmpty, category == "K" {
            demand(invoice.delivery?.date != nil || invoice.period != nil, prefix + "11")
            demand(invoice.delivery?.address?.country != nil, prefix + "12")
        }
        if !parts.isEmpty, category == "O" {
            judgeLoneliness()
        }
    }

    /// Nothing else may stand beside category O. CII does not tell breakdown from lines, nor allowances from charges.
    private mutating func judgeLoneliness() {
        let isAlone = { (categories: [String?]) in categories.allSatisfy { $0 ?? "O" == "O" } }
        var places = [
            isAlone(invoice.vatBreakdown.map(\.category)), isAlone(invoice.lines.map(\.vatCategory)),
            isAlone(invoice.allowances.map(\.vatCategory)), isAlone(invoice.charges.map(\.vatCategory)),
        ]
        if syntax == .cii {
            places = [places[0] && places[1], places[0] && places[1], places[2] && places[3], places[2] && places[3]]
        }
        for (number, holds) in zip(11...14, places) { demand(holds, "BR-O-\(number)") }
    }

    /// CII counts users and breakdowns together: two users need no breakdown, and a breakdown needs no user.
    private mutating func judgeStandardBreakdown(_ lines: Int, _ allowances: Int, _ parts: Int) {
        switch syntax {
        case .ubl: demand((lines + allowances > 0) == (parts > 0), "BR-S-01")
        case .cii: demand([lines, allowances].allSatisfy { $0 == 0 || $0 + parts >= 2 }, "BR-S-01")
        }
    }

    private mutating func judge(
        _ part: VATBreakdown, _ category: String, _ prefix: String, lines: [InvoiceLine],
        allowances: [AllowanceOrCharge], charges: [AllowanceOrCharge]
    ) {
        let rate = category == "S" ? Self.thousandths(part.rate) : nil
        let net =
            sum(lines.filter { category != "S" || Self.thousandths($0.vatRate) == rate }.map(\.netAmount))
            + sum(charges.filter { category != "S" || Self.thousandths($0.vatRate) == rate }.map(\.amount))
            - sum(allowances.filter { category != "S" || Self.thousandths($0.vatRate) == rate }.map(\.amount))
        // Without a rate there is nothing to compare it at.
        if category != "S" || rate != nil { demand(Self.thousandths(part.taxableAmount) == net, prefix + "08") }
        if category == "S" {
            demand(part.rate != nil && part.taxableAmount != nil && isTaxRight(part), prefix + "09")
        } else {
            demand(Self.thousandths(part.taxAmount) == 0, prefix + "09")
        }
        let hasReason = part.exemptionReason != nil || part.exemptionReasonCode != nil
        demand(hasReason == !["S", "Z"].contains(category), prefix + "10")
    }

    private func arePartiesKnown(_ category: String) -> Bool {
        let seller = invoice.seller.vatIdentifier != nil
        let representative = invoice.taxRepresentative?.vatIdentifier != nil
        let buyer = invoice.buyer.vatIdentifier != nil
        switch category {
        case "O": return !seller && !representative && !buyer
        case "G": return seller || representative
        case "K": return (seller || representative) && buyer
        case "AE":
            return (seller || representative || invoice.seller.taxRegistration != nil)
                && (buyer || invoice.buyer.legalRegistration != nil)
        default: return seller || representative || invoice.seller.taxRegistration != nil
        }
    }

    private func isRateRight(_ rate: ExactDecimal?, _ category: String) -> Bool {
        switch category {
        case "O": rate == nil
        case "S": Self.thousandths(rate).map { $0 > 0 } ?? false
        default: Self.thousandths(rate) == 0
        }
    }

    // MARK: Decimals and codes

    /// BT-110 is left out: UBL's rule looks for its currency in the wrong place, and CII's looks at the value, which a
    /// trailing zero does not change.
    private mutating func judgeDecimals() {
        let totals = invoice.totals
        var rules: [(ExactDecimal?, String)] = [
            (totals.lineNet, "09"), (totals.allowances, "10"), (totals.charges, "11"), (totals.withoutVAT, "12"),
            (totals.withVAT, "14"), (totals.paid, "16"), (totals.rounding, "17"), (totals.due, "18"),
        ]
        rules += invoice.allowances.map { ($0.amount, "01") } + invoice.charges.map { ($0.amount, "05") }
        rules += invoice.vatBreakdown.filter { !isHidden($0) }.flatMap {
            [($0.taxableAmount, "19"), ($0.taxAmount, "20")]
        }
        rules += invoice.lines.map { ($0.netAmount, "23") }
        rules += invoice.lines.flatMap {
            $0.allowances.map { ($0.amount, "24") } + $0.charges.map { ($0.amount, "27") }
        }
        for (amount, rule) in rules { demand((amount?.decimals ?? 0) <= 2, "BR-DEC-\(rule)") }
    }

    /// The changes put in one code that no list knows.
    static let unknownCode = "QQQ"

    private mutating func judgeCodes() {
        let bad = Self.unknownCode
        demand(invoice.typeCode != bad, "BR-CL-01")
        demand(invoice.currency != bad, "BR-CL-03", "BR-CL-04")
        let addresses = [
            invoice.seller.address, invoice.buyer.address, invoice.taxRepresentative?.address,
            invoice.delivery?.address,
        ]
        demand(addresses.allSatisfy { $0?.country != bad }, "BR-CL-14")
        for line in invoice.lines {
            demand(line.item.originCountry != bad, "BR-CL-15")
            demand(line.unit != bad, "BR-CL-23")
            demand(line.vatCategory != bad, "BR-CL-18")
            demand(line.item.standardIdentifier?.scheme != bad, "BR-CL-21")
            demand(line.item.classifications.allSatisfy { $0.scheme != bad }, "BR-CL-13")
        }
        demand(invoice.paymentInstructions.allSatisfy { $0.meansCode != bad }, "BR-CL-16")
        let categories =
            invoice.vatBreakdown.map(\.category) + (invoice.allowances + invoice.charges).map(\.vatCategory)
        demand(categories.allSatisfy { $0 != bad }, "BR-CL-17")
        demand(
            (invoice.allowances + invoice.lines.flatMap(\.allowances)).allSatisfy { $0.reasonCode != bad }, "BR-CL-19")
        demand((invoice.charges + invoice.lines.flatMap(\.charges)).allSatisfy { $0.reasonCode != bad }, "BR-CL-20")
        demand(invoice.vatBreakdown.allSatisfy { $0.exemptionReasonCode != bad }, "BR-CL-22")
        demand(
            [invoice.seller, invoice.buyer].allSatisfy { $0.electronicAddress?.scheme != bad }, "BR-CL-25")
        demand([invoice.seller, invoice.buyer].allSatisfy { $0.legalRegistration?.scheme != bad }, "BR-CL-11")
        demand(invoice.attachments.allSatisfy { $0.content?.mimeCode != bad }, "BR-CL-24")
    }
}
