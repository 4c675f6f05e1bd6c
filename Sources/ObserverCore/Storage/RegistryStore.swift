import Foundation
package import GRDB
import Shared

/// The registry on disk: one SQLite file in WAL mode, written with `synchronous=FULL`.
package struct RegistryStore: Sendable {
    /// One thing to write.
    package enum Change: Sendable, Hashable {
        /// Insert or replace a registration.
        case save(SavedService)
        /// Keep only the generation of a service that left.
        case retire(Departure)
        /// Delete every trace.
        case erase(serviceID: String)
    }

    let writer: any DatabaseWriter

    /// Opens a store over a database and brings its tables up to date.
    ///
    /// - Throws: `DatabaseError` of SQLite; ``NewerSchemaError`` for a file of a newer version.
    package init(_ writer: any DatabaseWriter) throws {
        self.writer = writer
        if try writer.read(Self.migrator.hasBeenSuperseded) { throw NewerSchemaError() }
        try Self.migrator.migrate(writer)
    }

    /// The file holds steps of the schema that this version does not know.
    package struct NewerSchemaError: Error, CustomStringConvertible {
        package let description = "a newer version of this program has written it; use that one"
    }

    /// Opens or creates the file.
    ///
    /// - Parameter directory: Folder of the database; created when missing.
    package static func open(inDirectory directory: String) throws -> RegistryStore {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(5)
        let queue = try DatabaseQueue(path: directory + "/observer.sqlite", configuration: configuration)
        // GRDB sets NORMAL after opening in WAL mode; an acknowledged registration must survive a power cut.
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        return try RegistryStore(queue)
    }

    /// Reads everything back. Rows whose descriptor this version cannot read are left out and reported.
    ///
    /// - Returns: What was read, and the ids of the rows that could not be.
    package func load() throws -> (registry: SavedRegistry, unreadable: [String]) {
        try writer.read { database in
            var saved = SavedRegistry.empty
            var unreadable: [String] = []
            for row in try Row.fetchAll(database, sql: "SELECT * FROM service_registration ORDER BY service_id") {
                if let departure = Departure(row: row) {
                    saved.departures.append(departure)
                } else if let service = SavedService(row: row) {
                    saved.services.append(service)
                } else {
                    unreadable.append(row["service_id"])
                }
            }
            return (saved, unreadable)
        }
    }

    /// Writes changes inside a transaction of the caller.
    static func apply(_ changes: some Sequence<Change>, in database: Database) throws {
        for change in changes {
            switch change {
            case .save(let service): try service.upsert(in: database)
            case .retire(let departure): try departure.write(in: database)
            case .erase(let serviceID):
                try database.cachedStatement(sql: "DELETE FROM service_registration WHERE service_id = ?")
                    .execute(arguments: [serviceID])
            }
        }
    }

    /// Append-only: a released migration is never edited.
    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("001-registration") { database in
            try database.execute(
                sql: """
                    CREATE TABLE service_registration (
                      service_id TEXT PRIMARY KEY NOT NULL CHECK (length(service_id) > 0),
                      descriptor TEXT NOT NULL CHECK (json_valid(descriptor)),
                      generation INTEGER NOT NULL CHECK (generation >= 1),
                      restarts INTEGER NOT NULL CHECK (restarts >= 0),
                      first_registered_at INTEGER NOT NULL,
                      registered_at INTEGER NOT NULL,
                      last_heartbeat_at INTEGER,
                      last_checked_at INTEGER,
                      last_sign_at INTEGER NOT NULL,
                      status TEXT NOT NULL
                        CHECK (status IN ('healthy', 'warning', 'unhealthy', 'unreachable', 'unknown')),
                      status_since INTEGER NOT NULL,
                      responses TEXT NOT NULL CHECK (json_valid(responses)),
                      left_at INTEGER
                    ) STRICT, WITHOUT ROWID;
                    """)
        }
        WatchdogStore.registerMigration(in: &migrator)
        AlertStore.registerMigration(in: &migrator)
        WatchdogStore.registerIndexMigration(in: &migrator)
        return migrator
    }
}
