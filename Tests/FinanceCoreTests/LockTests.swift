import FinanceCore
import Shared
import Testing

@Suite("Locks") struct LockTests {
    @Test("Today may be locked as it is; the day after needs a confirmation, by the clock of the ledger")
    func future() async throws {
        let ledger = try await LedgerFixture()
        let store = ledger.store
        let today = LedgerFixture.clock.day
        let error = await #expect(throws: FinanceError.self) {
            try await store.lock(try PeriodLockDraft(kind: .soft, through: today.next))
        }
        guard case .invalid(let findings) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(findings.map(\.code) == ["lock-in-future"] && findings.map(\.pointer) == ["/through"])
        #expect(findings.allSatisfy { $0.detail.de.contains(today.description) && $0.fix == nil })
        #expect(store.locks.events.isEmpty)
        _ = try await store.lock(try PeriodLockDraft(kind: .soft, through: today))
        let meant = try PeriodLockDraft(kind: .hard, through: today.next, isFutureConfirmed: true)
        #expect(try await store.lock(meant).through == today.next)
        await store.close()
    }
}
