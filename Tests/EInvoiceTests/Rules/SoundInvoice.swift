import EInvoice
import TestSupport

/// A random invoice that keeps every rule: its figures are summed up here, with whole cents and nothing of the module.
struct SoundInvoice {
    private(set) var invoice = Invoice()
    private var random: SeededGenerator
    /// The VAT of a position: a category, and its rate in percent where the category has one.
    private struct Treatment: Hashable {
        let category: String
        let rate: Int?
    }
    private var nets: [Treatment: Int] = [:]
    private var treatments: [Treatment] = []

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        fillHead()
        fillParties()
        fillPayment()
        fillLines()
        fillAllowances()
        fillTotals()
        if seed.isMultiple(of: 3) { invoice.taxPointDate = "2026-03-01" }
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    private mutating func happens(_ share: Double = 0.5) -> Bool { Double.random(in: 0..<1, using: &random) < share }

    private static func money(_ cents: Int) -> ExactDecimal { ExactDecimal(digits: Int128(cents), decimals: 2) }

    private mutating func fillHead() {
        invoice.number = "R-\(number(1...99_999))"
        invoice.issueDate = "2026-03-\(number(10...28))"
        invoice.typeCode = happens(0.7) ? "380" : "381"
        invoice.currency = ["EUR", "CHF", "USD"].randomElement(using: &random)
        invoice.dueDate = "2026-04-\(number(10...28))"
        invoice.paymentTerms = "Zahlbar ohne Abzug"
        invoice.processControl.specification = "urn:cen.eu:en16931:2017"
        invoice.buyerReference = "04011000-12345-34"
        var period = Period()
        period.start = "2026-02-01"
        period.end = "2026-02-28"
        invoice.period = period
        if happens() {
            var preceding = PrecedingInvoice()
            preceding.number = "R-0"
            preceding.issueDate = "2026-01-31"
            invoice.precedingInvoices = [preceding]
        }
        if happens() {
            var attachment = SupportingDocument()
            attachment.reference = "Stundenzettel"
            attachment.content = BinaryContent(base64: "QUJDRA==", mimeCode: "text/csv", filename: "a.csv")
            invoice.attachments = [attachment]
        }
    }

    private static func address(_ country: String) -> Address {
        var address = Address()
        address.line1 = "Hafenstraße 1"
        address.city = "Bremen"
        address.postCode = "28195"
        address.country = country
        return address
    }

    private mutating func fillParties() {
        let mixed = [
            Treatment(category: "S", rate: 19), Treatment(category: "S", rate: 7), Treatment(category: "Z", rate: 0),
            Treatment(category: "E", rate: 0),
        ]
        let alone = ["AE", "K", "G"].map { Treatment(category: $0, rate: 0) } + [Treatment(category: "O", rate: nil)]
        treatments =
            happens(0.6)
            ? Array(mixed.shuffled(using: &random).prefix(number(1...4)))
            : alone.randomElement(using: &random).map { [$0] } ?? mixed
        let isOutside = treatments.contains { $0.category == "O" }
        invoice.seller.name = "Werft Nord GmbH"
        invoice.seller.address = Self.address("DE")
        invoice.seller.vatIdentifier = isOutside ? nil : "DE123456788"
        invoice.seller.taxRegistration = isOutside ? "27/123/45678" : nil
        invoice.seller.legalRegistration = Identifier("HRB 1", scheme: "0204")
        invoice.seller.electronicAddress = Identifier("kasse@werft.example", scheme: "EM")
        invoice.buyer.name = "Reederei Süd AG"
        invoice.buyer.address = Self.address("AT")
        invoice.buyer.vatIdentifier = isOutside ? nil : "ATU12345675"
        invoice.buyer.electronicAddress = Identifier("rechnung@reederei.example", scheme: "EM")
        var delivery = Delivery()
        delivery.date = "2026-02-27"
        delivery.address = Self.address("AT")
        invoice.delivery = delivery
        if !isOutside, happens(0.3) {
            var representative = Party()
            representative.name = "Steuerkanzlei"
            representative.vatIdentifier = "DE136695976"
            representative.address = Self.address("DE")
            invoice.taxRepresentative = representative
        }
    }

    private mutating func fillPayment() {
        var instructions = PaymentInstructions()
        instructions.meansCode = happens() ? "58" : "30"
        var transfer = CreditTransfer()
        transfer.account = "DE02120300000000202051"
        transfer.accountScheme = "IBAN"
        instructions.creditTransfers = [transfer]
        invoice.paymentInstructions = [instructions]
    }

    private mutating func fillLines() {
        for index in 1...number(max(1, treatments.count)...6) {
            let treatment = treatments[(index - 1) % treatments.count]
            var line = InvoiceLine()
            line.identifier = "\(index)"
            let (quantity, price) = (number(1...20), number(1_000...90_000))
            line.quantity = ExactDecimal(digits: Int128(quantity), decimals: 0)
            line.unit = ["H87", "C62", "HUR", "KGM"].randomElement(using: &random)
            line.price.net = Self.money(price)
            if happens(0.3) {
                line.price.gross = Self.money(price + 100)
                line.price.discount = Self.money(100)
            }
            var net = quantity * price
            if happens(0.4) {
                line.allowances = [allowance(number(100...900), "95")]
                net -= cents(line.allowances[0].amount)
            }
            if happens(0.4) {
                line.charges = [allowance(number(100...900), "FC")]
                net += cents(line.charges[0].amount)
            }
            line.netAmount = Self.money(net)
            line.vatCategory = treatment.category
            line.vatRate = treatment.rate.map { ExactDecimal(digits: Int128($0), decimals: 0) }
            line.period = invoice.period
            line.item.name = "Ware \(index)"
            line.item.standardIdentifier = Identifier("4012345678901", scheme: "0160")
            line.item.classifications = [Identifier("43211503", scheme: "STI")]
            line.item.originCountry = "FR"
            line.item.attributes = [ItemAttribute(name: "Farbe", value: "rot")]
            invoice.lines.append(line)
            nets[treatment, default: 0] += net
        }
    }

    private func cents(_ amount: ExactDecimal?) -> Int { amount.map { Int($0.digits) } ?? 0 }

    private func allowance(_ cents: Int, _ code: String) -> AllowanceOrCharge {
        var item = AllowanceOrCharge()
        item.amount = Self.money(cents)
        item.reason = "Vereinbart"
        item.reasonCode = code
        return item
    }

    private mutating func fillAllowances() {
        for isCharge in [false, true] where happens(0.6) {
            guard let treatment = treatments.first, nets[treatment] != nil else { continue }
            var item = allowance(number(100...900), isCharge ? "FC" : "95")
            item.vatCategory = treatment.category
            item.vatRate = treatment.rate.map { ExactDecimal(digits: Int128($0), decimals: 0) }
            nets[treatment, default: 0] += (isCharge ? 1 : -1) * cents(item.amount)
            if isCharge { invoice.charges = [item] } else { invoice.allowances = [item] }
        }
    }

    private mutating func fillTotals() {
        var tax = 0
        for (treatment, net) in nets.sorted(by: { "\($0.key)" < "\($1.key)" }) {
            var part = VATBreakdown()
            let amount = (net * (treatment.rate ?? 0) + 50) / 100
            part.taxableAmount = Self.money(net)
            part.taxAmount = Self.money(amount)
            part.category = treatment.category
            part.rate = treatment.rate.map { ExactDecimal(digits: Int128($0), decimals: 0) }
            if !["S", "Z"].contains(treatment.category) { part.exemptionReason = "Befreit" }
            invoice.vatBreakdown.append(part)
            tax += amount
        }
        let lines = invoice.lines.reduce(0) { $0 + cents($1.netAmount) }
        let (less, more) = (cents(invoice.allowances.first?.amount), cents(invoice.charges.first?.amount))
        let net = lines - less + more
        invoice.totals.lineNet = Self.money(lines)
        invoice.totals.allowances = invoice.allowances.isEmpty ? nil : Self.money(less)
        invoice.totals.charges = invoice.charges.isEmpty ? nil : Self.money(more)
        invoice.totals.withoutVAT = Self.money(net)
        invoice.totals.vat = Self.money(tax)
        invoice.totals.withVAT = Self.money(net + tax)
        let paid = happens(0.3) ? number(100...900) : nil
        let rounding = happens(0.3) ? number(-40...40) : nil
        invoice.totals.paid = paid.map(Self.money)
        invoice.totals.rounding = rounding.map(Self.money)
        invoice.totals.due = Self.money(net + tax - (paid ?? 0) + (rounding ?? 0))
    }
}
