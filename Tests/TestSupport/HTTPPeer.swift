import Foundation
package import NIOCore
import NIOFoundationCompat
package import NIOHTTP1
import NIOPosix
package import Shared
import Synchronization

/// A real, tiny HTTP server whose every answer the test decides: well, wrong, never, or half.
///
/// It listens on a free port of the loopback from ``start(port:answer:)`` to ``stop()``.
package final class HTTPPeer: Sendable {
    /// What came in.
    package struct Call: Sendable {
        package let method: HTTPMethod
        package let path: String
        package let headers: HTTPHeaders
        package let body: ByteBuffer

        /// The body as JSON, `null` when it is none.
        package var json: JSONValue {
            // try? because the test decides by the value
            (try? JSONDecoder().decode(JSONValue.self, from: Data(buffer: body))) ?? .null
        }
    }

    /// What goes out.
    package enum Answer: Sendable {
        case json(Int, JSONValue)
        case bytes(Int, [UInt8])
        /// No byte, connection open.
        case hang
        /// Head and the first half of the body, connection open.
        case hangHalfway
        /// Connection closed without an answer.
        case close
    }

    package let port: Int
    private let channel: any Channel
    private let log: CallLog

    private init(channel: any Channel, port: Int, log: CallLog) {
        self.channel = channel
        self.port = port
        self.log = log
    }

    /// Starts listening; port 0 asks for a free one.
    package static func start(
        port: Int = 0, answer: @escaping @Sendable (Call) -> Answer
    ) async throws -> HTTPPeer {
        let log = CallLog()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(PeerHandler(log: log, answer: answer))
                }
            }
            .bind(host: "127.0.0.1", port: port).get()
        return HTTPPeer(channel: channel, port: channel.localAddress?.port ?? port, log: log)
    }

    /// The URL of a path on this peer.
    package func url(_ path: String = "/register") -> String { "http://127.0.0.1:\(port)\(path)" }

    /// Every call so far, in order.
    package var calls: [Call] { log.calls.withLock { $0 } }

    /// Closes the port and every connection.
    package func stop() async throws {
        try await channel.close()
        for connection in log.connections.withLock({ $0 }) {
            try? await connection.close()  // it may be closed already
        }
    }
}

/// What all connections of one peer write down.
private final class CallLog: Sendable {
    let calls = Mutex<[HTTPPeer.Call]>([])
    let connections = Mutex<[any Channel]>([])
}

private final class PeerHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let log: CallLog
    private let answer: @Sendable (HTTPPeer.Call) -> HTTPPeer.Answer
    private var head: HTTPRequestHead?
    private var body = ByteBuffer()

    init(log: CallLog, answer: @escaping @Sendable (HTTPPeer.Call) -> HTTPPeer.Answer) {
        self.log = log
        self.answer = answer
    }

    func channelActive(context: ChannelHandlerContext) {
        log.connections.withLock { $0.append(context.channel) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body.clear()
        case .body(var part): body.writeBuffer(&part)
        case .end:
            guard let head else { return }
            let call = HTTPPeer.Call(method: head.method, path: head.uri, headers: head.headers, body: body)
            log.calls.withLock { $0.append(call) }
            send(answer(call), context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func send(_ answer: HTTPPeer.Answer, _ context: ChannelHandlerContext) {
        switch answer {
        case .json(let status, let value):
            // try? because every JSON value encodes
            write(status, Array((try? JSONEncoder().encode(value)) ?? Data()), isWhole: true, context)
        case .bytes(let status, let bytes): write(status, bytes, isWhole: true, context)
        case .hang: break
        case .hangHalfway: write(200, Array("{\"lease_".utf8), isWhole: false, context)
        case .close: context.close(promise: nil)
        }
    }

    private func write(_ status: Int, _ bytes: [UInt8], isWhole: Bool, _ context: ChannelHandlerContext) {
        let length = isWhole ? bytes.count : bytes.count * 2
        let head = HTTPResponseHead(
            version: .http1_1, status: .init(statusCode: status), headers: ["Content-Length": String(length)])
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        let part = wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: bytes))))
        context.writeAndFlush(part, promise: nil)
        if isWhole { context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil) }
    }
}
