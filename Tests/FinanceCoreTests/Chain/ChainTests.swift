import Crypto
import FinanceCore
import Foundation
import GRDB
import Shared
import TestSupport
import Testing

/// The chain against a second implementation of its documented form, and against every kind of damage.
@Suite("Hash chain") struct ChainTests {
    private static func fill(_ store: LedgerStore) async throws {
        for index in 1...30 {
            _ = try await store.post(
                try LedgerFixture.draft(
                    "1200", "8400", Int64(index), "2026-0\(index % 9 + 1)-15", text: "Büro \(index)"))
        }
        let yen = try #require(Currency(code: "JPY"))
        _ = try await store.post(try LedgerFixture.draft("1000", "8100", 7, "2025-12-31", currency: yen))
        let posted = try await store.post(try LedgerFixture.draft("1400", "8400", 99)).transaction
        _ = try await store.reverse(posted.id)
        let other = try await store.post(try LedgerFixture.draft("1400", "8400", 98)).transaction
        _ = try await store.reverse(other.id, ReversalRequest(isGeneralReversal: true, actor: "Prüferin"))
    }

    @Test("Every head follows from the documented form") func form() async throws {
        let ledger = try await LedgerFixture()
        try await Self.fill(ledger.store)
        let list = try await ledger.store.transactions(TransactionQuery(limit: 1_000)).elements
            .sorted { $0.sequence < $1.sequence }
        #expect(list.count == 35)
        var chain = SecondChain()
        for transaction in list {
            let proof = try await ledger.store.proof(transaction.id, through: nil)
            #expect(proof.previousHead.bytes == chain.head)
            chain.append(transaction)
            #expect(proof.form == chain.form)
            #expect(proof.leaf.bytes == chain.leaf && proof.head.bytes == chain.head)
        }
        let first = try #require(list.first)
        let proof = try await ledger.store.proof(first.id, through: 35)
        #expect(proof.path.count == 34 && proof.finalHead.bytes == chain.head)
        let report = try await ledger.store.verifyChain(from: 1, through: 35)
        #expect(report.faults.isEmpty && report.head.bytes == chain.head)
        let part = try await ledger.store.verifyChain(from: 20, through: 30)
        #expect(part.faults.isEmpty && part.sequences == 20...30)
    }

    /// A closed copy of a filled ledger, whose triggers are taken away and which an intruder then changes.
    private static func intruded(_ sql: String) async throws -> (TemporaryDirectory, String) {
        let ledger = try await LedgerFixture()
        try await fill(ledger.store)
        await ledger.store.close()
        let path = ledger.directory.file("ledger.sqlite")
        let queue = try DatabaseQueue(path: path)
        try await queue.write { db in
            let mark = DatabaseFunction("writes_this_ledger", argumentCount: 0, pure: true) { _ in true }
            db.add(function: mark)
            for name in try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
                try db.execute(sql: "DROP TRIGGER \"\(name)\"")
            }
            try db.execute(sql: sql)
        }
        try queue.close()
        return (ledger.directory, path)
    }

    @Test(
        "What an intruder changes is found, and the first wrong transaction is named",
        arguments: [
            ("UPDATE \"transaction\" SET text = 'Privat' WHERE seq = 7", 7),
            ("UPDATE \"transaction\" SET date = 20260101 WHERE seq = 12", 12),
            ("UPDATE \"transaction\" SET recorded_at = recorded_at + 1 WHERE seq = 3", 3),
            ("UPDATE \"transaction\" SET actor = 'x' WHERE seq = 30", 30),
            ("UPDATE \"transaction\" SET lines = (SELECT lines FROM \"transaction\" WHERE seq = 6) WHERE seq = 5", 5),
            ("UPDATE \"transaction\" SET head = zeroblob(32) WHERE seq = 9", 9),
            ("DELETE FROM \"transaction\" WHERE seq = 20", 20),
            ("DELETE FROM reversal WHERE original = 32", 33),
            ("UPDATE account SET number = '1201' WHERE number = '1200'", 1),
            ("UPDATE \"transaction\" SET lines = x'0102000105010906' WHERE seq = 4", 4),
        ])
    func intrusion(_ sql: String, _ sequence: Int64) async throws {
        let (directory, path) = try await Self.intruded(sql)
        let report = try await LedgerVerifier(path: path).verifyChain()
        #expect(report.faults.first?.sequence == sequence, "\(report.faults)")
        withExtendedLifetime(directory) {}
    }

    @Test("A byte flipped anywhere in a backup is found and located", arguments: [1, 2] as [UInt64])
    func flippedByte(_ seed: UInt64) async throws {
        let ledger = try await LedgerFixture()
        try await Self.fill(ledger.store)
        let backup = try await ledger.store.backUp()
        #expect(backup.manifest.sequence == 35)
        let original = try Data(contentsOf: URL(fileURLWithPath: backup.path))
        let saved = try String(contentsOfFile: BackupManifest.path(of: backup.path), encoding: .utf8)
        let manifest = try #require(BackupManifest(text: saved))
        #expect(try manifest == backup.manifest && manifest.compare(with: backup.path).isEmpty)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<60 {
            let place = Int.random(in: 0..<original.count, using: &random)
            var changed = original
            changed[place] ^= UInt8.random(in: 1...255, using: &random)
            try changed.write(to: URL(fileURLWithPath: backup.path))
            let faults = try manifest.compare(with: backup.path)
            let block = place / BackupManifest.blockSize * BackupManifest.blockSize
            #expect(faults.count == 1 && faults[0].detail.en.contains("Bytes \(block)–"), "\(place)")
        }
        try original.dropLast().write(to: URL(fileURLWithPath: backup.path))
        #expect(try manifest.compare(with: backup.path).map(\.code) == ["block-changed", "size-changed"])
        await ledger.store.close()
    }

    @Test("Without a manifest a flipped byte of the journal is found by the chain or by the structure")
    func flippedByteInJournal() async throws {
        let ledger = try await LedgerFixture()
        try await Self.fill(ledger.store)
        let path = try await ledger.store.backUp().path
        await ledger.store.close()
        let original = try Data(contentsOf: URL(fileURLWithPath: path))
        // The texts of the bookings are the bytes that certainly belong to the journal.
        let text = Data("Büro 17".utf8)
        let place = try #require(original.range(of: text)?.lowerBound)
        for offset in 0..<text.count {
            var changed = original
            changed[place + offset] ^= 1
            try changed.write(to: URL(fileURLWithPath: path))
            let report = try await LedgerVerifier(path: path).verifyChain()
            #expect(report.faults.map(\.sequence) == [17])
        }
    }

    @Test("A backup is a whole ledger that opens and goes on") func backup() async throws {
        let ledger = try await LedgerFixture()
        try await Self.fill(ledger.store)
        let backup = try await ledger.store.backUp()
        _ = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 5))
        await ledger.store.close()
        let folder = try TemporaryDirectory()
        try FileManager.default.copyItem(atPath: backup.path, toPath: folder.file("ledger.sqlite"))
        let restored = try await LedgerStore.open(directory: folder.path, options: LedgerFixture.options)
        #expect(restored.sequence == 35)
        let posted = try await restored.post(try LedgerFixture.draft("1200", "8400", 6)).transaction
        #expect(posted.sequence == 36)
        #expect(try await restored.verifyChain(from: 1, through: 36).faults.isEmpty)
        await restored.close()
    }
}
