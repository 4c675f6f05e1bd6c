/// Amounts of money: whole cents inside, a decimal string with two decimals on the wire.
package enum MoneyFormat {
    /// The only currency of this storey; its minor unit is the cent.
    package static let currency = "EUR"
    /// Largest magnitude of one line, in cents. Five thousand lines of this size still fit an `Int64` sum.
    package static let lineLimitMinor: Int64 = 100_000_000_000_000

    /// `119000` → `"1190.00"`.
    package static func text(_ minor: Int64) -> String {
        DecimalText.text(minor, decimals: 2, minimum: 2)
    }

    /// `"1190.00"` → `119000`.
    ///
    /// - Throws: ``DecimalFault``; more than two significant decimals are a fault, never rounded.
    package static func minor(_ text: String) throws(DecimalFault) -> Int64 {
        try DecimalText.units(text, decimals: 2)
    }
}
