import GRDB
import Synchronization

/// Writes changes so that concurrent callers share one commit, and with it one fsync.
///
/// Changes reach the disk in the order in which they were enqueued. The first who asks sends a turn into the database's
/// serial queue; it writes whatever has gathered until then in one transaction and answers everybody. What came
/// meanwhile gets the next turn. So a lone caller never waits for company, a thousand share a handful of commits, and
/// others who use the same database come in between.
final class RegistryJournal: Sendable {
    /// A set of changes on its way to the disk.
    final class Ticket: Sendable {
        fileprivate let changes: [RegistryStore.Change]
        private let state = Mutex(State())

        private struct State {
            var outcome: Result<Void, any Error>?
            var waiter: CheckedContinuation<Void, any Error>?
        }

        fileprivate init(_ changes: [RegistryStore.Change]) {
            self.changes = changes
        }

        fileprivate func settle(_ outcome: Result<Void, any Error>) {
            let waiter = state.withLock { state in
                state.outcome = outcome
                defer { state.waiter = nil }
                return state.waiter
            }
            waiter?.resume(with: outcome)
        }

        /// Resumes at once when it is settled already.
        fileprivate func resume(_ continuation: CheckedContinuation<Void, any Error>) {
            let outcome = state.withLock { state in
                if state.outcome == nil { state.waiter = continuation }
                return state.outcome
            }
            if let outcome { continuation.resume(with: outcome) }
        }
    }

    /// Bounds one transaction, so that a turn stays short.
    private static let batchLimit = 2_000

    private struct Line {
        var waiting: [Ticket] = []
        /// Whether a turn has been sent that will take what waits.
        var hasTurn = false
    }

    private let writer: any DatabaseWriter
    private let line = Mutex(Line())
    private let commitCount = Mutex(0)

    init(_ store: RegistryStore) {
        writer = store.writer
    }

    /// Transactions written so far.
    var commits: Int { commitCount.withLock { $0 } }

    /// Puts changes in line without waiting; ``settle(_:)`` must follow.
    func enqueue(_ changes: [RegistryStore.Change]) -> Ticket {
        let ticket = Ticket(changes)
        line.withLock { $0.waiting.append(ticket) }
        return ticket
    }

    /// Returns when the changes are on disk.
    ///
    /// A cancelled caller does not interrupt the commit, because others share it.
    ///
    /// - Throws: Whatever SQLite reports; then none of the changes is on disk.
    func settle(_ ticket: Ticket) async throws {
        try await withCheckedThrowingContinuation { continuation in
            ticket.resume(continuation)
            sendTurn()
        }
    }

    private func sendTurn() {
        let isNeeded = line.withLock { line in
            defer { line.hasTurn = true }
            return !line.hasTurn
        }
        guard isNeeded else { return }
        writer.asyncWriteWithoutTransaction { database in
            self.commitBatch(in: database)
        }
    }

    private func commitBatch(in database: Database) {
        let (batch, isMoreWaiting) = line.withLock { line in
            let batch = Array(line.waiting.prefix(Self.batchLimit))
            line.waiting.removeFirst(batch.count)
            line.hasTurn = false
            return (batch, !line.waiting.isEmpty)
        }
        // Before the commit, which takes time: the next turn then waits in line already.
        if isMoreWaiting { sendTurn() }
        if batch.isEmpty { return }
        let outcome = commit(batch, in: database)
        if case .failure(let error as DatabaseError) = outcome, error.resultCode == .SQLITE_CONSTRAINT, batch.count > 1
        {
            // One caller's row broke a rule of the schema: the others must not suffer for it.
            for ticket in batch { ticket.settle(commit([ticket], in: database)) }
        } else {
            for ticket in batch { ticket.settle(outcome) }
        }
    }

    private func commit(_ batch: [Ticket], in database: Database) -> Result<Void, any Error> {
        commitCount.withLock { $0 += 1 }
        return Result {
            try database.inTransaction(.immediate) {
                try RegistryStore.apply(batch.lazy.flatMap(\.changes), in: database)
                return .commit
            }
        }
    }
}
