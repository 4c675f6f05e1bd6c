/// The number of an account: one to nine digits, leading zeros count (`0027` is not `27`).
///
/// Nine digits are DATEV's longest, personal accounts beside eight-digit ledger accounts.
package struct AccountNumber: Hashable, Sendable, Comparable, ShortText {
    /// Each digit plus one in four bits, the first digit highest: numbers sort as their texts do, without any text.
    private let packed: UInt64

    private static let maximumDigits = 9

    package init?(_ text: String) {
        self.init(utf8: text.utf8)
    }

    /// The number of ASCII digits, nil if they are none.
    package init?(utf8 digits: some Sequence<UInt8>) {
        var packed: UInt64 = 0
        var count = 0
        for byte in digits {
            guard count < Self.maximumDigits, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            packed = packed << 4 | UInt64(byte - UInt8(ascii: "0") + 1)
            count += 1
        }
        guard count > 0 else { return nil }
        self.packed = packed << UInt64(4 * (Self.maximumDigits - count))
    }

    /// A number that is known to be well formed because it comes from our own rows.
    init(unchecked text: String) { self = AccountNumber(text) ?? .zero }

    private init(packed: UInt64) { self.packed = packed }

    /// The account `0`.
    private static let zero = AccountNumber(packed: 1 << 32)

    package static func < (left: Self, right: Self) -> Bool { left.packed < right.packed }

    package static let maximumTextBytes = maximumDigits

    package func writeText(to buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var count = 0
        withDigits { digit in
            buffer[count] = digit
            count += 1
        }
        return count
    }

    /// Hands over the digits as ASCII, the first one first.
    func withDigits(_ body: (UInt8) -> Void) {
        var shift: UInt64 = 32
        while true {
            let digit = UInt8(truncatingIfNeeded: packed >> shift) & 15
            if digit == 0 { return }
            body(UInt8(ascii: "0") + digit - 1)
            if shift == 0 { return }
            shift -= 4
        }
    }
}
