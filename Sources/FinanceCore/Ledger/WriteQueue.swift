import Synchronization

/// A request on its way to the writer, and who waits for the answer.
struct PendingWrite: Sendable {
    let request: WriteRequest
    let continuation: CheckedContinuation<Result<WriteReply, FinanceError>, Never>
}

/// The bounded queue in front of the writer. Knows whether somebody drains it, so that nobody has to poll.
final class WriteQueue: Sendable {
    private struct State {
        var pending: [PendingWrite] = []
        var isDraining = false
        var isClosed = false
    }

    /// What became of an attempt to enqueue.
    enum Admission {
        /// Waiting; if `startsDraining`, the caller must start the writer.
        case admitted(startsDraining: Bool)
        case refused(FinanceError)
    }

    private let state = Mutex(State())
    private let capacity: Int

    init(capacity: Int) { self.capacity = capacity }

    var count: Int { state.withLock { $0.pending.count } }

    func add(_ write: PendingWrite) -> Admission {
        state.withLock { state in
            if state.isClosed { return .refused(.closing) }
            if state.pending.count >= capacity { return .refused(.queueFull) }
            state.pending.append(write)
            defer { state.isDraining = true }
            return .admitted(startsDraining: !state.isDraining)
        }
    }

    /// Takes the next group; nil when nothing waits, and then the next `add` starts the writer again.
    func take(atMost maximum: Int) -> [PendingWrite]? {
        state.withLock { state in
            if state.pending.isEmpty {
                state.isDraining = false
                return nil
            }
            if state.pending.count <= maximum {
                let group = state.pending
                state.pending = []
                return group
            }
            let group = Array(state.pending.prefix(maximum))
            state.pending.removeFirst(maximum)
            return group
        }
    }

    func close() { state.withLock { $0.isClosed = true } }
}
