/// A decimal number with the text it was written as: `1.00` and `1` are equal, and each is written back as it came.
///
/// The value is a whole number of up to 38 digits and a count of decimals; there is no rounding but ``rounded(to:)``.
/// Decimals for which 38 digits have no room are kept in the text alone.
public struct ExactDecimal: Sendable {
    /// The number without its point.
    public let digits: Int128
    /// How many of the digits stand behind the point.
    public let decimals: Int
    /// The text as written.
    public let verbatim: String

    /// Reads the notation of `xs:decimal`: sign, digits, point; no exponent, no grouping. Blanks around are allowed.
    public init?(_ text: String) {
        guard let (digits, decimals) = Self.parse(text.utf8) else { return nil }
        self.digits = digits
        self.decimals = decimals
        verbatim = text
    }

    /// A number from its digits, e.g. cents: `ExactDecimal(digits: 1234, decimals: 2)` is 12.34.
    public init(digits: Int128, decimals: Int) {
        self.digits = digits
        self.decimals = decimals
        verbatim = Self.format(digits, decimals)
    }

    /// Zero.
    public static let zero = ExactDecimal(digits: 0, decimals: 0)

    package static func parse(_ bytes: some Sequence<UInt8>) -> (digits: Int128, decimals: Int)? {
        var digits: Int128 = 0
        var decimals = 0
        var state = ParseState()
        for byte in bytes {
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D: if state.hasBegun { state.hasEnded = true }
            case _ where state.hasEnded: return nil
            case UInt8(ascii: "+"), UInt8(ascii: "-"):
                guard !state.hasBegun else { return nil }
                (state.hasBegun, state.isNegative) = (true, byte == UInt8(ascii: "-"))
            case UInt8(ascii: "."):
                guard !state.hasPoint else { return nil }
                (state.hasBegun, state.hasPoint) = (true, true)
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                (state.hasBegun, state.hasDigit) = (true, true)
                let (product, tooLarge) = digits.multipliedReportingOverflow(by: 10)
                let (sum, alsoTooLarge) = product.addingReportingOverflow(Int128(byte - UInt8(ascii: "0")))
                state.isFull = state.isFull || tooLarge || alsoTooLarge
                guard !state.isFull || state.hasPoint else { return nil }
                guard !state.isFull else { continue }
                digits = sum
                if state.hasPoint { decimals += 1 }
            default: return nil
            }
        }
        return state.hasDigit ? (state.isNegative ? -digits : digits, decimals) : nil
    }

    private struct ParseState {
        var hasBegun = false
        var hasEnded = false
        var isNegative = false
        var hasPoint = false
        var hasDigit = false
        /// No digit more has room.
        var isFull = false
    }

    private static func format(_ digits: Int128, _ decimals: Int) -> String {
        guard decimals > 0 else { return String(digits) }
        var text = String(digits.magnitude)
        if text.count <= decimals { text = String(repeating: "0", count: decimals - text.count + 1) + text }
        let point = text.index(text.endIndex, offsetBy: -decimals)
        return (digits < 0 ? "-" : "") + text[..<point] + "." + text[point...]
    }
}

extension ExactDecimal {
    /// The number with a given count of decimals, rounded half away from zero as merchants do.
    public func rounded(to places: Int) -> ExactDecimal {
        let magnitude = Quantity(digits: digits < 0 ? -digits : digits, scale: decimals).rounded(places)
        return ExactDecimal(digits: digits < 0 ? -magnitude : magnitude, decimals: places)
    }

    package var quantity: Quantity { Quantity(digits: digits, scale: decimals) }
}

extension ExactDecimal: Hashable, Comparable, CustomStringConvertible {
    /// Equal numbers are equal, whatever zeros they were written with.
    public static func == (a: ExactDecimal, b: ExactDecimal) -> Bool { a.quantity == b.quantity }

    /// Smaller as a number.
    public static func < (a: ExactDecimal, b: ExactDecimal) -> Bool { a.quantity < b.quantity }

    /// Hashes the number, not its notation.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(quantity)
    }

    /// The text as written.
    public var description: String { verbatim }
}

extension ExactDecimal: ExpressibleByIntegerLiteral {
    /// A whole number.
    public init(integerLiteral value: Int64) { self.init(digits: Int128(value), decimals: 0) }
}
