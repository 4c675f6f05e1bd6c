import FinanceCore
import Foundation
import GRDB
import TestSupport
import Testing

@Suite("Verification of batches") struct BatchVerifierTests {
    /// A closed ledger with two posted batches (transactions 2–4 and 5) and an open one with two drafts.
    private static func filled() async throws -> TemporaryDirectory {
        let ledger = try await LedgerFixture()
        let store = ledger.store
        _ = try await store.post(try LedgerFixture.draft("1200", "8400", 1))
        for amounts in [[10, 20, 30], [40]] as [[Int64]] {
            let batch = try await store.createBatch(try BookingBatchDraft(text: "Stapel")).batch
            for minor in amounts {
                _ = try await store.createDraft(PlainDraft.body("1200", "8400", minor), batch: batch.id)
            }
            _ = try await store.postBatch(batch.id, reading: PlainDraft.reading)
        }
        let open = try await store.createBatch(try BookingBatchDraft(text: "Offen")).batch
        for minor in [1, 2] as [Int64] {
            _ = try await store.createDraft(PlainDraft.body("1200", "8400", minor), batch: open.id)
        }
        await store.close()
        return ledger.directory
    }

    private static func codes(_ directory: TemporaryDirectory) throws -> [String] {
        try LedgerVerifier(path: directory.file("ledger.sqlite")).verifyStructure().map(\.code)
    }

    @Test("Batches as they were written have no fault") func untouched() async throws {
        #expect(try Self.codes(try await Self.filled()).isEmpty)
    }

    @Test(
        "What is changed in them is found",
        arguments: [
            ("UPDATE batch SET total = total + 1 WHERE seq = 1", "batch-total"),
            ("UPDATE batch SET currency = 'USD' WHERE seq = 1", "batch-total"),
            ("UPDATE batch SET transactions = 2 WHERE seq = 1", "batch-total"),
            ("UPDATE batch SET transactions = 9 WHERE seq = 2", "batch-transactions"),
            ("UPDATE batch SET first_seq = 4 WHERE seq = 2", "batch-transactions"),
            ("UPDATE batch SET transactions = 9223372036854775807 WHERE seq = 2", "batch-transactions"),
            ("DELETE FROM draft WHERE seq = (SELECT max(seq) FROM draft)", "batch-counts"),
            ("UPDATE draft SET body = x'7b7d' WHERE seq = (SELECT max(seq) FROM draft)", "batch-counts"),
            ("UPDATE batch SET drafts = 3 WHERE seq = 3", "batch-counts"),
            ("UPDATE draft SET batch = 1 WHERE seq = (SELECT max(seq) FROM draft)", "batch-counts"),
        ])
    func changed(_ sql: String, _ code: String) async throws {
        let directory = try await Self.filled()
        try await RecordTests.intrude(directory, sql)
        let codes = try Self.codes(directory)
        #expect(codes.contains(code), "\(codes)")
    }

    @Test("A file of a version without batches has no fault") func older() async throws {
        let directory = try await Self.filled()
        try await RecordTests.intrude(
            directory,
            "DROP TABLE draft_key; DROP TABLE draft; DROP TABLE batch; DELETE FROM migration WHERE name > '004'",
            keepTriggers: true)
        #expect(try Self.codes(directory).isEmpty)
    }
}
