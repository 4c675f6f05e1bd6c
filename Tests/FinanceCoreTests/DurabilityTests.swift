import FinanceCore
import Foundation
import TestSupport
import Testing

@Suite("Durability") struct DurabilityTests {
    @Test("Hundreds of concurrent posts are numbered without gaps and all are there") func concurrency() async throws {
        let ledger = try await LedgerFixture()
        let store = ledger.store
        let numbers = try await withThrowingTaskGroup(of: (Int64, Int64).self) { group in
            for index in 1...600 {
                group.addTask {
                    let draft = try LedgerFixture.draft("1200", index % 2 == 0 ? "8400" : "8100", Int64(index))
                    let posted = try await store.post(draft).transaction
                    // Read your writes: what was answered is visible to every reader at once.
                    #expect(try await store.transaction(posted.id) == posted)
                    return (posted.sequence, posted.journalNumber)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(numbers.map(\.0).sorted() == Array(1...600))
        #expect(numbers.map(\.1).sorted() == Array(1...600))
        #expect(try ledger.balance("1200") == 600 * 601 / 2)
    }

    @Test("The same id posted by many at once is booked once") func sameID() async throws {
        let ledger = try await LedgerFixture()
        let store = ledger.store
        let draft = try LedgerFixture.draft("1200", "8400", 5, id: EntityID(high: 0x7000, low: 1 << 63))
        let replays = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<100 { group.addTask { try await store.post(draft).isReplay } }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(replays == 99)
        #expect(store.sequence == 1)
    }

    @Test("A ledger that is opened again knows everything") func reopen() async throws {
        let ledger = try await LedgerFixture()
        let draft = try LedgerFixture.draft("1200", "8400", 5)
        let first = try await ledger.store.post(draft, idempotencyKey: "k").transaction
        _ = try await ledger.store.updateAccount(try LedgerFixture.number("1000"), AccountChange(isActive: false))
        let balances = ledger.store.accounts(AccountFilter(activeOnly: false))
        await ledger.store.close()
        await ledger.store.close()
        await #expect(throws: FinanceError.closing) { try await ledger.store.post(draft) }

        let again = try await Self.reopened(ledger, chart: [])
        #expect(!again.isNew)
        #expect(again.accounts(AccountFilter(activeOnly: false)) == balances)
        let replay = try await again.post(draft, idempotencyKey: "k")
        #expect(replay.isReplay && replay.transaction == first)
        let next = try await again.post(draft).transaction
        #expect(next.sequence == 2 && next.journalNumber == 2)
        await again.close()
    }

    /// Opens the fixture's folder again.
    private static func reopened(_ ledger: LedgerFixture, chart: [AccountDraft]) async throws -> LedgerStore {
        try await LedgerStore.open(directory: ledger.directory.path, chart: chart, options: LedgerFixture.options)
    }

    @Test("What was answered is in the files at that moment, without any closing") func crash() async throws {
        let ledger = try await LedgerFixture()
        let store = ledger.store
        let answered = try await withThrowingTaskGroup(of: EntityID.self) { group in
            for index in 1...200 {
                group.addTask {
                    try await store.post(try LedgerFixture.draft("1200", "8400", Int64(index))).transaction.id
                }
            }
            return try await group.reduce(into: Set<EntityID>()) { $0.insert($1) }
        }
        // The files as a killed process leaves them: the log is not yet in the database file.
        let copy = try TemporaryDirectory()
        for name in ["ledger.sqlite", "ledger.sqlite-wal"] {
            try FileManager.default.copyItem(atPath: ledger.directory.file(name), toPath: copy.file(name))
        }
        let again = try await LedgerStore.open(directory: copy.path, options: LedgerFixture.options)
        let found = try await again.transactions(TransactionQuery(limit: 1000)).elements
        #expect(Set(found.map(\.id)) == answered)
        #expect(again.accounts() == store.accounts())
        #expect(try await again.trialBalance(through: .last) == store.trialBalance(through: .last))
        await again.close()
    }

    @Test("A ledger that is open is not opened a second time") func lock() async throws {
        let ledger = try await LedgerFixture()
        await #expect(throws: FinanceError.self) { try await Self.reopened(ledger, chart: []) }
        _ = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 5))
    }

    @Test("Another fiscal year than the ledger was made with is refused") func settings() async throws {
        let ledger = try await LedgerFixture()
        await ledger.store.close()
        var options = LedgerFixture.options
        options.fiscalYearStartMonth = 4
        await #expect(throws: FinanceError.self) {
            try await LedgerStore.open(directory: ledger.directory.path, options: options)
        }
    }

    @Test("A file that holds no ledger is refused, not overwritten") func noLedger() async throws {
        let directory = try TemporaryDirectory()
        let bytes = Data("this is no database, and it is longer than a header of one hundred bytes would be".utf8)
        try (bytes + bytes).write(to: URL(fileURLWithPath: directory.file("ledger.sqlite")))
        await #expect(throws: FinanceError.self) { try await LedgerStore.open(directory: directory.path) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: directory.file("ledger.sqlite"))) == bytes + bytes)
    }

    @Test("A full disk fails those who wait, leaves nothing half written, and the ledger goes on")
    func diskFull() async throws {
        var options = LedgerFixture.options
        options.maximumFilePages = 120
        let ledger = try await LedgerFixture(options: options)
        let long = String(repeating: "x", count: 1000)
        var booked: Int64 = 0
        var error: FinanceError?
        while error == nil {
            do throws(FinanceError) {
                _ = try await ledger.store.post(batch: try Self.drafts(20, text: long))
                booked += 20
            } catch let failure {
                error = failure
            }
        }
        guard case .storage(let reason, mayPass: true)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains("full"))
        #expect(booked > 0)
        #expect(ledger.store.sequence == booked)
        #expect(try ledger.balance("1200") == booked)
        let balance = try await ledger.store.trialBalance(through: .last)
        #expect(balance.sums.map(\.debitMinor) == [booked])
        await ledger.store.close()

        let again = try await Self.reopened(ledger, chart: [])
        #expect(again.sequence == booked)
        let next = try await again.post(try LedgerFixture.draft("1200", "8400", 1)).transaction
        #expect(next.sequence == booked + 1 && next.journalNumber == booked + 1)
        await again.close()
    }

    private static func drafts(_ count: Int, text: String) throws(FinanceError) -> [TransactionDraft] {
        do {
            return try (0..<count).map { _ in try LedgerFixture.draft("1200", "8400", 1, text: text) }
        } catch {
            throw .storage("\(error)")
        }
    }

    @Test("A refused commit fails alone; the next one is tried anew") func nextCommit() async throws {
        var options = LedgerFixture.options
        options.maximumFilePages = 80
        let ledger = try await LedgerFixture(options: options)
        let long = String(repeating: "x", count: 1000)
        await #expect(throws: FinanceError.self) {
            try await ledger.store.post(batch: try Self.drafts(500, text: long))
        }
        let posted = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 3)).transaction
        #expect(posted.sequence == 1 && posted.journalNumber == 1)
        #expect(try ledger.balance("1200") == 3)
    }

    @Test("Batches that fill their lane do not turn single posts away") func lanes() async throws {
        var options = LedgerFixture.options
        options.maximumQueuedWrites = 40
        let ledger = try await LedgerFixture(options: options)
        let store = ledger.store
        let chunk = try (0..<30).map { _ in try LedgerFixture.draft("1200", "8400", 1) }
        let single = try LedgerFixture.draft("1400", "8400", 1)
        let outcomes = await withTaskGroup(of: (isSingle: Bool, error: FinanceError?).self) { group in
            for index in 0..<300 {
                group.addTask {
                    do throws(FinanceError) {
                        if index % 10 == 0 {
                            _ = try await store.post(single)
                        } else {
                            _ = try await store.post(each: chunk)
                        }
                        return (index % 10 == 0, nil)
                    } catch {
                        return (index % 10 == 0, error)
                    }
                }
            }
            return await group.reduce(into: [(isSingle: Bool, error: FinanceError?)]()) { $0.append($1) }
        }
        #expect(outcomes.filter(\.isSingle).allSatisfy { $0.error == nil })
        #expect(outcomes.allSatisfy { $0.error == nil || $0.error == .queueFull })
    }
}
