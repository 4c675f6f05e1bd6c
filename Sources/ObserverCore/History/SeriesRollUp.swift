/// The open chunks of one series: what is still being added to, in each tier.
struct SeriesRollUp: Sendable {
    /// One tier of it.
    struct Open: Sendable {
        /// Start of the chunk, in seconds since 1970.
        var chunkStart: Int
        /// Finished cells, encoded.
        var bytes: [UInt8] = []
        /// Number of the latest finished cell within the chunk; -1 before the first.
        var lastIndex = -1
        /// Start of the cell that is being filled, and the cell.
        var cellStart = 0
        var cell = HistoryCell()
        /// Samples of earlier seconds are in this chunk, or in an older one.
        var through: Int
        /// Size of the row on disk that this chunk will replace.
        var storedBytes = 0

        /// Finished and unfinished cells together.
        func encoded(_ tier: HistoryTier) -> [UInt8] {
            var copy = self
            copy.finishCell(tier)
            return copy.bytes
        }

        /// Adds a cell that comes after all others.
        mutating func append(_ next: HistoryCell, at start: Int, _ tier: HistoryTier) {
            finishCell(tier)
            cellStart = start
            cell = next
        }

        mutating func finishCell(_ tier: HistoryTier) {
            guard cell.count > 0 else { return }
            let index = (cellStart - chunkStart) / tier.cellSeconds
            // After a step of the clock backwards the cell comes behind the latest one.
            let place = max(index, lastIndex + 1)
            bytes.appendVarint(place - lastIndex - 1)
            cell.encode(into: &bytes)
            lastIndex = place
            cell = HistoryCell()
        }
    }

    /// By ``HistoryTier/chunked``.
    private(set) var open: [Open?] = [nil, nil, nil]
    /// Latest second with a sample.
    private(set) var latest = 0

    /// Adds what one second brought, and returns the chunks that ended before it.
    ///
    /// - Parameter series: Number of the series.
    mutating func add(_ cell: HistoryCell, at second: Int, series: Int) -> [HistoryBatch.Chunk] {
        let finished = advance(to: second, series: series)
        latest = second
        for (place, tier) in HistoryTier.chunked.enumerated() {
            var current =
                open[place] ?? Open(chunkStart: tier.chunkStart(second, series: series), through: second)
            open[place] = nil
            if second >= current.through {
                let start = tier.cellStart(second)
                if start != current.cellStart, current.cell.count > 0 { current.finishCell(tier) }
                if current.cell.count == 0 { current.cellStart = start }
                current.cell.merge(cell)
                current.through = second + 1
            }
            open[place] = current
        }
        return finished
    }

    /// Ends the chunks whose time is over; with one of ten seconds the open chunks of the coarser tiers are saved too,
    /// so that a restart need not look further back than the seconds reach.
    mutating func advance(to second: Int, series: Int) -> [HistoryBatch.Chunk] {
        let ended = HistoryTier.chunked.indices.filter { place in
            open[place].map { second >= $0.chunkStart + HistoryTier.chunked[place].chunkSeconds } ?? false
        }
        guard !ended.isEmpty else { return [] }
        let saved = ended.contains(0) ? Array(HistoryTier.chunked.indices) : ended
        return saved.compactMap { place in
            guard let chunk = save(place, series: series) else { return nil }
            if ended.contains(place) { open[place] = nil }
            return chunk
        }
    }

    /// The open chunk of a tier as it would be written now.
    func chunk(_ tier: HistoryTier, series: Int) -> HistoryBatch.Chunk? {
        HistoryTier.chunked.firstIndex(of: tier).flatMap { place in
            open[place].map { Self.chunk($0, tier, series) }
        }
    }

    private mutating func save(_ place: Int, series: Int) -> HistoryBatch.Chunk? {
        guard var current = open[place] else { return nil }
        let chunk = Self.chunk(current, HistoryTier.chunked[place], series)
        guard !chunk.bytes.isEmpty else { return nil }
        current.storedBytes = chunk.bytes.count
        open[place] = current
        return chunk
    }

    private static func chunk(_ open: Open, _ tier: HistoryTier, _ series: Int) -> HistoryBatch.Chunk {
        HistoryBatch.Chunk(
            key: .init(tier: tier, start: open.chunkStart, series: series), through: open.through,
            bytes: open.encoded(tier), replacedBytes: open.storedBytes)
    }

    /// Takes back a chunk from the disk that may not be complete.
    mutating func restore(_ chunk: HistoryBatch.Chunk) {
        guard let place = HistoryTier.chunked.firstIndex(of: chunk.key.tier) else { return }
        let tier = chunk.key.tier
        var current = Open(chunkStart: chunk.key.start, through: chunk.through, storedBytes: chunk.bytes.count)
        for (start, cell) in chunk.cells { current.append(cell, at: start, tier) }
        open[place] = current
        // Else the series would count as idle since 1970 and be let go with what it holds.
        latest = max(latest, chunk.through - 1)
    }
}

extension HistoryBatch.Chunk {
    /// What the chunk was before a second after the given one began. The cell in which that second lies is replaced,
    /// or kept as it is, with up to a cell's length of the future, when nothing better is known.
    func cut(after second: Int, last: HistoryCell?) -> HistoryBatch.Chunk {
        var open = SeriesRollUp.Open(chunkStart: key.start, through: min(through, second + 1))
        let border = key.tier.cellStart(second)
        for (start, cell) in cells where start <= border {
            open.append(start == border ? last ?? cell : cell, at: start, key.tier)
        }
        return HistoryBatch.Chunk(key: key, through: open.through, bytes: open.encoded(key.tier))
    }
}
