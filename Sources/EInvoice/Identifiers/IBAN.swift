import Foundation

/// International bank account numbers (ISO 13616): length of the country and check digits modulo 97.
package enum IBAN {
    package enum Fault: Error, Sendable, Equatable {
        case malformed
        case wrongLength(expected: Int)
        case checkDigits
    }

    /// Removes blanks, raises letters and checks the result.
    package static func parse(_ text: String) throws(Fault) -> String {
        let value = text.uppercased().filter { $0 != " " }
        let bytes = Array(value.utf8)
        guard (15...34).contains(bytes.count), bytes.allSatisfy({ $0.isDigit || $0.isUppercaseLetter }),
            bytes.prefix(2).allSatisfy(\.isUppercaseLetter), bytes[2...3].allSatisfy(\.isDigit)
        else { throw .malformed }
        if let expected = lengths[String(value.prefix(2))], expected != bytes.count {
            throw .wrongLength(expected: expected)
        }
        guard remainder(bytes[4...] + bytes[..<4]) == 1 else { throw .checkDigits }
        return value
    }

    /// The number modulo 97, letters counting as 10 to 35 (ISO 7064 MOD 97-10).
    private static func remainder(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { rest, byte in
            byte.isDigit
                ? (rest * 10 + Int(byte - UInt8(ascii: "0"))) % 97
                : (rest * 100 + Int(byte - UInt8(ascii: "A")) + 10) % 97
        }
    }

    /// Lengths of the SEPA area; other countries are held to the check digits alone.
    private static let lengths: [String: Int] = [
        "AD": 24, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24,
        "FI": 18, "FR": 27, "GB": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27, "LI": 21,
        "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "SE": 24,
        "SI": 19, "SK": 24, "SM": 27, "VA": 22,
    ]
}
