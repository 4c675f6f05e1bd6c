import HTTPTypes
import HummingbirdTesting
import NIOCore
import ServiceKit
import Shared
import TestSupport
import Testing

@Suite struct ProblemTests {
    private let kit: KitFixture

    init() throws {
        kit = try KitFixture()
    }

    private func post(_ uri: String, _ body: String, type: String? = "application/json") async throws -> TestResponse {
        try await kit.call(.post, uri, headers: type.map { [.contentType: $0] } ?? [:], body: body)
    }

    @Test("an unknown route is a 404 problem with everything an error needs")
    func unknownRoute() async throws {
        let response = try await kit.call(.get, "/nowhere?x=1", headers: [.xRequestID: "abc-1"])
        let problem = try response.problem
        #expect(response.status == .notFound)
        #expect(response.headers[.contentType] == "application/problem+json")
        #expect(response.headers[.cacheControl] == "no-store")
        #expect(response.headers[.xRequestID] == "abc-1" && problem.requestID == "abc-1")
        #expect(problem.code == "not-found" && problem.status == 404 && problem.instance == "/nowhere")
        #expect(problem.type == "urn:erp:problem:not-found" && problem.errors == nil)
    }

    @Test("the detail speaks the reader's language")
    func languages() async throws {
        let german = try await kit.call(.get, "/nowhere", headers: [.acceptLanguage: "de-DE,en;q=0.5"])
        let english = try await kit.call(.get, "/nowhere")
        #expect(try german.problem.detail == "Hier gibt es nichts." && german.headers[.contentLanguage] == "de")
        #expect(try english.problem.detail == "There is nothing here." && english.headers[.contentLanguage] == "en")
    }

    @Test(
        "a path without the method is a 405 that names the methods",
        arguments: [HTTPRequest.Method.delete, .post, .patch])
    func methodNotAllowed(_ method: HTTPRequest.Method) async throws {
        let response = try await kit.call(method, "/items/7")
        #expect(response.status == .methodNotAllowed)
        #expect(response.headers[.allow] == "GET, HEAD, OPTIONS, PUT")
        #expect(try response.problem.code == "method-not-allowed")
    }

    @Test("OPTIONS names the methods, HEAD answers without a body")
    func optionsAndHead() async throws {
        let options = try await kit.call(.options, "/fields")
        #expect(options.status == .noContent && options.headers[.allow] == "OPTIONS, POST")
        let head = try await kit.call(.head, "/items/7")
        #expect(head.status == .ok && head.body.readableBytes == 0)
        #expect(try await kit.call(.head, "/fields").status == .methodNotAllowed)
    }

    @Test(
        "broken JSON is 400",
        arguments: [
            "", "{", "{\"name\":}", "[1,]", "{\"name\":\"a\",}", "\"\\ud800\"", "{} {}", "NaN", "{\"name\":\"\u{1}\"}",
        ])
    func brokenJSON(_ body: String) async throws {
        for route in ["/fields", "/plain", "/any"] {
            let response = try await post(route, body)
            #expect(response.status == .badRequest)
            #expect(try response.problem.code == "malformed-json")
        }
    }

    @Test("100,000 nested arrays are 400 and do not end the process", arguments: ["/fields", "/plain", "/any"])
    func deepNesting(_ route: String) async throws {
        for text in [String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 100_000)] {
            let response = try await post(route, text)
            #expect(response.status == .badRequest)
            #expect(try response.problem.detail?.contains("deeper than 128") == true)
        }
    }

    @Test("the deepest nesting that is read is also decoded and answered")
    func deepestNesting() async throws {
        let text = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
        let response = try await post("/any", text)
        #expect(response.status == .ok && response.text == text)
    }

    @Test("doubled names, U+0000 and boundless numbers are 422 with their places")
    func ambiguousJSON() async throws {
        let response = try await post("/fields", #"{"name":"a","name":"b","count":1e400,"lines":["\u0000"]}"#)
        #expect(response.status == .unprocessableContent)
        #expect(
            try response.problem.faults
                == ["/name duplicate-member", "/count out-of-range", "/lines/0 invalid-character"])
    }

    @Test("a wrong type ends plain decoding with its place")
    func wrongType() async throws {
        let cases = [
            (#"{"count":"1"}"#, "/count wrong-type"), (#"{}"#, "/count missing"),
            (#"{"count":null}"#, "/count missing"),
            (#"{"count":1,"inner":{"deep":[1,"x"]}}"#, "/inner/deep/1 wrong-type"), (#"{"count":1.5}"#, " invalid"),
            (#"{"count":99999999999999999999}"#, " invalid"), (#"[]"#, " wrong-type"),
        ]
        for (body, fault) in cases {
            let response = try await post("/plain", body)
            #expect(response.status == .unprocessableContent)
            let faults = try response.problem.faults
            #expect(faults == [fault] || (fault == " invalid" && faults == ["/count invalid"]), "\(body): \(faults)")
        }
    }

    @Test("a body beyond its limit is 413, announced or not")
    func tooLarge() async throws {
        #expect(try await post("/small", String(repeating: "x", count: 1_000)).status == .ok)
        let response = try await post("/small", String(repeating: "x", count: 1_001))
        #expect(response.status == .contentTooLarge)
        #expect(try response.problem.code == "content-too-large")
    }

    @Test(
        "only JSON is read as JSON",
        arguments: [
            ("application/json; charset=utf-8", 422), ("application/merge-patch+json", 422), ("APPLICATION/JSON", 422),
            ("text/plain", 415), ("application/x-www-form-urlencoded", 415), ("", 415), ("application/jsonp", 415),
        ])
    func mediaTypes(_ type: String, _ status: Int) async throws {
        #expect(try await post("/fields", "{}", type: type).status.code == status)
    }

    @Test("a body without a media type is taken for JSON")
    func noMediaType() async throws {
        #expect(try await post("/fields", #"{"name":"a"}"#, type: nil).status == .created)
    }

    @Test("an unexpected error is an opaque 500 that carries the request id")
    func unexpected() async throws {
        let response = try await kit.call(.get, "/boom", headers: [.xRequestID: "find-me"])
        #expect(response.status == .internalServerError)
        #expect(try response.problem.code == "internal-error" && response.problem.requestID == "find-me")
        #expect(!response.text.contains("hunter2") && !response.text.contains("Secret"))
    }

    @Test("work that was cancelled underneath a living request is a 500 problem, not an empty answer")
    func cancelled() async throws {
        let response = try await kit.call(.get, "/cancelled")
        #expect(response.status == .internalServerError)
        #expect(try response.problem.code == "internal-error")
    }

    @Test("a framework error keeps its status and loses its text")
    func frameworkError() async throws {
        let response = try await kit.call(.get, "/conflict")
        #expect(response.status == .conflict && !response.text.contains("hunter2"))
        #expect(try response.problem.code == "request-failed")
    }

    @Test(
        "a usable request id is taken over, another replaced",
        arguments: [
            ("abc-1_2.3", true), ("", false), ("a b", false), ("ä", false), (String(repeating: "x", count: 65), false),
            ("a\"b", false),
        ])
    func requestID(_ id: String, _ isKept: Bool) async throws {
        let response = try await kit.call(.get, "/health/live", headers: [.xRequestID: id])
        let given = try #require(response.headers[.xRequestID])
        #expect((given == id) == isKept && !given.isEmpty)
    }
}
