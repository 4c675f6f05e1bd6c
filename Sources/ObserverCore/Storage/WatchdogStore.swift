import Foundation
import GRDB
import ProcessKit
import Shared

/// The watchdog on disk: its state, every event with what was decided and why, starts and incidents.
///
/// It shares file and connection with the registry, so that what comes together goes to disk together.
package struct WatchdogStore: Sendable {
    /// One event with all that followed from it.
    package struct Entry: Sendable {
        package var event: WatchdogEvent
        package var at: Moment
        package var decisions: [Decision]
        /// Digest of the state after the event, to compare a replay with.
        package var digest: String
        /// The state before the event, where a replay can begin.
        package var snapshot: WatchdogState?

        /// Joins an event with what followed.
        package init(
            event: WatchdogEvent, at: Moment, decisions: [Decision], digest: String, snapshot: WatchdogState?
        ) {
            self.event = event
            self.at = at
            self.decisions = decisions
            self.digest = digest
            self.snapshot = snapshot
        }
    }

    let writer: any DatabaseWriter

    /// Uses the registry's file.
    package init(_ store: RegistryStore) {
        writer = store.writer
    }

    /// Reads a file that somebody else writes.
    init(reading writer: any DatabaseWriter) {
        self.writer = writer
    }

    static func registerMigration(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("002-watchdog") { database in
            try database.execute(
                sql: """
                    CREATE TABLE watchdog_state (
                      id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
                      state TEXT NOT NULL CHECK (json_valid(state))
                    ) STRICT;
                    CREATE TABLE watchdog_journal (
                      seq INTEGER PRIMARY KEY AUTOINCREMENT,
                      at_unix INTEGER NOT NULL,
                      at_uptime INTEGER NOT NULL,
                      event TEXT NOT NULL CHECK (json_valid(event)),
                      decisions TEXT NOT NULL CHECK (json_valid(decisions)),
                      digest TEXT NOT NULL,
                      snapshot TEXT
                    ) STRICT;
                    CREATE TABLE decision (
                      id INTEGER PRIMARY KEY AUTOINCREMENT,
                      seq INTEGER NOT NULL,
                      at_unix INTEGER NOT NULL,
                      unit TEXT NOT NULL,
                      generation INTEGER NOT NULL,
                      action TEXT NOT NULL,
                      why TEXT NOT NULL CHECK (json_valid(why))
                    ) STRICT;
                    CREATE INDEX decision_by_unit ON decision (unit, id);
                    CREATE INDEX decision_by_seq ON decision (seq);
                    CREATE TABLE unit_start (
                      unit TEXT NOT NULL,
                      generation INTEGER NOT NULL,
                      at_unix INTEGER NOT NULL,
                      why TEXT NOT NULL CHECK (json_valid(why)),
                      ready_ms INTEGER,
                      ended_at INTEGER,
                      exit_status TEXT,
                      PRIMARY KEY (unit, generation)
                    ) STRICT, WITHOUT ROWID;
                    CREATE TABLE incident (
                      id INTEGER PRIMARY KEY NOT NULL,
                      root TEXT NOT NULL,
                      opened_at INTEGER NOT NULL,
                      closed_at INTEGER,
                      incident TEXT NOT NULL CHECK (json_valid(incident))
                    ) STRICT;
                    """)
        }
    }

    static func registerIndexMigration(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("004-starts-by-time") { database in
            try database.execute(sql: "CREATE INDEX unit_start_by_time ON unit_start (at_unix)")
        }
    }

    // MARK: Writing

    /// Writes entries in one transaction, and with them the alerts they lead to; returns when they are on disk.
    ///
    /// - Parameters:
    ///   - state: The state after all of them.
    ///   - alertChannels: Who gets the alerts.
    ///   - overdue: Incidents that could not be written before.
    package func append(
        _ entries: [Entry], state: WatchdogState, alertChannels: [String] = [], overdue: [Incident] = []
    ) async throws {
        try await uninterrupted { database in
            for incident in overdue { try Self.save(incident, in: database) }
            for entry in entries {
                try Self.insert(entry, in: database)
                try AlertStore.insert(
                    entry.alerts, channels: alertChannels, at: entry.at.unixMilliseconds, in: database)
            }
            try database.cachedStatement(
                sql:
                    "INSERT INTO watchdog_state (id, state) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state"
            ).execute(arguments: [try Self.json(state)])
        }
    }

    /// A transaction that a cancelled caller does not break off: what was decided is done next, and must be on disk.
    private func uninterrupted(_ body: @escaping @Sendable (Database) throws -> Void) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            writer.asyncWriteWithoutTransaction { database in
                continuation.resume(
                    with: Result {
                        try database.inTransaction(.immediate) {
                            try body(database)
                            return .commit
                        }
                    })
            }
        }
    }

    private static func insert(_ entry: Entry, in database: Database) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO watchdog_journal (at_unix, at_uptime, event, decisions, digest, snapshot)
                VALUES (?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            entry.at.unixMilliseconds, entry.at.uptimeMilliseconds, try json(entry.event), try json(entry.decisions),
            entry.digest, try entry.snapshot.map(json),
        ])
        let seq = database.lastInsertedRowID
        for decision in entry.decisions { try insert(decision, seq: seq, at: entry.at, in: database) }
        if case .ended(let unit, let generation, let status, _) = entry.event {
            try database.cachedStatement(
                sql: "UPDATE unit_start SET ended_at = ?, exit_status = ? WHERE unit = ? AND generation = ?"
            ).execute(arguments: [entry.at.unixMilliseconds, try json(status), unit, generation])
        }
    }

    private static func insert(_ decision: Decision, seq: Int64, at: Moment, in database: Database) throws {
        let why = try json(decision.why)
        try database.cachedStatement(
            sql: "INSERT INTO decision (seq, at_unix, unit, generation, action, why) VALUES (?, ?, ?, ?, ?, ?)"
        ).execute(arguments: [
            seq, at.unixMilliseconds, decision.unit, decision.generation, decision.action.code, why,
        ])
        switch (decision.action, decision.why) {
        case (.start, _):
            try database.cachedStatement(
                sql: "INSERT OR REPLACE INTO unit_start (unit, generation, at_unix, why) VALUES (?, ?, ?, ?)"
            ).execute(arguments: [decision.unit, decision.generation, at.unixMilliseconds, why])
        case (_, .ready(let milliseconds)):
            try database.cachedStatement(
                sql: "UPDATE unit_start SET ready_ms = ? WHERE unit = ? AND generation = ?"
            ).execute(arguments: [milliseconds, decision.unit, decision.generation])
        case (.send(let alert), _): try save(alert.incident, in: database)
        default: break
        }
    }

    private static func save(_ incident: Incident, in database: Database) throws {
        try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO incident (id, root, opened_at, closed_at, incident) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [
            incident.id, incident.root, incident.openedAt, incident.closedAt, try json(incident),
        ])
    }

    private static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

extension WatchdogStore.Entry {
    /// Alerts that people are to get: not those about silenced incidents.
    package var alerts: [Alert] {
        decisions.compactMap { decision in
            guard case .send(let alert) = decision.action, !alert.incident.isSilenced else { return nil }
            return alert
        }
    }
}

extension WatchdogAction {
    /// Stable kebab-case word for programs.
    package var code: String {
        switch self {
        case .start: "start"
        case .awaitClearance: "await-clearance"
        case .watch: "watch"
        case .terminate: "terminate"
        case .kill: "kill"
        case .sweep: "sweep"
        case .keepEvidence: "keep-evidence"
        case .probe: "probe"
        case .runScript: "run-script"
        case .send(let alert): "alert-\(alert.occasion.rawValue)"
        case .note: "note"
        case .finish: "finish"
        }
    }
}
