import FinanceCore
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import ServiceKit
import Shared
import Synchronization
import TestSupport
import Testing

@testable import Finance

/// What happens before a ledger that does not keep up: everything stays bounded, and nothing is lost.
@Suite("Batches and posts before a slow ledger") struct BatchPressureTests {
    private static let linesPerItem = 500
    /// Items of so many lines that fill a chunk.
    private static let itemsPerChunk = (LedgerStore.chunkLines + linesPerItem - 1) / linesPerItem

    private static let item: ByteBuffer = {
        let lines = (0..<linesPerItem).map {
            #"{"account":"\#($0 % 2 == 0 ? 1400 : 8400)","\#($0 % 2 == 0 ? "debit" : "credit")":"1.00"}"#
        }
        return ByteBuffer(string: #"{"date":"2026-01-15","lines":[\#(lines.joined(separator: ","))]}"# + "\n")
    }()

    /// A body of items, one in each piece, that counts how many were asked for.
    private struct CountedItems: AsyncSequence, Sendable {
        let count: Int
        let read: Counter

        struct AsyncIterator: AsyncIteratorProtocol {
            let count: Int
            let read: Counter

            mutating func next() async -> ByteBuffer? { read.next(upTo: count) ? BatchPressureTests.item : nil }
        }

        func makeAsyncIterator() -> AsyncIterator { AsyncIterator(count: count, read: read) }
    }

    private final class Counter: Sendable {
        private let state = Mutex(0)

        var value: Int { state.withLock { $0 } }

        func next(upTo limit: Int) -> Bool {
            state.withLock { value in
                if value == limit { return false }
                value += 1
                return true
            }
        }
    }

    /// A client that takes the lines of the answer only when it is let.
    private struct SlowClient: ResponseBodyWriter {
        let gate: Gate
        let received: ReceivedText

        mutating func write(_ buffer: ByteBuffer) async throws {
            while !gate.isOpen { try await Task.sleep(for: .milliseconds(2)) }
            received.add(String(buffer: buffer))
        }

        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }

    private final class ReceivedText: Sendable {
        private let state = Mutex("")

        var text: String { state.withLock { $0 } }

        func add(_ text: String) { state.withLock { $0 += text } }
    }

    /// Streams items into a ledger, with the writer or the client held at first.
    private func stream(
        holdsWriter: Bool, _ look: @Sendable (LedgerStore, _ read: () -> Int) async throws -> Void
    ) async throws {
        let writer = Gate()
        let client = Gate()
        var options = LedgerOptions()
        options.now = {
            _ = writer.pass()
            return Timestamp.now()
        }
        try await FinanceFixture.run(options: options) { api in
            (holdsWriter ? writer : client).close()
            let counter = Counter()
            let count = Self.itemsPerChunk * 5 + 3
            let answer = ReceivedText()
            let ledger = api.ledger
            async let whole: Void = {
                let items = BatchItems(.lines) { BatchController.decode($0, ledger) }
                let verdicts = BatchVerdictWriter(language: .english, showsAll: false)
                var stream = BatchStream(
                    ledger: ledger, items: items, verdicts: verdicts, conditions: PostingConditions()
                ) { _ in }
                var output: any ResponseBodyWriter = SlowClient(gate: client, received: answer)
                let body = RequestBody(asyncSequence: CountedItems(count: count, read: counter))
                try await stream.run(body, &output)
            }()
            try await look(ledger) { counter.value }
            writer.open()
            client.open()
            try await whole
            #expect(ledger.sequence == Int64(count))
            #expect(answer.text.contains(#""done":{"received":\#(count),"posted":\#(count)"#))
        }
    }

    @Test("While the writer is held, a stream reads two chunks and no more") func heldWriter() async throws {
        try await stream(holdsWriter: true) { ledger, read in
            try await eventually("two chunks are read") { read() >= 2 * Self.itemsPerChunk }
            try await Task.sleep(for: .milliseconds(300))
            #expect(read() == 2 * Self.itemsPerChunk)
            #expect(ledger.sequence == 0)
        }
    }

    @Test("While the client does not read the verdicts, a stream reads two chunks and writes one")
    func heldClient() async throws {
        try await stream(holdsWriter: false) { ledger, read in
            try await eventually("two chunks are read") { read() >= 2 * Self.itemsPerChunk }
            try await Task.sleep(for: .milliseconds(300))
            #expect(read() == 2 * Self.itemsPerChunk)
            #expect(ledger.sequence == Int64(Self.itemsPerChunk))
        }
    }

    @Test("A full queue is 503 with Retry-After for a single post; a stream waits until there is room")
    func queueFull() async throws {
        let writer = Gate()
        var options = LedgerOptions()
        options.maximumQueuedWrites = 2
        options.now = {
            _ = writer.pass()
            return Timestamp.now()
        }
        try await FinanceFixture.run(options: options) { api in
            let line = FinanceFixture.shortForm() + "\n"
            let stream = { @Sendable in
                try await api.post(
                    "/transactions/batch?mode=each", line, headers: [.contentType: "application/x-ndjson"])
            }
            writer.close()
            async let first = api.post("/transactions", FinanceFixture.shortForm())
            try await eventually("the writer is held") { writer.isHolding }
            async let second = api.post("/transactions", FinanceFixture.shortForm())
            async let third = api.post("/transactions", FinanceFixture.shortForm())
            // Two chunks of one item fill their lane, the third is offered again and again.
            async let one = stream()
            async let two = stream()
            async let three = stream()
            try await eventually("both lanes are full") { api.ledger.queuedWrites == 4 }
            let refused = try await api.post("/transactions", FinanceFixture.shortForm())
            #expect(refused.status == .serviceUnavailable)
            #expect(refused.headers[.retryAfter] == "1")
            #expect(try refused.problem.code == "queue-full")
            writer.open()
            #expect(try await [first.status, second.status, third.status] == [.created, .created, .created])
            for answer in try await [one, two, three] {
                #expect(answer.text.contains(#""done":{"received":1,"posted":1"#))
            }
            #expect(api.ledger.sequence == 6)
        }
    }
}
