import FinanceCore
import Foundation
import GRDB
import Shared
import TestSupport
import Testing

/// A copy of a ledger file without a manifest, damaged byte by byte.
@Suite("Plain copies") struct PlainCopyTests {
    /// The books: every row is covered by a hash, a counter or another row.
    private static let books = [
        "account", "account_version", "anchor", "document", "document_link", "lock_event", "record", "reversal",
        "transaction",
    ]
    /// Rows that the books do not depend on: what they say is known from nowhere else (docs/ledger.md).
    private static let beside = ["batch", "counter", "draft", "draft_key", "idempotency", "migration", "setting"]

    /// Every row of the tables as text, in order of the primary key; nil if the file cannot be read.
    private static func content(_ path: String, _ tables: [String]) -> [String]? {
        var configuration = GRDB.Configuration()
        configuration.readonly = true
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            return try queue.read { db in
                try tables.flatMap { table in
                    let skipped = table == "counter" ? "WHERE name LIKE '%:%'" : ""
                    // NOT INDEXED: an index may say something else than the rows.
                    return try Row.fetchAll(db, sql: "SELECT * FROM \"\(table)\" NOT INDEXED \(skipped)").map {
                        table + " " + $0.description
                    }
                }
            }
        } catch {
            return nil
        }
    }

    @Test("The lists of tables are all there are")
    func tables() async throws {
        let ledger = try await LedgerFixture()
        await ledger.store.close()
        let queue = try DatabaseQueue(path: ledger.directory.file("ledger.sqlite"))
        let names = try await queue.read { db in
            try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        }
        #expect(names == (Self.books + Self.beside).sorted())
    }

    @Test("A value that has become one of another type, with the same bytes, is found and its transaction named")
    func mistyped() async throws {
        let ledger = try await LedgerFixture()
        for _ in 0..<5 { _ = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 5)) }
        await ledger.store.close()
        let original = try Data(contentsOf: URL(fileURLWithPath: ledger.directory.file("ledger.sqlite")))
        let head = try #require(
            try await DatabaseQueue(path: ledger.directory.file("ledger.sqlite")).read {
                try Data.fetchOne($0, sql: "SELECT head FROM \"transaction\" WHERE seq = 3")
            })
        let place = try #require(original.range(of: head)?.lowerBound)
        let path = ledger.directory.file("copy.sqlite")
        var named = 0
        // A record begins with the types of its columns: 76 is a blob of 32 bytes, 77 a text of as many.
        for byte in (place - 300..<place).reversed() where original[byte] == 76 {
            var changed = original
            changed[byte] = 77
            try changed.write(to: URL(fileURLWithPath: path))
            let faults = try await LedgerVerifier(path: path).verifyWhole().faults
            named += faults.contains { $0.code == "value-mistyped" && $0.sequence == 3 } ? 1 : 0
        }
        #expect(named == 1)
    }

    @Test(
        "A byte changed anywhere is found, or the books say the same as before", .timeLimit(.minutes(5)),
        arguments: [1, 2, 3] as [UInt64])
    func changedByte(_ seed: UInt64) async throws {
        let ledger = try await FullLedger.make(seed: seed, transactions: 80)
        await ledger.store.close()
        let path = ledger.directory.file("copy.sqlite")
        let original = try Data(contentsOf: URL(fileURLWithPath: ledger.directory.file("ledger.sqlite")))
        try original.write(to: URL(fileURLWithPath: path))
        let before = try #require(Self.content(path, Self.books + ["counter"]))
        #expect(try await LedgerVerifier(path: path).verifyWhole().faults.isEmpty)
        // Half of the changes go where something is written: much of a small file is empty.
        let written = original.indices.filter { original[$0] != 0 }
        var random = SeededGenerator(seed: seed)
        var found = 0
        for round in 0..<200 {
            let anywhere = Int.random(in: 0..<original.count, using: &random)
            let place = round % 2 == 0 ? anywhere : try #require(written.randomElement(using: &random))
            var changed = original
            changed[place] ^= UInt8.random(in: 1...255, using: &random)
            try changed.write(to: URL(fileURLWithPath: path))
            let faults = try await LedgerVerifier(path: path).verifyWhole().faults
            if !faults.isEmpty {
                found += 1
                continue
            }
            let after = Self.content(path, Self.books + ["counter"])
            #expect(after == before, "byte \(place) of page \(place / 4_096 + 1)")
        }
        #expect(found > 60)
    }

    @Test(
        "What no hash covers must at least be possible",
        arguments: [
            ("UPDATE setting SET value = '4'", "fiscal-year"),
            ("UPDATE setting SET value = '13'", "row-impossible"),
            ("UPDATE setting SET value = '01'", "row-impossible"),
            ("UPDATE setting SET name = 'x'", "row-impossible"),
            ("DELETE FROM setting", "row-impossible"),
            ("UPDATE idempotency SET first_seq = first_seq + 1000", "row-impossible"),
            ("UPDATE idempotency SET transactions = 100000", "row-impossible"),
            ("UPDATE idempotency SET key = '' WHERE key = 'key-1-true'", "row-impossible"),
            ("UPDATE account SET recorded_at = recorded_at + 1 WHERE id = 2", "row-impossible"),
            ("UPDATE account_version SET valid_until = 0 WHERE account = 2", "row-impossible"),
            ("UPDATE migration SET name = '006' WHERE name LIKE '005%'", "migration-unknown"),
            ("UPDATE batch SET currency = '' WHERE first_seq IS NULL", "row-impossible"),
            ("UPDATE draft SET batch = 77 WHERE seq = 2", "row-impossible"),
            ("UPDATE \"transaction\" SET service_date = 0 WHERE service_date IS NULL", "date-impossible"),
            ("DROP INDEX document_type", "schema-missing"),
            ("CREATE INDEX more ON document(text)", "schema-changed"),
        ])
    func impossible(_ sql: String, _ code: String) async throws {
        let ledger = try await FullLedger.make(seed: 4, transactions: 60)
        _ = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 5))
        await ledger.store.close()
        try await RecordTests.intrude(ledger.directory, sql)
        let faults = try await LedgerVerifier(path: ledger.directory.file("ledger.sqlite")).verifyWhole().faults
        #expect(faults.contains { $0.code == code }, "\(faults)")
    }

    @Test("A trigger that is gone or says something else is named") func triggers() async throws {
        let ledger = try await LedgerFixture()
        await ledger.store.close()
        let verifier = LedgerVerifier(path: ledger.directory.file("ledger.sqlite"))
        #expect(try verifier.verifyStructure().isEmpty)
        try await RecordTests.intrude(
            ledger.directory,
            """
            DROP TRIGGER counter_rises;
            DROP TRIGGER reversal_no_update;
            CREATE TRIGGER reversal_no_update BEFORE UPDATE ON reversal BEGIN SELECT 1; END;
            """, keepTriggers: true)
        let faults = try verifier.verifyStructure()
        #expect(faults.map(\.code) == ["schema-missing", "schema-changed"])
        #expect(faults.first?.detail.en.contains("trigger counter_rises") == true)
    }
}
