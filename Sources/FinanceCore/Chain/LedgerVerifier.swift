import Foundation

/// Checks a ledger file against itself: every transaction against the hash chain, numbers without gaps, balance, and
/// the file's own structure. Reads only; works on the file of a running ledger and on a copy.
package struct LedgerVerifier: Sendable {
    /// Rows between two looks at the clock and at whether anybody still waits.
    private static let step = 4_096

    private let path: String
    private let isLive: Bool

    /// - Parameter isLive: whether a running ledger has the file open.
    package init(path: String, isLive: Bool = false) {
        self.path = path
        self.isLive = isLive
    }

    /// Last transaction of the file.
    /// - Throws: `StorageFailure` if the file is no ledger.
    package func lastSequence() throws(StorageFailure) -> Int64 {
        let connection = try LedgerConnection(reading: path, isLive: isLive)
        let row = try connection.prepare(LedgerView.journalEnd)
        guard try row.next() else { return 0 }
        defer { row.reset() }
        return row.int64(0)
    }

    /// Which of these transactions the file does not have.
    package func missing(among ids: [EntityID]) throws(StorageFailure) -> [EntityID] {
        let connection = try LedgerConnection(reading: path, isLive: isLive)
        let row = try connection.prepare(LedgerSQL.transactionByID)
        var missing: [EntityID] = []
        for id in ids {
            row.bind(1, id)
            if try row.next() { row.reset() } else { missing.append(id) }
        }
        return missing
    }

    /// Verifies the chain from a transaction on, by several connections at once.
    ///
    /// - Parameters:
    ///   - first: where to begin; the head stored before it is taken as given.
    ///   - last: where to end, nil for the end of the file.
    ///   - tally: of the part that ends before `first`, if that was verified as well; then numbers must go on from it.
    ///   - progress: called now and then with the number of transactions that were verified.
    /// - Throws: `StorageFailure` if the file cannot be read at all.
    package func verifyChain(
        from first: Int64 = 1, through last: Int64? = nil, continuing tally: JournalTally? = nil,
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws -> IntegrityReport {
        let end = try min(last ?? .max, lastSequence())
        var tally = tally ?? JournalTally(from: first)
        guard first <= end else { return IntegrityReport(sequences: nil, head: .origin, faults: [], tally: tally) }
        let segments = Self.segments(first...end)
        let outcomes = try await withThrowingTaskGroup(of: (Int, ChainSegment.Outcome).self) { group in
            for (index, sequences) in segments.enumerated() {
                group.addTask { (index, try await verify(sequences, progress)) }
            }
            var outcomes: [Int: ChainSegment.Outcome] = [:]
            for try await (index, outcome) in group { outcomes[index] = outcome }
            return segments.indices.compactMap { outcomes[$0] }
        }
        var fault: IntegrityFault?
        for (outcome, sequences) in zip(outcomes, segments) where fault == nil {
            let gap = tally.add(outcome, through: sequences.upperBound)
            fault = [gap, outcome.fault].compactMap(\.self).min { $0.sequence ?? 0 < $1.sequence ?? 0 }
        }
        return IntegrityReport(
            sequences: first...end, head: outcomes.last?.head ?? .origin, faults: fault.map { [$0] } ?? [],
            tally: tally)
    }

    /// Compares the counters with what the journal adds up to.
    /// - Parameter tally: of a part that reaches to the end of the journal as it was when it was verified.
    package func verifyCounters(_ tally: JournalTally) throws(StorageFailure) -> [IntegrityFault] {
        try CounterVerifier(connection: try LedgerConnection(reading: path, isLive: isLive)).faults(tally)
    }

    private func verify(
        _ sequences: ClosedRange<Int64>, _ progress: @Sendable (Int) -> Void
    ) async throws -> ChainSegment.Outcome {
        let connection = try LedgerConnection(reading: path, isLive: isLive)
        // One transaction: a row that is written meanwhile changes nothing.
        try connection.execute("BEGIN")
        var segment = try ChainSegment(connection, sequences: sequences)
        while segment.verify(rows: Self.step) {
            progress(Self.step)
            try Task.checkCancellation()
            await Task.yield()
        }
        return segment.outcome
    }

    private static func segments(_ sequences: ClosedRange<Int64>) -> [ClosedRange<Int64>] {
        let count = Int64(sequences.count)
        let parts = count < 20_000 ? 1 : Int64(ProcessInfo.processInfo.activeProcessorCount)
        return (0..<parts).map { part in
            let start = sequences.lowerBound + count * part / parts
            return start...(sequences.lowerBound + count * (part + 1) / parts - 1)
        }
    }

    /// Checks the file's own structure: pages, indexes, constraints, locks, batches, tables and triggers, and the rows that
    /// no hash covers.
    package func verifyStructure() throws(StorageFailure) -> [IntegrityFault] {
        let connection = try LedgerConnection(reading: path, isLive: isLive)
        let parts: [() throws -> [IntegrityFault]] = [
            { try Self.damage(connection, "PRAGMA integrity_check(20)") },
            { try Self.damage(connection, "PRAGMA foreign_key_check") },
            { try lockFaults(connection) },
            { try BatchVerifier(connection).faults() },
            { try SchemaVerifier(connection: connection).faults() },
            { try SideRowVerifier(connection: connection).faults() },
        ]
        // A part that cannot be read must not hide what another one has found.
        var findings = Findings()
        for part in parts { findings.add(part) }
        return findings.faults
    }

    private static func damage(
        _ connection: LedgerConnection, _ pragma: String
    ) throws(StorageFailure) -> [IntegrityFault] {
        let rows = try connection.prepare(pragma)
        var faults: [IntegrityFault] = []
        do throws(StorageFailure) {
            while try rows.next() {
                let text = rows.text(0)
                if text == "ok" { continue }
                faults.append(
                    .file(
                        "file-damaged", de: "Die Datei ist beschädigt: \(text).", en: "The file is damaged: \(text)."))
                faults += MistypedValues(connection: connection).faults(text)
            }
        } catch {
            // SQLite names the page and goes on to the rows, which may end it: the page must not be lost by that.
            faults.append(.unreadable(error))
        }
        return faults
    }

    /// Checks what lies beside the journal: the record chain over accounts, locks and documents, and the anchors. A file
    /// that no version with records has opened yet has none of it, and no fault.
    ///
    /// - Parameter publicKey: the only key whose anchors count, 64 hexadecimal digits; nil takes the one they name.
    package func verifyRecords(publicKey: ChainHash? = nil) throws(StorageFailure) -> [IntegrityFault] {
        let connection = try LedgerConnection(reading: path, isLive: isLive)
        // One transaction: what is written meanwhile changes nothing.
        try connection.execute("BEGIN")
        guard try Self.hasRecords(connection) else { return [] }
        return try RecordVerifier(connection).faults() + AnchorVerifier(connection, publicKey: publicKey).faults()
    }

    /// Checks the bytes of all documents in a folder.
    package func verifyDocuments(in folder: String) throws(StorageFailure) -> [IntegrityFault] {
        try VaultVerifier(connection: try LedgerConnection(reading: path, isLive: isLive), folder: folder).faults()
    }

    /// Records, anchors and documents of the file.
    package func counts() throws(StorageFailure) -> (records: Int64, anchors: Int64, documents: Int64) {
        let connection = try LedgerConnection(reading: path, isLive: isLive)
        let documents = try connection.number("SELECT count(*) FROM document")
        guard try Self.hasRecords(connection) else { return (0, 0, documents) }
        return (
            try connection.number("SELECT count(*) FROM record"), try connection.number("SELECT count(*) FROM anchor"),
            documents
        )
    }

    private static func hasRecords(_ connection: LedgerConnection) throws(StorageFailure) -> Bool {
        try connection.number("SELECT 1 FROM migration WHERE name = '002-records-and-anchors'") == 1
    }

    /// Every lock must have been written over the chain as it is.
    private func lockFaults(_ connection: LedgerConnection) throws(StorageFailure) -> [IntegrityFault] {
        let rows = try connection.prepare(
            """
            SELECT l.id FROM lock_event l LEFT JOIN "transaction" t ON t.seq = l.seq
            WHERE l.head IS NOT ifnull(t.head, zeroblob(32)) ORDER BY l.id
            """)
        var faults: [IntegrityFault] = []
        while try rows.next() { faults.append(.lockOverOtherChain(rows.int64(0))) }
        return faults
    }
}
