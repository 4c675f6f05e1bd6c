import CFaultyDisk
import FinanceCore
import Foundation
import TestSupport
import Testing

/// I/O errors under the journal: what was acknowledged stays, what was refused is nowhere, and the ledger says so.
@Suite("Disk faults", .serialized) struct DiskFaultTests {
    /// Begins a ledger on a disk that can be broken.
    private static func ledger() async throws -> LedgerFixture {
        #expect(faulty_disk_install() == 0)
        return try await LedgerFixture()
    }

    private static func breakJournal(_ ledger: LedgerFixture, _ operations: Int, grace: Int = 0) {
        // The log beside the journal as well, but not the projection, which is made anew.
        faulty_disk_break(ledger.directory.file("ledger.sqlite"), Int32(operations), Int32(grace))
    }

    private static let operations = [Int(FAULTY_DISK_WRITE), Int(FAULTY_DISK_SYNC)]

    /// Opens the files as a process leaves them that is killed now.
    private static func killed(_ ledger: LedgerFixture) async throws -> (TemporaryDirectory, LedgerStore) {
        let copy = try TemporaryDirectory()
        for name in ["ledger.sqlite", "ledger.sqlite-wal"] {
            try FileManager.default.copyItem(atPath: ledger.directory.file(name), toPath: copy.file(name))
        }
        return (copy, try await LedgerStore.open(directory: copy.path, options: LedgerFixture.options))
    }

    private static func ids(_ store: LedgerStore) async throws -> Set<EntityID> {
        var query = TransactionQuery(limit: 1_000)
        var ids: Set<EntityID> = []
        repeat {
            let page = try await store.transactions(query)
            ids.formUnion(page.elements.map(\.id))
            query.cursor = page.next
        } while query.cursor != nil
        return ids
    }

    @Test("A booking that meets an I/O error is refused and nowhere, before and after a kill", arguments: operations)
    func refused(_ operation: Int) async throws {
        let ledger = try await Self.ledger()
        var acknowledged: Set<EntityID> = []
        for _ in 1...5 {
            acknowledged.insert(try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 1)).transaction.id)
        }
        #expect(await ledger.store.refusal() == nil)
        Self.breakJournal(ledger, operation)
        for _ in 1...3 {
            let error = await #expect(throws: FinanceError.self) {
                // Long enough for pages of its own.
                try await ledger.store.post(
                    try LedgerFixture.draft("1200", "8400", 7, text: String(repeating: "x", count: 900)))
            }
            guard case .storage? = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
        #expect(await ledger.store.refusal() != nil)
        #expect(ledger.store.sequence == 5)
        #expect(try ledger.balance("1200") == 5)
        #expect(try await Self.ids(ledger.store) == acknowledged)

        #expect(faulty_disk_mend() >= 3)
        let (copy, killed) = try await Self.killed(ledger)
        #expect(try await Self.ids(killed) == acknowledged)
        #expect(try await killed.verifyChain(from: 1, through: killed.sequence).faults.isEmpty)
        await killed.close()
        withExtendedLifetime(copy) {}

        #expect(await ledger.store.refusal() == nil)
        let next = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 1)).transaction
        #expect(next.sequence == 6 && next.journalNumber == 6)
        await ledger.store.close()
    }

    @Test("Faults at any moment of many posts lose nothing and leave nothing", arguments: 1...4 as ClosedRange<UInt64>)
    func atAnyMoment(_ seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let ledger = try await Self.ledger()
        var acknowledged: Set<EntityID> = []
        var refusals = 0
        for _ in 0..<12 {
            let operation = try #require(Self.operations.randomElement(using: &random))
            Self.breakJournal(ledger, operation, grace: Int.random(in: 0...12, using: &random))
            let (booked, refused) = try await Self.post(40, to: ledger.store)
            acknowledged.formUnion(booked)
            refusals += refused
            _ = faulty_disk_mend()
            #expect(try await Self.ids(ledger.store) == acknowledged)
            let (copy, killed) = try await Self.killed(ledger)
            #expect(try await Self.ids(killed) == acknowledged)
            #expect(try await killed.verifyChain(from: 1, through: killed.sequence).faults.isEmpty)
            await killed.close()
            withExtendedLifetime(copy) {}
        }
        #expect(refusals > 0 && !acknowledged.isEmpty)
        #expect(try ledger.balance("1200") == Int64(acknowledged.count))
        await ledger.store.close()
    }

    /// Posts from several tasks; the ids that were acknowledged, and how many were refused.
    private static func post(_ count: Int, to store: LedgerStore) async throws -> (Set<EntityID>, Int) {
        try await withThrowingTaskGroup(of: EntityID?.self) { group in
            for _ in 0..<count {
                group.addTask {
                    let draft = try LedgerFixture.draft("1200", "8400", 1, text: String(repeating: "y", count: 700))
                    do throws(FinanceError) {
                        return try await store.post(draft).transaction.id
                    } catch {
                        guard case .storage = error else { throw error }
                        return nil
                    }
                }
            }
            return try await group.reduce(into: (Set<EntityID>(), 0)) { result, id in
                if let id { result.0.insert(id) } else { result.1 += 1 }
            }
        }
    }

    @Test("A draft that meets an I/O error when it is posted stays a draft", arguments: operations)
    func draft(_ operation: Int) async throws {
        let ledger = try await Self.ledger()
        let draft = try await ledger.store.createDraft(PlainDraft.body("1200", "8400", 1)).draft
        Self.breakJournal(ledger, operation)
        await #expect(throws: FinanceError.self) {
            try await ledger.store.postDraft(draft.id, reading: PlainDraft.reading)
        }
        _ = faulty_disk_mend()
        let (copy, killed) = try await Self.killed(ledger)
        #expect(try await killed.draft(draft.id).body == draft.body)
        #expect(killed.sequence == 0)
        await killed.close()
        withExtendedLifetime(copy) {}
        #expect(try await ledger.store.postDraft(draft.id, reading: PlainDraft.reading).transaction.sequence == 1)
        await ledger.store.close()
    }

    private static var shortRuns: LedgerOptions {
        var options = LedgerFixture.options
        options.entriesPerRun = 12
        return options
    }

    @Test(
        "A ledger that has waited for its projection goes on by itself when the disk is well", arguments: [true, false])
    func longWait(asksHealth: Bool) async throws {
        #expect(faulty_disk_install() == 0)
        let ledger = try await LedgerFixture(options: Self.shortRuns)
        let path = ledger.directory.file("ledger-projection")
        faulty_disk_break(path, Int32(FAULTY_DISK_WRITE), 0)
        let draft = try LedgerFixture.draft("1200", "8400", 1)
        var booked: Int64 = 0
        var refusal: FinanceError?
        while refusal == nil, booked < 1_000 {
            do throws(FinanceError) {
                _ = try await ledger.store.post(draft)
                booked += 1
            } catch {
                refusal = error
            }
        }
        guard case .storage(_, mayPass: true)? = refusal else {
            Issue.record("\(String(describing: refusal)) after \(booked)")
            return
        }
        #expect(ledger.store.projectionFault != nil)
        #expect(await ledger.store.refusal() != nil)
        #expect(faulty_disk_mend() > 0)
        try await eventually("the ledger takes bookings again") {
            if asksHealth { return await ledger.store.refusal() == nil }
            do throws(FinanceError) {
                _ = try await ledger.store.post(draft)
                booked += 1
                return true
            } catch {
                return false
            }
        }
        #expect(ledger.store.projectionFault == nil)
        #expect(try ledger.balance("1200") == booked)
        #expect(try await Self.ids(ledger.store).count == Int(booked))
        await ledger.store.close()
    }

    @Test("A ledger whose projection cannot be written at the opening takes no memory without bound")
    func opening() async throws {
        #expect(faulty_disk_install() == 0)
        let ledger = try await LedgerFixture(options: Self.shortRuns)
        for _ in 0..<200 { _ = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 1)) }
        await ledger.store.close()
        for grace in stride(from: 0, through: 60, by: 4) {
            let copy = try TemporaryDirectory()
            try FileManager.default.copyItem(
                atPath: ledger.directory.file("ledger.sqlite"), toPath: copy.file("ledger.sqlite"))
            faulty_disk_break(copy.file("ledger-projection"), Int32(FAULTY_DISK_WRITE), Int32(grace))
            let error = await #expect(throws: FinanceError.self, "\(grace)") {
                try await LedgerStore.open(directory: copy.path, options: Self.shortRuns)
            }
            guard case .storage(_, mayPass: true)? = error else {
                Issue.record("\(grace): \(String(describing: error))")
                continue
            }
            #expect(faulty_disk_mend() > 0)
            let again = try await LedgerStore.open(directory: copy.path, options: Self.shortRuns)
            #expect(try await Self.ids(again).count == 200)
            await again.close()
        }
    }
}
