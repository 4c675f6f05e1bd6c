/// One line of a document with its computed amounts.
package struct Position: Sendable, Equatable {
    package let articleID: String?
    package let text: String?
    package let quantity: ExactDecimal
    package let unit: String
    package let unitPrice: ExactDecimal
    package let vat: VATKey
    package let exemptionReason: String?
    package let discountPercent: ExactDecimal
    /// Account of the ledger that replaces the default of the VAT rate.
    package let account: String?
    /// Discount in cents (EN 16931 BT-136).
    package let discountMinor: Int64
    /// Line net amount in cents (EN 16931 BT-131).
    package let netMinor: Int64

    /// The same line with the opposite sign, as a storno carries it.
    package var negated: Position {
        Position(
            articleID: articleID, text: text, quantity: -quantity, unit: unit, unitPrice: unitPrice, vat: vat,
            exemptionReason: exemptionReason, discountPercent: discountPercent, account: account,
            discountMinor: -discountMinor, netMinor: -netMinor)
    }
}

/// Exact amounts of one line.
package enum LineAmounts {
    /// `quantity × price`, rounded to cents, less the discount, itself rounded to cents.
    ///
    /// Both parts are amounts of the invoice (EN 16931 BT-131, BT-136) and therefore have two decimals each.
    /// - Returns: `nil` if the line exceeds ``MoneyFormat/lineLimitMinor``.
    package static func compute(
        quantity: ExactDecimal, unitPrice: ExactDecimal, discountPercent: ExactDecimal
    ) -> (discountMinor: Int64, netMinor: Int64)? {
        // Ten-thousandths times ten-thousandths: 10⁸ per unit of currency, 10⁶ per cent.
        let product = Int128(quantity.units).multipliedReportingOverflow(by: Int128(unitPrice.units))
        let withDiscount = product.partialValue.multipliedReportingOverflow(by: Int128(discountPercent.units))
        guard !product.overflow, !withDiscount.overflow,
            let full = Rounding.quotient(product.partialValue, 1_000_000),
            let discount = Rounding.quotient(withDiscount.partialValue, 1_000_000_000_000),
            full.magnitude <= MoneyFormat.lineLimitMinor.magnitude
        else { return nil }
        return (discount, full - discount)
    }
}
