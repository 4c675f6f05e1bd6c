package import Foundation
package import GRDB

/// The one SQLite file of the service, opened, migrated and set to keep what it acknowledged.
package enum BelegDatabase {
    package static let fileName = "beleg.sqlite"

    /// Opens the file, creating it if it is absent, and brings its schema up to date.
    ///
    /// - Throws: `DatabaseError` of SQLite, also for a file that must not be written; ``DurabilityError`` if SQLite does
    ///   not take the durable setting; ``NewerSchemaError`` for a file of a newer version.
    package static func open(directory: URL) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { db in
            // Without it, INSERT OR REPLACE would delete frozen rows behind the triggers' back.
            try db.execute(sql: "PRAGMA recursive_triggers = ON")
            try db.execute(sql: "PRAGMA trusted_schema = OFF")
        }
        let pool = try DatabasePool(
            path: directory.appendingPathComponent(fileName).path, configuration: configuration)
        // GRDB sets NORMAL when it switches to WAL; a commit could then vanish with the power.
        try pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2 else { throw DurabilityError() }
        }
        let migrator = BelegMigrations.migrator
        if try pool.read(migrator.hasBeenSuperseded) { throw NewerSchemaError() }
        try migrator.migrate(pool)
        // SQLite opens a write-protected file for reading only and says so with the first write: better now than then.
        try pool.writeWithoutTransaction { db in
            let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
            try db.execute(sql: "PRAGMA user_version = \(version)")
        }
        return pool
    }

    /// The file holds steps of the schema that this version does not know.
    package struct NewerSchemaError: Error, CustomStringConvertible {
        package let description = "a newer version of this program has written them; use that one"
    }

    /// SQLite did not accept `synchronous = FULL`.
    package struct DurabilityError: Error, CustomStringConvertible {
        package let description = "the database does not accept synchronous = FULL"
    }
}
