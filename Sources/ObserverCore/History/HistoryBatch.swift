/// What is to be written in one transaction.
struct HistoryBatch: Sendable {
    /// Which chunk.
    struct Key: Sendable, Hashable {
        let tier: HistoryTier
        /// Seconds since 1970.
        let start: Int
        let series: Int
    }

    /// Cells of one series and tier, one after the other.
    struct Chunk: Sendable {
        let key: Key
        /// Samples of earlier seconds are in it.
        let through: Int
        let bytes: [UInt8]
        /// Size of the row that it replaces.
        var replacedBytes = 0

        /// Start of every cell, in seconds since 1970, and the cell; damaged bytes end the list.
        var cells: [(start: Int, cell: HistoryCell)] {
            var reader = ByteReader(bytes)
            var cells: [(Int, HistoryCell)] = []
            var index = -1
            while !reader.isAtEnd {
                guard let gap = reader.varint(), gap <= key.tier.chunkSeconds, let cell = HistoryCell(from: &reader)
                else { break }
                index += gap + 1
                cells.append((key.start + index * key.tier.cellSeconds, cell))
            }
            return cells
        }
    }

    /// Everything that one second brought, all series together.
    struct Second: Sendable {
        /// Seconds since 1970.
        let at: Int
        let bytes: [UInt8]

        init(at: Int, bytes: [UInt8]) {
            self.at = at
            self.bytes = bytes
        }

        init(at: Int, cells: [Int: HistoryCell]) {
            var bytes: [UInt8] = []
            var previous = 0
            for (series, cell) in cells.sorted(by: { $0.key < $1.key }) {
                bytes.appendVarint(series - previous)
                previous = series
                var encoded: [UInt8] = []
                cell.encode(into: &encoded)
                bytes.appendVarint(encoded.count)
                bytes += encoded
            }
            self.init(at: at, bytes: bytes)
        }

        /// Hands out the cells; those of other series than the wanted one are skipped unread.
        func forEach(only wanted: Int? = nil, _ body: (Int, HistoryCell) -> Void) {
            var reader = ByteReader(bytes)
            var series = 0
            while !reader.isAtEnd {
                guard let distance = reader.varint(), let length = reader.varint() else { return }
                (series, _) = series.addingReportingOverflow(distance)
                if let wanted, series > wanted { return }
                if wanted == nil || series == wanted {
                    var part = ByteReader(bytes, from: reader.position, count: length)
                    if let cell = HistoryCell(from: &part) { body(series, cell) }
                }
                reader.skip(length)
            }
        }
    }

    var seconds: [Second] = []
    var chunks: [Chunk] = []
    var newSeries: [(id: Int, key: HistoryKey)] = []

    var isEmpty: Bool { seconds.isEmpty && chunks.isEmpty && newSeries.isEmpty }

    /// Puts an earlier batch, which could not be written, in front.
    mutating func prepend(_ earlier: HistoryBatch) {
        seconds = earlier.seconds + seconds
        chunks = earlier.chunks + chunks
        newSeries = earlier.newSeries + newSeries
    }
}

/// Whose figures, and which.
package struct HistoryKey: Sendable, Hashable {
    /// Id of the service.
    package let subject: String
    package let metric: HistoryMetric

    /// Names a series.
    package init(_ subject: String, _ metric: HistoryMetric) {
        self.subject = subject
        self.metric = metric
    }
}
