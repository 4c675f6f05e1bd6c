import Synchronization

/// The port that the server was given, for those who must wait for it.
package final class BoundPort: Sendable {
    private let stream: AsyncStream<Int>
    private let continuation: AsyncStream<Int>.Continuation
    private let known = Mutex<Int?>(nil)

    init() {
        (stream, continuation) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// The port, `nil` while the server does not listen.
    package var current: Int? { known.withLock { $0 } }

    func set(_ port: Int) {
        known.withLock { $0 = port }
        continuation.yield(port)
    }

    /// Waits until the server listens; `nil` when cancelled before. For one waiter.
    func wait() async -> Int? {
        if let current { return current }
        return await stream.first { _ in true }
    }
}
