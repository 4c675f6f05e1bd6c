import FinanceCore
import Shared
import Testing

@Suite("Batches") struct BatchTests {
    private func faults(_ error: FinanceError?) -> [String] {
        guard case .rowsRejected(let rows)? = error else { return ["\(String(describing: error))"] }
        return rows.flatMap { row in row.findings.map { "\(row.row) \($0.pointer) \($0.code)" } }
    }

    @Test("All rows are booked in order with consecutive numbers") func all() async throws {
        let ledger = try await LedgerFixture()
        let drafts = try (1...50).map { try LedgerFixture.draft("1200", "8400", Int64($0)) }
        let posted = try await ledger.store.post(batch: drafts)
        #expect(posted.transactions.map(\.transaction.sequence) == Array(1...50))
        #expect(posted.transactions.map(\.transaction.journalNumber) == Array(1...50))
        #expect(try ledger.balance("1200") == 1275)
    }

    @Test("One faulty row and nothing is booked; every faulty row is named") func nothing() async throws {
        let ledger = try await LedgerFixture()
        let id = try #require(EntityID("0190b5c0-0000-7000-8000-00000000000a"))
        let other = try #require(EntityID("0190b5c0-0000-7000-8000-00000000000b"))
        _ = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 1, id: id))
        let drafts = try [
            LedgerFixture.draft("1200", "8400", 1), LedgerFixture.draft("9999", "8400", 1),
            LedgerFixture.draft("1200", "8400", 2, id: id), LedgerFixture.draft("1200", "8400", 2, id: other),
            LedgerFixture.draft("1200", "7777", 2, id: other), LedgerFixture.draft("1200", "7777", 2),
        ]
        let error = await #expect(throws: FinanceError.self) { try await ledger.store.post(batch: drafts) }
        #expect(
            faults(error) == [
                "1 /lines/0/account unknown-account", "2 /id duplicate-id", "4 /id id-twice",
                "5 /lines/1/account unknown-account",
            ])
        #expect(ledger.store.sequence == 1)
        let next = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 1))
        #expect(next.transaction.sequence == 2 && next.transaction.journalNumber == 2)
    }

    @Test("Missing accounts are created with the batch, and not without it") func missingAccounts() async throws {
        let ledger = try await LedgerFixture()
        let create: @Sendable (AccountNumber) -> AccountDraft? = {
            try? AccountDraft(number: $0, nameDE: "Neu", category: .expense)  // a test's names are right
        }
        let good = try LedgerFixture.draft("70000", "70001", 5)
        await #expect(throws: FinanceError.self) { try await ledger.store.post(batch: [good]) }
        _ = try await ledger.store.updateAccount(try LedgerFixture.number("8400"), AccountChange(isActive: false))
        await #expect(throws: FinanceError.self) {
            try await ledger.store.post(
                batch: [good, try LedgerFixture.draft("1000", "8400", 1)], missingAccounts: create)
        }
        #expect(throws: FinanceError.self) { try ledger.store.account(try LedgerFixture.number("70000")) }
        let posted = try await ledger.store.post(batch: [good], missingAccounts: create)
        #expect(posted.createdAccounts.map(\.description) == ["70000", "70001"])
        #expect(try ledger.balance("70000") == 5)
    }

    @Test("A batch that comes again is answered again") func replay() async throws {
        let ledger = try await LedgerFixture()
        let drafts = try (1...3).map { try LedgerFixture.draft("1200", "8400", Int64($0)) }
        let first = try await ledger.store.post(batch: drafts, idempotencyKey: "b")
        let second = try await ledger.store.post(batch: drafts, idempotencyKey: "b")
        #expect(second.isReplay)
        #expect(second.transactions.map(\.transaction) == first.transactions.map(\.transaction))
        await #expect(throws: FinanceError.idempotencyKeyReused("b")) {
            try await ledger.store.post(batch: Array(drafts.dropLast()), idempotencyKey: "b")
        }
        let ids = (0..<2).map { EntityID(high: 0x7000, low: 0x8000_0000_0000_0000 + UInt64($0)) }
        let named = try ids.map { try LedgerFixture.draft("1000", "1200", 1, id: $0) }
        _ = try await ledger.store.post(batch: named)
        #expect(try await ledger.store.post(batch: named).isReplay)
        let mixed = try await #require(throws: FinanceError.self) {
            try await ledger.store.post(batch: named + drafts)
        }
        #expect(faults(mixed) == ["0 /id already-booked", "1 /id already-booked"])
        #expect(ledger.store.sequence == 5)
    }

    @Test("Empty and too large batches are refused") func size() async throws {
        var options = LedgerFixture.options
        options.maximumBatch = 2
        let ledger = try await LedgerFixture(options: options)
        let draft = try LedgerFixture.draft("1200", "8400", 1)
        await #expect(throws: FinanceError.self) { try await ledger.store.post(batch: []) }
        await #expect(throws: FinanceError.self) { try await ledger.store.post(batch: [draft, draft, draft]) }
        #expect(ledger.store.sequence == 0)
        options.maximumBatchLines = 3
        let narrow = try await LedgerFixture(options: options)
        await #expect(throws: FinanceError.invalid([.batchLines(maximum: 3)])) {
            try await narrow.store.post(batch: [draft, draft])
        }
        _ = try await narrow.store.post(batch: [draft])
        #expect(narrow.store.sequence == 1)
    }
}
