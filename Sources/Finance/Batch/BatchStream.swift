import FinanceCore
import Hummingbird
import NIOCore
import ServiceKit
import Shared

/// A batch whose items stand each for themselves: reads on while the writer is at work, answers as it goes.
///
/// At most two chunks are in memory, one being read and one being written. When the writer is behind, nothing more is
/// read, and the client's connection fills up: that is the back-pressure.
struct BatchStream {
    /// How long to wait before a chunk that met a full queue is offered again.
    private static let pause = Duration.milliseconds(5)

    private struct Chunk: Sendable {
        var items: [PlacedItem] = []
        /// Room that is left, in lines.
        var lines = LedgerStore.chunkLines

        var isFull: Bool { items.count == LedgerStore.chunkSize || lines <= 0 }

        var drafts: [TransactionDraft] {
            items.compactMap { if case .draft(let draft) = $0.item { draft } else { nil } }
        }
    }

    let ledger: LedgerStore
    var items: BatchItems
    var verdicts: BatchVerdictWriter
    /// Whether to write at all.
    let conditions: PostingConditions
    /// Hears what was found wrong with the items of a chunk that were meant.
    let noteRefusals: ([Finding]) -> Void
    /// What the last line says of an error that ends the stream.
    let judge: (FinanceError) -> Problem
    /// Line of the body where its frame is broken.
    private var brokenLine: Int?

    init(
        ledger: LedgerStore, items: BatchItems, verdicts: BatchVerdictWriter,
        conditions: PostingConditions = PostingConditions(), noteRefusals: @escaping ([Finding]) -> Void = { _ in },
        judge: @escaping (FinanceError) -> Problem = \.problem
    ) {
        self.ledger = ledger
        self.items = items
        self.verdicts = verdicts
        self.conditions = conditions
        self.noteRefusals = noteRefusals
        self.judge = judge
    }

    mutating func run(_ body: RequestBody, _ output: inout any ResponseBodyWriter) async throws {
        var bytes = body.makeAsyncIterator()
        var ending: Problem?
        var isAtEnd = false
        let (ledger, conditions) = (ledger, conditions)
        var current = try await read(&bytes, &isAtEnd, &ending)
        // Not a task group: one chunk is under way at most, and it is awaited before the next is handed over.
        while true {
            async let writing = Self.post(current, ledger, conditions)
            var next: Chunk?
            if !isAtEnd, ending == nil { next = try await read(&bytes, &isAtEnd, &ending) }
            let written = await writing
            try await answer(current, written, &ending, &output)
            guard let next, case .success = written else { break }
            current = next
        }
        if let ending {
            verdicts.writeBrokenOff(ledger.sequence, ending, line: brokenLine)
        } else {
            verdicts.writeDone(ledger.sequence)
        }
        try await output.write(verdicts.takeBuffer())
    }

    /// Reads until a chunk is full or the body ends.
    private mutating func read(
        _ bytes: inout RequestBody.AsyncIterator, _ isAtEnd: inout Bool, _ ending: inout Problem?
    ) async throws -> Chunk {
        var chunk = Chunk()
        chunk.items.reserveCapacity(LedgerStore.chunkSize)
        do {
            while true {
                let room = LedgerStore.chunkSize - chunk.items.count
                try items.take(into: &chunk.items, atMost: room, lines: &chunk.lines)
                if chunk.isFull || isAtEnd { return chunk }
                if let buffer = try await bytes.next() {
                    items.append(buffer)
                } else {
                    items.complete()
                    isAtEnd = true
                }
            }
        } catch let fault as BatchFault {
            ending = fault.problem
            brokenLine = items.line
            return chunk
        }
    }

    private static func post(
        _ chunk: Chunk, _ ledger: LedgerStore, _ conditions: PostingConditions
    ) async -> Result<[ItemVerdict], FinanceError> {
        let drafts = chunk.drafts
        while true {
            do throws(FinanceError) {
                return .success(try await ledger.post(each: drafts, conditions: conditions))
            } catch {
                guard error == .queueFull else { return .failure(error) }
            }
            do { try await Task.sleep(for: pause) } catch { return .failure(.queueFull) }
        }
    }

    private mutating func answer(
        _ chunk: Chunk, _ written: Result<[ItemVerdict], FinanceError>, _ ending: inout Problem?,
        _ output: inout any ResponseBodyWriter
    ) async throws {
        switch written {
        case .failure(let error):
            // Nothing of this chunk was written; that its body is broken further on is not the reason any more.
            ending = judge(error)
            brokenLine = nil
        case .success(let posted):
            if !conditions.isDryRun { noteRefusals(posted.flatMap(\.findings)) }
            var next = posted.makeIterator()
            for placed in chunk.items {
                switch placed.item {
                case .fault(let problem): verdicts.write(problem, line: placed.line)
                case .draft: if let verdict = next.next() { verdicts.write(verdict, line: placed.line) }
                }
            }
            if !chunk.items.isEmpty { verdicts.writeProgress(ledger.sequence) }
        }
        try await output.write(verdicts.takeBuffer())
    }
}
