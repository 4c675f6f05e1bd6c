import Foundation
package import GRDB

/// Alerts on their way to people, on disk before the first attempt: an alert outlives whoever was to send it.
package struct AlertStore: Sendable {
    /// One alert for one channel.
    package struct Delivery: Sendable, Hashable {
        package let id: Int64
        package let channel: String
        package let alert: Alert
        package let attempts: Int
        /// Milliseconds since 1970.
        package let createdAt: Int
    }

    /// How an attempt ended.
    package enum Outcome: Sendable, Hashable {
        case delivered
        case failed(String)
        /// Another attempt cannot help.
        case refused(String)
    }

    /// Span after which an undelivered alert is given up, in milliseconds.
    package static let patienceMilliseconds = 24 * 3_600_000
    private static let keepMilliseconds = 30 * 24 * 3_600_000
    private static let rowLimit = 10_000

    let writer: any DatabaseWriter
    /// What could not be written; shared by all copies of this value.
    let unwritten = UnwrittenAlerts()

    /// Uses the registry's file.
    package init(_ store: RegistryStore) {
        writer = store.writer
    }

    static func registerMigration(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("003-alerts") { database in
            try database.execute(
                sql: """
                    CREATE TABLE alert_delivery (
                      id INTEGER PRIMARY KEY AUTOINCREMENT,
                      channel TEXT NOT NULL,
                      incident INTEGER NOT NULL,
                      alert TEXT NOT NULL CHECK (json_valid(alert)),
                      created_at INTEGER NOT NULL,
                      attempts INTEGER NOT NULL DEFAULT 0,
                      due_at INTEGER NOT NULL,
                      delivered_at INTEGER,
                      given_up_at INTEGER,
                      last_error TEXT
                    ) STRICT;
                    CREATE INDEX alert_delivery_open ON alert_delivery (due_at)
                      WHERE delivered_at IS NULL AND given_up_at IS NULL;
                    """)
        }
    }

    /// Wait after the n-th failed attempt, in milliseconds: 1 s, doubling, at most 5 minutes.
    package static func wait(afterAttempts attempts: Int) -> Int {
        min(1_000 << min(max(attempts - 1, 0), 9), 300_000)
    }

    /// Puts alerts in line, as part of the caller's transaction.
    package static func insert(
        _ alerts: [Alert], channels: [String], at unixMilliseconds: Int, in database: Database
    ) throws {
        for alert in alerts {
            let text = String(decoding: try JSONEncoder().encode(alert), as: UTF8.self)
            for channel in channels {
                try database.cachedStatement(
                    sql:
                        "INSERT INTO alert_delivery (channel, incident, alert, created_at, due_at) VALUES (?, ?, ?, ?, ?)"
                ).execute(arguments: [channel, alert.incident.id, text, unixMilliseconds, unixMilliseconds])
            }
        }
    }

    /// What may be sent now: of each channel and incident only the oldest, so that "up" never overtakes "down".
    package func due(at unixMilliseconds: Int, limit: Int = 20) async throws -> [Delivery] {
        do {
            return try await writer.read { database in
                // Looked at here, where nobody writes: what is in memory and what is on disk fit together.
                let view = unwritten.view
                let stored = try Self.due(at: unixMilliseconds, limit: limit, without: view, in: database)
                let open = view.isEmpty ? [:] : try Self.openLines(without: view, in: database)
                let kept = view.due(at: unixMilliseconds, behind: open)
                return Array((stored.compactMap { view.current($0, at: unixMilliseconds) } + kept).prefix(limit))
            }
        } catch {
            // A disk that cannot even be read must not keep back what is in memory.
            let view = unwritten.view
            guard !view.isEmpty else { throw error }
            return Array(view.due(at: unixMilliseconds, behind: [:]).prefix(limit))
        }
    }

    private static func due(
        at unixMilliseconds: Int, limit: Int, without view: UnwrittenAlerts.View, in database: Database
    ) throws -> [Delivery] {
        let finished = view.finishedRows
        let sql = """
            SELECT min(id) AS id, channel, alert, attempts, created_at, due_at FROM alert_delivery
            WHERE delivered_at IS NULL AND given_up_at IS NULL AND id NOT IN (\(finished))
            GROUP BY channel, incident HAVING due_at <= ? ORDER BY id LIMIT ?
            """
        // Asked every second; only while the disk fails is the text another one each time.
        let statement =
            finished.isEmpty
            ? try database.cachedStatement(sql: sql) : try database.makeStatement(sql: sql)
        let rows = try Row.fetchAll(statement, arguments: [unixMilliseconds, limit + view.settlements.count])
        return try rows.map { row in
            let text: String = row["alert"]
            return Delivery(
                id: row["id"], channel: row["channel"],
                alert: try JSONDecoder().decode(Alert.self, from: Data(text.utf8)), attempts: row["attempts"],
                createdAt: row["created_at"])
        }
    }

    /// When the oldest open alert of each line was made.
    private static func openLines(without view: UnwrittenAlerts.View, in database: Database) throws -> [Line: Int] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT channel, incident, min(created_at) AS created_at FROM alert_delivery
                WHERE delivered_at IS NULL AND given_up_at IS NULL AND id NOT IN (\(view.finishedRows))
                GROUP BY channel, incident
                """)
        return Dictionary(
            uniqueKeysWithValues: rows.map {
                (Line(channel: $0["channel"], incident: $0["incident"]), $0["created_at"])
            })
    }

    /// Records how an attempt ended, and when the next one may be; in memory, while the disk fails: an alert that was
    /// taken must not be sent again and again only because nobody could write that down.
    package func settle(_ delivery: Delivery, _ outcome: Outcome, at unixMilliseconds: Int) async throws {
        let settlement = Settlement(delivery, outcome, at: unixMilliseconds)
        guard let row = unwritten.settle(settlement) else { return }
        do {
            try await writer.write { try Self.write(settlement, row: row, in: $0) }
            unwritten.forget(row: row)
        } catch {
            unwritten.keep(settlement, row: row)
            throw error
        }
    }

    static func write(_ settlement: Settlement, row: Int64, in database: Database) throws {
        try database.execute(
            sql: """
                UPDATE alert_delivery SET attempts = ?, last_error = ?, due_at = coalesce(?, due_at), delivered_at = ?,
                given_up_at = ? WHERE id = ?
                """,
            arguments: [
                settlement.attempts, settlement.reason, settlement.dueAt, settlement.deliveredAt, settlement.givenUpAt,
                row,
            ])
    }

    /// Deletes what was settled long ago, and the oldest beyond the limit.
    package func prune(at unixMilliseconds: Int) async throws {
        try await writeDown()
        try await writer.write { database in
            try database.execute(
                sql: "DELETE FROM alert_delivery WHERE coalesce(delivered_at, given_up_at) < ?",
                arguments: [unixMilliseconds - Self.keepMilliseconds])
            try database.execute(
                sql: """
                    DELETE FROM alert_delivery WHERE coalesce(delivered_at, given_up_at) IS NOT NULL
                    AND id <= (SELECT max(id) FROM alert_delivery) - \(Self.rowLimit)
                    """)
        }
    }
}
