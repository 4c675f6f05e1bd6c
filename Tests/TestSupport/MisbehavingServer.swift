import NIOCore
import NIOPosix
import Synchronization

/// A TCP server on loopback that treats its callers badly in one chosen way.
package final class MisbehavingServer: Sendable {
    /// What the server does with a request.
    package enum Behaviour: Sendable {
        /// Accepts and never says a word.
        case silent
        /// Sends a head and then one byte of body now and then, for ever.
        case dripping
        /// Sends a body without end as fast as it is taken.
        case endlessBody
        /// Sends these bytes and closes.
        case answer(String)
        /// Closes without a word.
        case hangUp
    }

    /// The port it listens on.
    package let port: Int
    private let channel: any Channel
    private let counter: Counter

    private init(channel: any Channel, counter: Counter) {
        self.channel = channel
        self.port = channel.localAddress?.port ?? 0
        self.counter = counter
    }

    /// Connections taken so far.
    package var connections: Int { counter.value }

    /// Starts a server, lets the body use it, and stops it.
    package static func run<Result: Sendable>(
        _ behaviour: Behaviour, _ body: (MisbehavingServer) async throws -> Result
    ) async throws -> Result {
        let server = try await start(behaviour)
        do {
            let result = try await body(server)
            await server.stop()
            return result
        } catch {
            await server.stop()
            throw error
        }
    }

    /// Starts a server; ``stop()`` must follow.
    package static func start(_ behaviour: Behaviour, port: Int = 0) async throws -> MisbehavingServer {
        let counter = Counter()
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.backlog, value: 1_024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                counter.increment()
                return channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(MisbehavingHandler(behaviour))
                }
            }
            .bind(host: "127.0.0.1", port: port).get()
        return MisbehavingServer(channel: channel, counter: counter)
    }

    /// Stops listening.
    package func stop() async {
        try? await channel.close()  // already closed is as good
    }

    /// A well-formed HTTP answer with a JSON body.
    package static func http(
        _ status: String = "200 OK", headers: [String] = [], body: String = ""
    ) -> Behaviour {
        let lines = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)", "Connection: close"] + headers
        return .answer(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
    }

    /// A health report of a service.
    package static func health(_ status: String, service: String, http: String = "200 OK") -> Behaviour {
        Self.http(http, body: #"{"status":"\#(status)","service":"\#(service)"}"#)
    }
}

private final class Counter: Sendable {
    private let count = Atomic<Int>(0)

    var value: Int { count.load(ordering: .relaxed) }

    func increment() {
        count.add(1, ordering: .relaxed)
    }
}

private final class MisbehavingHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let behaviour: MisbehavingServer.Behaviour
    private var hasStarted = false

    init(_ behaviour: MisbehavingServer.Behaviour) {
        self.behaviour = behaviour
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !hasStarted else { return }
        hasStarted = true
        let channel = context.channel
        switch behaviour {
        case .silent: break
        case .hangUp: channel.close(promise: nil)
        case .answer(let text):
            channel.writeAndFlush(ByteBuffer(string: text)).whenComplete { _ in channel.close(promise: nil) }
        case .dripping:
            channel.writeAndFlush(
                ByteBuffer(
                    string: "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n"),
                promise: nil)
            channel.eventLoop.scheduleRepeatedTask(initialDelay: .zero, delay: .milliseconds(20)) { task in
                guard channel.isActive else { return task.cancel() }
                channel.writeAndFlush(ByteBuffer(string: " "), promise: nil)
            }
        case .endlessBody:
            channel.writeAndFlush(
                ByteBuffer(string: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"), promise: nil)
            Self.flood(channel)
        }
    }

    /// Writes the next chunk when the last one has left: the memory of the test stays small.
    private static func flood(_ channel: any Channel) {
        let chunk = "4000\r\n" + String(repeating: "x", count: 0x4000) + "\r\n"
        channel.writeAndFlush(ByteBuffer(string: chunk)).whenSuccess { flood(channel) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
