import Synchronization

/// The port that the server was given, for all who must wait for it.
package final class BoundPort: Sendable {
    /// Nobody listens yet.
    package init() {}

    private struct State {
        var port: Int?
        var waiting: [AsyncStream<Int>.Continuation] = []
    }

    private let state = Mutex(State())

    /// The port, `nil` while the server does not listen.
    package var current: Int? { state.withLock { $0.port } }

    package func set(_ port: Int) {
        let waiting = state.withLock { state in
            state.port = port
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.yield(port) }
    }

    /// Waits until the server listens; `nil` when cancelled before.
    package func wait() async -> Int? {
        let (stream, continuation) = AsyncStream.makeStream(of: Int.self)
        let known = state.withLock { state in
            if state.port == nil { state.waiting.append(continuation) }
            return state.port
        }
        if let known { return known }
        return await stream.first { _ in true }
    }
}
