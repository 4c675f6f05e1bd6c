import Foundation
package import HTTPTypes
package import Hummingbird
import NIOFoundationCompat

/// A value answered as JSON with a status and headers of its own.
package struct JSONAnswer<Value: Encodable & Sendable>: ResponseGenerator, Sendable {
    private let value: Value
    private let status: HTTPResponse.Status
    private let headers: HTTPFields
    private let mediaType: String

    /// Answers a value.
    package init(
        _ value: Value, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:],
        mediaType: String = "application/json; charset=utf-8"
    ) {
        self.value = value
        self.status = status
        self.headers = headers
        self.mediaType = mediaType
    }

    package func response(from request: Request, context: some RequestContext) throws -> Response {
        let body = ByteBuffer(data: try JSONEncoder.service.encode(value))
        var headers = headers
        headers[.contentType] = mediaType
        headers[.contentLength] = String(body.readableBytes)
        return Response(status: status, headers: headers, body: .init(byteBuffer: body))
    }
}
