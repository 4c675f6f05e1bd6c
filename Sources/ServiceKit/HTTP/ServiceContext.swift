package import Foundation
package import Hummingbird
import Logging
import NIOCore
package import Shared

/// The context of one request in every service.
package struct ServiceContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Language of texts in the answer, from `Accept-Language`.
    package var language: Language = .english
    /// Identifies the request in answer and log: the caller's `X-Request-ID` where usable, else ours.
    package var requestID: String
    /// Address of the caller, absent in router tests.
    package let remoteAddress: String?
    /// The caller's connection.
    private let connection: any Channel

    package init(source: Source) {
        coreContext = .init(source: source)
        requestID = source.logger[metadataKey: "hb.request.id"]?.description ?? ""
        remoteAddress = source.channel.remoteAddress?.ipAddress
        connection = source.channel
    }

    /// Ends the connection at once, whatever is being written: for a caller that does not read any more.
    package func closeConnection() { connection.close(promise: nil) }

    package var responseEncoder: JSONEncoder { .service }
}
