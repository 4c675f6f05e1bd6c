package import Foundation
package import GRDB

/// The outbox on disk, as the dispatcher sees it.
package struct OutboxStore: Sendable {
    /// How full the outbox is.
    package struct Summary: Sendable, Equatable {
        package let waiting: Int64
        package let rejected: Int64
        /// Age of the oldest booking that has not arrived, in seconds; 0 if all have.
        package let oldestWaitingSeconds: TimeInterval
    }

    private let database: any DatabaseWriter

    package init(_ database: any DatabaseWriter) {
        self.database = database
    }

    /// Bookings whose time has come, longest due first.
    package func due(now: Date, limit: Int) async throws -> [OutboxEntry] {
        try await database.read { db in try OutboxRow.due(db, now: now, limit: limit) }
    }

    /// When the next booking is due; `nil` if none waits that could be sent.
    package func nextDue() async throws -> Date? {
        try await database.read { db in try OutboxRow.nextDue(db) }
    }

    /// Writes the results of one round in one transaction.
    ///
    /// - Parameter releaseAll: makes everything that waits due at once, because Finance is back.
    package func apply(_ changes: [String: OutboxChange], releaseAll: Bool, now: Date) async throws {
        try await database.write { db in
            for (documentID, change) in changes {
                try OutboxRow.apply(db, documentID: documentID, change)
            }
            if releaseAll { try OutboxRow.release(db, now: now) }
        }
    }

    /// Sends a rejected or waiting booking again, now.
    ///
    /// - Throws: ``BelegError/notFound(_:id:)``, ``BelegError/notFinalised(id:)``,
    ///   ``BelegError/alreadyPosted(id:transactionID:)``.
    package func repeatBooking(documentID: String, kind: DocumentKind, now: Date) async throws -> Document {
        try await database.write { db in
            let document = try DocumentRow.require(db, id: documentID, kind: kind)
            guard let booking = document.header.booking else { throw BelegError.notFinalised(id: documentID) }
            if let transactionID = booking.transactionID {
                throw BelegError.alreadyPosted(id: documentID, transactionID: transactionID)
            }
            try OutboxRow.repeatNow(db, documentID: documentID, now: now)
            return try DocumentRow.require(db, id: documentID, kind: kind)
        }
    }

    package func summary(now: Date) async throws -> Summary {
        try await database.read { db in
            let row = try db.row(
                """
                SELECT (SELECT count(*) FROM outbox WHERE state = 'waiting') AS waiting,
                    (SELECT count(*) FROM outbox WHERE state = 'rejected') AS rejected,
                    (\(OutboxRow.oldestSQL)) AS oldest
                """)
            let oldest: Int64? = row?["oldest"]
            return Summary(
                waiting: row?["waiting"] ?? 0, rejected: row?["rejected"] ?? 0,
                oldestWaitingSeconds: oldest.map { max(0, now.timeIntervalSince(Date(milliseconds: $0))) } ?? 0)
        }
    }
}
