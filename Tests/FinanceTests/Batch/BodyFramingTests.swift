import FinanceCore
import HTTPTypes
import ServiceKit
import Shared
import TestSupport
import Testing

@testable import Finance

/// Whole bodies in JSON: what is read of them is what the ordinary decoder reads of their items, however they are cut.
@Suite("Bodies of a batch in JSON") struct BodyFramingTests {
    @Test("A line is an item, also where a value goes on in the next one") func valueOverTwoLines() async throws {
        try await FinanceFixture.run { api in
            let plain = WrittenTransactions.plain[1]
            let body = [plain, plain.replacing(",", with: ",\n"), plain].joined(separator: "\n")
            let answer = try await api.post(
                "/transactions/batch?mode=each", body, headers: [.contentType: "application/x-ndjson"])
            let verdicts = try answer.jsonLines.filter { $0["index"] != .null }
            #expect(verdicts.map { $0["status"] } == ["posted", "refused", "refused", "refused", "refused", "posted"])
            #expect(verdicts[1]["code"] == "malformed-json")
        }
    }

    @Test("Lines are read as the ordinary decoder reads each", arguments: 1...6 as ClosedRange<UInt64>)
    func lines(_ seed: UInt64) async throws {
        try await check(.lines, seed, separators: ["\n", "\r\n", " \n\n", "\n\t\n"], frame: ("", "")) { bytes, ledger in
            bytes.split(separator: 0x0a).filter { !$0.allSatisfy(Self.isBlank) }.map { CutBody.ordinary($0, ledger) }
        }
    }

    @Test("An array is read as the ordinary decoder reads its items", arguments: 1...6 as ClosedRange<UInt64>)
    func arrays(_ seed: UInt64) async throws {
        try await check(.array, seed, separators: [",", " ,\n"], frame: ("[", "]\n"), Self.items)
    }

    /// Makes bodies, some of them damaged, and compares what is read of them with what is expected, for all ways to cut.
    private func check(
        _ format: BatchFormat, _ seed: UInt64, separators: [String], frame: (String, String),
        _ expected: @Sendable ([UInt8], LedgerStore) -> [ItemReading]
    ) async throws {
        try await FinanceFixture.run { api in
            var random = SeededGenerator(seed: seed)
            var drafts = 0
            for _ in 0..<60 {
                var body: [UInt8] = []
                for index in 0..<Int.random(in: 0...4, using: &random) {
                    if index > 0 { body += Array((separators.randomElement(using: &random) ?? "").utf8) }
                    let texts = WrittenTransactions.plain + WrittenTransactions.other
                    body += Array((texts.randomElement(using: &random) ?? "").utf8)
                }
                body = Array(frame.0.utf8) + body + Array(frame.1.utf8)
                for _ in 0..<Int.random(in: 0...2, using: &random) where !body.isEmpty {
                    WrittenTransactions.damage(&body, &random)
                }
                let cut = CutBody(format: format, bytes: body)
                let wanted = expected(body, api.ledger)
                drafts += wanted.count { if case .draft = $0 { true } else { false } }
                for pieces in cut.ways(&random) {
                    let read = cut.read(pieces, api.ledger)
                    #expect(read == wanted, "\(String(decoding: body, as: UTF8.self).debugDescription)")
                    if read != wanted { return }
                }
            }
            #expect(drafts > 20)
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0a, 0x0d].contains(byte) }

    /// The items of a whole array, each read by the ordinary decoder.
    @Sendable private static func items(_ bytes: [UInt8], _ ledger: LedgerStore) -> [ItemReading] {
        var rest = bytes[...]
        func next() -> UInt8? {
            rest = rest.drop(while: isBlank)
            return rest.popFirst()
        }
        guard next() == UInt8(ascii: "[") else { return [.broken(code: "malformed-json")] }
        var items: [ItemReading] = []
        var sign = next()
        if sign == UInt8(ascii: "]") { return items + (next() == nil ? [] : [.broken(code: "malformed-json")]) }
        while sign == UInt8(ascii: "{") {
            rest = bytes[(rest.startIndex - 1)...]
            let item = rest.prefix(lengthOfObject(rest))
            guard !item.isEmpty else { break }
            rest = bytes[item.endIndex...]
            items.append(CutBody.ordinary(item, ledger))
            let separator = next()
            if separator == UInt8(ascii: "]"), next() == nil { return items }
            guard separator == UInt8(ascii: ",") else { break }
            sign = next()
        }
        return items + [.broken(code: "malformed-json")]
    }

    /// How many bytes the object has that begins here, 0 if it has no end: outside of strings, all brackets are closed.
    private static func lengthOfObject(_ bytes: ArraySlice<UInt8>) -> Int {
        var open = 0
        var isInString = false
        var isEscaped = false
        for (offset, byte) in bytes.enumerated() {
            defer { isEscaped = isInString && byte == UInt8(ascii: "\\") && !isEscaped }
            if byte == UInt8(ascii: "\""), !isEscaped { isInString.toggle() }
            if isInString { continue }
            if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") { open += 1 }
            if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") { open -= 1 }
            if open == 0 { return offset + 1 }
        }
        return 0
    }
}
