#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Makes a projection's file anew beside the one that is in use, from the journal, piece by piece.
///
/// Belongs to the projector and never leaves its thread.
final class ProjectionRemaking {
    /// Where the file in use lies.
    let path: String
    let exchanged: @Sendable () -> Void
    private let journal: String
    private let newPath: String
    private let runSize: Int
    private var file: ProjectionFile?
    /// The journal behind a place, on a connection of its own.
    private var rows: Statement?

    init(journal: String, path: String, runSize: Int, exchanged: @escaping @Sendable () -> Void) {
        (self.journal, self.path, self.runSize) = (journal, path, runSize)
        self.exchanged = exchanged
        newPath = ProjectionFile.pathOfNew(beside: path)
    }

    /// Adds a run of the journal to the new file; true when it has got as far as a transaction.
    func step(through end: Int64) throws(StorageFailure) -> Bool {
        let file = try begun()
        if file.sequence < end { try file.append([try page(after: file.sequence, through: end)]) }
        return file.sequence >= end
    }

    private func begun() throws(StorageFailure) -> ProjectionFile {
        if let file { return file }
        ProjectionFile.remove(newPath)
        let file = try ProjectionFile(path: newPath, runSize: runSize)
        // The statement keeps the connection.
        rows = try LedgerConnection(reading: journal, isLive: true).prepare(LedgerSQL.journalAfter)
        self.file = file
        return file
    }

    private func page(after sequence: Int64, through end: Int64) throws(StorageFailure) -> TailPage {
        guard let rows else { throw StorageFailure(code: 0, "the journal is closed") }
        rows.bind(1, sequence)
        defer { rows.reset() }
        var entries: [LineEntry] = []
        var last = sequence
        var head = ChainHash.origin
        while last < end, entries.count < runSize, try rows.next() {
            try JournalReplay.add(rows, to: &entries)
            (last, head) = (rows.int64(0), rows.withBytes(3) { ChainHash($0) } ?? .origin)
        }
        guard last > sequence else {
            throw StorageFailure(code: 0, "the journal ends at transaction \(sequence), not at \(end)")
        }
        return TailPage(entries, sequences: sequence + 1...last, head: head)
    }

    /// Puts the new file in the place of the old one, which nobody writes to any more, and opens it there.
    func exchange() throws(StorageFailure) -> ProjectionFile {
        file?.connection.checkpoint()
        (file, rows) = (nil, nil)
        ProjectionFile.remove(path)
        guard rename(newPath, path) == 0 else { throw DurableFile.failure("rename", newPath) }
        return try ProjectionFile(path: path, runSize: runSize)
    }

    /// Takes away what was made so far; the next step begins anew.
    func abandon() {
        (file, rows) = (nil, nil)
        ProjectionFile.remove(newPath)
    }
}
