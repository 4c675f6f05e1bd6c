import HTTPTypes
import HummingbirdTesting
import ServiceKit
import Shared
import TestSupport
import Testing

@Suite struct OriginTests {
    private static let allowed = [
        "http://localhost", "http://localhost:3000", "https://localhost", "http://127.0.0.1:8080", "http://[::1]:5173",
    ]
    private static let foreign = [
        "http://localhost.evil.example", "http://127.0.0.1.evil", "http://evil.example", "null", "", "localhost",
        "http://localhost@evil.example", "ftp://localhost", "file://localhost", "http://evil.example/localhost",
        "http://127.0.0.1:80.evil.example", "http://notlocalhost",
    ]

    @Test("pages on loopback may read answers and their headers", arguments: allowed)
    func loopback(_ origin: String) async throws {
        let response = try await KitFixture().call(.get, "/health/live", headers: [.origin: origin])
        #expect(response.headers[.accessControlAllowOrigin] == origin)
        #expect(response.headers[.accessControlExposeHeaders]?.contains("ETag") == true)
        #expect(response.headers[.vary]?.contains("Origin") == true)
    }

    @Test("foreign pages may not read answers", arguments: foreign)
    func refused(_ origin: String) async throws {
        let response = try await KitFixture().call(.get, "/health/live", headers: [.origin: origin])
        #expect(response.status == .ok)
        #expect(response.headers[.accessControlAllowOrigin] == nil)
        #expect(response.headers[.vary]?.contains("Origin") == true)
    }

    @Test("foreign pages may not change anything, though a browser would send their request", arguments: foreign)
    func refusedChange(_ origin: String) async throws {
        let response = try await KitFixture().call(.post, "/fields", headers: [.origin: origin], body: #"{"name":"a"}"#)
        #expect(response.status == .forbidden)
        #expect(try response.problem.code == "foreign-origin")
        #expect(response.headers[.accessControlAllowOrigin] == nil)
    }

    @Test("loopback pages, the service's own pages and programs may change things")
    func allowedChange() async throws {
        for origin in Self.allowed + ["null"] {
            // The router's test client speaks to "localhost".
            let headers: HTTPFields = origin == "null" ? [:] : [.origin: origin]
            let response = try await KitFixture().call(.post, "/fields", headers: headers, body: #"{"name":"a"}"#)
            #expect(response.status == .created)
        }
    }

    /// What browsers say of a request, whether it is obeyed, and when.
    private static let browserRequests: [(headers: HTTPFields, isObeyed: Bool)] = [
        ([.secFetchSite: "cross-site"], false), ([.secFetchSite: "same-site"], false), ([.secFetchSite: "new"], false),
        ([.secFetchSite: "cross-site", .origin: "https://evil.example"], false),
        ([.secFetchSite: "cross-site", .origin: "null"], false),
        ([.secFetchSite: "same-origin"], true), ([.secFetchSite: "none"], true), ([:], true),
        // Behind a proxy that puts its own name into Host, the browser knows better than we do.
        ([.secFetchSite: "same-origin", .origin: "https://erp.example"], true),
        // Allowed pages are pages of other sites as well.
        ([.secFetchSite: "cross-site", .origin: "https://shop.example"], true),
        ([.secFetchSite: "same-site", .origin: "http://localhost:5173"], true),
    ]

    @Test("what a browser marks as sent by a foreign page changes nothing", arguments: browserRequests)
    func marked(headers: HTTPFields, isObeyed: Bool) async throws {
        let kit = try KitFixture(values: ["cors.origins": "https://shop.example"])
        let form = try await kit.call(.put, "/items/1", headers: headers)
        #expect(form.status == (isObeyed ? .noContent : .forbidden))
        let body = try await kit.call(.post, "/fields", headers: headers, body: #"{"name":"a"}"#)
        #expect(body.status == (isObeyed ? .created : .forbidden))
        #expect(try await kit.call(.get, "/health/live", headers: headers).status == .ok)
    }

    @Test(
        "the refusal speaks the reader's language", arguments: [("de", "fremde Webseite"), ("en", "foreign web page")])
    func language(_ language: String, _ words: String) async throws {
        let answer = try await KitFixture().call(
            .put, "/items/1", headers: [.secFetchSite: "cross-site", .acceptLanguage: language])
        #expect(try answer.problem.detail?.contains(words) == true)
    }

    @Test("configured origins may call, a star allows all")
    func configured() async throws {
        let some = try KitFixture(values: ["cors.origins": "https://erp.example, https://b.example"])
        for (origin, isAllowed) in [
            ("https://b.example", true), ("https://erp.example", true), ("http://erp.example", false),
        ] {
            let response = try await some.call(.get, "/health/live", headers: [.origin: origin])
            #expect((response.headers[.accessControlAllowOrigin] == origin) == isAllowed)
        }
        let all = try KitFixture(values: ["cors.origins": "*"])
        let response = try await all.call(.get, "/health/live", headers: [.origin: "https://any.example"])
        #expect(response.headers[.accessControlAllowOrigin] == "https://any.example")
    }

    @Test("a preflight from loopback is granted, from elsewhere it is not")
    func preflight() async throws {
        let kit = try KitFixture()
        var headers: HTTPFields = [.origin: "http://localhost:3000", .accessControlRequestMethod: "PUT"]
        let granted = try await kit.call(.options, "/items/1", headers: headers)
        #expect(granted.status == .noContent)
        #expect(granted.headers[.accessControlAllowOrigin] == "http://localhost:3000")
        #expect(granted.headers[.accessControlAllowMethods]?.contains("PUT") == true)
        #expect(granted.headers[.accessControlAllowHeaders]?.contains("Idempotency-Key") == true)
        #expect(granted.headers[.accessControlMaxAge] == "7200")
        headers[.origin] = "http://evil.example"
        let denied = try await kit.call(.options, "/items/1", headers: headers)
        #expect(denied.headers[.accessControlAllowOrigin] == nil && denied.headers[.accessControlAllowMethods] == nil)
    }

    @Test("an error answer is readable for an allowed page, too")
    func errorAnswer() async throws {
        let response = try await KitFixture().call(.get, "/nowhere", headers: [.origin: "http://localhost"])
        #expect(response.status == .notFound && response.headers[.accessControlAllowOrigin] == "http://localhost")
    }
}
