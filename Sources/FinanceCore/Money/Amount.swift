/// A sum of money: whole minor units (cents) of one currency, never a floating-point number.
package struct Amount: Hashable, Sendable, CustomStringConvertible {
    /// Minor units, for EUR cents. Negative values are allowed; what they mean is the caller's business.
    package let minor: Int64
    package let currency: Currency

    package init(minor: Int64, currency: Currency) {
        self.minor = minor
        self.currency = currency
    }

    /// What can be wrong with an amount as text.
    package enum ParseError: Error, Equatable, Sendable {
        /// Not `-?digits(.digits)?`.
        case malformed
        /// More decimals than the currency has; nothing is ever rounded in silence.
        case tooManyDecimals(allowed: Int)
        /// Does not fit into 64 bits of minor units.
        case overflow
    }

    /// Reads a decimal string such as `1190.00`, `-5` or `0.5`.
    ///
    /// The decimal sign is the point; signs other than a leading minus, blanks, exponents and thousands separators
    /// are refused. Decimals beyond the currency's are refused even when they are zero.
    package init(parsing text: some StringProtocol, currency: Currency) throws(ParseError) {
        try self.init(parsingUTF8: text.utf8, currency: currency)
    }

    /// Reads a decimal string from its bytes, nil for whatever the reading of text refuses.
    init?(utf8 text: UnsafeRawBufferPointer, currency: Currency) {
        do throws(ParseError) {
            try self.init(parsingUTF8: text, currency: currency)
        } catch {
            return nil
        }
    }

    private init<Bytes: Collection<UInt8>>(
        parsingUTF8 bytes: Bytes, currency: Currency
    ) throws(ParseError) {
        var rest = bytes[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative { rest = rest.dropFirst() }
        var value: Int64 = 0
        var integerDigits = 0
        var decimals: Int?
        for byte in rest {
            if byte == UInt8(ascii: "."), decimals == nil, integerDigits > 0 {
                decimals = 0
                continue
            }
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { throw .malformed }
            if let seen = decimals { decimals = seen + 1 } else { integerDigits += 1 }
            value = try Self.appending(Int64(byte - UInt8(ascii: "0")), to: value, if: decimals ?? 0, currency)
        }
        guard integerDigits > 0, decimals != 0 else { throw .malformed }
        if let decimals, decimals > currency.exponent { throw .tooManyDecimals(allowed: currency.exponent) }
        for _ in (decimals ?? 0)..<currency.exponent { value = try Self.appending(0, to: value, if: 0, currency) }
        self.init(minor: isNegative ? value : try Self.negated(value), currency: currency)
    }

    // Digits are gathered as a negative number: its range is one wider, so that Int64.min can be read.
    private static func appending(
        _ digit: Int64, to value: Int64, if decimals: Int, _ currency: Currency
    ) throws(ParseError) -> Int64 {
        // Surplus decimals are only counted, so that "too many decimals" is the answer and not "overflow".
        if decimals > currency.exponent { return value }
        let (shifted, overflowed) = value.multipliedReportingOverflow(by: 10)
        let (sum, overflowedAgain) = shifted.subtractingReportingOverflow(digit)
        if overflowed || overflowedAgain { throw .overflow }
        return sum
    }

    private static func negated(_ value: Int64) throws(ParseError) -> Int64 {
        if value == .min { throw .overflow }
        return -value
    }

    /// The amount with exactly the currency's decimals, without the currency: `-1190.00`.
    package var decimal: Decimal { Decimal(amount: self) }

    /// ``decimal`` as a string.
    package var decimalString: String { decimal.description }

    /// The number of an amount as a text.
    package struct Decimal: ShortText {
        let amount: Amount

        /// A sign, 19 digits and a point.
        package static let maximumTextBytes = 21

        package func writeText(to buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
            let (minor, exponent) = (amount.minor, amount.currency.exponent)
            var count = 1
            var front = minor.magnitude / 10
            while front > 0 {
                count += 1
                front /= 10
            }
            let digits = max(count, exponent + 1)
            let length = (minor < 0 ? 1 : 0) + digits + (exponent > 0 ? 1 : 0)
            var rest = minor.magnitude
            var place = length
            for digit in 0..<digits {
                if digit == exponent, exponent > 0 {
                    place -= 1
                    buffer[place] = UInt8(ascii: ".")
                }
                place -= 1
                buffer[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            }
            if minor < 0 { buffer[0] = UInt8(ascii: "-") }
            return length
        }
    }

    package var description: String { decimalString + " " + currency.code }
}
