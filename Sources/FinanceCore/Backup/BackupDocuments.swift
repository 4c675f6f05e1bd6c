import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The bytes of the documents of a ledger, from one folder into another.
enum BackupDocuments {
    /// Gives a backup the documents that its copy of the ledger names. Files never change, so a second name for each is
    /// as good as a copy and costs no space; where the file system has no second names, they are copied.
    ///
    /// - Parameters:
    ///   - ledger: the copied file, whose documents are all in the vault: bytes come before rows.
    ///   - vault: folder of the running ledger's documents.
    ///   - folder: of the backup's documents.
    static func link(of ledger: String, from vault: String, to folder: String) throws {
        try forEachPlace(of: ledger) { place in
            let (source, target) = (vault + "/" + place, folder + "/" + place)
            try makeFolder(of: target)
            if Glibc.link(source, target) != 0 { try FileManager.default.copyItem(atPath: source, toPath: target) }
        }
    }

    /// Copies the documents that a ledger names, and checks each copy against its hash.
    /// - Returns: the number of files, each of which is on disk.
    static func copy(of ledger: String, from source: String, to folder: String) throws -> Int {
        var count = 0
        try forEachPlace(of: ledger) { place in
            let target = folder + "/" + place
            let bytes: Data
            do {
                bytes = try Data(contentsOf: URL(fileURLWithPath: source + "/" + place))
            } catch {
                throw RestoreFault.unreadable("\(source)/\(place) cannot be read: \(error)")
            }
            guard place.hasSuffix(Digest.hex(Digest.sha256([UInt8](bytes)))) else {
                throw RestoreFault.documentChanged(source + "/" + place)
            }
            try makeFolder(of: target)
            try bytes.write(to: URL(fileURLWithPath: target))
            try BackupWriter.synchronise(target)
            count += 1
        }
        return count
    }

    private static func forEachPlace(of ledger: String, _ body: (String) throws -> Void) throws {
        let rows = try LedgerConnection(reading: ledger).prepare(VaultVerifier.hashes)
        defer { rows.reset() }
        while try rows.next() { try body(DocumentVault.place(of: Digest.hex(rows.bytes(0)))) }
    }

    private static func makeFolder(of path: String) throws {
        try FileManager.default.createDirectory(
            atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o750])
    }
}
