import FinanceCore
import Foundation
import Hummingbird
import ServiceKit
import Shared
import TestSupport
import Testing

@testable import Finance

/// The quick reader never differs from the ordinary decoder: what it reads is what that one reads, and what it leaves
/// alone is left to that one.
@Suite("Quick reading of a transaction") struct TransactionScannerTests {
    private static let pieces = [
        #"{"id":"01950000-0000-7000-8000-000000000001","date":"2026-01-15","description":"Büro","lines":[{"account":"1400","debit":"119.00"},{"account":"8400","credit":"100.00","tax_key":"3"},{"account":"1776","credit":"19.00"}]}"#,
        #"{"date":"2026-01-15","amount":"119.00","debit_account":"1400","credit_account":"8400"}"#,
        #" { "date" : "2026-01-15" , "currency":"JPY","amount":"119","debit_account":"1400","credit_account":"8400" } "#,
        #"{"date":"2026-02-28","document_date":"2026-02-27","service_date":"2026-02-26","document_number":"R-1","source":"beleg","description":"","lines":[{"account":"1","debit":"1","currency":"USD","text":"a","cost_centre_1":"x","cost_centre_2":"y"},{"account":"2","credit":"1.00","currency":"USD"}]}"#,
    ]

    /// What the ordinary decoder makes of bytes: a draft, or nil for any fault.
    private static func ordinary(_ bytes: [UInt8], _ ledger: LedgerStore) -> TransactionDraft? {
        guard case .draft(let draft) = bytes.withUnsafeBytes({ BatchController.decode($0, ledger) }) else { return nil }
        return draft
    }

    private static func quick(_ bytes: [UInt8]) -> TransactionDraft? {
        bytes.withUnsafeBytes { buffer in
            var scanner = TransactionScanner(buffer)
            guard let draft = scanner.transaction(), scanner.isAtEnd else { return nil }
            return draft
        }
    }

    @Test("Plain transactions are read the quick way, with the same result") func plain() async throws {
        try await FinanceFixture.run { api in
            for text in Self.pieces {
                let draft = try #require(Self.quick(Array(text.utf8)), "\(text)")
                #expect(draft == Self.ordinary(Array(text.utf8), api.ledger), "\(text)")
            }
        }
    }

    @Test("Faults, escapes and unknown members are left to the ordinary decoder")
    func notPlain() {
        let template = Self.pieces[1]
        for (old, new) in [
            ("\"amount\"", "\"am\\u006funt\""), ("119.00", "119.001"), ("119.00", "-1"), ("2026-01-15", "2026-02-30"),
            ("\"1400\"", "1400"), ("{\"date\"", "{\"date\":\"2026-01-01\",\"date\""),
            ("\"date\"", "\"tax_key\":\"3\",\"date\""),
            ("}", ",\"general_reversal\":true}"), ("}", ",}"), ("}", ""), ("\"119.00\"", "119.00"),
            ("}", ",\"lines\":[]}"), ("1400", "14000000000"), ("}", ",\"description\":null}"),
        ] {
            #expect(Self.quick(Array(template.replacing(old, with: new).utf8)) == nil, "\(old) → \(new)")
        }
    }

    @Test("Damaged bytes never make the two differ", arguments: 1...6 as ClosedRange<UInt64>)
    func damaged(_ seed: UInt64) async throws {
        try await FinanceFixture.run { api in
            var random = SeededGenerator(seed: seed)
            var read = 0
            for _ in 0..<1_500 {
                var bytes = Array(try #require(Self.pieces.randomElement(using: &random)).utf8)
                for _ in 0..<Int.random(in: 1...3, using: &random) { Self.damage(&bytes, &random) }
                guard let draft = Self.quick(bytes) else { continue }
                read += 1
                #expect(draft == Self.ordinary(bytes, api.ledger), "\(String(decoding: bytes, as: UTF8.self))")
            }
            #expect(read > 20)
        }
    }

    private static func damage(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        let place = Int.random(in: bytes.indices, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(bytes.randomElement(using: &random) ?? 0, at: place)
        case 3: bytes[place] = Array("0123456789\"{}[]:,. \t".utf8).randomElement(using: &random) ?? 0
        case 4:
            let other = Array(pieces.randomElement(using: &random)?.utf8 ?? "".utf8)
            let from = Int.random(in: other.indices, using: &random)
            bytes.replaceSubrange(place..., with: other[from...])
        default:
            bytes.swapAt(place, Int.random(in: bytes.indices, using: &random))
        }
    }
}
