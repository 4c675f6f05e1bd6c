import EInvoice
import Foundation

/// The routing number of German public buyers: coarse part, optional fine part, two check digits, joined by dashes.
///
/// Shape as in the Leitweg-ID format specification of KoSIT: 2–12 digits, up to 30 letters or digits, 2 digits.
package enum LeitwegID {
    package static func parse(_ text: String) -> String? {
        let value = text.uppercased()
        let parts = value.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3, let coarse = parts.first, let check = parts.last else { return nil }
        guard (2...12).contains(coarse.count), coarse.allSatisfy(\.isDigit) else { return nil }
        guard check.count == 2, check.allSatisfy(\.isDigit) else { return nil }
        if parts.count == 3 {
            let fine = parts[1]
            guard (1...30).contains(fine.count), fine.allSatisfy({ $0.isDigit || $0.isUppercaseLetter }) else {
                return nil
            }
        }
        return value
    }
}
