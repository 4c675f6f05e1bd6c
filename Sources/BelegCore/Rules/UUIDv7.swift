package import Foundation

/// Time-ordered identifiers (RFC 9562, version 7), so that new rows land at the end of an index.
package enum UUIDv7 {
    package static func make(now: Date) -> String {
        var generator = SystemRandomNumberGenerator()
        return make(now: now, random: &generator)
    }

    package static func make(now: Date, random: inout some RandomNumberGenerator) -> String {
        let milliseconds = UInt64(max(0, now.timeIntervalSince1970 * 1000)) & 0xFFFF_FFFF_FFFF
        let high = milliseconds << 16 | 0x7000 | UInt64.random(in: 0...0xFFF, using: &random)
        let low = UInt64.random(in: 0...0x3FFF_FFFF_FFFF_FFFF, using: &random) | 0x8000_0000_0000_0000
        let digits = Array((padded(high) + padded(low)).utf8)
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
        return groups.map { String(decoding: digits[$0], as: UTF8.self) }.joined(separator: "-")
    }

    private static func padded(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
