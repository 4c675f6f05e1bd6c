import Synchronization

/// Wakes whoever waits for the next commit. It carries nothing: what has happened is read from the journal, so a slow
/// reader costs no memory.
final class ChangeSignal: Sendable {
    private struct State {
        var revision: Int64 = 0
        var lastWaiter = 0
        var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Mutex(State())

    /// Tells that a commit has made a revision visible.
    func notify(_ revision: Int64) {
        let waiters = state.withLock { state in
            state.revision = revision
            defer { if !state.waiters.isEmpty { state.waiters = [:] } }
            return state.waiters
        }
        for waiter in waiters.values { waiter.resume() }
    }

    /// Waits until there is a later revision, or the task is cancelled.
    func wait(beyond revision: Int64) async {
        let id = state.withLock { state in
            state.lastWaiter += 1
            return state.lastWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isDue = state.withLock { state in
                    // A cancellation that came before this line has found nobody to wake, but has set the flag.
                    if state.revision > revision || Task.isCancelled { return true }
                    state.waiters[id] = continuation
                    return false
                }
                if isDue { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: id) }?.resume()
        }
    }
}
