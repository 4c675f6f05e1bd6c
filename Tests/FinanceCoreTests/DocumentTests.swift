import FinanceCore
import Foundation
import Shared
import TestSupport
import Testing

@Suite("Documents") struct DocumentTests {
    private func draft(_ type: String = "rechnung", _ date: String = "2026-01-15", _ links: [EntityID] = []) throws
        -> DocumentDraft
    {
        try DocumentDraft(
            type: type, date: try LedgerFixture.day(date), text: "Miete", filename: "miete.pdf",
            mediaType: "application/pdf", transactions: links)
    }

    @Test("Bytes and description come back, linked to the transaction") func add() async throws {
        let ledger = try await LedgerFixture()
        let transaction = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 5)).transaction
        let bytes = Array("Beleg".utf8)
        let document = try await ledger.store.addDocument(try draft(links: [transaction.id]), bytes: bytes)
        #expect(try await ledger.store.document(document.id) == document)
        #expect(try await ledger.store.documentBytes(document.id) == bytes)
        let page = try await ledger.store.documents(DocumentQuery(transaction: transaction.id))
        #expect(page.elements == [document] && page.next == nil)
    }

    private func draft(links: [EntityID]) throws -> DocumentDraft { try draft("rechnung", "2026-01-15", links) }

    @Test("The same bytes lie on disk once; changed bytes are noticed") func contentAddressed() async throws {
        let ledger = try await LedgerFixture()
        let bytes = [UInt8](repeating: 7, count: 100_000)
        let leftover = ledger.directory.file("documents/.new-1-1")
        try FileManager.default.createDirectory(
            atPath: ledger.directory.file("documents"), withIntermediateDirectories: false)
        try Data([1]).write(to: URL(fileURLWithPath: leftover))
        let first = try await ledger.store.addDocument(try draft(), bytes: bytes)
        #expect(!FileManager.default.fileExists(atPath: leftover))
        let second = try await ledger.store.addDocument(try draft("vertrag"), bytes: bytes)
        #expect(first.sha256 == second.sha256 && first.id != second.id)
        let path = ledger.directory.file("documents/\(first.sha256.prefix(2))/\(first.sha256)")
        let folder = ledger.directory.file("documents")
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.count > 2 }
        #expect(files.count == 1)
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: path))
        await #expect(throws: FinanceError.self) { try await ledger.store.documentBytes(first.id) }
    }

    @Test("Lists are filtered by type and paged by date") func list() async throws {
        let ledger = try await LedgerFixture()
        for (index, date) in ["2026-03-01", "2026-01-01", "2026-02-01", "2026-01-01"].enumerated() {
            _ = try await ledger.store.addDocument(
                try draft(index == 2 ? "vertrag" : "rechnung", date), bytes: [UInt8(index)])
        }
        var dates: [String] = []
        var query = DocumentQuery(limit: 1)
        repeat {
            let page = try await ledger.store.documents(query)
            dates += page.elements.map(\.date.description)
            query.cursor = page.next
        } while query.cursor != nil
        #expect(dates == ["2026-01-01", "2026-01-01", "2026-02-01", "2026-03-01"])
        #expect(try await ledger.store.documents(DocumentQuery(type: "rechnung")).elements.count == 3)
        let none = try await ledger.store.documents(DocumentQuery(transaction: EntityID(high: 1, low: 1)))
        #expect(none.elements.isEmpty)
    }

    @Test("Too large, badly described and wrongly linked documents are refused") func refused() async throws {
        var options = LedgerFixture.options
        options.maximumDocumentBytes = 10
        let ledger = try await LedgerFixture(options: options)
        await #expect(throws: FinanceError.self) {
            try await ledger.store.addDocument(try draft(), bytes: [UInt8](repeating: 0, count: 11))
        }
        let unknown = [EntityID(high: 1, low: 1), EntityID(high: 1, low: 2)]
        let error = await #expect(throws: FinanceError.self) {
            try await ledger.store.addDocument(try draft(links: unknown), bytes: [1])
        }
        guard case .invalid(let findings) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(findings.map(\.pointer) == ["/transactions/0", "/transactions/1"])
        // A refused document leaves no bytes behind.
        #expect(!FileManager.default.fileExists(atPath: ledger.directory.file("documents")))
        #expect(throws: FinanceError.self) {
            try DocumentDraft(type: "", date: .first, text: "", filename: "../x", mediaType: "")
        }
        #expect(try await ledger.store.documents(DocumentQuery()).elements.isEmpty)
    }
}
