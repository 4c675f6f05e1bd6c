import FinanceCore
import Foundation
import TestSupport
import Testing

@Suite("Shelf of Mandanten") struct MandantShelfTests {
    private static func draft(_ id: String) throws -> MandantDraft {
        try MandantDraft(id: try #require(MandantID(id)), name: "Firma \(id)", chart: .skr03)
    }

    @Test("Companies are there after a restart; what was half made is not") func restart() async throws {
        let ledger = try await LedgerFixture()
        let shelf = MandantShelf(beside: ledger.store, options: LedgerFixture.options)
        let made = try await shelf.create(try Self.draft("eins"))
        await shelf.close()
        let folder = ledger.directory.file("mandanten")
        for name in [".new-zwei", "Fremd", "leer"] {
            try FileManager.default.createDirectory(atPath: folder + "/" + name, withIntermediateDirectories: true)
        }
        let again = MandantShelf(beside: ledger.store, options: LedgerFixture.options)
        #expect(again.mandanten == [made.mandant])
        #expect(again.strangers == ["Fremd", "leer"])
        #expect(!FileManager.default.fileExists(atPath: folder + "/.new-zwei"))
        // A stranger's folder with content is not taken over.
        try Data([1]).write(to: URL(fileURLWithPath: folder + "/leer/x"))
        await #expect(throws: FinanceError.self) { try await again.create(try Self.draft("leer")) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/leer") == ["x"])
        await again.close()
        await ledger.store.close()
    }

    @Test("Many who make and open the same company at once get one") func race() async throws {
        let ledger = try await LedgerFixture()
        let shelf = MandantShelf(beside: ledger.store, options: LedgerFixture.options, limits: .init(open: 1))
        let news = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 { group.addTask { try await shelf.create(try Self.draft("eins")).isNew } }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(news == 1)
        let id = try #require(MandantID("eins"))
        let ledgers = try await withThrowingTaskGroup(of: ObjectIdentifier.self) { group in
            for _ in 0..<20 { group.addTask { ObjectIdentifier(try await shelf.ledger(of: id).ledger) } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(ledgers.count == 1)
        await shelf.close()
        await #expect(throws: FinanceError.closing) { try await shelf.ledger(of: id) }
        await ledger.store.close()
    }

    @Test("There are no more companies than there may be") func full() async throws {
        let ledger = try await LedgerFixture()
        let shelf = MandantShelf(beside: ledger.store, options: LedgerFixture.options, limits: .init(mandanten: 1))
        _ = try await shelf.create(try Self.draft("eins"))
        await #expect(throws: FinanceError.mandantenFull(1)) { try await shelf.create(try Self.draft("zwei")) }
        #expect(try await !shelf.create(try Self.draft("eins")).isNew)
        await shelf.close()
        await ledger.store.close()
    }
}
