import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Tells clients that ask before they send a large body (`Expect: 100-continue`, RFC 9110, section 10.1.1) to go on.
///
/// curl asks from 1 MiB on and waits a second for the answer, so that every large import and invoice took a second
/// longer. A request that is refused is refused within a few milliseconds, and then nobody needs to send its body.
final class ContinueHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// Time in which a refusal comes, before the client is told to go on.
    static let refusalTime = TimeAmount.milliseconds(10)

    /// Requests read and not yet answered. Between the parts of an earlier answer there is no place for a word.
    private var unanswered = 0
    private var word: Scheduled<Void>?

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head(let head) = unwrapInboundIn(data) {
            unanswered += 1
            if unanswered == 1, head.headerFields[.expect]?.lowercased() == "100-continue" { prepareWord(context) }
        } else {
            withdrawWord()  // who sends does not wait
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        withdrawWord()
        if case .end = unwrapOutboundIn(data) { unanswered -= 1 }
        context.write(data, promise: promise)
    }

    func channelInactive(context: ChannelHandlerContext) {
        withdrawWord()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { withdrawWord() }

    private func prepareWord(_ context: ChannelHandlerContext) {
        word = context.eventLoop.assumeIsolated().scheduleTask(in: Self.refusalTime) {
            let goOn = HTTPResponsePart.head(HTTPResponse(status: .continue))
            context.writeAndFlush(self.wrapOutboundOut(goOn), promise: nil)
        }
    }

    private func withdrawWord() {
        word?.cancel()
        word = nil
    }
}
