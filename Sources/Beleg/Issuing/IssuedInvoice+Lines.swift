import BelegCore
import EInvoice

extension IssuedInvoice {
    func line(_ position: Position, number: Int) -> InvoiceLine {
        var line = InvoiceLine()
        // EN 16931 knows no negative price: what is taken back has a negative quantity.
        let isReversed = position.unitPrice < .zero
        line.identifier = String(number)
        line.quantity = .exact(isReversed ? -position.quantity : position.quantity)
        line.price.net = .exact(isReversed ? -position.unitPrice : position.unitPrice)
        line.unit = UnitCodes.code(for: position.unit) ?? UnitCodes.one
        if UnitCodes.code(for: position.unit) == nil { line.note = "Einheit: \(position.unit)" }
        line.netAmount = .cents(position.netMinor)
        line.vatCategory = position.vat.category.rawValue
        line.vatRate = .rate(position.vat.rate)
        line.item.name = position.text ?? position.articleID ?? "Position \(number)"
        line.item.sellerIdentifier = position.articleID
        if position.discountMinor != 0 { add(discountOf: position, to: &line) }
        return line
    }

    /// A discount on a line that takes money back makes the refund smaller: that is a charge.
    private func add(discountOf position: Position, to line: inout InvoiceLine) {
        var item = AllowanceOrCharge()
        item.amount = .cents(abs(position.discountMinor))
        item.baseAmount = .cents(abs(position.netMinor + position.discountMinor))
        item.percentage = .exact(position.discountPercent)
        item.reason = "Rabatt"
        if position.discountMinor > 0 {
            item.reasonCode = "95"
            line.allowances = [item]
        } else {
            line.charges = [item]
        }
    }

    func breakdown(_ group: VATGroup) -> VATBreakdown {
        var part = VATBreakdown()
        part.taxableAmount = .cents(group.baseMinor)
        part.taxAmount = .cents(group.vatMinor)
        part.category = group.key.category.rawValue
        part.rate = .rate(group.key.rate)
        switch group.key.category {
        case .standard, .zeroRated: break
        case .exempt:
            part.exemptionReason =
                document.positions.lazy.filter { $0.vat == group.key }.compactMap(\.exemptionReason).first
                ?? "Steuerfrei"
        case .reverseCharge:
            part.exemptionReason = "Steuerschuldnerschaft des Leistungsempfängers"
            part.exemptionReasonCode = "VATEX-EU-AE"
        case .intraCommunity:
            part.exemptionReason = "Steuerfreie innergemeinschaftliche Lieferung"
            part.exemptionReasonCode = "VATEX-EU-IC"
        case .export:
            part.exemptionReason = "Steuerfreie Ausfuhrlieferung"
            part.exemptionReasonCode = "VATEX-EU-G"
        }
        return part
    }
}

extension EInvoice.ExactDecimal {
    /// An amount in cents.
    static func cents(_ minor: Int64) -> EInvoice.ExactDecimal {
        EInvoice.ExactDecimal(digits: Int128(minor), decimals: 2)
    }

    /// A number of the documents' own, with the decimals it needs and at least two where it has any.
    static func exact(_ value: BelegCore.ExactDecimal) -> EInvoice.ExactDecimal {
        EInvoice.ExactDecimal(value.text()) ?? EInvoice.ExactDecimal(digits: Int128(value.units), decimals: 4)
    }

    static func rate(_ rate: VATRate) -> EInvoice.ExactDecimal {
        EInvoice.ExactDecimal(digits: Int128(rate.rawValue), decimals: 0)
    }
}
