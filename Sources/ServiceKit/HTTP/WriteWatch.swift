package import Hummingbird
package import NIOCore
import ServiceLifecycle
import Synchronization

/// Notices a write that does not get on, because the reader takes nothing, and ends the connection.
package final class WriteWatch: Sendable {
    private static let interval = Duration.seconds(1)

    private let patience: Duration
    private let hangUp: @Sendable () -> Void
    /// When the write began that is under way.
    private let began = Mutex<ContinuousClock.Instant?>(nil)

    package init(patience: Duration, hangUp: @escaping @Sendable () -> Void) {
        self.patience = patience
        self.hangUp = hangUp
    }

    /// Writes, and lets ``run()`` see how long that takes.
    package func write(_ buffer: ByteBuffer, to output: inout any ResponseBodyWriter) async throws {
        began.withLock { $0 = .now }
        defer { began.withLock { $0 = nil } }
        try await output.write(buffer)
    }

    /// Looks now and then, until the task is cancelled. A process that ends has no patience.
    package func run() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: min(Self.interval, patience))  // throws only on cancellation
            guard !Task.isCancelled, let began = began.withLock({ $0 }) else { continue }
            let patience = Task.isShuttingDownGracefully ? Self.interval : patience
            if ContinuousClock.now - began > patience { return hangUp() }
        }
    }
}
