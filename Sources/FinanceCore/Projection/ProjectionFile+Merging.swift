extension ProjectionFile {
    /// Runs of one level before they become one of the next.
    static let mergeWidth: Int64 = 8
    /// Accounts that are merged in one commit.
    private static let mergeAccounts: Int32 = 64

    /// Does a bounded part of a merge; false when there is nothing to merge.
    ///
    /// An account moves to the new run in one commit, so that a reader finds its lines either there or in the old runs.
    /// A merge that was broken off goes on after the next start.
    func mergeStep() throws(StorageFailure) -> Bool {
        guard let target = try targetOfMerge() else { return false }
        let sources = try runs("SELECT id FROM run WHERE merging_into = \(target)")
        let greatest = try integer("SELECT ifnull(max(account), 0) FROM line_block")
        let end = min(Int64(mergeAccount) + Int64(Self.mergeAccounts), greatest + 1)
        try transaction { () throws(StorageFailure) in
            for account in Int64(mergeAccount)..<max(end, Int64(mergeAccount)) {
                try merge(sources, into: target, account: Int32(truncatingIfNeeded: account))
            }
            if end > greatest { try connection.execute("DELETE FROM run WHERE merging_into = \(target)") }
        }
        mergeAccount = end > greatest ? 0 : Int32(truncatingIfNeeded: end)
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

    private func merge(_ sources: [Int64], into target: Int64, account: Int32) throws(StorageFailure) {
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
                block.removeAll(keepingCapacity: true)
            }
        }
        try insertBlock(block[...], account: account, run: target)
        for run in sources {
            deleteBlocks.bind(1, Int64(account))
            deleteBlocks.bind(2, run)
            try deleteBlocks.run()
        }
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
            throw StorageFailure(code: 0, "a block of the projection cannot be read")
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
