import FinanceCore
import Foundation
import GRDB
import Shared
import TestSupport
import Testing

/// Drafts whose bodies are the words `debit credit minor date`: what is in a body is the caller's business.
enum PlainDraft {
    static func body(_ debit: String, _ credit: String, _ minor: Int64, _ date: String = "2026-01-15") -> [UInt8] {
        Array("\(debit) \(credit) \(minor) \(date)".utf8)
    }

    static let reading: DraftReading = { draft in
        let words = String(decoding: draft.body, as: UTF8.self).split(separator: " ").map(String.init)
        guard words.count == 4, let minor = Int64(words[2]),
            let transaction = try? LedgerFixture.draft(words[0], words[1], minor, words[3])  // try? asks "is it one?"
        else { return .faulty([Finding("", "unreadable", de: "Unlesbar.", en: "Unreadable.")]) }
        return .ready(transaction)
    }
}

@Suite("Drafts") struct DraftTests {
    @Test("A draft is kept whatever it says, and counts nowhere") func kept() async throws {
        let ledger = try await LedgerFixture()
        let draft = try await ledger.store.createDraft(Array("half".utf8)).draft
        #expect(draft.version == 1 && draft.batch == nil)
        #expect(try await ledger.store.draft(draft.id) == draft)
        let full = PlainDraft.body("1200", "8400", 100)
        let changed = try await ledger.store.replaceDraft(draft.id, full, expectedVersion: 1)
        #expect(changed.version == 2 && changed.body == full && changed.createdAt == draft.createdAt)
        await #expect(throws: FinanceError.versionMismatch(2)) {
            try await ledger.store.replaceDraft(draft.id, [1], expectedVersion: 1)
        }
        await #expect(throws: FinanceError.versionMismatch(2)) {
            try await ledger.store.deleteDraft(draft.id, expectedVersion: 1)
        }
        #expect(ledger.store.sequence == 0)
        #expect(try ledger.balance("1200") == 0)
        #expect(try await ledger.store.transactions(TransactionQuery()).elements.isEmpty)
        try await ledger.store.deleteDraft(draft.id, expectedVersion: 2)
        await #expect(throws: FinanceError.notFound(.draft, draft.id.description)) {
            try await ledger.store.draft(draft.id)
        }
    }

    @Test("Creating the same under the same id is one draft, another content is refused") func ownID() async throws {
        let ledger = try await LedgerFixture()
        let id = try #require(EntityID("0190b5c0-0000-7000-8000-00000000000a"))
        let first = try await ledger.store.createDraft([1], id: id)
        let second = try await ledger.store.createDraft([1], id: id)
        #expect(first.isNew && !second.isNew && first.draft == second.draft)
        await #expect(throws: FinanceError.draftExists(id)) { try await ledger.store.createDraft([2], id: id) }
        let booked = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 1)).transaction
        await #expect(throws: FinanceError.duplicateID(booked.id)) {
            try await ledger.store.createDraft([1], id: booked.id)
        }
    }

    @Test("Posting makes it the transaction of its id, once") func posted() async throws {
        let ledger = try await LedgerFixture()
        let draft = try await ledger.store.createDraft(PlainDraft.body("1200", "8400", 100)).draft
        let posted = try await ledger.store.postDraft(draft.id, reading: PlainDraft.reading)
        #expect(!posted.isReplay && posted.transaction.id == draft.id && posted.transaction.sequence == 1)
        let again = try await ledger.store.postDraft(draft.id, expectedVersion: 7, reading: PlainDraft.reading)
        #expect(again.isReplay && again.transaction == posted.transaction)
        #expect(try ledger.balance("1200") == 100)
        #expect(try await ledger.store.drafts(EntryDraftQuery()).elements.isEmpty)
        let nothing = EntityID(high: 1, low: 2)
        await #expect(throws: FinanceError.notFound(.draft, nothing.description)) {
            try await ledger.store.postDraft(nothing, reading: PlainDraft.reading)
        }
    }

    @Test("Many who post the same draft at once post it once") func atOnce() async throws {
        let ledger = try await LedgerFixture()
        let draft = try await ledger.store.createDraft(PlainDraft.body("1200", "8400", 100)).draft
        let answers = try await withThrowingTaskGroup(of: PostedTransaction.self) { group in
            for _ in 0..<20 {
                group.addTask { try await ledger.store.postDraft(draft.id, reading: PlainDraft.reading) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.filter { !$0.isReplay }.count == 1)
        #expect(Set(answers.map(\.transaction.sequence)) == [1])
        #expect(try ledger.balance("1200") == 100)
    }

    @Test("A post that is refused leaves the draft as it was") func refused() async throws {
        let ledger = try await LedgerFixture()
        _ = try await ledger.store.lock(try PeriodLockDraft(kind: .hard, through: try LedgerFixture.day("2025-12-31")))
        _ = try await ledger.store.updateAccount(try LedgerFixture.number("1000"), AccountChange(isNeverNegative: true))
        let bodies = [
            Array("half".utf8), PlainDraft.body("1200", "9999", 1), PlainDraft.body("1200", "8400", 1, "2025-12-31"),
            PlainDraft.body("1200", "1000", 1),
        ]
        for body in bodies {
            let draft = try await ledger.store.createDraft(body).draft
            await #expect(throws: FinanceError.self) {
                try await ledger.store.postDraft(draft.id, reading: PlainDraft.reading)
            }
            #expect(try await ledger.store.draft(draft.id) == draft)
        }
        let draft = try await ledger.store.createDraft(PlainDraft.body("1200", "8400", 1)).draft
        await #expect(throws: FinanceError.versionMismatch(1)) {
            try await ledger.store.postDraft(draft.id, expectedVersion: 2, reading: PlainDraft.reading)
        }
        #expect(ledger.store.sequence == 0)
    }

    @Test("Drafts survive a restart, and their places are never given twice") func restart() async throws {
        let ledger = try await LedgerFixture()
        for index in 1...5 { _ = try await ledger.store.createDraft([UInt8(index)]) }
        let last = try #require(try await ledger.store.drafts(EntryDraftQuery()).elements.last)
        try await ledger.store.deleteDraft(last.id)
        await ledger.store.close()
        let again = try await LedgerStore.open(directory: ledger.directory.path, options: LedgerFixture.options)
        #expect(try await again.createDraft([6]).draft.sequence == 6)
        var query = EntryDraftQuery(limit: 2)
        var bodies: [[UInt8]] = []
        repeat {
            let page = try await again.drafts(query)
            bodies += page.elements.map(\.body)
            query.cursor = page.next
        } while query.cursor != nil
        #expect(bodies == [[1], [2], [3], [4], [6]])
        await again.close()
    }
}

@Suite("Booking batches") struct BookingBatchTests {
    private func codes(_ error: FinanceError?) -> [String] {
        guard case .batchRejected(let findings)? = error else { return ["\(String(describing: error))"] }
        return findings.map { "\($0.pointer) \($0.code)" }
    }

    @Test("A batch whose control is right is posted whole, in order, and never again") func posted() async throws {
        let ledger = try await LedgerFixture()
        let content = try BookingBatchDraft(text: "Januar", controlTotalMinor: 60, controlCount: 3)
        let batch = try await ledger.store.createBatch(content).batch
        var ids: [EntityID] = []
        for minor in [10, 20] as [Int64] {
            let body = PlainDraft.body("1200", "8400", minor)
            ids.append(try await ledger.store.createDraft(body, batch: batch.id).draft.id)
        }
        let late = try await ledger.store.createDraft(PlainDraft.body("1200", "8400", 30)).draft
        ids.append(try await ledger.store.putDraft(late.id, into: batch.id).id)
        _ = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 1))
        let posted = try await ledger.store.postBatch(batch.id, reading: PlainDraft.reading)
        let posting = try #require(posted.batch.posting)
        #expect(!posted.isReplay && posting.firstSequence == 2 && posting.lastSequence == 4)
        #expect(posting.total.minor == 60 && posted.batch.drafts == 0)
        let transactions = try await ledger.store.transactions(ofBatch: batch.id, cursor: nil, limit: 100)
        #expect(transactions.elements.map(\.id) == ids && transactions.elements.map(\.sequence) == [2, 3, 4])
        #expect(try await ledger.store.drafts(EntryDraftQuery()).elements.isEmpty)
        let again = try await ledger.store.postBatch(batch.id, reading: PlainDraft.reading)
        #expect(again.isReplay && again.batch == posted.batch)
        #expect(try ledger.balance("1200") == 61)
        for id in ids {
            #expect(try await ledger.store.postDraft(id, reading: PlainDraft.reading).isReplay)
        }
    }

    @Test("Total and count that differ are named with the difference, and nothing is booked") func control()
        async throws
    {
        let ledger = try await LedgerFixture()
        let content = try BookingBatchDraft(text: "Januar", controlTotalMinor: 119_000, controlCount: 2)
        let batch = try await ledger.store.createBatch(content).batch
        #expect(
            codes(await failure(ledger, batch.id)) == [
                "/drafts batch-empty", "/control_count control-count-differs", "/control_total control-total-differs",
            ])
        let draft = try await ledger.store.createDraft(PlainDraft.body("1200", "8400", 100_000), batch: batch.id).draft
        let error = await failure(ledger, batch.id)
        guard case .batchRejected(let findings)? = error, findings.count == 2 else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(findings[0].detail.en.hasSuffix("there are 1, difference -1."))
        #expect(
            findings[1].detail.en.contains("1190.00 EUR") && findings[1].detail.en.contains("difference -190.00 EUR"))
        #expect(try await ledger.store.draft(draft.id) == draft)
        #expect(ledger.store.sequence == 0)
    }

    private func failure(_ ledger: LedgerFixture, _ id: EntityID) async -> FinanceError? {
        await #expect(throws: FinanceError.self) { try await ledger.store.postBatch(id, reading: PlainDraft.reading) }
    }

    @Test("All faulty drafts are named with id and pointer, also those that only the writer can judge")
    func faultyDrafts() async throws {
        let ledger = try await LedgerFixture()
        let start = try LedgerFixture.day("2026-01-01")
        let end = try LedgerFixture.day("2026-01-31")
        let batch = try await ledger.store.createBatch(try BookingBatchDraft(text: "Januar", start: start, end: end))
            .batch
        var ids: [EntityID] = []
        for body in [
            Array("half".utf8), PlainDraft.body("1200", "8400", 1), PlainDraft.body("1200", "8400", 1, "2026-02-01"),
        ] {
            ids.append(try await ledger.store.createDraft(body, batch: batch.id).draft.id)
        }
        #expect(
            codes(await failure(ledger, batch.id)) == [
                "/drafts/\(ids[0]) unreadable", "/drafts/\(ids[2])/date outside-batch-period",
            ])
        _ = try await ledger.store.replaceDraft(ids[0], PlainDraft.body("9999", "8400", 1))
        _ = try await ledger.store.replaceDraft(ids[2], PlainDraft.body("1200", "7777", 1))
        #expect(
            codes(await failure(ledger, batch.id)) == [
                "/drafts/\(ids[0])/lines/0/account unknown-account",
                "/drafts/\(ids[2])/lines/1/account unknown-account",
            ])
        #expect(ledger.store.sequence == 0)
        #expect(try await ledger.store.drafts(EntryDraftQuery(batch: batch.id)).elements.map(\.id) == ids)
    }

    @Test("With a control total all lines are in its currency; sums that do not fit are said so") func pure() throws {
        let yen = try #require(Currency(code: "JPY"))
        let items = [
            (EntityID(high: 1, low: 1), ReadDraft.ready(try LedgerFixture.draft("1200", "8400", 5, currency: yen))),
            (EntityID(high: 1, low: 2), ReadDraft.ready(try LedgerFixture.draft("1200", "8400", .max))),
            (EntityID(high: 1, low: 3), ReadDraft.ready(try LedgerFixture.draft("1200", "8400", 1))),
        ].map { (id: $0.0, read: $0.1) }
        let content = try BookingBatchDraft(text: "x", controlTotalMinor: 1)
        let control = BatchControl(content, Array(items.dropLast()))
        #expect(control.findings.map(\.code) == ["control-total-differs", "outside-batch-currency"])
        #expect(BatchControl(content, items).findings.map(\.code) == ["amount-overflow", "outside-batch-currency"])
        #expect(BatchControl(try BookingBatchDraft(text: "x"), Array(items.prefix(1))).findings.isEmpty)
        for (text, count) in [("", 1), (" ", 1), ("x", 0), ("x", BookingBatch.maximumDrafts + 1)] {
            #expect(throws: FinanceError.self) { try BookingBatchDraft(text: text, controlCount: count) }
        }
    }

    @Test("A draft in a batch is posted with it only; each change of it is a change of the batch") func together()
        async throws
    {
        let ledger = try await LedgerFixture()
        let batch = try await ledger.store.createBatch(try BookingBatchDraft(text: "A")).batch
        let other = try await ledger.store.createBatch(try BookingBatchDraft(text: "B")).batch
        let draft = try await ledger.store.createDraft(PlainDraft.body("1200", "8400", 1), batch: batch.id).draft
        await #expect(throws: FinanceError.draftInBatch(draft.id, batch.id)) {
            try await ledger.store.postDraft(draft.id, reading: PlainDraft.reading)
        }
        _ = try await ledger.store.replaceDraft(draft.id, PlainDraft.body("1200", "8400", 2))
        await #expect(throws: FinanceError.versionMismatch(3)) {
            try await ledger.store.postBatch(batch.id, expectedVersion: 2, reading: PlainDraft.reading)
        }
        _ = try await ledger.store.putDraft(draft.id, into: other.id)
        await #expect(throws: FinanceError.notFound(.draft, draft.id.description)) {
            try await ledger.store.takeDraft(draft.id, outOf: batch.id)
        }
        #expect(try await ledger.store.batch(batch.id, reading: PlainDraft.reading).batch.drafts == 0)
        #expect(try await ledger.store.batch(other.id, reading: PlainDraft.reading).batch.drafts == 1)
        try await ledger.store.deleteBatch(other.id)
        let free = try await ledger.store.draft(draft.id)
        #expect(free.batch == nil && free.version == 4)
        #expect(try await ledger.store.postDraft(draft.id, reading: PlainDraft.reading).transaction.sequence == 1)
    }

    @Test("A posted batch stays as it is, for the store and for whoever opens the file") func immutable() async throws {
        let ledger = try await LedgerFixture()
        let content = try BookingBatchDraft(text: "A")
        let batch = try await ledger.store.createBatch(content).batch
        _ = try await ledger.store.createDraft(PlainDraft.body("1200", "8400", 1), batch: batch.id)
        _ = try await ledger.store.postBatch(batch.id, reading: PlainDraft.reading)
        let loose = try await ledger.store.createDraft([1]).draft
        await #expect(throws: FinanceError.batchPosted(batch.id)) {
            try await ledger.store.replaceBatch(batch.id, content)
        }
        await #expect(throws: FinanceError.batchPosted(batch.id)) { try await ledger.store.deleteBatch(batch.id) }
        await #expect(throws: FinanceError.batchPosted(batch.id)) {
            try await ledger.store.createDraft([1], batch: batch.id)
        }
        await #expect(throws: FinanceError.batchPosted(batch.id)) {
            try await ledger.store.putDraft(loose.id, into: batch.id)
        }
        await ledger.store.close()
        let queue = try DatabaseQueue(path: ledger.directory.file("ledger.sqlite"))
        for sql in [
            "UPDATE batch SET text = 'B'", "DELETE FROM batch", "UPDATE draft SET batch = 1",
            "INSERT OR REPLACE INTO batch SELECT * FROM batch",
            "INSERT INTO draft VALUES (9, zeroblob(16), 1, 1, x'00', 0, 0)",
        ] {
            await #expect(throws: DatabaseError.self, "\(sql)") { try await queue.write { try $0.execute(sql: sql) } }
        }
    }

    @Test("When the disk refuses the commit, drafts, batch and books are as before") func diskFull() async throws {
        let ledger = try await LedgerFixture()
        let batch = try await ledger.store.createBatch(try BookingBatchDraft(text: "A", controlCount: 400)).batch
        for _ in 0..<400 {
            _ = try await ledger.store.createDraft(PlainDraft.body("1200", "8400", 1), batch: batch.id)
        }
        let before = try await ledger.store.drafts(EntryDraftQuery(batch: batch.id, limit: 1_000)).elements
        await ledger.store.close()
        let path = ledger.directory.file("ledger.sqlite")
        let size = try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
        var options = LedgerFixture.options
        options.maximumFilePages = size / 4_096 + 8
        let narrow = try await LedgerStore.open(directory: ledger.directory.path, options: options)
        let error = await #expect(throws: FinanceError.self) {
            try await narrow.postBatch(batch.id, reading: PlainDraft.reading)
        }
        guard case .storage? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try await narrow.drafts(EntryDraftQuery(batch: batch.id, limit: 1_000)).elements == before)
        #expect(narrow.sequence == 0)
        await narrow.close()
        let wide = try await LedgerStore.open(directory: ledger.directory.path, options: LedgerFixture.options)
        #expect(try await wide.drafts(EntryDraftQuery(batch: batch.id, limit: 1_000)).elements == before)
        #expect(try await wide.postBatch(batch.id, reading: PlainDraft.reading).batch.posting?.count == 400)
        await wide.close()
    }
}
