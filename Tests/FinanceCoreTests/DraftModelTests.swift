import FinanceCore
import TestSupport
import Testing

/// Random work on drafts and batches against a reference so simple that it is right at sight.
@Suite("Model of drafts and batches") struct DraftModelTests {
    @Test("Random creating, editing, moving, deleting and posting", arguments: [1, 2, 3, 4] as [UInt64])
    func randomCommands(_ seed: UInt64) async throws {
        let ledger = try await LedgerFixture()
        var model = DraftModel(store: ledger.store, seed: seed)
        for step in 1...300 {
            try await model.step()
            if step % 50 == 0 { try await model.compare() }
        }
        await ledger.store.close()
        model.store = try await LedgerStore.open(directory: ledger.directory.path, options: LedgerFixture.options)
        try await model.compare()
        await model.store.close()
    }
}

private struct DraftModel {
    private struct Item {
        let id: EntityID
        var body: [UInt8]
        /// nil when it cannot be booked.
        var minor: Int64?
        var batch: EntityID?
        var version: Int64
    }

    private struct Stack {
        let id: EntityID
        let controlTotal: Int64?
        var posted: [EntityID]?
    }

    var store: LedgerStore
    private var random: SeededGenerator
    private var items: [Item] = []
    private var stacks: [Stack] = []
    private var posted: [EntityID] = []
    private var balance: Int64 = 0
    /// Greatest version of all drafts that were deleted.
    private var retired: Int64 = 0

    init(store: LedgerStore, seed: UInt64) {
        self.store = store
        random = SeededGenerator(seed: seed)
    }

    mutating func step() async throws {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<30: try await create()
        case 30..<45: try await edit()
        case 45..<55: try await delete()
        case 55..<65: try await move()
        case 65..<72: try await open()
        case 72..<76: try await dissolve()
        case 76..<88: try await post()
        case 88..<92: try await repost()
        default: try await postBatch()
        }
    }

    private mutating func body() -> (body: [UInt8], minor: Int64?) {
        let minor = Int64.random(in: 1...9, using: &random)
        switch Int.random(in: 0..<10, using: &random) {
        case 0: return (Array("half".utf8), nil)
        case 1: return (PlainDraft.body("1200", "9999", minor), nil)
        default: return (PlainDraft.body("1200", "8400", minor), minor)
        }
    }

    private mutating func openStack() -> EntityID? {
        stacks.filter { $0.posted == nil }.randomElement(using: &random)?.id
    }

    private mutating func create() async throws {
        let (body, minor) = body()
        let batch = Bool.random(using: &random) ? openStack() : nil
        let draft = try await store.createDraft(body, batch: batch).draft
        #expect(draft.version > retired)
        items.append(Item(id: draft.id, body: body, minor: minor, batch: batch, version: draft.version))
    }

    private mutating func edit() async throws {
        guard let place = items.indices.randomElement(using: &random) else { return }
        let (body, minor) = body()
        let (store, item) = (store, items[place])
        if Int.random(in: 0..<4, using: &random) == 0 {
            await #expect(throws: FinanceError.versionMismatch(item.version)) {
                try await store.replaceDraft(item.id, body, expectedVersion: item.version - 1)
            }
            return
        }
        _ = try await store.replaceDraft(item.id, body, expectedVersion: item.version)
        (items[place].body, items[place].minor) = (body, minor)
        items[place].version += 1
    }

    private mutating func delete() async throws {
        guard let place = items.indices.randomElement(using: &random) else { return }
        try await store.deleteDraft(items[place].id, expectedVersion: items[place].version)
        retired = max(retired, items[place].version)
        items.remove(at: place)
    }

    private mutating func move() async throws {
        guard let place = items.indices.randomElement(using: &random) else { return }
        let item = items[place]
        if let batch = item.batch, Bool.random(using: &random) {
            _ = try await store.takeDraft(item.id, outOf: batch)
            items[place].batch = nil
        } else if let batch = openStack(), batch != item.batch {
            _ = try await store.putDraft(item.id, into: batch)
            items[place].batch = batch
        } else {
            return
        }
        items[place].version += 1
    }

    private mutating func open() async throws {
        let total = Bool.random(using: &random) ? nil : Int64.random(in: 1...20, using: &random)
        let batch = try await store.createBatch(try BookingBatchDraft(text: "Stapel", controlTotalMinor: total)).batch
        stacks.append(Stack(id: batch.id, controlTotal: total))
    }

    private mutating func dissolve() async throws {
        guard let id = openStack() else { return }
        try await store.deleteBatch(id)
        stacks.removeAll { $0.id == id }
        for place in items.indices where items[place].batch == id {
            items[place].batch = nil
            items[place].version += 1
        }
    }

    private mutating func post() async throws {
        guard let place = items.indices.randomElement(using: &random) else { return }
        let (store, item) = (store, items[place])
        guard let minor = item.minor, item.batch == nil else {
            await #expect(throws: FinanceError.self) {
                try await store.postDraft(item.id, reading: PlainDraft.reading)
            }
            return
        }
        let answer = try await store.postDraft(item.id, expectedVersion: item.version, reading: PlainDraft.reading)
        #expect(!answer.isReplay && answer.transaction.id == item.id)
        posted.append(item.id)
        balance += minor
        items.remove(at: place)
    }

    private mutating func repost() async throws {
        guard let id = posted.randomElement(using: &random) else { return }
        #expect(try await store.postDraft(id, reading: PlainDraft.reading).isReplay)
    }

    private mutating func postBatch() async throws {
        guard let place = stacks.indices.randomElement(using: &random) else { return }
        let (store, stack) = (store, stacks[place])
        if stack.posted != nil {
            #expect(try await store.postBatch(stack.id, reading: PlainDraft.reading).isReplay)
            return
        }
        let own = items.filter { $0.batch == stack.id }
        let total = own.reduce(0) { $0 + ($1.minor ?? 0) }
        let isRight = !own.isEmpty && own.allSatisfy { $0.minor != nil } && stack.controlTotal ?? total == total
        guard isRight else {
            await #expect(throws: FinanceError.self) {
                try await store.postBatch(stack.id, reading: PlainDraft.reading)
            }
            return
        }
        _ = try await store.postBatch(stack.id, reading: PlainDraft.reading)
        stacks[place].posted = own.map(\.id)
        posted += own.map(\.id)
        balance += total
        items.removeAll { $0.batch == stack.id }
    }

    func compare() async throws {
        let drafts = try await store.drafts(EntryDraftQuery(limit: 1_000)).elements
        #expect(drafts.map(\.id) == items.map(\.id))
        #expect(drafts.map(\.body) == items.map(\.body))
        #expect(drafts.map(\.batch) == items.map(\.batch))
        #expect(drafts.map(\.version) == items.map(\.version))
        let batches = try await store.batches(BookingBatchQuery(limit: 1_000)).elements
        #expect(batches.map(\.id) == stacks.map(\.id))
        for (batch, stack) in zip(batches, stacks) {
            let own = items.filter { $0.batch == stack.id }.map(\.id)
            #expect(batch.drafts == own.count && (batch.posting != nil) == (stack.posted != nil))
            #expect(try await store.drafts(EntryDraftQuery(batch: stack.id, limit: 1_000)).elements.map(\.id) == own)
            let booked = try await store.transactions(ofBatch: stack.id, cursor: nil, limit: 1_000).elements.map(\.id)
            #expect(booked == stack.posted ?? [])
        }
        let transactions = try await store.transactions(TransactionQuery(limit: 1_000)).elements
        #expect(transactions.sorted { $0.sequence < $1.sequence }.map(\.id) == posted)
        let bank = try #require(AccountNumber("1200"))
        #expect(try store.account(bank).totals.first?.balanceMinor == balance)
    }
}
