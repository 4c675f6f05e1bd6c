import Shared

/// The ledger: the one door to accounts, transactions, documents and reports.
///
/// Writes go through one writer, reads through a small pool of read-only connections. Every answer to a write means
/// that it is on disk.
package final class LedgerStore: Sendable {
    /// Whether `open` made the ledger (then the chart was taken).
    package let isNew: Bool
    let options: LedgerOptions
    let writer: LedgerWriter
    let reader: LedgerReader
    let box: SnapshotBox
    let tail: LedgerTail
    let projector: Projector
    let vault: DocumentVault
    let backups = BackupWriter()
    /// Folder and file of the ledger.
    package let directory: String
    let path: String
    private let lock: LedgerLock

    private init(
        isNew: Bool, directory: String, path: String, options: LedgerOptions, writer: LedgerWriter,
        reader: LedgerReader, box: SnapshotBox,
        tail: LedgerTail, projector: Projector, vault: DocumentVault, lock: LedgerLock
    ) {
        self.isNew = isNew
        self.directory = directory
        self.path = path
        self.options = options
        self.writer = writer
        self.reader = reader
        self.box = box
        self.tail = tail
        self.projector = projector
        self.vault = vault
        self.lock = lock
    }

    /// Opens the ledger in a directory, and makes it if there is none.
    ///
    /// - Parameters:
    ///   - directory: folder of this service, must exist. Holds `ledger.sqlite`, its projection, their logs and `documents/`.
    ///   - chart: accounts for a ledger that is made now; ignored for one that exists.
    ///   - options: limits and the clock.
    /// - Throws: `FinanceError.storage`, also when another process has the ledger open.
    package static func open(
        directory: String, chart: [AccountDraft] = [], options: LedgerOptions = LedgerOptions()
    ) async throws(FinanceError) -> LedgerStore {
        let path = directory + "/ledger.sqlite"
        let lock = try LedgerLock(path: directory + "/ledger.lock")
        let box = SnapshotBox()
        let writer = LedgerWriter(capacity: options.maximumQueuedWrites)
        let tail = LedgerTail(pageSize: min(4_096, options.entriesPerRun))
        let projector = Projector(tail: tail, runSize: options.entriesPerRun)
        let isNew = try await writer.open(
            path: path, chart: chart, options: options, box: box, tail: tail, projector: projector)
        let projection = ProjectionFile.path(beside: path)
        let reader = try LedgerReader(path: path, projection: projection, readers: options.readers) {
            projector.suspect($0.description)
        }
        projector.watch(journal: path, path: projection) { reader.renew() }
        return LedgerStore(
            isNew: isNew, directory: directory, path: path, options: options, writer: writer, reader: reader, box: box,
            tail: tail, projector: projector,
            vault: DocumentVault(directory: directory + "/documents"), lock: lock)
    }

    /// Sequence of the last committed transaction, 0 in an empty ledger.
    package var sequence: Int64 { box.sequence }

    /// Grows whenever an account or a balance may have changed; starts anew with each opening.
    package var revision: Int64 { box.revision }

    /// Writes waiting right now, for the health route.
    package var queuedWrites: Int { writer.queued }

    /// Connections that work on the ledger's file: the writer's and those that answer readings.
    package var connections: Int { 1 + reader.connections }

    /// Transactions that an atomic batch may have.
    package var maximumBatch: Int { options.maximumBatch }

    /// Lines that an atomic batch may have.
    package var maximumBatchLines: Int { options.maximumBatchLines }

    /// Takes no more writes, finishes the queued ones and closes the file. May be called twice.
    package func close() async {
        await writer.close()
        reader.close()
        await projector.close()
        lock.release()
    }

    /// Refuses page sizes outside 1…1,000.
    func checkLimit(_ limit: Int) throws(FinanceError) {
        guard (1...1_000).contains(limit) else { throw .invalid([.limitOutOfRange]) }
    }

    /// Refuses idempotency keys of no or too many bytes.
    func checkKey(_ key: String?) throws(FinanceError) {
        guard let key else { return }
        guard (1...255).contains(key.utf8.count) else { throw .invalid([.keyMalformed]) }
    }
}

extension Finding {
    static let limitOutOfRange = Finding(
        pointer: "?limit", code: "limit-out-of-range",
        detail: LocalizedText(de: "1 bis 1000 Einträge je Seite.", en: "1 to 1000 entries per page."))

    static let keyMalformed = Finding(
        pointer: "", code: "idempotency-key-malformed",
        detail: LocalizedText(
            de: "Idempotency-Key hat 1 bis 255 Bytes.", en: "Idempotency-Key has 1 to 255 bytes."))

    static let cursorMalformed = Finding(
        pointer: "?cursor", code: "cursor-malformed",
        detail: LocalizedText(de: "Der cursor ist keiner von uns.", en: "The cursor is none of ours."))
}
