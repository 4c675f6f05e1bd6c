import FinanceCore
import TestSupport
import Testing

/// Who waits for the writer, and for how long, counted in commits: the writer is held in its clock while others come.
@Suite("Waiting for the writer") struct WriteQueueTests {
    /// A ledger whose commits are recorded one millisecond after the other.
    private struct HeldLedger {
        let gate = Gate()
        let ledger: LedgerFixture
        var store: LedgerStore { ledger.store }

        init(maximumQueuedWrites: Int) async throws {
            var options = LedgerFixture.options
            options.maximumQueuedWrites = maximumQueuedWrites
            options.now = { [gate] in Timestamp(millisecondsSince1970: start + Int64(gate.pass())) }
            ledger = try await LedgerFixture(options: options)
        }

        /// Lets the writer begin a commit of one booking, and holds it there.
        func hold() async throws -> Task<PostedTransaction, any Error> {
            gate.close()
            let held = post(1)
            try await eventually("the writer is held") { gate.isHolding }
            return held
        }

        func post(_ minor: Int64) -> Task<PostedTransaction, any Error> {
            Task { [store] in try await store.post(try LedgerFixture.draft("1400", "8400", minor)) }
        }

        func post(each count: Int) -> Task<[ItemVerdict], any Error> {
            Task { [store] in
                try await store.post(each: try (0..<count).map { _ in try LedgerFixture.draft("1200", "8400", 1) })
            }
        }

        func waiting(_ count: Int) async throws {
            try await eventually("\(count) wait") { store.queuedWrites == count }
        }
    }

    private static let start: Int64 = 1_768_478_400_000

    @Test("A full queue answers at once, and those who wait are served") func full() async throws {
        let held = try await HeldLedger(maximumQueuedWrites: 3)
        var waiting = [try await held.hold()]
        for count in 1...3 {
            waiting.append(held.post(1))
            try await held.waiting(count)
        }
        let draft = try LedgerFixture.draft("1400", "8400", 1)
        for _ in 0..<5 {
            await #expect(throws: FinanceError.queueFull) { try await held.store.post(draft) }
        }
        held.gate.open()
        let sequences = try await waiting.asyncMap { try await $0.value.transaction.sequence }
        #expect(Set(sequences) == [1, 2, 3, 4])
        #expect(held.store.sequence == 4)
    }

    @Test("The lane of the chunks is full by their lines, and leaves that of single posts alone")
    func fullOfChunks() async throws {
        let held = try await HeldLedger(maximumQueuedWrites: 10)
        let first = try await held.hold()
        // 12 + 8 lines are those of ten two-line transactions.
        let chunks = [held.post(each: 6)]
        try await held.waiting(1)
        let more = held.post(each: 4)
        try await held.waiting(2)
        let draft = try LedgerFixture.draft("1200", "8400", 1)
        await #expect(throws: FinanceError.queueFull) { try await held.store.post(each: [draft]) }
        let single = held.post(1)
        try await held.waiting(3)
        held.gate.open()
        for chunk in chunks + [more] { _ = try await chunk.value }
        _ = try await (first.value, single.value)
        #expect(held.store.sequence == 12)
    }

    @Test("A single post waits for no chunk that has not begun, however many are before it") func singles() async throws
    {
        let held = try await HeldLedger(maximumQueuedWrites: 1_000)
        let first = try await held.hold()
        var chunks: [Task<[ItemVerdict], any Error>] = []
        for count in 1...20 {
            chunks.append(held.post(each: 3))
            try await held.waiting(count)
        }
        let single = held.post(7)
        try await held.waiting(21)
        let commits = held.gate.passes
        held.gate.open()
        let posted = try await single.value.transaction
        #expect(posted.sequence == 2)
        #expect(posted.recordedAt.millisecondsSince1970 == Self.start + Int64(commits) + 2)
        for chunk in chunks { _ = try await chunk.value }
        _ = try await first.value
        #expect(held.store.sequence == 62)
    }

    @Test("A chunk that begins meanwhile is the only one a single post waits for") func oneChunk() async throws {
        let held = try await HeldLedger(maximumQueuedWrites: 1_000)
        held.gate.close()
        let begun = held.post(each: 5)
        try await eventually("the writer is held") { held.gate.isHolding }
        let next = held.post(each: 5)
        try await held.waiting(1)
        let single = held.post(1)
        try await held.waiting(2)
        held.gate.open()
        #expect(try await single.value.transaction.sequence == 6)
        _ = try await (begun.value, next.value)
    }

    @Test("Each commit takes a chunk, however many single posts wait") func chunks() async throws {
        let held = try await HeldLedger(maximumQueuedWrites: 1_000)
        let first = try await held.hold()
        let singles = (0..<100).map { _ in held.post(1) }
        try await held.waiting(100)
        var chunks: [Task<[ItemVerdict], any Error>] = []
        for count in 1...4 {
            chunks.append(held.post(each: 2))
            try await held.waiting(100 + count)
        }
        let commits = held.gate.passes
        held.gate.open()
        for (index, chunk) in chunks.enumerated() {
            let times = try await chunk.value.map { verdict in
                if case .posted(let receipt) = verdict { receipt.recordedAt.millisecondsSince1970 } else { Int64(0) }
            }
            // The held commit is the next one; then one chunk each.
            let expected = Self.start + Int64(commits + 2 + index)
            #expect(times == [expected, expected])
        }
        _ = try await first.value
        for single in singles { _ = try await single.value }
        #expect(held.store.sequence == 109)
    }
}

extension Sequence {
    fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
