import GRDB
import TestSupport
import Testing

@testable import FinanceCore

/// Searches by text take long; everybody else is answered meanwhile.
@Suite struct SearchTests {
    @Test("Readings are answered while more searches wait than there are connections", .timeLimit(.minutes(1)))
    func searchesWait() async throws {
        let ledger = try await LedgerFixture()
        let reader = ledger.store.reader
        let gate = Gate()
        gate.close()
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<12 { group.addTask { try await reader.search { _ in gate.pass() } } }
            while !gate.isHolding { try await Task.sleep(for: .milliseconds(1)) }
            for _ in 0..<20 {
                let one = try await reader.read { try Int.fetchOne($0, sql: "SELECT 1") }
                #expect(one == 1)
            }
            _ = try await ledger.store.transactions(TransactionQuery(limit: 1))
            #expect(gate.passes == 0)
            gate.open()
            let passes = try await group.reduce(into: Set<Int>()) { $0.insert($1) }
            #expect(passes == Set(1...12))
        }
        await ledger.store.close()
    }
}
