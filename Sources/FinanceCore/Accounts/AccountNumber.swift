/// The number of an account: one to nine digits, leading zeros count (`0027` is not `27`).
///
/// Nine digits are DATEV's longest, personal accounts beside eight-digit ledger accounts.
package struct AccountNumber: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let description: String

    package init?(_ text: String) {
        guard (1...9).contains(text.utf8.count),
            text.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
        else { return nil }
        description = text
    }

    /// A number that is known to be well formed because it comes from our own rows.
    init(unchecked text: String) { description = text }

    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}
