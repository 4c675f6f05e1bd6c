import GRDB
import Synchronization

/// The read side: a few read-only connections, each answer from one consistent state of the file.
final class LedgerReader: Sendable {
    private struct State {
        var pool: DatabasePool
        /// One connection more, opened with the first search.
        var searches: DatabaseQueue?
        /// Another projection lies under the path than the connections have attached.
        var isStale = false
        /// Nothing is opened any more.
        var isClosed = false
    }

    private let path: String
    private let projection: String
    private let readers: Int
    private let onDamage: @Sendable (ProjectionDamage) -> Void
    private let state: Mutex<State>

    /// Opens read-only connections to the files that writer and projector have made; the projection is attached.
    /// - Parameter onDamage: told of what shows that the projection is not as it was written.
    init(
        path: String, projection: String, readers: Int, onDamage: @escaping @Sendable (ProjectionDamage) -> Void
    ) throws(FinanceError) {
        (self.path, self.projection, self.readers, self.onDamage) = (path, projection, readers, onDamage)
        do {
            state = Mutex(State(pool: try Self.pool(path, projection, readers)))
        } catch {
            throw FinanceError("open for reading", error)
        }
    }

    private static func pool(_ path: String, _ projection: String, _ readers: Int) throws -> DatabasePool {
        var configuration = configuration(projection)
        configuration.maximumReaderCount = readers
        return try DatabasePool(path: path, configuration: configuration)
    }

    private static func configuration(_ projection: String) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = true
        // While another connection recovers or cleans up the log.
        configuration.busyMode = .timeout(10)
        configuration.label = "ledger-reader"
        configuration.prepareDatabase { db in
            do {
                try db.execute(sql: "ATTACH DATABASE ? AS projection", arguments: [projection])
            } catch {
                throw ProjectionDamage(error) ?? error
            }
        }
        return configuration
    }

    /// Connections that are open at most, those of readers and the one of searches.
    var connections: Int { readers + state.withLock { $0.searches == nil ? 0 : 1 } }

    /// Runs queries in one read transaction.
    /// - Throws: the `FinanceError` of the body; any other error as `storage`. ``ProjectionDamage`` is told as well.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(FinanceError) -> Value {
        try await read(from: pool, body)
    }

    /// As ``read(_:)``, for what may take a second: one at a time, on a connection of its own, so that any number of them
    /// leaves the others to everybody else.
    func search<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(FinanceError) -> Value {
        try await read(from: searches, body)
    }

    private func read<Value: Sendable>(
        from connections: () throws -> any DatabaseReader, _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(FinanceError) -> Value {
        do {
            return try await connections().read(body)
        } catch let error as FinanceError {
            throw error
        } catch let damage as ProjectionDamage {
            onDamage(damage)
            throw .storage("the projection is damaged: \(damage)", mayPass: true)
        } catch {
            throw FinanceError("read", error)
        }
    }

    /// The connections; new ones when the projection was exchanged. Who reads on the old ones ends in peace.
    private func pool() throws -> DatabasePool {
        try state.withLock { state in
            if state.isStale, !state.isClosed {
                state.pool = try Self.pool(path, projection, readers)
                state.searches = nil
                state.isStale = false
            }
            return state.pool
        }
    }

    private func searches() throws -> DatabaseQueue {
        // First, because it renews what is stale.
        _ = try pool()
        return try state.withLock { state in
            if let queue = state.searches { return queue }
            if state.isClosed { throw FinanceError.closing }
            let queue = try DatabaseQueue(path: path, configuration: Self.configuration(projection))
            state.searches = queue
            return queue
        }
    }

    /// Told when another projection has taken the place of the attached one.
    func renew() { state.withLock { $0.isStale = true } }

    func close() {
        // A statement still running would refuse the closing; the connections then go with the process.
        state.withLock { state in
            state.isClosed = true
            try? state.searches?.close()
            try? state.pool.close()
        }
    }
}

/// A page, a block or a sum of the projection is not as it was written.
struct ProjectionDamage: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }

    /// What an error of SQLite says of a file; nil if it is another error.
    init?(_ error: any Error) {
        if let damage = error as? ProjectionDamage {
            self = damage
        } else if let error = error as? DatabaseError, StorageFailure.isDamage(error.extendedResultCode.rawValue) {
            self.init("\(error)")
        } else {
            return nil
        }
    }
}
