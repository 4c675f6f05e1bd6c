import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import ServiceKit
import Shared
import TestSupport

/// A service with one route for each way that a request can go.
struct KitFixture {
    struct Line: Decodable {
        let account: Field<String>
        let amount: Field<Int>
    }

    struct Plain: Decodable {
        struct Inner: Decodable {
            let deep: [Int]
        }

        let count: Int
        let inner: Inner?
    }

    struct Body: Decodable {
        let name: Field<String>
        let count: Field<Int>
        let plain: Field<Plain>
        let lines: Field<[Field<Line>]>
    }

    struct Secret: Error {
        let password = "hunter2"
    }

    static let identity = ServiceIdentity(
        name: "kit-service", program: "Kit", summary: "a service for tests", defaultPort: 8099, dataFolder: "kit",
        apiEndpoints: ["/fields"], dependencies: ["finance-service"])

    let boot: ServiceBoot
    let service: ServiceApplication

    init(values: [String: String] = [:], health: HealthSources = HealthSources()) throws {
        boot = try ServiceBoot.forTests(identity: Self.identity, values: values)
        service = ServiceApplication(boot: boot, health: health) { router in
            router.post("/fields", use: Self.fields)
            router.post("/plain") { request, _ in
                _ = try await request.decodeJSON(Plain.self)
                return HTTPResponse.Status.noContent
            }
            router.post("/any") { request, _ in JSONAnswer(try await request.decodeJSON(JSONValue.self)) }
            router.post("/small") { request, _ in
                JSONAnswer(["bytes": try await request.collectBody(limit: 1_000).readableBytes])
            }
            router.get("/items/{id}") { _, context in JSONAnswer(["id": context.parameters.get("id")]) }
            router.put("/items/{id}") { _, _ in HTTPResponse.Status.noContent }
            router.get("/boom") { _, _ -> HTTPResponse.Status in throw Secret() }
            router.get("/cancelled") { _, _ -> HTTPResponse.Status in throw CancellationError() }
            router.get("/conflict") { _, _ -> HTTPResponse.Status in throw HTTPError(.conflict, message: "hunter2") }
            router.get("/query", use: Self.query)
        }
    }

    /// One request through the real router.
    func call(
        _ method: HTTPRequest.Method, _ uri: String, headers: HTTPFields = [:], body: String? = nil
    ) async throws -> TestResponse {
        try await service.application.test(.router) { client in
            try await client.execute(
                uri: uri, method: method, headers: headers, body: body.map(ByteBuffer.init(string:)))
        }
    }

    @Sendable private static func fields(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<[String: Int]> {
        let body = try await request.decodeJSON(Body.self)
        var reader = FieldReader()
        _ = reader.required(body.name, "/name", "string")
        _ = reader.optional(body.count, "/count", "number")
        _ = reader.optional(body.plain, "/plain", "object")
        for (index, line) in (reader.optional(body.lines, "/lines", "array") ?? []).enumerated() {
            guard let line = reader.required(line, "/lines/\(index)", "object") else { continue }
            _ = reader.required(line.account, "/lines/\(index)/account", "string")
            _ = reader.required(line.amount, "/lines/\(index)/amount", "number")
        }
        try reader.finish()
        return JSONAnswer(["faults": 0], status: .created, headers: [.location: "/fields/1"])
    }

    @Sendable private static func query(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<[String: String]> {
        var reader = QueryReader(request)
        let limit = reader.number("limit", in: 1...100, default: 20)
        let active = reader.flag("active", default: true)
        let letter = reader.value("letter", code: "no-letter", de: "Kein Buchstabe.", en: "No letter.") { text in
            text.count == 1 ? text : nil
        }
        try reader.finish()
        return JSONAnswer([
            "limit": "\(limit)", "active": "\(active)", "letter": letter ?? "-", "text": reader.text("t") ?? "-",
        ])
    }
}
