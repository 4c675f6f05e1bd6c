import Foundation
import Shared

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Why a backup was not restored. The target is as it was.
package enum RestoreFault: Error, Sendable {
    /// There is no ledger file, or no manifest beside it.
    case noBackup(String)
    /// What is wrong with the backup, all of it.
    case damaged([IntegrityFault])
    /// Something is in the target already.
    case targetTaken(String)
    /// The bytes of a document are not the ones whose hash the ledger has.
    case documentChanged(String)
    /// The backup is there and cannot be read.
    case unreadable(String)
    /// The target cannot be made or written.
    case storage(String)
}

/// Brings a backup back: verifies all of it first, then puts ledger and documents into a new folder.
///
/// The folder is made under another name beside the target and renamed when everything in it is on disk: a restore that
/// is interrupted leaves no folder that looks like a whole one.
package struct LedgerRestore: Sendable {
    /// What was restored.
    package struct Result: Sendable {
        package let sequence: Int64
        package let head: ChainHash
        package let documents: Int
    }

    /// The copied ledger file.
    package let source: String
    /// Folder of the documents beside it.
    package let documents: String

    /// - Parameter backup: folder of a backup, or the ledger file in it.
    /// - Throws: `RestoreFault.noBackup`.
    package init(backup: String) throws(RestoreFault) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: backup, isDirectory: &isFolder) else { throw .noBackup(backup) }
        source = isFolder.boolValue ? backup + "/ledger.sqlite" : backup
        documents = URL(fileURLWithPath: source).deletingLastPathComponent().appendingPathComponent("documents").path
        guard FileManager.default.isReadableFile(atPath: source),
            FileManager.default.isReadableFile(atPath: BackupManifest.path(of: source))
        else { throw .noBackup(source) }
    }

    /// Checks manifest, chain, structure, records, anchors and the bytes of the documents.
    /// - Throws: `damaged` with every fault that was found, `unreadable`.
    package func verify(
        publicKey: ChainHash? = nil, progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws(RestoreFault) -> BackupManifest {
        do {
            let text = try String(contentsOfFile: BackupManifest.path(of: source), encoding: .utf8)
            guard let manifest = BackupManifest(text: text) else { throw RestoreFault.noBackup(source) }
            var faults = try manifest.compare(with: source)
            // A file that is not the saved one is told about by its manifest; SQLite may refuse to look at it.
            guard faults.isEmpty else { throw RestoreFault.damaged(faults) }
            let verifier = LedgerVerifier(path: source)
            let report = try await verifier.verifyChain(progress: progress)
            faults += report.faults
            if report.sequences?.upperBound ?? 0 != manifest.sequence || report.head != manifest.head {
                faults.append(.otherEnd)
            }
            if faults.isEmpty { faults += try verifier.verifyCounters(report.tally) }
            faults += try verifier.verifyStructure() + verifier.verifyRecords(publicKey: publicKey)
            faults += try verifier.verifyDocuments(in: documents)
            guard faults.isEmpty else { throw RestoreFault.damaged(faults) }
            return manifest
        } catch let fault as RestoreFault {
            throw fault
        } catch let failure as StorageFailure where failure.isDamage {
            throw .damaged([.unreadable(failure)])
        } catch {
            throw .unreadable("\(source) cannot be read: \(error)")
        }
    }

    /// Restores into a folder that is not there yet or is empty.
    ///
    /// - Parameters:
    ///   - manifest: from ``verify(publicKey:progress:)``; the copy is compared with it once more.
    ///   - mandant: the company whose folder it becomes; nil for the standard ledger.
    /// - Throws: `targetTaken`, `storage`; `damaged`, `documentChanged`, `unreadable` when the backup has changed meanwhile.
    package func restore(
        to target: String, _ manifest: BackupManifest, as mandant: (id: MandantID, name: String)? = nil
    ) throws(RestoreFault) -> Result {
        // try? because a folder that is not there has no content
        let content = (try? FileManager.default.contentsOfDirectory(atPath: target)) ?? []
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: target, isDirectory: &isFolder)
        guard content.isEmpty, !isThere || isFolder.boolValue else { throw .targetTaken(target) }
        let temporary = target + ".restoring"
        do {
            let result = try fill(temporary, manifest)
            if let mandant { try describe(mandant, in: temporary) }
            // Refuses a folder that has got content meanwhile.
            guard rename(temporary, target) == 0 else { throw DurableFile.failure("rename", target) }
            try DurableFile.synchroniseFolder(of: target)
            return result
        } catch {
            try? FileManager.default.removeItem(atPath: temporary)  // the first error is the one that counts
            if let fault = error as? RestoreFault { throw fault }
            throw .storage("\(error)")
        }
    }

    private func describe(_ mandant: (id: MandantID, name: String), in folder: String) throws {
        let chart: ChartOfAccounts
        do {
            let loader = LedgerLoader(connection: try LedgerConnection(reading: source))
            chart = ChartOfAccounts.likely(among: try loader.categories())
        } catch {
            throw RestoreFault.unreadable("\(source) cannot be read: \(error)")
        }
        try MandantFile(Mandant(id: mandant.id, name: mandant.name, chart: chart, createdAt: .now())).write(in: folder)
    }

    private func fill(_ folder: String, _ manifest: BackupManifest) throws -> Result {
        try? FileManager.default.removeItem(atPath: folder)  // of a restore that was interrupted
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let ledger = folder + "/ledger.sqlite"
        try copyLedger(to: ledger, manifest)
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: ledger)
        let faults = try manifest.compare(with: ledger)
        guard faults.isEmpty else { throw RestoreFault.damaged(faults) }
        try BackupWriter.synchronise(ledger)
        let count = try BackupDocuments.copy(of: ledger, from: documents, to: folder + "/documents")
        try DurableFile.synchroniseFolder(of: ledger)
        return Result(sequence: manifest.sequence, head: manifest.head, documents: count)
    }

    private func copyLedger(to copy: String, _ manifest: BackupManifest) throws {
        do {
            try FileManager.default.copyItem(atPath: source, toPath: copy)
        } catch let failure {
            // Which side refused is told by reading the source once more, all of it.
            do { _ = try manifest.compare(with: source) } catch {
                throw RestoreFault.unreadable("\(source) cannot be read: \(error)")
            }
            throw failure
        }
    }
}

extension IntegrityFault {
    fileprivate static let otherEnd = file(
        "manifest-other-end", de: "Die Kette endet nicht so, wie das Verzeichnis es sagt.",
        en: "The chain does not end as the manifest says.")
}
