import Crypto

/// The whole journal with everything that its hashes cover, as lines of JSON: docs/ledger.md describes them.
///
/// Lines come in the order in which the ledger was written: behind each transaction the records and anchors that were
/// made over it. So whoever reads needs no more than the two heads to check each line. Between two chunks no read
/// transaction is open: a slow reader holds up nothing.
package final class JournalExport {
    /// Bytes after which a chunk ends; one line more may be in it.
    private static let chunkSize = 64 * 1_024

    private let rows: JournalExportRows
    private let beginning: ExportedBeginning
    private var writer = LineWriter()
    private var digest = SHA256()
    /// What was written so far; its counts are places, also where the ledger has gaps.
    private var end: ExportedEnd
    private var (sequence, record): (Int64, Int64) = (0, 0)
    private var nextRecord: RecordEntry?
    private var nextAnchor: Anchor?
    private var isBegun = false
    private var isOver = false

    /// - Parameters:
    ///   - ledger: what the export calls the ledger.
    ///   - now: the moment of the export.
    init(path: String, ledger: String, now: Timestamp) throws(StorageFailure) {
        rows = try JournalExportRows(path: path)
        beginning = ExportedBeginning(ledger: ledger, exportedAt: now, extent: rows.extent)
        end = ExportedEnd(ledger: ledger, exportedAt: now)
        nextRecord = try rows.record(after: 0)
        nextAnchor = try rows.anchor(after: 0)
    }

    /// The next lines, nil behind the last one.
    /// - Throws: `storage` if a row cannot be read; an export that was cut off there has no last line.
    package func nextChunk() throws(FinanceError) -> [UInt8]? {
        if isOver { return nil }
        writer.clear()
        do {
            if !isBegun { try writer.line(beginning) }
            isBegun = true
            while writer.bytes.count < Self.chunkSize, try step() {}
            digest.update(data: writer.bytes)
            if isOver { try finish() }
        } catch {
            throw FinanceError("export", error)
        }
        return writer.bytes
    }

    /// Writes the next line or lines; false when there are no more.
    private func step() throws -> Bool {
        if let anchor = nextAnchor, anchor.sequence <= sequence, anchor.record <= record || nextRecord == nil {
            try write(anchor)
        } else if let entry = nextRecord, entry.sequence <= sequence || sequence == rows.extent.transactions {
            try write(entry)
        } else if sequence < rows.extent.transactions {
            try writeTransactions()
        } else if let anchor = nextAnchor {
            // An anchor over something that is not there: whoever verifies the export shall see it.
            try write(anchor)
        } else {
            isOver = true
        }
        return !isOver
    }

    private func write(_ anchor: Anchor) throws {
        try writer.line(ExportedAnchor(anchor))
        end.extent.anchors += 1
        nextAnchor = try rows.anchor(after: anchor.id)
    }

    private func write(_ entry: RecordEntry) throws {
        end.recordHead = try rows.write(entry, to: &writer)
        end.extent.records += 1
        record = entry.id
        nextRecord = try rows.record(after: entry.id)
    }

    /// Writes transactions up to the next record or anchor, or until the chunk is full.
    private func writeTransactions() throws {
        let stops = [nextRecord?.sequence, nextAnchor.flatMap { $0.sequence > sequence ? $0.sequence : nil }]
        let last = max(sequence + 1, stops.compactMap(\.self).min() ?? .max)
        let through = min(last, rows.extent.transactions)
        var written = sequence
        try rows.forEachTransaction(after: sequence, through: through) { transaction in
            try writer.line(transaction)
            end.extent.transactions += 1
            end.head = transaction.head
            written = transaction.sequence
            return writer.bytes.count < Self.chunkSize
        }
        sequence = writer.bytes.count < Self.chunkSize ? through : written
    }

    private func finish() throws {
        end.digest = digest.finalize().withUnsafeBytes { ChainHash($0) } ?? .origin
        try writer.line(end)
    }
}

extension LedgerStore {
    /// All that is committed now, as an export; `ledger` is what it is called there.
    /// - Throws: `storage`.
    package func journalExport(ledger: String) throws(FinanceError) -> JournalExport {
        do throws(StorageFailure) {
            return try JournalExport(path: path, ledger: ledger, now: options.now())
        } catch {
            throw FinanceError("export", error)
        }
    }
}
