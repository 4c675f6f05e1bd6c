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
            for text in WrittenTransactions.plain {
                let draft = try #require(Self.quick(Array(text.utf8)), "\(text)")
                #expect(draft == Self.ordinary(Array(text.utf8), api.ledger), "\(text)")
            }
        }
    }

    @Test("Faults, escapes and unknown members are left to the ordinary decoder")
    func notPlain() {
        let template = WrittenTransactions.plain[1]
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
                var bytes = Array(try #require(WrittenTransactions.plain.randomElement(using: &random)).utf8)
                for _ in 0..<Int.random(in: 1...3, using: &random) { WrittenTransactions.damage(&bytes, &random) }
                guard let draft = Self.quick(bytes) else { continue }
                read += 1
                #expect(draft == Self.ordinary(bytes, api.ledger), "\(String(decoding: bytes, as: UTF8.self))")
            }
            #expect(read > 20)
        }
    }
}
