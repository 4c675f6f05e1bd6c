import AsyncHTTPClient
package import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
package import Shared

/// Calls a service over HTTP as any client would.
package struct HTTPCaller: Sendable {
    /// What came back.
    package struct Answer: Sendable {
        package let status: Int
        package let headers: [String: String]
        package let body: Data

        /// The body as JSON, `null` when it is none.
        package var json: JSONValue {
            (try? JSONDecoder().decode(JSONValue.self, from: body)) ?? .null
        }

        /// The body as text.
        package var text: String { String(decoding: body, as: UTF8.self) }
    }

    /// Fails at once where nobody listens: the shared client would keep trying until the time is up.
    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration.singletonConfiguration
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    package let base: String

    package init(_ base: String) {
        self.base = base
    }

    package func get(_ path: String, headers: [String: String] = [:]) async throws -> Answer {
        try await call("GET", path, headers: headers, body: nil)
    }

    package func post(_ path: String, json: JSONValue, headers: [String: String] = [:]) async throws -> Answer {
        var headers = headers
        headers["Content-Type"] = "application/json"
        return try await call("POST", path, headers: headers, body: try JSONEncoder().encode(json))
    }

    package func call(
        _ method: String, _ path: String, headers: [String: String] = [:], body: Data?, timeout: Int64 = 20
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: base + path)
        request.method = HTTPMethod(rawValue: method)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let body { request.body = .bytes(ByteBuffer(data: body)) }
        let response = try await Self.client.execute(request, timeout: .seconds(timeout))
        let bytes = try await response.body.collect(upTo: 64 * 1024 * 1024)
        let headers = Dictionary(response.headers.map { ($0.name.lowercased(), $0.value) }) { first, _ in first }
        return Answer(status: Int(response.status.code), headers: headers, body: Data(buffer: bytes))
    }
}

extension JSONValue {
    /// The member of an object, `null` where there is none.
    package subscript(_ key: String) -> JSONValue { objectValue?[key] ?? .null }

    /// The elements of an array, empty for anything else.
    package var elements: [JSONValue] {
        if case .array(let elements) = self { elements } else { [] }
    }

    /// The whole number, `nil` for anything else.
    package var intValue: Int? {
        if case .integer(let number) = self { Int(number) } else { nil }
    }
}
