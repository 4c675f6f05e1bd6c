import Foundation
@testable import Shared
import TestSupport
import Testing

@Suite struct JSONDocumentTests {
    @Test(
        "a value is read as JSON means it",
        arguments: [
            ("null", JSONValue.null), ("true", true), (" false\n", false), ("0", 0), ("-0", 0), ("-17", -17),
            ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)), ("1.0", 1),
            ("1e3", 1000),
            ("12.5", .number(12.5)), ("-1.5E-1", .number(-0.15)),
            ("9223372036854775808", .number(9.223372036854775808e18)),
            ("\"\"", ""), ("\"ä€😀\"", "ä€😀"), ("\"\\u00e4\\u20AC\\ud83d\\ude00\"", "ä€😀"),
            ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\u{8}\u{C}\n\r\t"), ("[]", .array([])), ("{ }", .object([:])),
            ("[1, [2], {}]", .array([1, .array([2]), .object([:])])),
            ("{\"a\" : {\"b\":[null]}}", .object(["a": .object(["b": .array([.null])])])), ("\u{FEFF}{}", .object([:])),
        ])
    func values(_ text: String, _ expected: JSONValue) throws {
        let document = try JSONDocument(Array(text.utf8))
        #expect(document.value == expected)
        #expect(document.findings.isEmpty)
    }

    @Test(
        "what is not JSON is refused with its place",
        arguments: [
            ("", JSONSyntaxError.Reason.unexpectedEnd, 0), ("  ", .unexpectedEnd, 2), ("{\"a\":", .unexpectedEnd, 5),
            ("[1", .unexpectedEnd, 2), ("\"abc", .unexpectedEnd, 4), ("\"abc\\", .unexpectedEnd, 6),
            ("tru", .unexpectedEnd, 0),
            ("[1,]", .unexpectedCharacter, 3), ("{\"a\":1,}", .unexpectedCharacter, 7),
            ("{a:1}", .unexpectedCharacter, 1),
            ("{\"a\" 1}", .unexpectedCharacter, 5), ("{} x", .unexpectedCharacter, 3), ("NaN", .unexpectedCharacter, 0),
            ("nulx", .unexpectedCharacter, 0), ("01", .unexpectedCharacter, 1), ("1.", .unexpectedEnd, 2),
            ("-", .unexpectedEnd, 1),
            (".5", .unexpectedCharacter, 0), ("1e", .unexpectedEnd, 2), ("+1", .unexpectedCharacter, 0),
            ("\"a\nb\"", .unexpectedCharacter, 2), ("\"a\u{0}\"", .unexpectedCharacter, 2),
            ("'a'", .unexpectedCharacter, 0),
            ("\"\\x\"", .invalidEscape, 1), ("\"\\u12\"", .invalidEscape, 1), ("\"\\u12g4\"", .invalidEscape, 1),
            ("\"\\ud800\"", .invalidEscape, 1), ("\"\\udc00\"", .invalidEscape, 1),
            ("\"\\ud800\\u0041\"", .invalidEscape, 1),
        ])
    func refusals(_ text: String, _ reason: JSONSyntaxError.Reason, _ offset: Int) {
        #expect(throws: JSONSyntaxError(reason: reason, offset: offset)) { try JSONDocument(Array(text.utf8)) }
    }

    @Test(
        "bytes that are not UTF-8 are refused",
        arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82]] as [[UInt8]])
    func invalidUTF8(_ bytes: [UInt8]) {
        #expect(throws: JSONSyntaxError(reason: .invalidUTF8, offset: 1)) { try JSONDocument([0x22] + bytes + [0x22]) }
    }

    @Test("UTF-16 is refused")
    func utf16() throws {
        let data = try #require("{\"a\":1}".data(using: .utf16LittleEndian))
        #expect(throws: JSONSyntaxError.self) { try JSONDocument(Array(data)) }
    }

    @Test("nesting is read to the limit and refused beyond, however deep", arguments: [1, 128, 129, 513, 100_000])
    func nesting(_ depth: Int) {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let text =
                String(repeating: open, count: depth - 1) + (open == "[" ? "[]" : "{}")
                + String(repeating: close, count: depth - 1)
            let isRead = (try? JSONDocument(Array(text.utf8))) != nil  // try? asks "is it read?"
            #expect(isRead == (depth <= JSONDocument.depthLimit))
        }
    }

    @Test("every member of one name, U+0000 and boundless number is named with its place")
    func findings() throws {
        let text = "{\"a\":1,\"a\":2,\"b\":[\"x\\u0000\",1e400],\"c/d~\":{\"e\":0,\"e\":0}}"
        let findings = try JSONDocument(Array(text.utf8)).findings
        #expect(
            findings.map { "\($0.pointer) \($0.code)" } == [
                "/a duplicate-member", "/b/0 invalid-character", "/b/1 out-of-range", "/c~1d~0/e duplicate-member",
            ])
    }

    @Test("a number of more digits than decimal types hold is named; zeros at the ends do not count")
    func preciseNumbers() throws {
        let ones = String(repeating: "1", count: 38)
        let zeros = String(repeating: "0", count: 60)
        let text = "[\(ones), 0.\(zeros)\(ones), 1\(zeros), \(ones)1, 1.\(zeros)1e3, 0.\(zeros)]"
        let findings = try JSONDocument(Array(text.utf8)).findings
        #expect(findings.map { "\($0.pointer) \($0.code)" } == ["/3 too-precise", "/4 too-precise"])
    }

    @Test("findings are bounded")
    func boundedFindings() throws {
        let text = "[" + Array(repeating: "1e999", count: 5_000).joined(separator: ",") + "]"
        #expect(try JSONDocument(Array(text.utf8)).findings.count == 100)
    }

    @Test("what the encoder writes is read back the same", arguments: 0..<200 as Range<UInt64>)
    func roundTrip(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let value = randomValue(depth: 4, &generator)
        let bytes = Array(try JSONEncoder().encode(value))
        #expect(try JSONDocument(bytes).value == value)
        #expect(try JSONDecoder().decode(JSONValue.self, from: Data(bytes)) == value)
    }

    @Test("a text that was damaged anywhere never ends the process", arguments: 0..<200 as Range<UInt64>)
    func damage(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var bytes = Array(try JSONEncoder().encode(randomValue(depth: 3, &generator)))
        for _ in 0..<3 {
            bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(in: 0...255, using: &generator)
        }
        bytes.removeLast(Int.random(in: 0...bytes.count, using: &generator))
        _ = try? JSONDocument(bytes)  // either outcome is right; a crash is not
    }

    private func randomValue(depth: Int, _ generator: inout SeededGenerator) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &generator) {
        case 0: .null
        case 1: .bool(.random(using: &generator))
        case 2: .integer(.random(in: .min ... .max, using: &generator))
        case 3: .number(Double.random(in: -1...1, using: &generator))
        case 4: .string(["", "ä\n\"", "😀/", "plain", "\u{1}\\"].randomElement(using: &generator) ?? "")
        case 5: .integer(.random(in: -9...9, using: &generator))
        case 6: .array((0..<3).map { _ in randomValue(depth: depth - 1, &generator) })
        default:
            .object(
                Dictionary(
                    uniqueKeysWithValues: ["a", "b/~", "ü"].map { ($0, randomValue(depth: depth - 1, &generator)) }))
        }
    }
}
