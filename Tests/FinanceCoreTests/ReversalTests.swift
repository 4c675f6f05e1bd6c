import FinanceCore
import Testing

@Suite("Reversals") struct ReversalTests {
    @Test("A reversal swaps the sides, names the original and is named by it") func storno() async throws {
        let ledger = try await LedgerFixture()
        let original = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 5)).transaction
        let reversal = try await ledger.store.reverse(original.id).transaction
        #expect(reversal.reverses == original.id)
        #expect(reversal.text == "Storno: Buchung")
        #expect(reversal.lines.map(\.side) == [.credit, .debit])
        #expect(try await ledger.store.transaction(original.id).reversedBy == reversal.id)
        #expect(try await ledger.store.transaction(reversal.id) == reversal)
        #expect(try ledger.balance("1200") == 0)
        let total = try #require(try ledger.store.account(try LedgerFixture.number("1200")).totals.first)
        #expect(total.debitMinor == 5 && total.creditMinor == 5)
    }

    @Test("A general reversal takes the turnover back as well") func generalReversal() async throws {
        let ledger = try await LedgerFixture()
        let original = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 5)).transaction
        let reversal = try await ledger.store.reverse(original.id, ReversalRequest(isGeneralReversal: true)).transaction
        #expect(reversal.isGeneralReversal)
        #expect(reversal.lines.map(\.amount.minor) == [-5, -5])
        let total = try #require(try ledger.store.account(try LedgerFixture.number("1200")).totals.first)
        #expect(total.debitMinor == 0 && total.creditMinor == 0)
    }

    @Test("A transaction is reversed at most once, a reversal never, an unknown one not at all")
    func atMostOnce() async throws {
        let ledger = try await LedgerFixture()
        let original = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 5)).transaction
        let reversal = try await ledger.store.reverse(original.id).transaction
        await #expect(throws: FinanceError.alreadyReversed(original.id, by: reversal.id)) {
            try await ledger.store.reverse(original.id)
        }
        await #expect(throws: FinanceError.notReversible(reversal.id)) {
            try await ledger.store.reverse(reversal.id)
        }
        let unknown = EntityID(high: 1, low: 2)
        await #expect(throws: FinanceError.notFound(.transaction, unknown.description)) {
            try await ledger.store.reverse(unknown)
        }
        #expect(ledger.store.sequence == 2)
    }

    @Test("Of many at once exactly one reverses") func race() async throws {
        let ledger = try await LedgerFixture()
        let store = ledger.store
        let original = try await store.post(try LedgerFixture.draft("1200", "8400", 5)).transaction
        let successes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<50 {
                // Only success or failure is counted here.
                group.addTask { (try? await store.reverse(original.id)) != nil }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(successes == 1)
        #expect(try ledger.balance("1200") == 0)
    }

    @Test("The same key answers again") func replay() async throws {
        let ledger = try await LedgerFixture()
        let original = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 5)).transaction
        let request = ReversalRequest(text: "falsch gebucht", idempotencyKey: "r")
        let first = try await ledger.store.reverse(original.id, request)
        let second = try await ledger.store.reverse(original.id, request)
        #expect(second.isReplay && second.transaction == first.transaction)
        #expect(first.transaction.text == "falsch gebucht")
    }

    @Test("A date before the original and a closed account are refused") func refused() async throws {
        let ledger = try await LedgerFixture()
        let original = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 5)).transaction
        await #expect(throws: FinanceError.self) {
            try await ledger.store.reverse(
                original.id, ReversalRequest(date: try LedgerFixture.day("2026-01-14")))
        }
        _ = try await ledger.store.updateAccount(try LedgerFixture.number("8400"), AccountChange(isActive: false))
        await #expect(throws: FinanceError.self) { try await ledger.store.reverse(original.id) }
        _ = try await ledger.store.updateAccount(try LedgerFixture.number("8400"), AccountChange(isActive: true))
        let later = ReversalRequest(date: try LedgerFixture.day("2026-02-01"))
        #expect(try await ledger.store.reverse(original.id, later).transaction.date.description == "2026-02-01")
    }

    @Test("A long text is cut for the reversal") func longText() async throws {
        let ledger = try await LedgerFixture()
        let text = String(repeating: "ä", count: 500)
        let original = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 5, text: text)).transaction
        #expect(try await ledger.store.reverse(original.id).transaction.text.utf8.count <= 1000)
    }
}
