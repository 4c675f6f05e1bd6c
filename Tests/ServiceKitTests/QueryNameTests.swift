import HTTPTypes
import Hummingbird
import HummingbirdTesting
import ServiceKit
import Shared
import TestSupport
import Testing

@Suite struct QueryNameTests {
    private static let contract = ServiceContract(
        title: "Kit", summary: "Tests", summaryDE: "Tests",
        paths: [
            """
              /things:
                get:
                  parameters:
                    - {name: limit, in: query, schema: {type: integer}}
                    - {name: active, in: query, schema: {type: boolean}}
                    - {name: "tag[]", in: query, schema: {type: array, items: {type: string}}}
                    - {name: If-Match, in: header, schema: {type: string}}
                post:
                  parameters:
                    - {name: dry_run, in: query, schema: {type: boolean}}
              /things/{id}:
                get:
                  parameters:
                    - {name: id, in: path, required: true, schema: {type: string}}
            """
        ], mount: .init(source: "/things", target: "/shelves/{shelf}/things"))

    private static func call(
        _ method: HTTPRequest.Method, _ uri: String, _ headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        let boot = try ServiceBoot.forTests(identity: KitFixture.identity, values: [:])
        let part = RouterPart(of: contract, at: "/shelves/7/things") { $0.post("/shelves/7/things", use: create) }
        let service = ServiceApplication(boot: boot, contract: contract) { router in
            router.get("/things", use: list)
            router.post("/things", use: create)
            router.get("/things/{id}") { _, _ in HTTPResponse.Status.ok }
            router.get("/page") { _, _ in HTTPResponse.Status.ok }
            router.post("/shelves/{shelf}/**") { try await part.respond(to: $0, context: $1) }
        }
        return try await service.application.test(.router) { client in
            try await client.execute(uri: uri, method: method, headers: headers)
        }
    }

    @Sendable private static func list(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<[String: String]> {
        var query = QueryReader(request)
        let limit = query.number("limit", in: 1...9, default: 1)
        let isActive = query.flag("active", default: true)
        try query.finish()
        return JSONAnswer(["seen": "\(limit) \(isActive) \(query.texts("tag[]").joined(separator: ","))"])
    }

    @Sendable private static func create(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<[String: Bool]> {
        var query = QueryReader(request)
        let isDry = query.flag("dry_run", default: false)
        try query.finish()
        return JSONAnswer(["dry": isDry])
    }

    @Test(
        "what the contract declares is read, escaped or not",
        arguments: [
            ("", "1 true "), ("?", "1 true "), ("?&&", "1 true "), ("?limit=3&active=false", "3 false "),
            ("?l%69mit=3", "3 true "), ("?tag%5B%5D=a&tag[]=b", "1 true a,b"), ("?limit=", "1 true "),
        ])
    func known(_ query: String, _ seen: String) async throws {
        let answer = try await Self.call(.get, "/things" + query)
        #expect(answer.status == .ok)
        #expect(try answer.json["seen"].stringValue == seen)
    }

    @Test(
        "every unknown name is told, with the one that is probably meant",
        arguments: [
            ("/things?dryrun=true", ["?dryrun There is no parameter dryrun here. Did you mean dry_run?"]),
            ("/things?dry%2Drun=true", ["?dry-run There is no parameter dry-run here. Did you mean dry_run?"]),
            ("/things?Dry_run", ["?Dry_run There is no parameter Dry_run here. Did you mean dry_run?"]),
            (
                "/things?x=1&x=2&colour&dry_run=true",
                [
                    "?x There is no parameter x here. There are: dry_run.",
                    "?colour There is no parameter colour here. There are: dry_run.",
                ]
            ),
            ("/things?=true", ["? There is no parameter  here. There are: dry_run."]),
            ("/shelves/7/things?dryrun=true", ["?dryrun There is no parameter dryrun here. Did you mean dry_run?"]),
        ])
    func unknown(_ uri: String, _ told: [String]) async throws {
        let answer = try await Self.call(.post, uri)
        let problem = try answer.problem
        #expect(answer.status == .badRequest && problem.code == "parameter-unknown")
        #expect(problem.errors?.map { "\($0.pointer) \($0.detail)" } == told)
        #expect(problem.errors?.allSatisfy { $0.code == "parameter-unknown" } == true)
    }

    @Test("the refusal speaks German too, and names nothing where nothing is known")
    func german() async throws {
        let near = try await Self.call(.get, "/things?limt=3", [.acceptLanguage: "de"]).problem
        #expect(near.detail == "Nichts wurde getan. Den Parameter limt gibt es hier nicht. Meinten Sie limit?")
        let none = try await Self.call(.get, "/things/1?limit=3", [.acceptLanguage: "de"]).problem
        #expect(none.detail == "Nichts wurde getan. Den Parameter limit gibt es hier nicht. Hier gibt es keine.")
    }

    @Test("what may stand there once may not stand there twice, and both faults are told at once")
    func repeated() async throws {
        let twice = try await Self.call(.get, "/things?limit=3&lim%69t=4")
        #expect(twice.status == .badRequest)
        #expect(try twice.problem.code == "parameter-repeated" && twice.problem.errors?.map(\.pointer) == ["?limit"])
        let both = try await Self.call(.post, "/things?dry_run=false&dryrun=true&dry_run=true").problem
        #expect(both.errors?.map(\.code) == ["parameter-unknown", "parameter-repeated"])
    }

    @Test("a flag without a value is a fault: it may mean either")
    func bareFlag() async throws {
        for uri in ["/things?dry_run", "/things?dry_run="] {
            let answer = try await Self.call(.post, uri)
            #expect(try answer.status == .unprocessableContent && answer.problem.errors?.first?.code == "invalid-flag")
        }
    }

    @Test("a query of more than 200 parts is refused unread, wherever it is sent")
    func tooLong() async throws {
        func names(_ count: Int) -> String { (1...count).map { "a\($0)" }.joined(separator: "&") }
        for uri in ["/things", "/things/1", "/page", "/metrics"] {
            for count in [201, 20_000] {
                let answer = try await Self.call(.get, "\(uri)?\(names(count))")
                let problem = try answer.problem
                #expect(answer.status == .badRequest && problem.code == "query-too-long", "\(uri)")
                // No name was looked at.
                #expect(problem.errors?.isEmpty ?? true)
            }
        }
        let german = try await Self.call(.get, "/things?\(names(201))", [.acceptLanguage: "de"]).problem
        #expect(german.detail == "Nichts wurde getan. Die Adresse hat mehr als 200 Parameter.")
        #expect(try await Self.call(.get, "/things?\(names(200))").problem.code == "parameter-unknown")
        #expect(try await Self.call(.get, "/page?\(names(200))&").status == .ok)
        let tags = String(repeating: "&tag[]=a", count: 200)
        #expect(try await Self.call(.get, "/things?\(tags)").status == .ok)
    }

    @Test("HEAD is judged like GET; other routes and methods stay as they are")
    func others() async throws {
        #expect(try await Self.call(.head, "/things?limt=3").status == .badRequest)
        #expect(try await Self.call(.get, "/page?anything=1").status == .ok)
        #expect(try await Self.call(.get, "/nowhere?anything=1").status == .notFound)
        #expect(try await Self.call(.delete, "/things?anything=1").status == .methodNotAllowed)
        #expect(try await Self.call(.get, "/metrics?name%5B%5D=up&name[]=down").status == .ok)
        #expect(try await Self.call(.get, "/health?verbose=1").status == .badRequest)
    }
}
