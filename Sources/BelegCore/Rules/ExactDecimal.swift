/// Why a text is not an acceptable decimal number.
package enum DecimalFault: Error, Sendable, Equatable {
    case notANumber
    case tooManyDecimals(allowed: Int)
    case tooLarge
}

/// An exact decimal number with at most four decimals: quantities, unit prices, percentages.
///
/// Stored as a whole number of ten-thousandths, so that no binary fraction ever touches an amount.
package struct ExactDecimal: Sendable, Hashable, Comparable {
    package static let decimals = 4
    package static let zero = ExactDecimal(units: 0)
    /// Largest magnitude an input may have (just below one thousand million).
    package static let inputLimit = ExactDecimal(units: 9_999_999_999_999)

    /// The value in ten-thousandths.
    package let units: Int64

    package init(units: Int64) {
        self.units = units
    }

    package init(whole: Int32) {
        units = Int64(whole) * 10_000
    }

    /// - Throws: ``DecimalFault``; more than four significant decimals are a fault, never rounded.
    package init(parsing text: String) throws(DecimalFault) {
        units = try DecimalText.units(text, decimals: Self.decimals)
    }

    package static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
        left.units < right.units
    }

    package static prefix func - (value: ExactDecimal) -> ExactDecimal {
        ExactDecimal(units: -value.units)
    }

    /// The shortest exact text with at least `minimum` decimals: `2.5`, `19.90`.
    package func text(minimumDecimals minimum: Int = 0) -> String {
        DecimalText.text(units, decimals: Self.decimals, minimum: minimum)
    }
}

extension ExactDecimal: CustomStringConvertible {
    package var description: String { text() }
}
