import GRDB

/// What is thrown away, so that the file stays small over years.
extension WatchdogStore {
    /// Rows of the journal that are kept, at least.
    static let journalLimit = 100_000
    /// Starts that are kept of each unit.
    package static let startLimit = 1_000
    /// Incidents that are kept; open ones stay in any case.
    package static let incidentLimit = 10_000

    /// Deletes the oldest rows beyond the limits.
    package func prune() async throws {
        try await writer.write { database in
            try Self.pruneJournal(database)
            try database.execute(
                sql: """
                    DELETE FROM unit_start WHERE generation <=
                      (SELECT max(generation) FROM unit_start AS latest WHERE latest.unit = unit_start.unit) - ?
                    """, arguments: [Self.startLimit])
            try database.execute(
                sql: "DELETE FROM incident WHERE closed_at IS NOT NULL AND id <= (SELECT max(id) FROM incident) - ?",
                arguments: [Self.incidentLimit])
        }
    }

    /// The journal then begins at a row from which a replay can start.
    private static func pruneJournal(_ database: Database) throws {
        let last = try Int64.fetchOne(database, sql: "SELECT max(seq) FROM watchdog_journal") ?? 0
        let wanted = last - Int64(journalLimit)
        guard wanted > 0,
            let first = try Int64.fetchOne(
                database, sql: "SELECT min(seq) FROM watchdog_journal WHERE seq >= ? AND snapshot IS NOT NULL",
                arguments: [wanted])
        else { return }
        try database.execute(sql: "DELETE FROM watchdog_journal WHERE seq < ?", arguments: [first])
        try database.execute(sql: "DELETE FROM decision WHERE seq < ?", arguments: [first])
    }
}
