import GRDB

/// The read side: a few read-only connections, each answer from one consistent state of the file.
struct LedgerReader: Sendable {
    private let pool: DatabasePool

    /// Opens read-only connections to the files that writer and projector have made; the projection is attached.
    init(path: String, projection: String, readers: Int) throws(FinanceError) {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.maximumReaderCount = readers
        configuration.label = "ledger-reader"
        configuration.prepareDatabase { db in
            try db.execute(sql: "ATTACH DATABASE ? AS projection", arguments: [projection])
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
        } catch {
            throw .storage("open for reading: \(error)")
        }
    }

    /// Runs queries in one read transaction.
    /// - Throws: the `FinanceError` of the body; any other error as `storage`.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(FinanceError) -> Value {
        do {
            return try await pool.read(body)
        } catch let error as FinanceError {
            throw error
        } catch {
            throw .storage("read: \(error)")
        }
    }

    func close() {
        // A statement still running would refuse the closing; the connections then go with the process.
        try? pool.close()
    }
}
