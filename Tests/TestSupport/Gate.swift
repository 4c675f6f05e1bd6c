import Glibc
import Synchronization

/// Stands where a thread passes again and again, and holds it there while it is closed: in the clock of a ledger, say, which
/// its writer reads at the start of each commit.
package final class Gate: Sendable {
    private struct State {
        var isClosed = false
        var isHolding = false
        var passes = 0
    }

    private let state = Mutex(State())

    package init() {}

    /// Whether somebody waits before it.
    package var isHolding: Bool { state.withLock { $0.isHolding } }

    package var isOpen: Bool { state.withLock { !$0.isClosed } }

    /// How often it was passed.
    package var passes: Int { state.withLock { $0.passes } }

    package func close() { state.withLock { $0.isClosed = true } }

    package func open() { state.withLock { $0.isClosed = false } }

    /// Passes, or waits until it is open; blocks the thread.
    /// - Returns: how often it was passed, this time counted.
    package func pass() -> Int {
        while true {
            let number: Int? = state.withLock { state in
                state.isHolding = state.isClosed
                if state.isClosed { return nil }
                state.passes += 1
                return state.passes
            }
            if let number { return number }
            usleep(1_000)
        }
    }
}
