import ServiceLifecycle

/// Keeps the database open for the life of the process and closes it when server and dispatcher have ended.
struct DatabaseService: Service {
    let stores: BelegStores

    func run() async throws {
        // Throws only on cancellation, which ends the wait as well.
        try? await gracefulShutdown()
        // An unclosed database is no loss: what was acknowledged is on disk.
        try? stores.close()
    }
}
