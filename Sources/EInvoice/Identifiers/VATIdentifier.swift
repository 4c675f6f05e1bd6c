import Foundation

/// VAT identification numbers: shape for every member state, check digit for Germany.
///
/// Shapes as in the VIES structure table of the European Commission; `9` is a digit, `A` a letter, `X` either.
package enum VATIdentifier {
    package enum Fault: Error, Sendable, Equatable {
        case malformed
        case checkDigit
    }

    /// Removes blanks, dots and dashes, raises letters and checks the result.
    package static func parse(_ text: String) throws(Fault) -> String {
        let value = text.uppercased().filter { !" .-/".contains($0) }
        let bytes = Array(value.utf8)
        guard (4...15).contains(bytes.count), bytes.allSatisfy({ $0.isDigit || $0.isUppercaseLetter }) else {
            throw .malformed
        }
        let country = String(value.prefix(2))
        let body = Array(bytes.dropFirst(2))
        guard let shapes = shapes[country] else {
            guard CountryCode.isKnown(country) else { throw .malformed }
            return value
        }
        guard shapes.contains(where: { matches(body, Array($0.utf8)) }) else { throw .malformed }
        if country == "DE" {
            guard body[0] != UInt8(ascii: "0"), hasGermanCheckDigit(body) else { throw .checkDigit }
        }
        return value
    }

    /// ISO 7064 MOD 11,10 over the first eight digits.
    private static func hasGermanCheckDigit(_ digits: [UInt8]) -> Bool {
        var product = 10
        for digit in digits.prefix(8) {
            let sum = (Int(digit - UInt8(ascii: "0")) + product) % 10
            product = (2 * (sum == 0 ? 10 : sum)) % 11
        }
        return (11 - product) % 10 == Int(digits[8] - UInt8(ascii: "0"))
    }

    private static func matches(_ body: [UInt8], _ shape: [UInt8]) -> Bool {
        body.count == shape.count
            && zip(body, shape).allSatisfy { byte, kind in
                switch kind {
                case UInt8(ascii: "9"): byte.isDigit
                case UInt8(ascii: "A"): byte.isUppercaseLetter
                case UInt8(ascii: "X"): byte.isDigit || byte.isUppercaseLetter
                default: byte == kind
                }
            }
    }

    private static let shapes: [String: [String]] = [
        "AT": ["U99999999"], "BE": ["9999999999"], "BG": ["999999999", "9999999999"], "CY": ["99999999A"],
        "CZ": ["99999999", "999999999", "9999999999"], "DE": ["999999999"], "DK": ["99999999"],
        "EE": ["999999999"], "EL": ["999999999"], "ES": ["X9999999A", "A99999999"], "FI": ["99999999"],
        "FR": ["XX999999999"], "HR": ["99999999999"], "HU": ["99999999"],
        "IE": ["9999999A", "9999999AA", "9A99999A"], "IT": ["99999999999"], "LT": ["999999999", "999999999999"],
        "LU": ["99999999"], "LV": ["99999999999"], "MT": ["99999999"], "NL": ["XXXXXXXXXB99"],
        "PL": ["9999999999"], "PT": ["999999999"],
        "RO": [
            "99", "999", "9999", "99999", "999999", "9999999", "99999999", "999999999", "9999999999",
        ],
        "SE": ["999999999999"], "SI": ["99999999"], "SK": ["9999999999"], "XI": ["999999999", "999999999999"],
    ]
}
