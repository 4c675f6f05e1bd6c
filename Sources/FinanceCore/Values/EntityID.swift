/// A UUID as two words: the identity of transactions and documents.
package struct EntityID: Hashable, Sendable, Comparable, ShortText {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }

    /// Reads the 36-character form, upper or lower case.
    package init?(_ text: some StringProtocol) { self.init(utf8: text.utf8) }

    /// Reads the 36-character form from its bytes.
    package init?(utf8 text: some Sequence<UInt8>) {
        var words: (UInt64, UInt64) = (0, 0)
        var digits = 0
        var index = -1
        for byte in text {
            index += 1
            if index == 36 { return nil }
            if index == 8 || index == 13 || index == 18 || index == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let value = Digest.value(ofHexDigit: byte).map(UInt64.init) else { return nil }
            if digits < 16 { words.0 = words.0 << 4 | value } else { words.1 = words.1 << 4 | value }
            digits += 1
        }
        guard digits == 32, index == 35 else { return nil }
        self.init(high: words.0, low: words.1)
    }

    package static let maximumTextBytes = 36

    /// The 36-character form in lower case.
    package func writeText(to buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var position = 0
        for digit in 0..<32 {
            if digit == 8 || digit == 12 || digit == 16 || digit == 20 {
                buffer[position] = UInt8(ascii: "-")
                position += 1
            }
            let word = digit < 16 ? high : low
            let value = UInt8(truncatingIfNeeded: word >> UInt64(60 - digit % 16 * 4)) & 15
            buffer[position] = value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
            position += 1
        }
        return position
    }
}
