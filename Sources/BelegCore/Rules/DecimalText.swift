import EInvoice

/// Text form of scaled whole numbers: `-12.5` ↔ -125000 at four decimals.
enum DecimalText {
    /// Longest text that is looked at; longer ones are refused unread.
    private static let maximumLength = 40

    /// Parses an optional minus, digits and optionally a point with digits; no exponent, no grouping, no plus.
    ///
    /// Trailing zeros beyond `decimals` carry no value and are accepted.
    static func units(_ text: String, decimals: Int) throws(DecimalFault) -> Int64 {
        var rest = Substring(text).utf8
        guard !rest.isEmpty, rest.count <= maximumLength else { throw .notANumber }
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative { rest = rest.dropFirst() }
        let parts = rest.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        let whole = parts[0]
        let fraction = parts.count == 2 ? parts[1] : Substring("0").utf8
        guard !whole.isEmpty, !fraction.isEmpty, whole.allSatisfy(\.isDigit), fraction.allSatisfy(\.isDigit) else {
            throw .notANumber
        }
        guard fraction.dropFirst(decimals).allSatisfy({ $0 == UInt8(ascii: "0") }) else {
            throw .tooManyDecimals(allowed: decimals)
        }
        var digits = Array(whole) + Array(fraction.prefix(decimals))
        digits += Array(repeating: UInt8(ascii: "0"), count: decimals - min(decimals, fraction.count))
        return try value(digits, isNegative: isNegative)
    }

    private static func value(_ digits: [UInt8], isNegative: Bool) throws(DecimalFault) -> Int64 {
        var value: Int64 = 0
        for digit in digits {
            let (product, productOverflows) = value.multipliedReportingOverflow(by: 10)
            let (sum, sumOverflows) = product.addingReportingOverflow(Int64(digit - UInt8(ascii: "0")))
            guard !productOverflows, !sumOverflows else { throw .tooLarge }
            value = sum
        }
        return isNegative ? -value : value
    }

    /// The shortest text with at least `minimum` decimals.
    static func text(_ units: Int64, decimals: Int, minimum: Int) -> String {
        var digits = Array(String(units.magnitude).utf8)
        if digits.count <= decimals {
            digits = Array(repeating: UInt8(ascii: "0"), count: decimals + 1 - digits.count) + digits
        }
        let whole = digits.dropLast(decimals)
        var fraction = digits.suffix(decimals)
        while fraction.count > minimum, fraction.last == UInt8(ascii: "0") { fraction = fraction.dropLast() }
        let sign = units < 0 ? "-" : ""
        let tail = fraction.isEmpty ? "" : "." + String(decoding: fraction, as: UTF8.self)
        return sign + String(decoding: whole, as: UTF8.self) + tail
    }
}
