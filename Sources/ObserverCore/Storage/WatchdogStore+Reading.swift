import Foundation
import GRDB
package import ProcessKit

extension WatchdogStore {
    /// One decision as it stands in the journal.
    package struct DecisionRow: Sendable, Hashable {
        package let id: Int64
        /// Milliseconds since 1970.
        package let at: Int
        package let unit: String
        package let generation: Int
        package let action: String
        package let why: Why
    }

    /// One start of a unit.
    package struct StartRow: Sendable, Hashable {
        package let generation: Int
        /// Milliseconds since 1970.
        package let at: Int
        package let why: Why
        package let readyMilliseconds: Int?
        package let endedAt: Int?
        package let exit: ExitStatus?
    }

    /// A start that nobody asked for, and why it was.
    package struct RestartNote: Sendable, Hashable {
        package let unit: String
        /// Milliseconds since 1970.
        package let at: Int
        package let why: Why

        package init(unit: String, at: Int, why: Why) {
            self.unit = unit
            self.at = at
            self.why = why
        }
    }

    /// One event of the journal, as a replay needs it.
    package struct JournalRow: Sendable {
        package let seq: Int64
        package let at: Moment
        package let event: WatchdogEvent
        package let decisions: [Decision]
        package let digest: String
        package let snapshot: WatchdogState?
    }

    /// The latest decisions about a unit, or about all, the latest first.
    package func decisions(unit: String?, limit: Int) async throws -> [DecisionRow] {
        try await writer.read { database in
            let filter = unit == nil ? "" : "WHERE unit = ?"
            let rows = try Row.fetchAll(
                database, sql: "SELECT * FROM decision \(filter) ORDER BY id DESC LIMIT \(limit)",
                arguments: unit.map { [$0] } ?? [])
            return try rows.map { row in
                DecisionRow(
                    id: row["id"], at: row["at_unix"], unit: row["unit"], generation: row["generation"],
                    action: row["action"], why: try Self.decode(row["why"]))
            }
        }
    }

    /// The latest starts of a unit, the latest first.
    package func starts(unit: String, limit: Int) async throws -> [StartRow] {
        try await writer.read { database in
            let rows = try Row.fetchAll(
                database, sql: "SELECT * FROM unit_start WHERE unit = ? ORDER BY generation DESC LIMIT \(limit)",
                arguments: [unit])
            return try rows.map { row in
                let exit: String? = row["exit_status"]
                return StartRow(
                    generation: row["generation"], at: row["at_unix"], why: try Self.decode(row["why"]),
                    readyMilliseconds: row["ready_ms"], endedAt: row["ended_at"],
                    exit: try exit.map { try Self.decode($0) })
            }
        }
    }

    /// How often each unit was started without being asked to, since a time in milliseconds since 1970.
    ///
    /// Counted are starts after a failure; not the start of the stack, of a changed configuration, behind a dependency or
    /// an obstacle, or by an operator. Never more than ``UnitState/restarts``, which also counts a start that a repaired
    /// obstacle let through while the unit was failing.
    package func restarts(since: Int) async throws -> [String: Int] {
        try await writer.read { database in
            let rows = try Row.fetchAll(database, sql: Self.restartCounts, arguments: [since])
            return Dictionary(uniqueKeysWithValues: rows.map { ($0["unit"], $0["count"]) })
        }
    }

    /// These starts, the latest first.
    package func restartNotes(since: Int, limit: Int) async throws -> [RestartNote] {
        try await writer.read { database in
            try Row.fetchAll(
                database, sql: "SELECT unit, at_unix, why \(Self.unasked) ORDER BY at_unix DESC LIMIT \(limit)",
                arguments: [since]
            ).map { RestartNote(unit: $0["unit"], at: $0["at_unix"], why: try Self.decode($0["why"])) }
        }
    }

    /// The kind of a reason is the one key of its JSON object.
    private static let unasked = """
        FROM unit_start INDEXED BY unit_start_by_time
        WHERE at_unix >= ? AND substr(why, 3, instr(substr(why, 3), '"') - 1) NOT IN
          ('asked', 'stackStarted', 'addedToStack', 'configurationChanged', 'dependencyReady', 'startsWithoutDependency',
           'obstacleGone', 'timeToRetry')
        """

    static let restartCounts = "SELECT unit, count(*) AS count \(unasked) GROUP BY unit"

    /// The latest incidents, the latest first.
    package func incidents(limit: Int) async throws -> [Incident] {
        try await writer.read { database in
            try String.fetchAll(database, sql: "SELECT incident FROM incident ORDER BY id DESC LIMIT \(limit)")
                .map { try Self.decode($0) }
        }
    }

    /// Hands out the journal in its order.
    package func eachJournalRow(_ body: (JournalRow) throws -> Void) throws {
        try writer.read { database in
            let cursor = try Row.fetchCursor(database, sql: "SELECT * FROM watchdog_journal ORDER BY seq")
            while let row = try cursor.next() {
                let snapshot: String? = row["snapshot"]
                try body(
                    JournalRow(
                        seq: row["seq"],
                        at: Moment(uptimeMilliseconds: row["at_uptime"], unixMilliseconds: row["at_unix"]),
                        event: try Self.decode(row["event"]), decisions: try Self.decode(row["decisions"]),
                        digest: row["digest"], snapshot: try snapshot.map { try Self.decode($0) }))
            }
        }
    }

    static func decode<Value: Decodable>(_ text: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    }
}

/// The journal of a data folder, read beside a running Observer.
package enum JournalFile {
    /// Hands out every row in its order.
    package static func eachRow(_ path: String, _ body: (WatchdogStore.JournalRow) throws -> Void) throws {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try WatchdogStore(reading: queue).eachJournalRow(body)
    }
}
