import Crypto
import FinanceCore
import Foundation
import GRDB
import Shared
import TestSupport
import Testing

/// What the ledger keeps beside the journal: documents, locks and account versions in a chain of their own.
@Suite("Records") struct RecordTests {
    /// Fills a ledger with all kinds of records and closes it.
    static func filled(anchorKey: AnchorKey? = nil) async throws -> TemporaryDirectory {
        var options = LedgerFixture.options
        options.anchorKey = anchorKey
        let ledger = try await LedgerFixture(options: options)
        let posted = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 5)).transaction
        for (index, text) in ["Miete", "Strom", "Wasser"].enumerated() {
            let document = try DocumentDraft(
                type: "rechnung", date: .first, text: text, filename: "a", mediaType: "b",
                transactions: index == 1 ? [] : [posted.id])
            _ = try await ledger.store.addDocument(document, bytes: [UInt8(index)])
        }
        _ = try await ledger.store.updateAccount(try LedgerFixture.number("1000"), AccountChange(isActive: false))
        _ = try await ledger.store.anchorDay()
        _ = try await ledger.store.lock(
            try PeriodLockDraft(kind: .hard, through: try LedgerFixture.day("2025-12-31"), reason: "Abschluss"))
        await ledger.store.close()
        return ledger.directory
    }

    /// Changes a closed ledger as somebody would who knows SQLite: triggers away first, and checks told what they want.
    static func intrude(
        _ directory: TemporaryDirectory, _ sql: String, keepTriggers: Bool = false
    ) async throws {
        let queue = try DatabaseQueue(path: directory.file("ledger.sqlite"))
        try await queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA foreign_keys = OFF")
            let mark = DatabaseFunction("writes_this_ledger", argumentCount: 0, pure: true) { _ in true }
            db.add(function: mark)
            for name in try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            where !keepTriggers {
                try db.execute(sql: "DROP TRIGGER \"\(name)\"")
            }
            try db.execute(sql: sql)
        }
        try queue.close()
    }

    @Test("A ledger as it was written has no fault")
    func untouched() async throws {
        let directory = try await Self.filled(anchorKey: AnchorKey())
        let verifier = LedgerVerifier(path: directory.file("ledger.sqlite"))
        #expect(try verifier.verifyRecords().isEmpty)
        #expect(try verifier.verifyDocuments(in: directory.file("documents")).isEmpty)
        #expect(try verifier.counts() == (records: 14, anchors: 2, documents: 3))
    }

    @Test(
        "What an intruder changes beside the journal is found and named",
        arguments: [
            ("UPDATE document SET sha256 = zeroblob(32) WHERE seq = 2", "document-changed", "Document 2 "),
            ("UPDATE document SET text = 'Privat' WHERE seq = 1", "document-changed", "Document 1 "),
            ("UPDATE document SET date = 20200101 WHERE seq = 3", "document-changed", "Document 3 "),
            ("UPDATE document SET byte_count = 7 WHERE seq = 3", "document-changed", "Document 3 "),
            ("DELETE FROM document_link WHERE document = 3", "document-changed", "Document 3 "),
            ("INSERT INTO document_link VALUES (2, 1)", "document-changed", "Document 2 "),
            ("DELETE FROM document WHERE seq = 3", "document-missing", "Document 3 "),
            (
                """
                INSERT INTO document SELECT 4, randomblob(16), sha256, byte_count, type, date, text, filename,
                media_type, recorded_at FROM document WHERE seq = 1
                """, "document-unrecorded", "Document 4 "
            ),
            ("UPDATE lock_event SET through = 20240101 WHERE id = 1", "lock-changed", "Lock 1 "),
            ("DELETE FROM lock_event", "lock-missing", "Lock 1 "),
            ("UPDATE account_version SET name_de = 'X' WHERE account = 2", "account-changed", "Account (row) 2 "),
            ("UPDATE account_version SET never_negative = 1 WHERE account = 2", "account-changed", "Account (row) 2 "),
            ("DELETE FROM record WHERE id = 10", "record-missing", "Records 10 "),
            ("UPDATE record SET seq = 0 WHERE id = 11", "document-changed", "Document 2 "),
        ])
    func intrusion(_ sql: String, _ code: String, _ words: String) async throws {
        let directory = try await Self.filled()
        try await Self.intrude(directory, sql)
        let faults = try LedgerVerifier(path: directory.file("ledger.sqlite")).verifyRecords()
        #expect(faults.first?.code == code && faults.first?.detail.en.hasPrefix(words) == true, "\(faults)")
    }

    @Test("A document file that is changed or gone is named")
    func files() async throws {
        let directory = try await Self.filled()
        func place(_ byte: UInt8) -> String {
            let name = SHA256.hash(data: [byte]).map { String(format: "%02x", $0) }.joined()
            return directory.file("documents/\(name.prefix(2))/\(name)")
        }
        try FileManager.default.removeItem(atPath: place(0))
        try Data([9]).write(to: URL(fileURLWithPath: place(1)))
        let faults = try LedgerVerifier(path: directory.file("ledger.sqlite"))
            .verifyDocuments(in: directory.file("documents"))
        #expect(Set(faults.map(\.code)) == ["document-file-missing", "document-file-changed"])
    }

    @Test("A ledger that was made before there were records gets them with the next opening")
    func backfill() async throws {
        let directory = try await Self.filled()
        try await Self.intrude(
            directory,
            "DROP TABLE record; DROP TABLE anchor; DELETE FROM migration WHERE name = '002-records-and-anchors'")
        let verifier = LedgerVerifier(path: directory.file("ledger.sqlite"))
        #expect(try verifier.verifyRecords().isEmpty)
        #expect(try verifier.counts().records == 0)
        let store = try await LedgerStore.open(directory: directory.path, options: LedgerFixture.options)
        #expect(try await store.verifyRecords().isEmpty)
        let events = try await store.events(after: EventPosition(sequence: 1)).events
        #expect(events.count == 14)
        await store.close()
        try await Self.intrude(directory, "UPDATE document SET text = 'Privat' WHERE seq = 1")
        #expect(try verifier.verifyRecords().map(\.code) == ["document-changed"])
    }
}
