import Foundation
import GRDB

/// SQL of the table `outbox`.
enum OutboxRow {
    /// Waiting rows that may go: a reversal only after its original has arrived in Finance.
    private static let readySQL = """
        FROM outbox b LEFT JOIN outbox o ON o.document_id = b.original_id
        WHERE b.state = 'waiting' AND (b.original_id IS NULL OR o.state = 'posted')
        """

    static let dueSQL = """
        SELECT b.document_id, b.version, b.original_id, b.payload, b.attempts, o.transaction_id AS reversed
        \(readySQL) AND b.next_attempt <= ? ORDER BY b.next_attempt, b.seq LIMIT ?
        """

    static let oldestSQL = "SELECT min(created_at) FROM outbox WHERE state = 'waiting'"

    static func insert(
        _ db: Database, documentID: String, version: Int64, originalID: String?, payload: String, now: Date
    ) throws {
        try db.run(
            """
            INSERT INTO outbox (document_id, version, original_id, payload, state, attempts, next_attempt, created_at)
            VALUES (?, ?, ?, ?, 'waiting', 0, ?, ?)
            """, [documentID, version, originalID, payload, now.milliseconds, now.milliseconds])
    }

    static func due(_ db: Database, now: Date, limit: Int) throws -> [OutboxEntry] {
        let rows = try db.rows(dueSQL, [now.milliseconds, limit])
        return rows.map { row in
            let reversed: String? = row["reversed"]
            return OutboxEntry(
                documentID: row["document_id"], version: row["version"],
                action: reversed.map { .reverse(transactionID: $0) } ?? .post, payload: row["payload"],
                attempts: row["attempts"])
        }
    }

    static func nextDue(_ db: Database) throws -> Date? {
        let row = try db.row("SELECT b.next_attempt \(readySQL) ORDER BY b.next_attempt LIMIT 1")
        return (row?["next_attempt"] as Int64?).map { Date(milliseconds: $0) }
    }

    /// Writes the result of an attempt; a row that is no longer waiting stays as it is.
    static func apply(_ db: Database, documentID: String, _ change: OutboxChange) throws {
        try db.run(
            """
            UPDATE outbox SET state = ?, attempts = ?, next_attempt = ?, last_error = ?, transaction_id = ?
            WHERE document_id = ? AND state = 'waiting'
            """,
            [
                change.state.rawValue, change.attempts, change.nextAttempt.milliseconds, change.lastError,
                change.transactionID, documentID,
            ])
    }

    /// Makes all waiting rows due at once.
    static func release(_ db: Database, now: Date) throws {
        try db.run(
            "UPDATE outbox SET next_attempt = :now WHERE state = 'waiting' AND next_attempt > :now",
            ["now": now.milliseconds])
    }

    static func repeatNow(_ db: Database, documentID: String, now: Date) throws {
        try db.run(
            "UPDATE outbox SET state = 'waiting', next_attempt = ? WHERE document_id = ? AND state <> 'posted'",
            [now.milliseconds, documentID])
    }
}
