import Foundation

/// Checks that the bytes of every document are there and are the ones whose hash the ledger has.
struct VaultVerifier {
    private static let maximumFaults = 100

    let connection: LedgerConnection
    /// Folder of the documents.
    let folder: String

    /// The files that the documents of a ledger have, each once.
    static let hashes = "SELECT DISTINCT sha256 FROM document ORDER BY sha256"

    func faults() throws(StorageFailure) -> [IntegrityFault] {
        var faults: [IntegrityFault] = []
        let rows = try connection.prepare(Self.hashes)
        while try rows.next(), faults.count < Self.maximumFaults {
            if let fault = Self.fault(Digest.hex(rows.bytes(0)), in: folder) { faults.append(fault) }
        }
        rows.reset()
        return faults
    }

    /// What is wrong with the file of a document, whose name is its hash in hexadecimal digits.
    static func fault(_ name: String, in folder: String) -> IntegrityFault? {
        let path = folder + "/" + DocumentVault.place(of: name)
        guard FileManager.default.fileExists(atPath: path) else {
            return .file(
                "document-file-missing", de: "Die Datei des Dokuments \(name) fehlt.",
                en: "The file of document \(name) is missing.")
        }
        if Self.hash(of: path) == name { return nil }
        return .file(
            "document-file-changed", de: "Die Datei \(path) ist nicht mehr die abgelegte.",
            en: "The file \(path) is no longer the one that was stored.")
    }

    /// nil when the file cannot be read.
    private static func hash(of path: String) -> String? {
        FileManager.default.contents(atPath: path).map { Digest.hex(Digest.sha256([UInt8]($0))) }
    }
}
