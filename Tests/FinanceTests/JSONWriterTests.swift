import Foundation
import NIOFoundationCompat
import Shared
import TestSupport
import Testing

@testable import Finance

/// What the writer writes is what a reader of JSON reads.
@Suite struct JSONWriterTests {
    private static let pieces = [
        "", "a", "\"", "\\", "\n", "\u{0}", "\u{1f}", "ü", "𝄞", "/", "<>&", "\u{7f}", "\u{2028}", "0123456789abcdef",
    ]

    private static func text(_ random: inout SeededGenerator) -> String {
        (0..<Int.random(in: 0...6, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }

    @Test(arguments: 1...200) func `every text comes back, behind whatever stands before it`(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let texts = (0..<20).map { _ in Self.text(&random) }
        // A string that came through Foundation is stored in another way.
        let foreign = NSString(string: Self.text(&random)) as String
        var writer = JSONWriter(capacity: 0)
        writer.object { writer in
            writer.member("number", seed)
            writer.member("foreign", foreign)
            writer.name("texts")
            writer.array(texts) { $0.string($1) }
            writer.member("none", nil)
            writer.memberIfPresent("left_out", nil)
            writer.member("flag", true)
        }
        let read = try JSONDecoder().decode(JSONValue.self, from: Data(buffer: writer.buffer))
        let expected: JSONValue = .object([
            "number": .integer(Int64(seed)), "foreign": .string(foreign), "texts": .array(texts.map { .string($0) }),
            "none": .null, "flag": true,
        ])
        #expect(read == expected)
    }
}
