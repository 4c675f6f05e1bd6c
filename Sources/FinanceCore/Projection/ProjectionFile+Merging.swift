extension ProjectionFile {
    /// Runs of one level before they become one of the next.
    static let mergeWidth: Int64 = 8
    /// Accounts that are merged in one commit, at most.
    private static let mergeAccounts: Int64 = 64
    /// Does a bounded part of a merge; false when there is nothing to merge.
    ///
    /// A line moves to the new run in one commit, so that a reader finds it either there or in an old run. An account of
    /// many lines moves in several, from its first line on: what is left of it in the old runs lies behind what has moved.
    /// A merge that was broken off goes on after the next start.
    func mergeStep() throws(StorageFailure) -> Bool {
        guard let target = try targetOfMerge() else { return false }
        let sources = try runs("SELECT id FROM run WHERE merging_into = \(target)")
        let greatest = try integer("SELECT ifnull(max(account), 0) FROM line_block")
        var next = Int64(mergeAccount)
        let end = min(next + Self.mergeAccounts, greatest + 1)
        try transaction { () throws(StorageFailure) in
            var blocks = blocksPerStep
            while next < end, blocks > 0 {
                let account = Int32(truncatingIfNeeded: next)
                if try merge(sources, into: target, account: account, atMost: &blocks) { next += 1 }
            }
            if next > greatest { try connection.execute("DELETE FROM run WHERE merging_into = \(target)") }
        }
        mergeAccount = next > greatest ? 0 : Int32(truncatingIfNeeded: next)
        return true
    }

    /// The run that a merge writes: one that was begun, or a new one if some level has enough runs.
    private func targetOfMerge() throws(StorageFailure) -> Int64? {
        let begun = try integer("SELECT ifnull(max(merging_into), 0) FROM run")
        if begun > 0 { return begun }
        let level = try connection.prepare(
            "SELECT level FROM run GROUP BY level HAVING count(*) >= \(Self.mergeWidth) ORDER BY level LIMIT 1")
        guard try level.next() else { return nil }
        let full = level.int64(0)
        level.reset()
        let target = try integer("SELECT max(id) + 1 FROM run")
        try transaction { () throws(StorageFailure) in
            try connection.execute(
                """
                UPDATE run SET merging_into = \(target)
                WHERE id IN (SELECT id FROM run WHERE level = \(full) ORDER BY id LIMIT \(Self.mergeWidth));
                INSERT INTO run(id, level) VALUES (\(target), \(full + 1));
                """)
        }
        mergeAccount = 0
        return target
    }

    /// Moves lines of an account to the new run; true when none is left in the old ones.
    private func merge(
        _ sources: [Int64], into target: Int64, account: Int32, atMost blocks: inout Int
    ) throws(StorageFailure) -> Bool {
        var walk = LineWalk<StorageFailure>()
        for run in sources {
            try walk.add(after: .before(.first)) { key throws(StorageFailure) in
                try self.entries(of: account, run: run, after: key)
            }
        }
        var block: [LineEntry] = []
        while let entry = try walk.next() {
            block.append(entry)
            if block.count == LineBlock.capacity {
                try insertBlock(block[...], account: account, run: target)
                blocks -= 1
                if blocks == 0 {
                    for run in sources { try remove(account, run, through: entry.key) }
                    return false
                }
                block.removeAll(keepingCapacity: true)
            }
        }
        if !block.isEmpty { blocks -= 1 }
        try insertBlock(block[...], account: account, run: target)
        for run in sources { try remove(account, run, through: nil) }
        return true
    }

    /// Takes lines out of an old run: all, or those through a place.
    private func remove(_ account: Int32, _ run: Int64, through place: LineKey?) throws(StorageFailure) {
        guard let place else {
            return try deleteBlocks(account, run, through: LineKey(date: .last, sequence: .max, line: .max))
        }
        let next = try entries(of: account, run: run, after: place)
        let rest = next.filter { $0.key > place }
        guard let last = rest.last, rest.count < next.count else {
            return try deleteBlocks(account, run, through: place)
        }
        // The block around the place goes and comes back shorter, under the same key: that of its last line.
        try deleteBlocks(account, run, through: last.key)
        try insertBlock(rest[...], account: account, run: run)
    }

    private func deleteBlocks(_ account: Int32, _ run: Int64, through place: LineKey) throws(StorageFailure) {
        deleteBlocks.bind(1, Int64(account))
        deleteBlocks.bind(2, run)
        deleteBlocks.bind(3, Int64(place.date.number))
        deleteBlocks.bind(4, place.sequence)
        deleteBlocks.bind(5, Int64(place.line))
        try deleteBlocks.run()
    }

    private func entries(
        of account: Int32, run: Int64, after key: LineKey
    ) throws(StorageFailure) -> [LineEntry] {
        blockAfter.bind(1, Int64(account))
        blockAfter.bind(2, run)
        blockAfter.bind(3, Int64(key.date.number))
        blockAfter.bind(4, key.sequence)
        blockAfter.bind(5, Int64(key.line))
        guard try blockAfter.next() else { return [] }
        defer { blockAfter.reset() }
        guard let entries = blockAfter.withBytes(0, { LineBlock.read($0, account: account) }) else {
            throw .damage("a block of the projection cannot be read")
        }
        return entries
    }

    private func runs(_ sql: String) throws(StorageFailure) -> [Int64] {
        let statement = try connection.prepare(sql)
        var runs: [Int64] = []
        while try statement.next() { runs.append(statement.int64(0)) }
        return runs
    }
}
