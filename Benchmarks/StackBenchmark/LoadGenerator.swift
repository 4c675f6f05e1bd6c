import Foundation
import Glibc
import NIOCore
import NIOPosix

/// Sends one prepared request over and over on several connections and counts complete answers.
///
/// Written on bare channels so that the load costs the measured server as little of the machine as can be.
struct LoadGenerator {
    /// What a run has shown.
    struct Outcome {
        var answers = 0
        var failures = 0
        var seconds = 0.0
        /// Time to answer in microseconds, sorted.
        var latencies: [Int32] = []
        /// By connection, which of its requests (from 0) were answered as expected.
        var accepted: [Int: IndexSet] = [:]

        var perSecond: Double { seconds > 0 ? Double(answers) / seconds : 0 }

        /// The latency in milliseconds that a share of the answers did not exceed.
        func percentile(_ share: Double) -> Double {
            if latencies.isEmpty { return 0 }
            return Double(latencies[min(Int(Double(latencies.count) * share), latencies.count - 1)]) / 1_000
        }
    }

    let port: Int
    let connections: Int
    let seconds: Double

    /// Runs the load; every connection sends its next request when the last is answered.
    func run(_ request: String, expecting status: String, on group: MultiThreadedEventLoopGroup) async throws -> Outcome
    {
        let deadline = NIODeadline.now() + .milliseconds(Int64(seconds * 1_000))
        let bytes = ByteBuffer(string: request)
        return try await run(expecting: status, on: group) { _ in { NIODeadline.now() < deadline ? bytes : nil } }
    }

    /// Runs requests of which each is sent once; they are dealt out to the connections.
    func run(_ requests: [String], expecting status: String, on group: MultiThreadedEventLoopGroup) async throws
        -> Outcome
    {
        let connections = connections
        return try await run(expecting: status, on: group) { connection in
            var next = connection
            return {
                guard next < requests.count else { return nil }
                defer { next += connections }
                return ByteBuffer(string: requests[next])
            }
        }
    }

    private func run(
        expecting status: String, on group: MultiThreadedEventLoopGroup,
        _ source: @escaping @Sendable (_ connection: Int) -> () -> ByteBuffer?
    ) async throws -> Outcome {
        let start = NIODeadline.now()
        let outcomes = try await withThrowingTaskGroup(of: Outcome.self) { tasks in
            for connection in 0..<connections {
                tasks.addTask { try await Self.connection(port, connection, source, status, group) }
            }
            return try await tasks.reduce(into: [Outcome]()) { $0.append($1) }
        }
        var sum = Outcome()
        for outcome in outcomes {
            sum.answers += outcome.answers
            sum.failures += outcome.failures
            sum.latencies += outcome.latencies
            sum.accepted.merge(outcome.accepted) { $0.union($1) }
        }
        sum.seconds = Double((NIODeadline.now() - start).nanoseconds) / 1e9
        sum.latencies.sort()
        return sum
    }

    private static func connection(
        _ port: Int, _ number: Int, _ source: @escaping @Sendable (Int) -> () -> ByteBuffer?, _ status: String,
        _ group: MultiThreadedEventLoopGroup
    ) async throws -> Outcome {
        let done = group.next().makePromise(of: Outcome.self)
        do {
            _ = try await ClientBootstrap(group: group)
                .channelOption(.tcpOption(.tcp_nodelay), value: 1)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(
                            RequestLoop(number, next: source(number), status: status, done: done))
                    }
                }
                .connect(host: "127.0.0.1", port: port).get()
        } catch {
            done.fail(error)
        }
        return try await done.futureResult.get()
    }
}

/// The state of one connection.
private final class RequestLoop: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let number: Int
    /// Answers so far, and which of them were not the expected ones: few, so that they cost the load nothing.
    private var received = 0
    private var refused = IndexSet()
    /// The next request; `nil` when there is none.
    private let next: () -> ByteBuffer?
    private let statusLine: [UInt8]
    private let done: EventLoopPromise<LoadGenerator.Outcome>
    private var outcome = LoadGenerator.Outcome()
    private var pending = ByteBuffer()
    private var sentAt = NIODeadline.now()

    init(
        _ number: Int, next: @escaping () -> ByteBuffer?, status: String,
        done: EventLoopPromise<LoadGenerator.Outcome>
    ) {
        self.number = number
        self.next = next
        self.statusLine = Array("HTTP/1.1 \(status)".utf8)
        self.done = done
    }

    func channelActive(context: ChannelHandlerContext) {
        send(context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var part = unwrapInboundIn(data)
        pending.writeBuffer(&part)
        while let isExpected = takeAnswer() {
            let elapsed = (NIODeadline.now() - sentAt).nanoseconds / 1_000
            outcome.latencies.append(Int32(clamping: elapsed))
            if isExpected {
                outcome.answers += 1
            } else {
                outcome.failures += 1
                refused.insert(received)
            }
            received += 1
            send(context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        outcome.accepted = [number: IndexSet(0..<received).subtracting(refused)]
        done.succeed(outcome)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        outcome.failures += 1
        context.close(promise: nil)
    }

    private func send(_ context: ChannelHandlerContext) {
        guard let request = next() else { return context.close(promise: nil) }
        sentAt = .now()
        context.writeAndFlush(wrapOutboundOut(request), promise: nil)
    }

    /// Takes one whole answer off the buffer; says whether its status was the expected one.
    ///
    /// Written on memory: what the load costs is missing to the measured server.
    private func takeAnswer() -> Bool? {
        let answer = pending.withUnsafeReadableBytes { bytes -> (length: Int, isExpected: Bool)? in
            guard let start = bytes.baseAddress, let end = find("\r\n\r\n", start, bytes.count) else {
                return nil
            }
            let head = start.distance(to: end) + 4
            let length = head + contentLength(start, head)
            guard bytes.count >= length else { return nil }
            return (length, memcmp(start, statusLine, statusLine.count) == 0)
        }
        guard let answer else { return nil }
        pending.moveReaderIndex(forwardBy: answer.length)
        if pending.readableBytes == 0 { pending.clear() }
        return answer.isExpected
    }

    private func contentLength(_ start: UnsafeRawPointer, _ count: Int) -> Int {
        // The services write the field's name like this; an answer without it has no body here.
        guard let field = find("Content-Length: ", start, count) else { return 0 }
        return Int(strtol(field.advanced(by: 16).assumingMemoryBound(to: CChar.self), nil, 10))
    }

    private func find(_ text: StaticString, _ start: UnsafeRawPointer, _ count: Int) -> UnsafeRawPointer? {
        let length = text.utf8CodeUnitCount
        var from = start
        while true {
            let left = count - start.distance(to: from)
            guard left >= length, let hit = memchr(from, Int32(text.utf8Start.pointee), left - length + 1) else {
                return nil
            }
            if memcmp(hit, text.utf8Start, length) == 0 { return UnsafeRawPointer(hit) }
            from = UnsafeRawPointer(hit).advanced(by: 1)
        }
    }
}
