import FinanceCore
import GRDB
import TestSupport
import Testing

@Suite("Query plans") struct QueryPlanTests {
    @Test("No hot query walks through a table or sorts what it could read in order")
    func plans() async throws {
        let ledger = try await LedgerFixture()
        await ledger.store.close()
        var configuration = Configuration()
        let projection = ledger.directory.file("ledger-projection.sqlite")
        configuration.prepareDatabase { try $0.execute(sql: "ATTACH ? AS projection", arguments: [projection]) }
        let queue = try DatabaseQueue(path: ledger.directory.file("ledger.sqlite"), configuration: configuration)
        for (name, sql) in HotQueries.all {
            let plan = try await queue.read { try Self.plan(of: sql, $0) }
            #expect(!plan.isEmpty, "\(name)")
            // A scan of a subquery (a word in brackets or an alias without index) reads the page, not a table.
            let scans = plan.filter { $0.hasPrefix("SCAN") && !Self.isOverPage($0) }
            #expect(scans.isEmpty, "\(name): \(plan.joined(separator: "; "))")
        }
        for sql in HotQueries.totalsOfAllAccounts {
            let totals = try await queue.read { try Self.plan(of: sql, $0) }
            #expect(
                totals.allSatisfy {
                    !$0.hasPrefix("SCAN") || $0 == "SCAN a" || $0.hasPrefix("SCAN a ") || Self.isOverPage($0)
                }, "\(totals)")
        }
    }

    private static func isOverPage(_ step: String) -> Bool {
        step == "SCAN l" || step.hasPrefix("SCAN (subquery") || step == "SCAN CONSTANT ROW"
    }

    private static func plan(of sql: String, _ db: Database) throws -> [String] {
        let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
        statement.setUncheckedArguments(StatementArguments())
        return try Row.fetchAll(statement).map { $0["detail"] }
    }
}
