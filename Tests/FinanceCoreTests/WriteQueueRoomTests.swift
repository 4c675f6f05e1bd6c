import TestSupport
import Testing

@testable import FinanceCore

@Suite("Room in the write queue") struct WriteQueueRoomTests {
    private static func batch(_ count: Int) throws -> WriteRequest {
        let draft = try LedgerFixture.draft("1200", "8400", 1)
        return .batch(
            BatchRequest(
                drafts: Array(repeating: draft, count: count), key: nil, fingerprint: [], missingAccounts: nil,
                isDryRun: false))
    }

    private static func chunk(_ count: Int) throws -> WriteRequest {
        .each(Array(repeating: try LedgerFixture.draft("1200", "8400", 1), count: count), PostingConditions())
    }

    /// Offers a request and leaves it to the queue; nobody waits for the answer but this task.
    private static func offer(_ request: WriteRequest, to queue: WriteQueue) async -> Bool {
        let result = await withUnsafeContinuation { continuation in
            // The waiter is answered at once: what counts is whether there was a place.
            let write = PendingWrite(request: request, lines: request.chunkLines, continuation: continuation)
            if case .refused(let error) = queue.add(write) {
                continuation.resume(returning: .failure(error))
            } else {
                continuation.resume(returning: .success(.done))
            }
        }
        if case .success = result { return true }
        return false
    }

    @Test("A batch larger than the lane finds a place behind the imports that fill it, and its turn in order")
    func largeBatches() async throws {
        let queue = WriteQueue(capacity: 100)
        // Two imports keep the lane busy all the time.
        #expect(await Self.offer(try Self.chunk(40), to: queue))
        #expect(await Self.offer(try Self.chunk(40), to: queue))
        for _ in 0..<20 {
            #expect(await Self.offer(try Self.batch(150), to: queue))
            // What comes behind it waits outside or in the lane, but does not pass it.
            _ = await Self.offer(try Self.chunk(40), to: queue)
            _ = await Self.offer(try Self.chunk(40), to: queue)
            var weights: [Int] = []
            while let group = queue.take(atMost: 10) { weights += group.map { $0.lines / 2 } }
            #expect(weights.contains(150))
            #expect(weights.firstIndex(of: 150) ?? .max <= 2)
            #expect(await Self.offer(try Self.chunk(40), to: queue))
            #expect(await Self.offer(try Self.chunk(40), to: queue))
        }
    }

    @Test("What waits is bounded for streams and for whole batches", arguments: 1...5 as ClosedRange<UInt64>)
    func bounded(_ seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let queue = WriteQueue(capacity: 100)
        var waiting: [Int] = []
        for _ in 0..<300 {
            let weight = Int.random(in: 1...160, using: &random)
            let before = waiting.reduce(0, +)
            switch Int.random(in: 0..<3, using: &random) {
            case 0:
                let isIn = await Self.offer(try Self.batch(weight), to: queue)
                #expect(isIn == (before == 0 || before + weight <= 400))
                if isIn { waiting.append(weight) }
            case 1:
                let isIn = await Self.offer(try Self.chunk(weight), to: queue)
                #expect(isIn == (before == 0 || before + weight <= 100))
                if isIn { waiting.append(weight) }
            default:
                let taken = queue.take(atMost: 10)?.map { $0.lines / 2 }
                #expect(taken == (waiting.isEmpty ? nil : [waiting.removeFirst()]))
            }
        }
    }
}
