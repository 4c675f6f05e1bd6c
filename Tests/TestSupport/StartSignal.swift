import ServiceLifecycle

/// The last service of a group: tells that all are started, since a group that is shut down before never runs any.
package final class StartSignal: Service {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    package init() {
        (stream, continuation) = AsyncStream.makeStream()
    }

    /// Returns once the group runs.
    package func wait() async {
        for await _ in stream {}
    }

    package func run() async throws {
        continuation.finish()
        try? await gracefulShutdown()  // throws only when cancelled, which ends the wait as well
    }
}
