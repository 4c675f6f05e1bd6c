import FinanceCore
import HTTPTypes
import ServiceKit
import Shared
import TestSupport
import Testing

@testable import Finance

/// The CSV of a batch, cut into rows as it comes in, against a reader of RFC 4180 that has all of it before it.
@Suite("Rows of a batch in CSV") struct RowFramingTests {
    private static let header = "date;debit_account;credit_account;amount;description\n"
    private static let start = "2026-01-15;1400;8400;1.00;"

    @Test("A quote within a field is a sign like others: the rows after it stand for themselves")
    func strayQuote() async throws {
        try await FinanceFixture.run { api in
            let rows = [#"5" Rohr"#, "gut", #""6"" Rohr""#, #""7" Rohr"#, "gut", #""offen"#].map { Self.start + $0 }
            let answer = try await api.post(
                "/transactions/batch?mode=each", Self.header + rows.joined(separator: "\n"),
                headers: [.contentType: "text/csv"])
            let verdicts = try answer.jsonLines.filter { $0["index"] != .null }
            #expect(
                verdicts.map { $0["errors"].elements.first?["code"].stringValue } == [
                    nil, nil, nil, "text-after-quote", nil, "unterminated-quote",
                ])
            let list = try await api.get("/transactions").json["transactions"].elements
            #expect(list.map { $0["description"] } == [#"5" Rohr"#, "gut", #"6" Rohr"#, "gut"])
        }
    }

    @Test("However a CSV is cut, its rows are those of RFC 4180", arguments: 1...8 as ClosedRange<UInt64>)
    func rows(_ seed: UInt64) async throws {
        try await FinanceFixture.run { api in
            var random = SeededGenerator(seed: seed)
            for _ in 0..<40 {
                let rows = (0..<Int.random(in: 1...6, using: &random)).map { _ in Self.row(&random) }
                let body = rows.joined(separator: Bool.random(using: &random) ? "\n" : "\r\n")
                let cut = CutBody(format: .csv, bytes: Array((Self.header + body).utf8))
                let expected = Self.rows(of: Array(body.utf8)).map(Self.verdict)
                for pieces in cut.ways(&random) {
                    let read = cut.read(pieces, api.ledger).map(Self.verdict)
                    #expect(read == expected, "\(body.debugDescription)")
                    if read != expected { return }
                }
            }
        }
    }

    /// A row that ends in a field of any signs, mostly one that is written as it should be.
    private static func row(_ random: inout SeededGenerator) -> String {
        let signs = Array("\"\"\";\n\r,a b")
        let count = Int.random(in: 0...8, using: &random)
        let text = String((0..<count).map { _ in signs.randomElement(using: &random) ?? "a" })
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return text
        case 1: return start + text
        default: return start + "\"" + text.replacing("\"", with: "\"\"") + "\""
        }
    }

    /// The fields of each row, nil for one whose quotes are wrong.
    private static func rows(of bytes: [UInt8]) -> [[String]?] {
        var rows: [[String]?] = []
        var rest = bytes[...]
        while true {
            rest = rest.drop { $0 == 0x0a || $0 == 0x0d }
            if rest.isEmpty { return rows }
            var fields: [String] = []
            var isWhole = true
            repeat {
                guard let field = field(&rest) else {
                    isWhole = false
                    rest = rest.drop { $0 != 0x0a }
                    break
                }
                fields.append(field)
            } while take(";", &rest)
            rows.append(isWhole ? fields : nil)
        }
    }

    /// The field that begins here, nil if its quotes are wrong.
    private static func field(_ rest: inout ArraySlice<UInt8>) -> String? {
        guard take("\"", &rest) else {
            var text = rest.prefix { $0 != UInt8(ascii: ";") && $0 != 0x0a }
            rest = rest[text.endIndex...]
            if rest.first != UInt8(ascii: ";"), text.last == 0x0d { text.removeLast() }
            return String(decoding: text, as: UTF8.self)
        }
        var text: [UInt8] = []
        while true {
            text += rest.prefix { $0 != UInt8(ascii: "\"") }
            rest = rest.drop { $0 != UInt8(ascii: "\"") }
            guard take("\"", &rest) else { return nil }
            if take("\"", &rest) {
                text.append(UInt8(ascii: "\""))
                continue
            }
            let isAtEnd = rest.isEmpty || rest.first == 0x0a || rest == [0x0d] || rest.starts(with: [0x0d, 0x0a])
            if isAtEnd { rest = rest.drop { $0 != 0x0a } }
            return isAtEnd || rest.first == UInt8(ascii: ";") ? String(decoding: text, as: UTF8.self) : nil
        }
    }

    private static func take(_ sign: Character, _ rest: inout ArraySlice<UInt8>) -> Bool {
        guard rest.first == sign.asciiValue else { return false }
        rest.removeFirst()
        return true
    }

    private static func verdict(_ fields: [String]?) -> String {
        guard let fields else { return "quotes" }
        if fields.count != 5 { return "column-count" }
        return fields.dropLast().joined(separator: ";") + ";" == start ? "booked " + fields[4] : "invalid"
    }

    private static func verdict(_ reading: ItemReading) -> String {
        switch reading {
        case .draft(let draft): "booked " + draft.text
        case .broken(let code): "broken " + code
        case .fault(_, let findings):
            switch findings.first?.code {
            case "text-after-quote", "unterminated-quote": "quotes"
            case "column-count": "column-count"
            default: "invalid"
            }
        }
    }
}
