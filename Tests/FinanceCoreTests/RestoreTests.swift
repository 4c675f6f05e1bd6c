import FinanceCore
import Foundation
import TestSupport
import Testing

@Suite("Restore") struct RestoreTests {
    /// A backup of a ledger with documents, and the balances at its moment.
    private static func backup() async throws -> (
        directory: TemporaryDirectory, path: String, balances: [AccountBalance]
    ) {
        let ledger = try await LedgerFixture()
        for index in 1...40 { _ = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", Int64(index))) }
        for byte in [1, 2, 2] as [UInt8] {
            let document = try DocumentDraft(type: "x", date: .first, text: "", filename: "a", mediaType: "b")
            _ = try await ledger.store.addDocument(document, bytes: [byte])
        }
        let backup = try await ledger.store.backUp()
        let balances = ledger.store.accounts()
        _ = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 1_000))
        await ledger.store.close()
        return (ledger.directory, URL(fileURLWithPath: backup.path).deletingLastPathComponent().path, balances)
    }

    @Test("A backup comes back with documents, and the ledger goes on from there") func comesBack() async throws {
        let (directory, path, balances) = try await Self.backup()
        let target = directory.file("elsewhere/finance")
        let restore = try LedgerRestore(backup: path)
        let result = try restore.restore(to: target, try await restore.verify())
        #expect(result.sequence == 40 && result.documents == 2)
        let again = try await LedgerStore.open(directory: target, options: LedgerFixture.options)
        #expect(again.accounts() == balances)
        for document in try await again.documents(DocumentQuery()).elements {
            #expect(try await again.documentBytes(document.id).count == 1)
        }
        #expect(try await again.post(try LedgerFixture.draft("1200", "8400", 1)).transaction.sequence == 41)
        #expect(try await again.verifyRecords().isEmpty)
        await again.close()
        // Copies, not second names: what is done to one says nothing about the other.
        #expect(try await LedgerRestore(backup: path).verify().sequence == 40)
    }

    @Test("A backup of an older version comes back as a company") func olderVersion() async throws {
        let ledger = try await LedgerFixture()
        _ = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 5))
        await ledger.store.close()
        // The file as the version before drafts and batches wrote it.
        try await RecordTests.intrude(
            ledger.directory,
            """
            DROP TABLE draft_key; DROP TABLE draft; DROP TABLE batch; DELETE FROM migration WHERE name > '004'
            """, keepTriggers: true)
        let folder = ledger.directory.file("old")
        try FileManager.default.createDirectory(atPath: folder + "/documents", withIntermediateDirectories: true)
        let file = folder + "/ledger.sqlite"
        try FileManager.default.copyItem(atPath: ledger.directory.file("ledger.sqlite"), toPath: file)
        let head = try await LedgerVerifier(path: file).verifyChain().head
        let manifest = try BackupManifest(of: file, sequence: 1, head: head)
        try Data(manifest.text.utf8).write(to: URL(fileURLWithPath: BackupManifest.path(of: file)))
        let restore = try LedgerRestore(backup: folder)
        let target = ledger.directory.file("mandanten/muster")
        let id = try #require(MandantID("muster"))
        let result = try restore.restore(to: target, try await restore.verify(), as: (id: id, name: "Muster GmbH"))
        #expect(result.sequence == 1)
        let again = try await LedgerStore.open(directory: target, options: LedgerFixture.options)
        #expect(again.sequence == 1)
        #expect(try await again.createDraft(PlainDraft.body("1200", "8400", 1)).isNew)
        await again.close()
    }

    @Test("Nothing is overwritten, not even an interrupted restore's target") func taken() async throws {
        let (directory, path, _) = try await Self.backup()
        let restore = try LedgerRestore(backup: path)
        let manifest = try await restore.verify()
        let target = directory.file("target")
        try FileManager.default.createDirectory(atPath: target + ".restoring/x", withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
        _ = try restore.restore(to: target, manifest)
        #expect(!FileManager.default.fileExists(atPath: target + ".restoring"))
        let before = try Data(contentsOf: URL(fileURLWithPath: target + "/ledger.sqlite"))
        #expect(throws: RestoreFault.self) { try restore.restore(to: target, manifest) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: target + "/ledger.sqlite")) == before)
        #expect(throws: RestoreFault.self) { try restore.restore(to: path + "/ledger.sqlite", manifest) }
    }

    @Test(
        "A damaged backup is not restored, whatever is damaged", arguments: ["ledger", "manifest", "document", "lost"])
    func damaged(_ part: String) async throws {
        let (directory, path, _) = try await Self.backup()
        let documents = try FileManager.default.subpathsOfDirectory(atPath: path + "/documents")
        let document = path + "/documents/" + (try #require(documents.first { $0.count > 60 }))
        switch part {
        case "ledger":
            var bytes = try Data(contentsOf: URL(fileURLWithPath: path + "/ledger.sqlite"))
            bytes[bytes.count / 2] ^= 1
            try bytes.write(to: URL(fileURLWithPath: path + "/ledger.sqlite"))
        case "manifest":
            try FileManager.default.removeItem(atPath: path + "/ledger.sqlite.manifest")
        case "document": try Data([9]).write(to: URL(fileURLWithPath: document))
        default: try FileManager.default.removeItem(atPath: document)
        }
        await #expect(throws: RestoreFault.self) { _ = try await LedgerRestore(backup: path).verify() }
        withExtendedLifetime(directory) {}
    }

    @Test("A backup that is there and cannot be read is told from one that is damaged") func unreadable() async throws {
        let (directory, path, _) = try await Self.backup()
        let file = path + "/ledger.sqlite"
        let size = try Data(contentsOf: URL(fileURLWithPath: file)).count
        try FileManager.default.removeItem(atPath: file)
        // No page of it is one of SQLite, and its manifest says that this is as it was saved.
        try Data(repeating: 0x5a, count: size).write(to: URL(fileURLWithPath: file))
        let manifest = try BackupManifest(of: file, sequence: 40, head: .origin)
        try manifest.text.write(toFile: BackupManifest.path(of: file), atomically: true, encoding: .utf8)
        let damage = await #expect(throws: RestoreFault.self) { _ = try await LedgerRestore(backup: path).verify() }
        guard case .damaged(let faults)? = damage else { throw StackFailure("\(String(describing: damage))") }
        #expect(faults.map(\.code) == ["file-damaged"])
        try FileManager.default.removeItem(atPath: file)
        try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
        let fault = await #expect(throws: RestoreFault.self) { _ = try await LedgerRestore(backup: path).verify() }
        guard case .unreadable? = fault else { throw StackFailure("\(String(describing: fault))") }
        withExtendedLifetime(directory) {}
    }

    @Test("A backup that goes away before it is copied is told from a target that cannot be written")
    func goneMeanwhile() async throws {
        let (directory, path, _) = try await Self.backup()
        let restore = try LedgerRestore(backup: path)
        let manifest = try await restore.verify()
        try FileManager.default.removeItem(atPath: path + "/ledger.sqlite")
        let target = directory.file("target")
        let fault = #expect(throws: RestoreFault.self) { try restore.restore(to: target, manifest) }
        guard case .unreadable? = fault else { throw StackFailure("\(String(describing: fault))") }
        #expect(!FileManager.default.fileExists(atPath: target + ".restoring"))
    }

    @Test("Two backups of one moment are two, and both are whole") func sameMoment() async throws {
        let ledger = try await LedgerFixture()
        _ = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 5))
        let document = try DocumentDraft(type: "x", date: .first, text: "", filename: "a", mediaType: "b")
        _ = try await ledger.store.addDocument(document, bytes: [1])
        // The clock of the fixture stands still.
        let store = ledger.store
        let paths = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<5 { group.addTask { try await store.backUp().path } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(paths.count == 5)
        for path in paths { #expect(try await LedgerRestore(backup: path).verify().sequence == 1) }
        await ledger.store.close()
    }

    @Test("A manifest that was made for a changed file does not help") func forgedManifest() async throws {
        let (directory, path, _) = try await Self.backup()
        let file = path + "/ledger.sqlite"
        let before = try #require(
            BackupManifest(text: try String(contentsOfFile: BackupManifest.path(of: file), encoding: .utf8)))
        let other = try TemporaryDirectory()
        try FileManager.default.copyItem(atPath: file, toPath: other.file("ledger.sqlite"))
        try await RecordTests.intrude(other, "UPDATE document SET text = 'x' WHERE seq = 1")
        let forged = try BackupManifest(
            of: other.file("ledger.sqlite"), sequence: before.sequence, head: before.head)
        try FileManager.default.removeItem(atPath: BackupManifest.path(of: file))
        try FileManager.default.removeItem(atPath: file)
        try FileManager.default.copyItem(atPath: other.file("ledger.sqlite"), toPath: file)
        try forged.text.write(toFile: BackupManifest.path(of: file), atomically: true, encoding: .utf8)
        let fault = await #expect(throws: RestoreFault.self) { _ = try await LedgerRestore(backup: path).verify() }
        guard case .damaged(let faults)? = fault else { throw StackFailure("\(String(describing: fault))") }
        // The triggers that were taken away are missed as well.
        #expect(Set(faults.map(\.code)) == ["document-changed", "schema-missing"])
        withExtendedLifetime(directory) {}
    }
}
