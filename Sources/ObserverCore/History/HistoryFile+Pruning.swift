import GRDB

/// What is deleted because it is too old or too much.
extension HistoryFile {
    /// Rows that one pruning deletes of a tier at most.
    static let pruneLimit = 1_000
    /// Rows that go at a time while a tier is beyond its limit.
    private static let excessStep = 50

    /// What a pruning has left.
    struct Pruned {
        var sizes: HistorySizes
        var cuts: HistoryCuts
        var isMoreLeft = false
    }

    /// Deletes what is too old, and of a tier that has grown beyond its limit the oldest; a bounded number of rows.
    func prune(_ sizes: HistorySizes, at now: Int) async throws -> Pruned {
        try await writer.write { database in
            var result = Pruned(sizes: sizes, cuts: try Self.cuts(database))
            for tier in HistoryTier.allCases {
                let oldest = now - tier.keepSeconds - tier.chunkSeconds
                let old = try Self.delete(tier, before: oldest, limit: Self.pruneLimit, in: database)
                result.sizes[tier] -= old.bytes
                var left = Self.pruneLimit - old.rows
                // In small steps: no more goes before its time than must.
                while result.sizes[tier] > tier.limitBytes, left > 0 {
                    let excess = try Self.delete(
                        tier, before: now - tier.chunkSeconds, limit: Self.excessStep, in: database)
                    if excess.rows == 0 { break }
                    result.sizes[tier] -= excess.bytes
                    left -= excess.rows
                    // The chunks of other series that begin at the same time may be still there: they count as lost.
                    result.cuts[tier] = max(result.cuts[tier], excess.latestStart + tier.chunkSeconds)
                }
                try Self.keep(result.cuts[tier], tier, in: database)
                if left <= 0 { result.isMoreLeft = true }
            }
            return result
        }
    }

    /// Deletes the oldest rows of a tier.
    private static func delete(
        _ tier: HistoryTier, before: Int, limit: Int, in database: Database
    ) throws -> (rows: Int, bytes: Int, latestStart: Int) {
        let sql =
            tier == .second
            ? """
            DELETE FROM sample_second WHERE at IN
              (SELECT at FROM sample_second WHERE at < ? ORDER BY at LIMIT \(limit)) RETURNING length(data), at
            """
            : """
            DELETE FROM chunk WHERE tier = \(tier.rawValue) AND (start, series) IN
              (SELECT start, series FROM chunk WHERE tier = \(tier.rawValue) AND start < ?
               ORDER BY start, series LIMIT \(limit)) RETURNING length(data), start
            """
        let deleted = try Row.fetchAll(database.cachedStatement(sql: sql), arguments: [before])
        return deleted.reduce(into: (rows: 0, bytes: 0, latestStart: 0)) { sum, row in
            sum = (sum.rows + 1, sum.bytes + (row[0] as Int), max(sum.latestStart, row[1]))
        }
    }

    /// What was cut off, tier by tier.
    static func cuts(_ database: Database) throws -> HistoryCuts {
        try Row.fetchAll(database, sql: "SELECT tier, before FROM cut").reduce(into: HistoryCuts()) { cuts, row in
            if let tier = HistoryTier(rawValue: row["tier"]) { cuts[tier] = row["before"] }
        }
    }

    private static func keep(_ cut: Int, _ tier: HistoryTier, in database: Database) throws {
        guard cut > 0 else { return }
        try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO cut (tier, before) VALUES (?, ?)"
        ).execute(arguments: [tier.rawValue, cut])
    }

    /// Deletes the names of series of which nothing is left; returns their numbers.
    func forgetSeries(except inUse: Set<Int>) async throws -> [Int] {
        try await writer.write { database in
            let gone = try Int.fetchAll(
                database, sql: "SELECT id FROM series WHERE id NOT IN (SELECT DISTINCT series FROM chunk)"
            ).filter { !inUse.contains($0) }
            for id in gone {
                try database.cachedStatement(sql: "DELETE FROM series WHERE id = ?").execute(arguments: [id])
            }
            return gone
        }
    }
}
