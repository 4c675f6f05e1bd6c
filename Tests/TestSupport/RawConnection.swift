import NIOCore
import NIOPosix
import Synchronization

/// A TCP connection that sends exactly the bytes it is given: for requests that no client library would send.
package final class RawConnection: Sendable {
    private let channel: any Channel
    private let state: ReceivedBytes

    private init(channel: any Channel, state: ReceivedBytes) {
        self.channel = channel
        self.state = state
    }

    /// Connects to a port of the loopback.
    package static func open(port: Int) async throws -> RawConnection {
        let state = ReceivedBytes()
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ReceivingHandler(state: state))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        return RawConnection(channel: channel, state: state)
    }

    /// Sends bytes as they are.
    package func send(_ text: String) async throws {
        try await channel.writeAndFlush(ByteBuffer(string: text))
    }

    /// Everything received so far.
    package var received: String { state.bytes.withLock { String(buffer: $0) } }

    /// Whether the other side has ended the connection.
    package var isClosedByPeer: Bool { state.isClosed.withLock { $0 } }

    /// Closes the connection.
    package func close() async {
        try? await channel.close()  // it may be closed already
    }
}

private final class ReceivedBytes: Sendable {
    let bytes = Mutex(ByteBuffer())
    let isClosed = Mutex(false)
}

private final class ReceivingHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let state: ReceivedBytes

    init(state: ReceivedBytes) {
        self.state = state
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var part = unwrapInboundIn(data)
        _ = state.bytes.withLock { $0.writeBuffer(&part) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event as? ChannelEvent == .inputClosed { state.isClosed.withLock { $0 = true } }
    }

    func channelInactive(context: ChannelHandlerContext) {
        state.isClosed.withLock { $0 = true }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
