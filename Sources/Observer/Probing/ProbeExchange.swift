import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// One GET over a connection of its own, with nothing around it that a probe does not need: no pool, no redirects, no
/// task beside it.
///
/// A fresh connection also proves that the service still accepts some, which a kept one would hide.
final class ProbeExchange: ChannelInboundHandler, Sendable {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    /// What came back.
    struct Answer: Sendable {
        let status: Int
        let hasRetryAfter: Bool
        let body: ByteBuffer
    }

    /// Where to ask, and for what.
    struct Target: Sendable {
        /// An address or a name, an IPv6 address without brackets.
        let host: String
        let port: Int
        let head: HTTPRequestHead
    }

    /// The time for everything, from the connect to the last byte, is over.
    struct DeadlineExceeded: Error {}
    /// The other end closed before its answer was complete.
    struct ConnectionClosed: Error {}

    private enum Phase {
        case waiting(CheckedContinuation<Answer, any Error>)
        /// Not begun yet, or already over.
        case idle
        case over
    }

    private struct State {
        var phase = Phase.idle
        var head: HTTPResponseHead?
        var body = ByteBuffer()
        var channel: (any Channel)?
        var deadline: Scheduled<Void>?
    }

    private let target: Target
    private let bodyLimit: Int
    private let state = Mutex(State())

    private init(_ target: Target, bodyLimit: Int) {
        self.target = target
        self.bodyLimit = bodyLimit
    }

    /// Asks, and returns the whole answer.
    ///
    /// - Parameters:
    ///   - connectTimeout: How long the connect may take.
    ///   - deadline: When everything must be over.
    ///   - bodyLimit: Most bytes of the body.
    /// - Throws: ``DeadlineExceeded``, ``ConnectionClosed``, `NIOTooManyBytesError`, `CancellationError`, and whatever
    ///   NIO says of the connection and the parser of the answer.
    static func run(
        _ target: Target, on loop: any EventLoop, connectTimeout: TimeAmount, deadline: NIODeadline, bodyLimit: Int
    ) async throws -> Answer {
        let exchange = ProbeExchange(target, bodyLimit: bodyLimit)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                guard exchange.begin(continuation) else { return }
                loop.execute { exchange.connect(on: loop, connectTimeout, deadline) }
            }
        } onCancel: {
            exchange.finish(.failure(CancellationError()))
        }
    }

    // MARK: Life

    /// Returns whether there is still something to do: a cancelled caller comes here with the end behind it.
    private func begin(_ continuation: CheckedContinuation<Answer, any Error>) -> Bool {
        let isOver = state.withLock { state in
            if case .over = state.phase { return true }
            state.phase = .waiting(continuation)
            return false
        }
        if isOver { continuation.resume(throwing: CancellationError()) }
        return !isOver
    }

    private func connect(on loop: any EventLoop, _ connectTimeout: TimeAmount, _ deadline: NIODeadline) {
        let timer = loop.scheduleTask(deadline: deadline) { self.finish(.failure(DeadlineExceeded())) }
        let isOver = state.withLock { state in
            state.deadline = timer
            if case .over = state.phase { return true }
            return false
        }
        if isOver { return timer.cancel() }
        let bootstrap = ClientBootstrap(group: loop).connectTimeout(connectTimeout).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHTTPClientHandlers(leftOverBytesStrategy: .dropBytes)
                try channel.pipeline.syncOperations.addHandler(self)
            }
        }
        // An address is taken as it is; only a name (try?) needs the resolver, and with it another thread.
        let connected =
            if let address = try? SocketAddress(ipAddress: target.host, port: target.port) {
                bootstrap.connect(to: address)
            } else {
                bootstrap.connect(host: target.host, port: target.port)
            }
        connected.whenFailure { self.finish(.failure($0)) }
    }

    /// Ends the exchange once; whatever comes later is ignored.
    private func finish(_ result: Result<Answer, any Error>) {
        let (phase, channel, deadline) = state.withLock { state in
            defer {
                state.phase = .over
                state.channel = nil
                state.deadline = nil
            }
            return (state.phase, state.channel, state.deadline)
        }
        deadline?.cancel()
        channel?.close(promise: nil)
        if case .waiting(let continuation) = phase { continuation.resume(with: result) }
    }

    // MARK: Channel

    func channelActive(context: ChannelHandlerContext) {
        let isOver = state.withLock { state in
            if case .over = state.phase { return true }
            state.channel = context.channel
            return false
        }
        guard !isOver else { return context.close(promise: nil) }
        context.write(wrapOutboundOut(.head(target.head)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): state.withLock { $0.head = head }
        case .body(var part):
            let size = state.withLock { state in
                state.body.writeBuffer(&part)
                return state.body.readableBytes
            }
            if size > bodyLimit { finish(.failure(NIOTooManyBytesError(maxBytes: bodyLimit))) }
        case .end:
            let (head, body) = state.withLock { ($0.head, $0.body) }
            guard let head else { return finish(.failure(ConnectionClosed())) }
            finish(
                .success(
                    Answer(
                        status: Int(head.status.code), hasRetryAfter: head.headers.contains(name: "Retry-After"),
                        body: body)))
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        finish(.failure(error))
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish(.failure(ConnectionClosed()))
    }
}
