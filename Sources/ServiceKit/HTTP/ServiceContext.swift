package import Foundation
package import Hummingbird
package import Logging
package import NIOCore
package import Shared

/// The context of one request in every service.
package struct ServiceContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Language of texts in the answer, from `Accept-Language`.
    package var language: Language = .english
    /// Identifies the request in answer and log: the caller's `X-Request-ID` where usable, else ours.
    package var requestID: String
    /// When the head of the request was read.
    package let arrival = ContinuousClock.now
    /// The connection that the request came over.
    package let channel: any Channel

    package init(source: Source) {
        coreContext = .init(source: source)
        requestID = source.logger[metadataKey: "hb.request.id"]?.description ?? ""
        channel = source.channel
    }

    package var responseEncoder: JSONEncoder { .service }

    /// Writes a line about the request.
    ///
    /// Its id is added here and not to the logger, which would cost every request more than most lines are worth.
    package func log(
        _ level: Logger.Level, _ message: Logger.Message, _ metadata: @autoclosure () -> Logger.Metadata
    ) {
        guard level >= logger.logLevel else { return }
        var logger = logger
        logger[metadataKey: "hb.request.id"] = nil
        logger[metadataKey: "request_id"] = "\(requestID)"
        logger.log(level: level, message, metadata: metadata())
    }
}
