import Hummingbird
import HTTPTypes
import NIOCore
import ServiceKit
import ServiceLifecycle

/// Server-sent events (WHATWG HTML, section 9.2) that go on until the reader or the process ends.
enum LiveStream {
    /// Longest silence before a comment shows that the connection lives.
    static let heartbeat = Duration.seconds(15)

    /// What is written when there is nothing to tell.
    struct SignOfLife: Sendable {
        let text: String
        /// Longest silence before it.
        let silence: Duration

        /// For those who hold the connection; scripts of pages are not told of comments.
        static let comment = SignOfLife(text: ": alive\n\n", silence: heartbeat)
        /// For pages, which must notice soon that nobody is there any more. It has no id: a reader that comes back goes
        /// on behind the last real event.
        static let event = SignOfLife(text: "event: alive\ndata: {}\n\n", silence: .seconds(2))
    }

    /// Longest time that a reader may take nothing of what is written.
    private static let patience = Duration.seconds(30)

    static let headers: HTTPFields = [
        .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store", .xAccelBuffering: "no",
    ]

    /// Answers a stream.
    ///
    /// - Parameters:
    ///   - place: Kept while the stream is open.
    ///   - pace: How often to look without being called.
    ///   - sign: What shows that the connection lives; no oftener than at the pace.
    ///   - wakes: Makes the calls to look; each reader has its own.
    ///   - next: What is to be written now; empty for nothing.
    static func response(
        _ request: Request, _ context: ServiceContext, place: EventStreams.Place,
        pace: Duration = heartbeat, sign: SignOfLife = .comment,
        wakes: @escaping @Sendable () -> (stream: AsyncStream<Void>, continuation: AsyncStream<Void>.Continuation),
        next: @escaping @Sendable () async -> String
    ) -> Response {
        if request.method == .head { return Response(status: .ok, headers: headers) }
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { output in
                defer { withExtendedLifetime(place) {} }
                let watch = WriteWatch(patience: patience) { context.channel.close(promise: nil) }
                let (stream, call) = wakes()
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { await watch.run() }
                    group.addTask { await beat(call, pace) }
                    defer { group.cancelAll() }
                    try await write(stream, next, sign, &output, watch)
                }
                try await output.finish(nil)
            })
    }

    /// Calls the reader now and then, so that it looks, or writes a sign of life.
    private static func beat(_ call: AsyncStream<Void>.Continuation, _ pace: Duration) async {
        while !Task.isCancelled {
            try? await Task.sleep(for: pace)  // throws only on cancellation
            call.yield()
        }
    }

    private static func write(
        _ wakes: AsyncStream<Void>, _ next: @Sendable () async -> String, _ sign: SignOfLife,
        _ output: inout any ResponseBodyWriter, _ watch: WriteWatch
    ) async throws {
        try await watch.write(ByteBuffer(string: "retry: 2000\n\n" + (await next())), to: &output)
        var writtenAt = ContinuousClock.now
        for await _ in wakes.cancelOnGracefulShutdown() {
            let text = await next()
            if text.isEmpty, ContinuousClock.now - writtenAt < sign.silence / 2 { continue }
            try await watch.write(ByteBuffer(string: text.isEmpty ? sign.text : text), to: &output)
            writtenAt = .now
        }
    }
}
