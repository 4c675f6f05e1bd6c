import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A copy of the ledger that was made while it went on, with a manifest beside it.
package struct LedgerBackup: Sendable {
    /// Path of the copied file.
    package let path: String
    package let manifest: BackupManifest
}

/// Makes backups, one at a time, on a thread of its own: copying and hashing wait for the disk.
actor BackupWriter {
    private static let maximumOfOneMoment = 1_000

    private nonisolated let thread = SerialThread(label: "ledger-backup")

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// Copies the ledger into a new folder. A backup that fails leaves no folder.
    func make(
        of ledger: String, documents: String, in folder: String, name: String
    ) throws(FinanceError) -> LedgerBackup {
        let target: String
        do {
            target = try Self.makeFolder(in: folder, name: name)
        } catch {
            throw FinanceError("backup", error)
        }
        do {
            let path = target + "/ledger.sqlite"
            try copy(ledger, to: path)
            try BackupDocuments.link(of: path, from: documents, to: target + "/documents")
            // The manifest is last: a copy without one is not whole.
            return try seal(path)
        } catch {
            // What is half made helps nobody; if it cannot be removed, it has no manifest.
            try? FileManager.default.removeItem(atPath: target)
            throw FinanceError("backup", error)
        }
    }

    /// Makes a folder that was not there. A name that is taken gets a number: two backups of the same millisecond and
    /// the same transaction are two, and the second must not touch the first.
    private static func makeFolder(in folder: String, name: String) throws -> String {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
        var (target, number) = (folder + "/" + name, 1)
        while mkdir(target, 0o750) != 0 {
            guard errno == EEXIST, number < maximumOfOneMoment else { throw DurableFile.failure("create", target) }
            number += 1
            target = "\(folder)/\(name)-\(number)"
        }
        return target
    }

    private func copy(_ ledger: String, to path: String) throws {
        let source = try LedgerConnection(reading: ledger, isLive: true)
        try source.copy(to: path)
        try Self.synchronise(path)
    }

    private func seal(_ path: String) throws -> LedgerBackup {
        let end = try JournalEnd(of: path)
        let manifest = try BackupManifest(of: path, sequence: end.sequence, head: end.head)
        try DurableFile.write(manifest.text, to: BackupManifest.path(of: path))
        return LedgerBackup(path: path, manifest: manifest)
    }

    static func synchronise(_ path: String) throws {
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.synchronize()
        try handle.close()
    }
}

/// Last transaction of a closed ledger file and the chain's head after it.
struct JournalEnd {
    let sequence: Int64
    let head: ChainHash

    init(of path: String) throws(StorageFailure) {
        let connection = try LedgerConnection(reading: path)
        let row = try connection.prepare(#"SELECT seq, head FROM "transaction" ORDER BY seq DESC LIMIT 1"#)
        guard try row.next() else {
            (sequence, head) = (0, .origin)
            return
        }
        defer { row.reset() }
        guard let head = row.withBytes(1, { ChainHash($0) }) else {
            throw StorageFailure(code: 0, "the chain of \(path) has no head")
        }
        (sequence, self.head) = (row.int64(0), head)
    }
}
