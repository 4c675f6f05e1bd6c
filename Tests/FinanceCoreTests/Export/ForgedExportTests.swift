import Crypto
import FinanceCore
import Foundation
import TestSupport
import Testing

/// Lines of an export hashed by a second implementation of the documented form, and lines of a forger who does so too.
@Suite("Forged exports") struct ForgedExportTests {
    private static func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { String(format: "%02x", $0) }.joined()
    }

    private static func big(_ value: Int, _ width: Int) -> [UInt8] {
        (0..<width).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private static func text(_ value: String) -> [UInt8] { big(value.utf8.count, 4) + Array(value.utf8) }

    private static func optional(_ value: Any?) -> [UInt8] { (value as? String).map { [1] + text($0) } ?? [0] }

    private static func digits(_ value: Any?) -> Int { Int((value as? String ?? "0").filter(\.isNumber)) ?? 0 }

    /// The form of which a line's leaf is the hash, from nothing but the line (docs/ledger.md).
    private static func form(_ line: String) throws -> [UInt8] {
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        let id = Array(try #require(object["id"] as? String).filter { $0 != "-" })
        let moment = try Date(
            object["recorded_at"] as? String ?? "",
            strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        var form: [UInt8] = [1, 1]
        for place in stride(from: 0, to: 32, by: 2) {
            form.append(UInt8(String(id[place...place + 1]), radix: 16) ?? 0)
        }
        form += big(object["fiscal_year"] as? Int ?? 0, 4) + big(object["journal_number"] as? Int ?? 0, 8)
        for name in ["date", "document_date", "service_date"] { form += big(digits(object[name]), 4) }
        form += big(Int((moment.timeIntervalSince1970 * 1_000).rounded()), 8)
        form.append(object["general_reversal"] as? Bool == true ? 1 : 0)
        form += big(object["reverses"] as? Int ?? 0, 8) + optional(object["document_number"])
        form += text(object["description"] as? String ?? "") + text(object["source"] as? String ?? "")
        form += optional(object["actor"])
        let lines = try #require(object["lines"] as? [[String: Any]])
        form += big(lines.count, 4)
        for entry in lines {
            let amount = try #require(entry["debit"] as? String ?? entry["credit"] as? String)
            form += text(entry["account"] as? String ?? "")
            form.append(entry["debit"] == nil ? 1 : 0)
            // The export writes all decimals of the currency, so the digits are the minor units.
            form += big(amount.hasPrefix("-") ? -digits(amount) : digits(amount), 8)
            form += Array((entry["currency"] as? String ?? "").utf8)
            for name in ["tax_key", "text", "cost_centre_1", "cost_centre_2"] { form += optional(entry[name]) }
        }
        return form
    }

    private static func member(_ name: String, of line: String) -> String {
        let start = line.range(of: "\"\(name)\":\"", options: .backwards)?.upperBound ?? line.endIndex
        return String(line[start...].prefix { $0 != "\"" })
    }

    private static func lines(_ seed: UInt64) async throws -> [String] {
        let ledger = try await FullLedger.make(seed: seed, transactions: 60)
        let bytes = try JournalExportTests.export(ledger.store)
        await ledger.store.close()
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private static func isTransaction(_ line: String) -> Bool { line.hasPrefix(#"{"type":"transaction""#) }

    @Test("Each leaf follows from its line by the documented form, and each head from the leaves") func leaves()
        async throws
    {
        var head = [UInt8](repeating: 0, count: 32)
        for (index, line) in try await Self.lines(1).filter(Self.isTransaction).enumerated() {
            let leaf = Array(SHA256.hash(data: try Self.form(line)))
            #expect(Self.member("leaf", of: line) == Self.hex(leaf), "\(line)")
            head = Array(SHA256.hash(data: [2] + head + Self.big(index + 1, 8) + leaf))
            #expect(Self.member("head", of: line) == Self.hex(head))
        }
    }

    @Test(
        "Who changes a line and hashes it anew has still booked what cannot be",
        arguments: [
            ("\"credit\":", "\"debit\":", "unbalanced"),
            ("\"journal_number\":", "\"journal_number\":9", "journal-number"),
            ("\"reverses\":", "\"reverses\":9", "reversal-order"),
        ])
    func forged(_ old: String, _ new: String, _ code: String) async throws {
        let lines = try await Self.lines(2)
        var (head, sequence) = ([UInt8](repeating: 0, count: 32), 0)
        var forgeries = 0
        for (index, line) in lines.enumerated() where Self.isTransaction(line) {
            sequence += 1
            let previous = head
            head = Array(SHA256.hash(data: [2] + head + Self.big(sequence, 8) + SHA256.hash(data: try Self.form(line))))
            guard let place = line.range(of: old) else { continue }
            forgeries += 1
            let changed = line.replacingCharacters(in: place, with: new)
            let leaf = Array(SHA256.hash(data: try Self.form(changed)))
            let forgedHead = Array(SHA256.hash(data: [2] + previous + Self.big(sequence, 8) + leaf))
            let forged = changed.replacing(Self.member("leaf", of: line), with: Self.hex(leaf))
                .replacing(Self.member("head", of: line), with: Self.hex(forgedHead))
            var verifier = JournalExportVerifier()
            for other in lines[..<index] + [forged] { verifier.add(Array(other.utf8)) }
            #expect(verifier.report.fault?.code == code && verifier.report.fault?.sequence == Int64(sequence))
        }
        #expect(forgeries > 5)
    }
}
