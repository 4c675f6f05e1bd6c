import Foundation
import GRDB

/// Alerts while the disk fails.
extension AlertStore {
    /// Keeps alerts in memory that could not be written; they are sent from there.
    package func keepInMemory(_ alerts: [Alert], channels: [String], at unixMilliseconds: Int) {
        unwritten.keep(alerts, channels: channels, at: unixMilliseconds)
    }

    /// Writes down what memory alone holds, so that it outlives this process.
    package func writeDown() async throws {
        let (alerts, settlements) = unwritten.beginWriting()
        defer { unwritten.endWriting() }
        guard !alerts.isEmpty || !settlements.isEmpty else { return }
        let rows = try await writer.write { database in
            for (row, settlement) in settlements { try Self.write(settlement, row: row, in: database) }
            return try Dictionary(uniqueKeysWithValues: alerts.map { ($0.id, try Self.insert($0, in: database)) })
        }
        let settled = unwritten.written(rows: rows, settlements: settlements)
        guard !settled.isEmpty else { return }
        // Sent while it was being written.
        try await writer.write { database in
            for row in settled {
                try database.execute(sql: "DELETE FROM alert_delivery WHERE id = ?", arguments: [row])
            }
        }
    }

    private static func insert(_ delivery: Delivery, in database: Database) throws -> Int64 {
        let text = String(decoding: try JSONEncoder().encode(delivery.alert), as: UTF8.self)
        try database.execute(
            sql: """
                INSERT INTO alert_delivery (channel, incident, alert, created_at, attempts, due_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                delivery.channel, delivery.alert.incident.id, text, delivery.createdAt, delivery.attempts,
                delivery.createdAt,
            ])
        return database.lastInsertedRowID
    }
}
