package import Foundation
import HTTPTypes
package import Hummingbird
import NIOCore
import NIOFoundationCompat
import Shared

extension Request {
    /// Largest JSON body read when a route sets no other limit, in bytes.
    package static let defaultBodyLimit = 1_048_576

    /// Reads the whole body.
    ///
    /// - Parameter limit: Largest body in bytes; a larger announced one is refused before it is read.
    /// - Throws: ``Problem`` 413.
    package func collectBody(limit: Int = Request.defaultBodyLimit) async throws -> ByteBuffer {
        try refuseAnnounced(over: limit)
        do {
            return try await body.collect(upTo: limit)
        } catch is NIOTooManyBytesError {
            throw tooLarge(limit)
        } catch let error as HTTPError where error.status == .contentTooLarge {
            throw tooLarge(limit)
        }
    }

    /// Reads the whole body into bytes, for large ones: there is never a second copy of it.
    ///
    /// - Throws: as ``collectBody(limit:)``.
    package func collectBytes(limit: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        try refuseAnnounced(over: limit)
        bytes.reserveCapacity(announcedLength ?? 0)
        for try await part in body {
            guard bytes.count + part.readableBytes <= limit else { throw tooLarge(limit) }
            bytes.append(contentsOf: part.readableBytesView)
        }
        return bytes
    }

    /// Bytes of the body as the sender announced them; nil when it did not.
    package var announcedLength: Int? { headers[.contentLength].flatMap(Int.init).map { max($0, 0) } }

    private func refuseAnnounced(over limit: Int) throws {
        if let announcedLength, announcedLength > limit { throw tooLarge(limit) }
    }

    /// Decodes a JSON body.
    ///
    /// Use ``Field`` members to collect all findings of a body; a plain member of the wrong type ends the decoding.
    ///
    /// - Throws: ``Problem`` 400 for broken JSON, 413, 415, 422 for a value of the wrong type and for what
    ///   ``JSONDocument/findings`` names.
    package func decodeJSON<Value: Decodable>(
        _ type: Value.Type, limit: Int = Request.defaultBodyLimit
    ) async throws -> Value {
        try requireJSON()
        let data = Data(buffer: try await collectBody(limit: limit))
        return try Self.decodeJSON(type, from: data)
    }

    /// Decodes a JSON body and notes the members that are none of its own.
    ///
    /// - Throws: as the decoding of any other type; unknown members are reported by the body's reader, beside all other
    ///   faults.
    package func decodeJSON<Body: JSONBody>(
        _ type: Body.Type, limit: Int = Request.defaultBodyLimit
    ) async throws -> Body {
        try requireJSON()
        return try Self.decodeJSON(type, from: Data(buffer: try await collectBody(limit: limit)))
    }

    /// Decodes the body of something new; members that only the service gives are noted as well.
    ///
    /// It has a name of its own: of two overloads Swift takes the one without default arguments, which knows no members.
    ///
    /// - Throws: as ``decodeJSON(_:limit:)``.
    package func decodeNewJSON<Body: JSONBody>(
        _ type: Body.Type, limit: Int = Request.defaultBodyLimit
    ) async throws -> Body {
        try requireJSON()
        return try Self.decodeBody(type, from: Data(buffer: try await collectBody(limit: limit)), isNew: true)
    }

    /// Decodes JSON bytes with the same errors as ``decodeJSON(_:limit:)``.
    package static func decodeJSON<Value: Decodable>(_ type: Value.Type, from data: Data) throws(Problem) -> Value {
        try decode(type, document(data), data)
    }

    /// Decodes the bytes of a body and notes the members that are none of its own.
    package static func decodeJSON<Body: JSONBody>(_ type: Body.Type, from data: Data) throws(Problem) -> Body {
        try decodeBody(type, from: data, isNew: false)
    }

    private static func decodeBody<Body: JSONBody>(
        _ type: Body.Type, from data: Data, isNew: Bool
    ) throws(Problem) -> Body {
        let document = try document(data)
        var body = try decode(type, document, data)
        body.unknownMembers = Body.members.findings(in: document.value, isNew: isNew)
        return body
    }

    private static func document(_ data: Data) throws(Problem) -> JSONDocument {
        if data.isEmpty {
            throw Problem(
                .badRequest, code: "malformed-json",
                detail: .init(
                    de: "Die Anfrage hat keinen Inhalt; erwartet wird JSON.",
                    en: "The request has no body; JSON is expected."))
        }
        let document: JSONDocument
        do {
            document = try JSONDocument([UInt8](data))
        } catch {
            throw Problem(.badRequest, code: "malformed-json", detail: error.detail)
        }
        if !document.findings.isEmpty { throw .invalid(document.findings) }
        return document
    }

    private static func decode<Value: Decodable>(
        _ type: Value.Type, _ document: JSONDocument, _ data: Data
    ) throws(Problem) -> Value {
        if let value = document.value as? Value { return value }
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch let error as DecodingError {
            throw Problem(decoding: error)
        } catch {
            throw .generic(.badRequest)
        }
    }

    /// Refuses a body that says it is something else than JSON.
    ///
    /// - Throws: ``Problem`` 415.
    package func requireJSON() throws(Problem) {
        guard let given = headers[.contentType], given != "application/json" else { return }
        let mediaType = given.lowercased()
        let name = mediaType.prefix { $0 != ";" }.filter { !$0.isWhitespace }
        if name == "application/json" || name.hasSuffix("+json") { return }
        throw Problem(
            .unsupportedMediaType, code: "unsupported-media-type",
            detail: .init(
                de: "Hier wird JSON gelesen, nicht \(name): Content-Type: application/json senden.",
                en: "This route reads JSON, not \(name): send Content-Type: application/json."))
    }

    private func tooLarge(_ limit: Int) -> Problem {
        Problem(
            .contentTooLarge, code: "content-too-large",
            detail: .init(
                de: "Die Anfrage ist größer als \(limit) Bytes.", en: "The request is larger than \(limit) bytes."))
    }
}

extension Problem {
    /// Well-formed JSON whose value has the wrong shape: 422 with its place.
    init(decoding error: DecodingError) {
        self = .invalid([error.finding])
    }
}

extension DecodingError {
    /// The keys that lead from the document to the faulty value.
    var path: [any CodingKey] {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            context.codingPath
        case .keyNotFound(let key, let context): context.codingPath + [key]
        @unknown default: []
        }
    }

    /// The fault in the words of an answer.
    ///
    /// `debugDescription` stays out: it may name types of the program and is not written for callers.
    var finding: Finding {
        let pointer = JSONPointer.text(of: path)
        switch self {
        case .typeMismatch(let type, _):
            return .wrongType(pointer, expected: jsonName(of: type))
        case .keyNotFound:
            return Finding(pointer, "missing", de: "Pflichtfeld fehlt.", en: "Required field is missing.")
        case .valueNotFound:
            return Finding(pointer, "missing", de: "Der Wert fehlt.", en: "The value is missing.")
        default:
            return Finding(pointer, "invalid", de: "Der Wert ist unlesbar.", en: "The value cannot be read.")
        }
    }
}

private func jsonName(of type: Any.Type) -> String {
    switch type {
    case is String.Type: "string"
    case is Bool.Type: "boolean"
    case is any Numeric.Type: "number"
    case is [String: Any].Type: "object"
    case is any Collection.Type: "array"
    default: "object"
    }
}
