import Crypto
import FinanceCore
import Foundation
import GRDB
import Shared
import TestSupport
import Testing

/// The chain against a second implementation of its documented form, and against every kind of damage.
@Suite("Hash chain") struct ChainTests {
    /// The canonical form, written anew from its description with nothing of the ledger's own code.
    private static func form(_ transaction: Transaction, reverses: Int64) -> [UInt8] {
        var bytes: [UInt8] = [1, 1]
        func number(_ value: Int64, _ width: Int) {
            for shift in (0..<width).reversed() { bytes.append(UInt8(truncatingIfNeeded: value >> Int64(8 * shift))) }
        }
        func text(_ value: String) {
            number(Int64(value.utf8.count), 4)
            bytes += Array(value.utf8)
        }
        func optional(_ value: String?) {
            bytes.append(value == nil ? 0 : 1)
            if let value { text(value) }
        }
        let hex = Array(transaction.id.description.filter { $0 != "-" })
        for index in stride(from: 0, to: 32, by: 2) {
            bytes.append(UInt8(String(hex[index...index + 1]), radix: 16) ?? 0)
        }
        number(Int64(transaction.fiscalYear), 4)
        number(transaction.journalNumber, 8)
        number(Int64(transaction.date.number), 4)
        number(Int64(transaction.documentDate.number), 4)
        number(Int64(transaction.serviceDate?.number ?? 0), 4)
        number(transaction.recordedAt.millisecondsSince1970, 8)
        number(transaction.isGeneralReversal ? 1 : 0, 1)
        number(reverses, 8)
        optional(transaction.documentNumber)
        text(transaction.text)
        text(transaction.source)
        optional(transaction.actor)
        number(Int64(transaction.lines.count), 4)
        for line in transaction.lines {
            text(line.account.description)
            number(line.side == .debit ? 0 : 1, 1)
            number(line.amount.minor, 8)
            bytes += Array(line.amount.currency.code.utf8)
            optional(line.taxKey)
            optional(line.text)
            optional(line.costCentre1)
            optional(line.costCentre2)
        }
        return bytes
    }

    private static func sha256(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

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
        var head = [UInt8](repeating: 0, count: 32)
        for transaction in list {
            let reverses = transaction.reverses.flatMap { id in list.first { $0.id == id }?.sequence } ?? 0
            let form = Self.form(transaction, reverses: reverses)
            let proof = try await ledger.store.proof(transaction.id, through: nil)
            #expect(proof.form == form)
            #expect(proof.previousHead.bytes == head)
            let leaf = Self.sha256(form)
            let sequence = (0..<8).reversed().map { UInt8(truncatingIfNeeded: transaction.sequence >> Int64(8 * $0)) }
            head = Self.sha256([2] + head + sequence + leaf)
            #expect(proof.leaf.bytes == leaf && proof.head.bytes == head)
        }
        let first = try #require(list.first)
        let proof = try await ledger.store.proof(first.id, through: 35)
        #expect(proof.path.count == 34 && proof.finalHead.bytes == head)
        let report = try await ledger.store.verifyChain(from: 1, through: 35)
        #expect(report.faults.isEmpty && report.head.bytes == head)
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
