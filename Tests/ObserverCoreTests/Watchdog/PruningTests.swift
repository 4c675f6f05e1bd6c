import GRDB
@testable import ObserverCore
import Testing

/// What is thrown away of years of decisions, and what is not.
struct PruningTests {
    @Test func `the journal is cut at a row from which a replay can start, open incidents stay`() async throws {
        let queue = try DatabaseQueue()
        let store = WatchdogStore(try RegistryStore(queue))
        let rows = WatchdogStore.journalLimit + 1_300
        try await queue.write { database in
            try database.execute(
                sql: """
                    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
                    INSERT INTO watchdog_journal (seq, at_unix, at_uptime, event, decisions, digest, snapshot)
                    SELECT i, i, i, '{}', '[]', '', CASE WHEN i % 500 = 0 THEN '{}' END FROM n;
                    """, arguments: [rows])
            try database.execute(
                sql: """
                    INSERT INTO decision (seq, at_unix, unit, generation, action, why)
                    SELECT seq, seq, 'a', 1, 'note', '{}' FROM watchdog_journal;
                    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500)
                    INSERT INTO unit_start (unit, generation, at_unix, why)
                    SELECT 'a', i, i, '{}' FROM n UNION ALL SELECT 'b', i, i, '{}' FROM n WHERE i <= 3;
                    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10100)
                    INSERT INTO incident (id, root, opened_at, closed_at, incident)
                    SELECT i, 'a', i, CASE WHEN i = 7 THEN NULL ELSE i END, '{}' FROM n;
                    """)
        }
        try await store.prune()
        let numbers = { @Sendable (sql: String) async throws -> [Int] in
            try await queue.read { try Int.fetchAll($0, sql: sql) }
        }
        // 1,300 rows too many: the nearest snapshot behind them is in row 1,500.
        #expect(try await numbers("SELECT min(seq) FROM watchdog_journal") == [1_500])
        #expect(try await numbers("SELECT min(seq) FROM decision") == [1_500])
        #expect(try await numbers("SELECT max(seq) FROM watchdog_journal") == [rows])
        #expect(try await numbers("SELECT count(*) FROM unit_start GROUP BY unit ORDER BY unit") == [1_000, 3])
        #expect(try await numbers("SELECT id FROM incident ORDER BY id LIMIT 2") == [7, 101])
        let changesBefore = try await queue.read { $0.totalChangesCount }
        try await store.prune()
        let changesAfter = try await queue.read { $0.totalChangesCount }
        #expect(changesAfter == changesBefore)
    }
}
