import Foundation
import GRDB

/// The history on disk: `metrics.sqlite`, apart from the registry, so that figures never hold up a registration.
///
/// WAL with `synchronous=NORMAL`: what was committed survives the end of the process; a power cut may cost the last
/// seconds.
struct HistoryFile: Sendable {
    let writer: any DatabaseWriter

    /// Opens or creates the file.
    ///
    /// - Throws: `DatabaseError` of SQLite.
    static func open(inDirectory directory: String) throws -> HistoryFile {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { database in
            // 512 KiB of pages: what is read here is read once.
            try database.execute(sql: "PRAGMA cache_size = -512")
        }
        return try HistoryFile(DatabaseQueue(path: directory + "/metrics.sqlite", configuration: configuration))
    }

    init(_ writer: any DatabaseWriter) throws {
        self.writer = writer
        if try writer.read(Self.migrator.hasBeenSuperseded) { throw RegistryStore.NewerSchemaError() }
        try Self.migrator.migrate(writer)
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("001-history") { database in
            try database.execute(
                sql: """
                    CREATE TABLE series (
                      id INTEGER PRIMARY KEY NOT NULL,
                      subject TEXT NOT NULL,
                      metric TEXT NOT NULL,
                      UNIQUE (subject, metric)
                    ) STRICT;
                    CREATE TABLE sample_second (
                      at INTEGER PRIMARY KEY NOT NULL,
                      data BLOB NOT NULL
                    ) STRICT;
                    CREATE TABLE chunk (
                      tier INTEGER NOT NULL CHECK (tier BETWEEN 1 AND 3),
                      start INTEGER NOT NULL,
                      series INTEGER NOT NULL,
                      through INTEGER NOT NULL,
                      data BLOB NOT NULL,
                      PRIMARY KEY (tier, start, series)
                    ) STRICT, WITHOUT ROWID;
                    """)
        }
        migrator.registerMigration("002-cuts") { database in
            try database.execute(
                sql: """
                    CREATE TABLE cut (
                      tier INTEGER PRIMARY KEY NOT NULL CHECK (tier BETWEEN 0 AND 3),
                      before INTEGER NOT NULL
                    ) STRICT;
                    """)
        }
        return migrator
    }

    // MARK: Writing

    /// Writes a batch in one transaction; returns by how many bytes each tier has grown.
    func write(_ batch: HistoryBatch) async throws -> HistorySizes {
        try await writer.write { database in
            var sizes = HistorySizes()
            for (id, key) in batch.newSeries {
                try database.cachedStatement(
                    sql: "INSERT OR REPLACE INTO series (id, subject, metric) VALUES (?, ?, ?)"
                )
                .execute(arguments: [id, key.subject, key.metric.rawValue])
            }
            for second in batch.seconds {
                try database.cachedStatement(sql: "INSERT OR REPLACE INTO sample_second (at, data) VALUES (?, ?)")
                    .execute(arguments: [second.at, Data(second.bytes)])
                sizes[.second] += second.bytes.count
            }
            for chunk in batch.chunks {
                try database.cachedStatement(
                    sql: "INSERT OR REPLACE INTO chunk (tier, start, series, through, data) VALUES (?, ?, ?, ?, ?)"
                )
                .execute(arguments: [
                    chunk.key.tier.rawValue, chunk.key.start, chunk.key.series, chunk.through, Data(chunk.bytes),
                ])
                sizes[chunk.key.tier] += chunk.bytes.count - chunk.replacedBytes
            }
            return sizes
        }
    }

    // MARK: Reading

    /// The cells of a series in [from, to), in seconds since 1970.
    func seconds(_ series: Int, from: Int, to: Int) async throws -> [Int: HistoryCell] {
        try await writer.read { database in
            var cells: [Int: HistoryCell] = [:]
            let rows = try Row.fetchCursor(
                database.cachedStatement(sql: "SELECT at, data FROM sample_second WHERE at >= ? AND at < ?"),
                arguments: [from, to])
            while let row = try rows.next() {
                let second = HistoryBatch.Second(at: row["at"], bytes: [UInt8](row["data"] as Data))
                second.forEach(only: series) { cells[second.at] = $1 }
            }
            return cells
        }
    }

    /// The chunks of a series whose starts are given.
    func chunks(_ series: Int, _ tier: HistoryTier, starts: [Int]) async throws -> [Int: HistoryBatch.Chunk] {
        try await writer.read { try Self.chunks(series, tier, starts: starts, in: $0) }
    }

    private static func chunks(
        _ series: Int, _ tier: HistoryTier, starts: [Int], in database: Database
    ) throws -> [Int: HistoryBatch.Chunk] {
        var chunks: [Int: HistoryBatch.Chunk] = [:]
        let statement = try database.cachedStatement(
            sql: "SELECT * FROM chunk WHERE tier = ? AND start = ? AND series = ?")
        for start in starts {
            if let row = try Row.fetchOne(statement, arguments: [tier.rawValue, start, series]) {
                chunks[start] = chunk(row)
            }
        }
        return chunks
    }

    /// What is needed to go on where a run ended.
    struct Restored {
        var state = HistoryState()
        var sizes = HistorySizes()
        var cuts = HistoryCuts()
        /// The latest second on disk; `nil` where there is none.
        var newest: Int?
    }

    /// What is needed to go on where the last run ended; what lies in the future is deleted.
    ///
    /// - Throws: ``HistoryFromFuture`` when the clock is so far behind the file that it is rather the clock that errs, as
    ///   on a machine that has not asked for the time yet; nothing is deleted then.
    func restore(at now: Int) throws -> Restored {
        try writer.write { database in
            let newest = try Int.fetchOne(database, sql: "SELECT max(start) FROM chunk") ?? now
            guard newest - now <= HistoryFromFuture.tolerance else { throw HistoryFromFuture(newest: newest, now: now) }
            try Self.cutFuture(after: now, in: database)
            var state = HistoryState()
            let oldest = try Int.fetchOne(database, sql: "SELECT min(at) FROM sample_second") ?? now
            state.restore(
                series: try Self.series(database), chunks: try Self.openChunks(database, from: oldest), at: now)
            let seconds = try Row.fetchCursor(database, sql: "SELECT at, data FROM sample_second ORDER BY at")
            while let row = try seconds.next() {
                state.replay(HistoryBatch.Second(at: row["at"], bytes: [UInt8](row["data"] as Data)))
            }
            return Restored(
                state: state, sizes: try Self.sizes(database), cuts: try Self.cuts(database),
                newest: try Int.fetchOne(database, sql: "SELECT max(at) FROM sample_second"))
        }
    }

    /// Takes away what was written in seconds after now, before the clock was set back.
    private static func cutFuture(after now: Int, in database: Database) throws {
        try database.execute(sql: "DELETE FROM sample_second WHERE at > ?", arguments: [now])
        try database.execute(sql: "DELETE FROM chunk WHERE start > ?", arguments: [now])
        // The finest first: the coarser cell in which now lies is put together anew from what is left of the finer.
        var finer: HistoryTier?
        for tier in HistoryTier.chunked {
            let ahead = try Row.fetchAll(
                database, sql: "SELECT * FROM chunk WHERE tier = ? AND start > ? AND through > ?",
                arguments: [tier.rawValue, now - tier.chunkSeconds, now + 1]
            ).map(chunk)
            for chunk in ahead {
                let rest = try finer.map { try cell(of: chunk.key, from: $0, through: now, in: database) }
                try replace(chunk.cut(after: now, last: rest ?? nil), in: database)
            }
            finer = tier
        }
    }

    /// The cell of a chunk in which a second lies, up to that second, from the cells of a finer tier; `nil` when they
    /// are no longer kept.
    private static func cell(
        of key: HistoryBatch.Key, from finer: HistoryTier, through second: Int, in database: Database
    ) throws -> HistoryCell? {
        let begin = key.tier.cellStart(second)
        let starts = stride(
            from: finer.chunkStart(begin, series: key.series), through: second, by: finer.chunkSeconds)
        var cell = HistoryCell()
        for chunk in try chunks(key.series, finer, starts: Array(starts), in: database).values {
            for (start, part) in chunk.cells where start >= begin && start <= second { cell.merge(part) }
        }
        return cell.count > 0 ? cell : nil
    }

    private static func replace(_ chunk: HistoryBatch.Chunk, in database: Database) throws {
        let key: StatementArguments = [chunk.key.tier.rawValue, chunk.key.start, chunk.key.series]
        guard !chunk.bytes.isEmpty else {
            return try database.cachedStatement(sql: "DELETE FROM chunk WHERE tier = ? AND start = ? AND series = ?")
                .execute(arguments: key)
        }
        try database.cachedStatement(
            sql: "UPDATE chunk SET through = ?, data = ? WHERE tier = ? AND start = ? AND series = ?"
        ).execute(arguments: [chunk.through, Data(chunk.bytes)] + key)
    }

    private static func series(_ database: Database) throws -> [(id: Int, key: HistoryKey)] {
        try Row.fetchAll(database, sql: "SELECT * FROM series").compactMap { row in
            HistoryMetric(rawValue: row["metric"]).map { (row["id"], HistoryKey(row["subject"], $0)) }
        }
    }

    /// Per tier the chunks that the seconds on disk may still belong to, oldest first.
    private static func openChunks(_ database: Database, from oldest: Int) throws -> [HistoryBatch.Chunk] {
        try HistoryTier.chunked.flatMap { tier in
            try Row.fetchAll(
                database, sql: "SELECT * FROM chunk WHERE tier = ? AND start > ? ORDER BY start",
                arguments: [tier.rawValue, oldest - tier.chunkSeconds]
            ).map(chunk)
        }
    }

    private static func chunk(_ row: Row) -> HistoryBatch.Chunk {
        HistoryBatch.Chunk(
            key: .init(
                tier: HistoryTier(rawValue: row["tier"]) ?? .hour, start: row["start"], series: row["series"]),
            through: row["through"], bytes: [UInt8](row["data"] as Data))
    }

    private static func sizes(_ database: Database) throws -> HistorySizes {
        var sizes = HistorySizes()
        sizes[.second] = try Int.fetchOne(database, sql: "SELECT sum(length(data)) FROM sample_second") ?? 0
        for tier in HistoryTier.chunked {
            sizes[tier] =
                try Int.fetchOne(
                    database, sql: "SELECT sum(length(data)) FROM chunk WHERE tier = ?", arguments: [tier.rawValue])
                ?? 0
        }
        return sizes
    }
}
