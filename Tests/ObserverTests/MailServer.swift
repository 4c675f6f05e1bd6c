import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// A real, tiny mail server that writes down what it hears and answers as the test wants.
final class MailServer: Sendable {
    let port: Int
    private let channel: any Channel
    private let log: Log

    /// What was heard.
    final class Log: Sendable {
        let lines = Mutex<[String]>([])
    }

    private init(channel: any Channel, log: Log) {
        self.channel = channel
        self.log = log
        port = channel.localAddress?.port ?? 0
    }

    /// - Parameter answers: Answers by the first word of a command, instead of the usual ones.
    static func start(answers: [String: String] = [:]) async throws -> MailServer {
        let log = Log()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(MailHandler(log: log, answers: answers))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return MailServer(channel: channel, log: log)
    }

    /// Every line that came in, in order.
    var transcript: [String] { log.lines.withLock { $0 } }

    func stop() async {
        try? await channel.close()  // a failing end of a test server changes no result
    }
}

private final class MailHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let log: MailServer.Log
    private let answers: [String: String]
    private var rest = ""
    private var isMessage = false

    init(log: MailServer.Log, answers: [String: String]) {
        self.log = log
        self.answers = answers
    }

    func channelActive(context: ChannelHandlerContext) {
        say("220-test\r\n220 server", context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        rest += String(buffer: unwrapInboundIn(data))
        while let end = rest.range(of: "\r\n") {
            let line = String(rest[..<end.lowerBound])
            rest = String(rest[end.upperBound...])
            log.lines.withLock { $0.append(line) }
            hear(line, context)
        }
    }

    private func hear(_ line: String, _ context: ChannelHandlerContext) {
        if isMessage {
            if line == "." {
                isMessage = false
                say("250 taken", context)
            }
            return
        }
        let word = String(line.split(separator: " ").first ?? "").uppercased()
        if let answer = answers[line.uppercased()] ?? answers[word] { return say(answer, context) }
        switch word {
        case "EHLO": say("250-test\r\n250 SIZE 1000000", context)
        case "DATA":
            isMessage = true
            say("354 go on", context)
        case "QUIT": say("221 bye", context)
        default: say("250 fine", context)
        }
    }

    private func say(_ text: String, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text + "\r\n")), promise: nil)
    }
}
