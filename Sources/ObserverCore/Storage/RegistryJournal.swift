import GRDB
import Synchronization

/// Writes changes so that concurrent callers share one commit, and with it one fsync.
///
/// Changes reach the disk in the order in which they were enqueued. Every caller takes a turn in the database's
/// serial queue. The first whose turn comes writes whatever has gathered meanwhile in one transaction; the others
/// find their change done. So a lone caller never waits for company, and a thousand share a handful of commits.
final class RegistryJournal: Sendable {
    /// A set of changes on its way to the disk.
    final class Ticket: Sendable {
        fileprivate let changes: [RegistryStore.Change]
        fileprivate let outcome = Mutex<Result<Void, any Error>?>(nil)

        fileprivate init(_ changes: [RegistryStore.Change]) {
            self.changes = changes
        }

        fileprivate var isSettled: Bool { outcome.withLock { $0 != nil } }
    }

    /// Bounds one transaction, so that a turn stays short.
    private static let batchLimit = 2_000

    private let writer: any DatabaseWriter
    private let pending = Mutex<[Ticket]>([])
    private let commitCount = Mutex(0)

    init(_ store: RegistryStore) {
        writer = store.writer
    }

    /// Transactions written so far.
    var commits: Int { commitCount.withLock { $0 } }

    /// Puts changes in line without waiting; ``settle(_:)`` must follow.
    func enqueue(_ changes: [RegistryStore.Change]) -> Ticket {
        let ticket = Ticket(changes)
        pending.withLock { $0.append(ticket) }
        return ticket
    }

    /// Returns when the changes are on disk.
    ///
    /// A cancelled caller does not interrupt the commit, because others share it.
    ///
    /// - Throws: Whatever SQLite reports; then none of the changes is on disk.
    func settle(_ ticket: Ticket) async throws {
        await withCheckedContinuation { continuation in
            writer.asyncWriteWithoutTransaction { database in
                while !ticket.isSettled { self.commitBatch(in: database) }
                continuation.resume()
            }
        }
        try ticket.outcome.withLock { $0 }?.get()
    }

    private func commitBatch(in database: Database) {
        let batch = pending.withLock { waiting in
            let batch = Array(waiting.prefix(Self.batchLimit))
            waiting.removeFirst(batch.count)
            return batch
        }
        let outcome = commit(batch, in: database)
        if case .failure(let error as DatabaseError) = outcome, error.resultCode == .SQLITE_CONSTRAINT, batch.count > 1
        {
            // One caller's row broke a rule of the schema: the others must not suffer for it.
            for ticket in batch { settle([ticket], commit([ticket], in: database)) }
        } else {
            settle(batch, outcome)
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

    private func settle(_ batch: [Ticket], _ outcome: Result<Void, any Error>) {
        for ticket in batch { ticket.outcome.withLock { $0 = outcome } }
    }
}
