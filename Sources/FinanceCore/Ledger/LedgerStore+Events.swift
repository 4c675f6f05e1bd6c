extension LedgerStore {
    /// Events that one page has at most.
    package static let maximumEvents = 1_000

    /// The place behind everything that was committed.
    package var end: EventPosition {
        let snapshot = box.value
        return EventPosition(sequence: snapshot.sequence, record: snapshot.record)
    }

    /// What was committed behind a place, in order.
    ///
    /// Nothing is shown that another answer could not show yet: who hears of a transaction finds it in every balance.
    ///
    /// - Parameters:
    ///   - account: only what has to do with it; locks and documents always have.
    ///   - limit: events that are looked at, 1 to 1,000; with an account fewer may be given.
    /// - Throws: `invalid` (limit), `storage`.
    package func events(
        after place: EventPosition, account: AccountNumber? = nil, limit: Int = 500
    ) async throws(FinanceError) -> EventPage {
        try checkLimit(limit)
        let snapshot = box.value
        let end = EventPosition(sequence: snapshot.sequence, record: snapshot.record)
        let all = try await reader.read { db in
            try EventRows(db: db, book: snapshot.book, locks: snapshot.locks)
                .events(after: place, through: end, limit: limit)
        }
        let events = account.map { account in all.filter { $0.concerns(account) } } ?? all
        return EventPage(events: events, next: all.last?.position ?? place, isLast: all.count < limit)
    }

    /// Waits until something was committed after a revision, or the task is cancelled.
    package func waitForCommit(after revision: Int64) async { await box.changes.wait(beyond: revision) }
}
