import FinanceCore
import Foundation
import GRDB
import TestSupport
import Testing

/// The projection is a copy: it may lie behind, be damaged, be foreign or be gone, and no answer changes.
@Suite("Projection") struct ProjectionTests {
    private static var options: LedgerOptions {
        var options = LedgerFixture.options
        options.entriesPerRun = 12
        return options
    }

    private static func fill(_ store: LedgerStore, _ count: Int) async throws {
        for index in 0..<count {
            let day = "2026-\(index % 9 + 1 < 10 ? "0" : "")\(index % 9 + 1)-1\(index % 10)"
            _ = try await store.post(try LedgerFixture.draft("1200", "8400", Int64(index + 1), day))
        }
    }

    private static func answers(_ store: LedgerStore) async throws -> [String] {
        let sheet = try await store.accountSheet(try LedgerFixture.number("1200"), AccountSheetQuery(limit: 1_000))
        let list = try await store.transactions(TransactionQuery(limit: 1_000))
        let balance = try await store.trialBalance(through: try LedgerFixture.day("2026-05-14"))
        return sheet.page.elements.map { "\($0)" } + list.elements.map { "\($0)" } + balance.rows.map { "\($0)" }
            + store.accounts().map { "\($0)" }
    }

    @Test("A projection that is gone, damaged or behind gives the same answers", arguments: ["gone", "damaged", "old"])
    func lost(_ how: String) async throws {
        let ledger = try await LedgerFixture(options: Self.options)
        let path = ledger.directory.file("ledger-projection.sqlite")
        try await Self.fill(ledger.store, 40)
        await ledger.store.close()
        if how == "old" { try FileManager.default.copyItem(atPath: path, toPath: path + ".old") }
        let middle = try await LedgerStore.open(directory: ledger.directory.path, options: Self.options)
        try await Self.fill(middle, 60)
        let expected = try await Self.answers(middle)
        await middle.close()
        try FileManager.default.removeItem(atPath: path)
        switch how {
        case "damaged": try Data(repeating: 7, count: 20_000).write(to: URL(fileURLWithPath: path))
        case "old": try FileManager.default.moveItem(atPath: path + ".old", toPath: path)
        default: break
        }
        let again = try await LedgerStore.open(directory: ledger.directory.path, options: Self.options)
        #expect(try await Self.answers(again) == expected)
        await again.close()
    }

    @Test("The projection of another ledger is not believed") func foreign() async throws {
        let ledger = try await LedgerFixture(options: Self.options)
        let other = try await LedgerFixture(options: Self.options)
        try await Self.fill(ledger.store, 30)
        try await Self.fill(other.store, 20)
        let expected = try await Self.answers(ledger.store)
        await ledger.store.close()
        await other.store.close()
        let name = "ledger-projection.sqlite"
        try FileManager.default.removeItem(atPath: ledger.directory.file(name))
        try FileManager.default.copyItem(atPath: other.directory.file(name), toPath: ledger.directory.file(name))
        let again = try await LedgerStore.open(directory: ledger.directory.path, options: Self.options)
        #expect(try await Self.answers(again) == expected)
        await again.close()
    }

    @Test("Runs are merged, so that their number grows with the logarithm only") func merging() async throws {
        let ledger = try await LedgerFixture(options: Self.options)
        try await Self.fill(ledger.store, 900)
        await ledger.store.close()
        let queue = try DatabaseQueue(path: ledger.directory.file("ledger-projection.sqlite"))
        let runs = try await queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM run") ?? 0 }
        let ofAccount = try await queue.read { db in
            try Int.fetchOne(db, sql: "SELECT count(DISTINCT run) FROM line_block WHERE account = 0") ?? 0
        }
        // 900 transactions are 2,700 entries, some hundred runs of 12.
        #expect((1...40).contains(runs))
        #expect(ofAccount <= runs)
    }

    @Test("Readers see every acknowledged transaction while runs are written and merged")
    func readYourWrites() async throws {
        let ledger = try await LedgerFixture(options: Self.options)
        let store = ledger.store
        let number = try LedgerFixture.number("1200")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<8 {
                group.addTask {
                    for index in 0..<40 {
                        let posted = try await store.post(try LedgerFixture.draft("1200", "8400", 1)).transaction
                        let query = AccountSheetQuery(limit: 1_000)
                        let sheet = try await store.accountSheet(number, query)
                        #expect(sheet.page.elements.contains { $0.sequence == posted.sequence }, "\(worker) \(index)")
                        #expect(
                            sheet.page.elements.map(\.balanceMinor) == sheet.page.elements.indices.map { Int64($0 + 1) }
                        )
                    }
                }
            }
            try await group.waitForAll()
        }
        let total = try await store.account(number, asOf: .last).totals.first?.debitMinor
        #expect(total == 320)
    }
}
