import FinanceCore
import Foundation
import GRDB
import TestSupport
import Testing

/// Counters against the journal: what shows that its end is missing.
@Suite("Counters") struct CounterTests {
    private static func filled() async throws -> TemporaryDirectory {
        let ledger = try await FullLedger.make(seed: 3, transactions: 60)
        await ledger.store.close()
        return ledger.directory
    }

    private static func findings(_ directory: TemporaryDirectory) async throws -> LedgerVerifier.Findings {
        try await LedgerVerifier(path: directory.file("ledger.sqlite")).verifyWhole()
    }

    @Test("A ledger as it was written has no fault, whole or from the middle on") func untouched() async throws {
        let directory = try await Self.filled()
        let verifier = LedgerVerifier(path: directory.file("ledger.sqlite"))
        for first in [1, 2, 30, 60, 10_000] as [Int64] {
            #expect(try await verifier.verifyWhole(from: first).faults.isEmpty)
        }
        let empty = try await LedgerFixture()
        await empty.store.close()
        #expect(try await Self.findings(empty.directory).faults.isEmpty)
    }

    @Test(
        "Newest transactions that were taken away are missed, however many they are", arguments: [1, 2, 7, 40, 1_000])
    func truncated(_ count: Int) async throws {
        let ledger = try await LedgerFixture()
        let store = ledger.store
        for index in 1...20 {
            _ = try await store.post(try LedgerFixture.draft("1200", "8400", Int64(index), "2025-0\(index % 9 + 1)-01"))
        }
        for index in 1...40 { _ = try await store.post(try LedgerFixture.draft("1000", "8100", Int64(index))) }
        await store.close()
        let last = max(0, 60 - count)
        try await RecordTests.intrude(ledger.directory, "DELETE FROM \"transaction\" WHERE seq > \(last)")
        let findings = try await Self.findings(ledger.directory)
        let fault = try #require(findings.faults.first { $0.code == "journal-end-missing" })
        #expect(fault.sequence == Int64(last + 1))
        #expect(findings.faults.contains { $0.code == "volume-counter" })
        let verifier = LedgerVerifier(path: ledger.directory.file("ledger.sqlite"))
        if count < 30 {
            // Who begins later has still seen a number of the year.
            let later = try await verifier.verifyWhole(from: 25)
            #expect(later.faults.contains { $0.code == "journal-end-missing" })
        }
    }

    @Test(
        "A counter that was changed is named",
        arguments: [
            ("UPDATE counter SET value = value + 1 WHERE name = 'journal:2026'", "journal-end-missing"),
            ("UPDATE counter SET value = value - 1 WHERE name = 'journal:2024'", "journal-counter"),
            ("UPDATE counter SET value = value + 1 WHERE name = 'volume:JPY'", "volume-counter"),
            ("UPDATE counter SET value = value - 1 WHERE name = 'volume:EUR'", "volume-counter"),
            ("UPDATE counter SET name = 'volume:CHF' WHERE name = 'volume:EUR'", "counter-missing"),
            ("DELETE FROM counter WHERE name = 'journal:2024'", "counter-missing"),
            ("DELETE FROM counter WHERE name = 'volume:KWD'", "counter-missing"),
            ("INSERT INTO counter VALUES ('journal:2023', 1)", "journal-end-missing"),
            ("INSERT INTO counter VALUES ('journal: 2024', 1)", "counter-unknown"),
            ("UPDATE counter SET value = 1 WHERE name = 'draft'", "counter-behind"),
            ("DELETE FROM counter WHERE name = 'batch'", "counter-behind"),
        ])
    func changed(_ sql: String, _ code: String) async throws {
        let directory = try await Self.filled()
        try await RecordTests.intrude(directory, sql)
        let codes = try await Self.findings(directory).faults.map(\.code)
        #expect(codes.contains(code), "\(codes)")
    }

    @Test("What is booked between the look at the journal and that at the counters is no fault")
    func running() async throws {
        let ledger = try await LedgerFixture()
        let store = ledger.store
        for index in 1...30 { _ = try await store.post(try LedgerFixture.draft("1200", "8400", Int64(index))) }
        let report = try await store.verifyChain(from: 1, through: 30)
        for day in ["2026-01-31", "2025-01-31"] {
            _ = try await store.post(try LedgerFixture.draft("1200", "8400", 5, day))
        }
        #expect(try store.verifyCounters(report.tally).isEmpty)
        await store.close()
    }

    @Test(
        "A journal number that is missing is found wherever a verification pauses",
        arguments: 1...12 as ClosedRange<Int64>)
    func gap(_ stride: Int64) async throws {
        let ledger = try await LedgerFixture()
        for index in 1...6 { _ = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", Int64(index))) }
        await ledger.store.close()
        // A ledger that has lost a number by itself: the chain is sound, the numbers are not.
        try await RecordTests.intrude(
            ledger.directory, "UPDATE counter SET value = value + 1 WHERE name LIKE 'journal%'", keepTriggers: true)
        let store = try await LedgerStore.open(directory: ledger.directory.path, options: LedgerFixture.options)
        for index in 1...6 { _ = try await store.post(try LedgerFixture.draft("1200", "8400", Int64(index))) }
        var (next, tally): (Int64, JournalTally?) = (1, nil)
        var faults: [IntegrityFault] = []
        while next <= 12, faults.isEmpty {
            let report = try await store.verifyChain(from: next, through: next + stride - 1, continuing: tally)
            (next, tally, faults) = (next + stride, report.tally, report.faults)
        }
        #expect(faults.map(\.code) == ["journal-number"] && faults.first?.sequence == 7)
        await store.close()
    }
}
