import HTTPTypes
import Hummingbird
import NIOCore

/// A value that writes itself as JSON.
protocol JSONWritable: Sendable {
    func write(to writer: inout JSONWriter)
}

extension JSONWritable {
    /// The value as a JSON text.
    var json: ByteBuffer {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.buffer
    }

    /// The value as a JSON text with the selected members only.
    func json(_ fields: FieldSelection?) -> ByteBuffer {
        var writer = JSONWriter()
        writer.selected(fields) { write(to: &$0) }
        return writer.buffer
    }
}

/// JSON bytes answered with a status and headers of their own.
struct WrittenAnswer: ResponseGenerator {
    let body: ByteBuffer
    var status: HTTPResponse.Status = .ok
    var headers: HTTPFields = [:]

    func response(from request: Request, context: some RequestContext) -> Response {
        var headers = headers
        headers[.contentType] = "application/json; charset=utf-8"
        headers[.contentLength] = String(body.readableBytes)
        return Response(status: status, headers: headers, body: .init(byteBuffer: body))
    }
}
