import Synchronization

/// A request on its way to the writer, and who waits for the answer.
struct PendingWrite: Sendable {
    let request: WriteRequest
    /// Lines that the writer has to look at; it waits in the lane of the chunks, 0 in that of the single requests.
    let lines: Int
    /// Not a checked one: those count themselves, which shows in the cost of a post. ``LedgerWriter`` resumes each write
    /// that it takes from the queue once, and the queue gives back each that was admitted once.
    let continuation: UnsafeContinuation<Result<WriteReply, FinanceError>, Never>
}

/// The bounded queue in front of the writer. Knows whether somebody drains it, so that nobody has to poll.
///
/// Two lanes: a group takes all single requests that wait and one chunk of a batch, so that a single post waits for one
/// chunk at most, however many batches are under way, and a batch goes on however many single posts arrive. Each lane has
/// the whole capacity: batches that fill theirs do not turn single posts away.
///
/// Chunks are written in the order in which they came. Those of a stream are offered again when the lane is full; a batch
/// that is booked whole is offered once and may be larger than the lane, so it may wait behind a full one.
final class WriteQueue: Sendable {
    private struct State {
        var singles: [PendingWrite] = []
        var chunks: [PendingWrite] = []
        /// Lines in the chunks.
        var chunkLines = 0
        var isDraining = false
        var isClosed = false
    }

    /// What became of an attempt to enqueue.
    enum Admission {
        /// Waiting; if `startsDraining`, the caller must start the writer.
        case admitted(startsDraining: Bool)
        case refused(FinanceError)
    }

    /// Capacities of the lane that may wait when whole batches are among them: room for two of the largest, at the usual
    /// limits, behind a lane that streams have filled.
    static let capacitiesOfWholes = 4

    private let state = Mutex(State())
    private let capacity: Int

    /// - Parameter capacity: single requests that may wait; chunks may wait with the lines of as many two-line transactions.
    init(capacity: Int) { self.capacity = capacity }

    var count: Int { state.withLock { $0.singles.count + $0.chunks.count } }

    func add(_ write: PendingWrite) -> Admission {
        state.withLock { state in
            if state.isClosed { return .refused(.closing) }
            if write.request.isChunk {
                // Two lines are the usual transaction.
                let room = 2 * capacity * (write.request.isWhole ? Self.capacitiesOfWholes : 1)
                // What is larger than that itself is taken by an empty lane.
                if state.chunkLines > 0, state.chunkLines + write.lines > room { return .refused(.queueFull) }
                state.chunkLines += write.lines
                state.chunks.append(write)
            } else {
                if state.singles.count >= capacity { return .refused(.queueFull) }
                state.singles.append(write)
            }
            defer { state.isDraining = true }
            return .admitted(startsDraining: !state.isDraining)
        }
    }

    /// Takes the next group; nil when nothing waits, and then the next `add` starts the writer again.
    func take(atMost maximum: Int) -> [PendingWrite]? {
        state.withLock { state in
            if state.singles.isEmpty, state.chunks.isEmpty {
                state.isDraining = false
                return nil
            }
            var group: [PendingWrite]
            if state.singles.count <= maximum {
                group = state.singles
                state.singles = []
            } else {
                group = Array(state.singles.prefix(maximum))
                state.singles.removeFirst(maximum)
            }
            if !state.chunks.isEmpty {
                let chunk = state.chunks.removeFirst()
                state.chunkLines -= chunk.lines
                group.append(chunk)
            }
            return group
        }
    }

    func close() { state.withLock { $0.isClosed = true } }
}
