import FinanceCore
import Foundation
import NIOCore
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

    @Test(arguments: 1...200) func `numbers and short texts are written as they describe themselves`(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        // As many of few digits as of many, both signs, and the ends of the range.
        let number =
            [
                .min, .max, 0,
                Int64.random(in: .min ... .max, using: &random) >> Int64.random(in: 0...63, using: &random),
            ]
            .randomElement(using: &random) ?? 0
        let currency = try #require(
            ["EUR", "JPY", "KWD"].compactMap(Currency.init(code:)).randomElement(using: &random))
        let amount = Amount(minor: number, currency: currency)
        let id = EntityID(high: random.next(), low: random.next())
        let day = try #require(BookingDate(iso: "2026-0\(seed % 9 + 1)-1\(seed % 10)"))
        let moment = Timestamp(millisecondsSince1970: number >> 20)
        let account = try #require(AccountNumber("\(UInt64(seed) * 12_345 % 1_000_000_000)"))
        var writer = JSONWriter(capacity: 0)
        writer.object { writer in
            writer.member("number", number)
            writer.member("amount", amount.decimal)
            writer.member("currency", currency)
            writer.member("id", id)
            writer.member("none", EntityID?.none)
            writer.memberIfPresent("left_out", BookingDate?.none)
            writer.memberIfPresent("day", day)
            writer.member("moment", moment)
            writer.member("account", account)
        }
        let sign = number < 0 ? "-" : ""
        var digits = "\(number.magnitude)"
        if currency.exponent > 0 {
            while digits.count <= currency.exponent { digits = "0" + digits }
            digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -currency.exponent))
        }
        let expected =
            #"{"number":\#(number),"amount":"\#(sign)\#(digits)","currency":"\#(currency.code)","id":"\#(id)","none":null,"#
            + #""day":"\#(day)","moment":"\#(moment)","account":"\#(account)"}"#
        #expect(String(buffer: writer.buffer) == expected)
        #expect(
            day.description.count == 10 && EntityID(id.description) == id
                && AccountNumber(account.description) == account)
    }
}
