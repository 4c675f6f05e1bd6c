import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import ObserverCore
import ServiceKit
import Shared
import TestSupport
import Testing

/// The pages over the real router.
struct DashboardRouteTests {
    private static let pages = ["/", "/ui/incidents", "/ui/services/\(Sample.financeID)"]
    private let path = "/ui/services/\(Sample.financeID)"

    private func test(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        try await ObserverFixture().test { client in
            #expect(try await client.post("/register", Sample.finance).status == .ok)
            try await body(client)
        }
    }

    @Test(arguments: pages)
    func `each page speaks the chosen language, and keeps the choice`(path: String) async throws {
        try await test { client in
            #expect(try await client.page(path, language: "de").text.contains("<html lang=\"de\">"))
            let chosen = try await client.page("\(path)?lang=de", language: "en")
            #expect(chosen.text.contains("<html lang=\"de\">"))
            #expect(chosen.headers[.setCookie]?.hasPrefix("lang=de;") == true)
            #expect(chosen.headers[.setCookie]?.contains("SameSite=Lax") == true)
            let kept = try await client.execute(
                uri: path, method: .get,
                headers: [.accept: "text/html", .acceptLanguage: "en", .cookie: "lang=de"])
            #expect(kept.text.contains("<html lang=\"de\">"))
            #expect(kept.headers[.setCookie] == nil)
            let odd = try await client.execute(
                uri: path, method: .get,
                headers: [.accept: "text/html", .acceptLanguage: "en", .cookie: "lang=xx; other=1"])
            #expect(odd.text.contains("<html lang=\"en\">"))
            #expect(odd.headers[.vary]?.contains("Cookie") == true)
        }
    }

    @Test(arguments: pages)
    func `each page runs our own script alone, and has one heading and landmarks`(path: String) async throws {
        try await test { client in
            let page = try await client.page(path)
            let policy = try #require(page.headers[.contentSecurityPolicy])
            #expect(policy.hasPrefix("default-src 'none'"))
            #expect(!policy.contains("unsafe") && !policy.contains("*"))
            // With "no-referrer" browsers would hide the origin of our own forms.
            #expect(page.headers[.referrerPolicy] == "same-origin")
            #expect(page.text.firstMatch(of: /\son[a-z]+\s*=|\sstyle\s*=|javascript:/) == nil)
            #expect(page.text.ranges(of: "<script").count == 1)
            #expect(page.text.ranges(of: "<h1").count == 1 && page.text.ranges(of: "<main").count == 1)
            for match in page.text.matches(of: /(?:src|href)="([^"]*)"/) {
                let address = String(match.1)
                let isOurs = address.hasPrefix("/") || address.hasPrefix("#") || address.hasPrefix("data:image/svg")
                #expect(isOurs || address == "http://localhost:8007", "\(address)")
            }
        }
    }

    @Test func `script and style are kept by browsers under the mark of their content`() async throws {
        try await test { client in
            let page = try await client.page().text
            let paths = page.matches(of: /"(\/assets\/[a-z.]+\?v=[0-9a-f]+)"/).map { String($0.1) }
            #expect(paths.count == 2)
            for path in paths {
                let file = try await client.get(path)
                #expect(file.status == .ok)
                #expect(file.headers[.cacheControl]?.contains("immutable") == true)
                let tag = try #require(file.headers[.eTag])
                let again = try await client.execute(uri: path, method: .get, headers: [.ifNoneMatch: tag])
                #expect(again.status == .notModified)
                let bare = try await client.get(String(path.prefix { $0 != "?" }))
                #expect(bare.headers[.cacheControl] == "no-cache")
                let stale = try await client.get(path + "0")
                #expect(stale.headers[.cacheControl] == "no-cache", "another content must not be kept for this one")
            }
        }
    }

    @Test func `an unknown service is not found, a filter that fits nothing says so`() async throws {
        try await test { client in
            #expect(try await client.page("/ui/services/nobody").status == .notFound)
            let none = try await client.page("/?q=zzz&show=problems&page=99")
            #expect(none.text.contains("No service matches the filter."))
            #expect(none.text.contains("value=\"zzz\""))
            let hostile = try await client.page("/?q=%22%3E%3Cscript%3E&page=-4")
            #expect(hostile.status == .ok && !hostile.text.contains("<script>"))
        }
    }

    // MARK: Forms

    private func send(
        _ client: any TestClientProtocol, _ path: String, _ form: String, _ headers: HTTPFields
    ) async throws -> TestResponse {
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try await client.execute(uri: path, method: .post, headers: headers, body: ByteBuffer(string: form))
    }

    @Test(
        arguments: [
            [.origin: "https://evil.example"], [.origin: "null"], [.origin: "http://localhost:5173"], [:],
            [.secFetchSite: "cross-site"], [.secFetchSite: "same-site"], [.secFetchSite: "none"],
        ] as [HTTPFields])
    func `forms are obeyed only when our own page sent them`(headers: HTTPFields) async throws {
        try await test { client in
            for target in ["\(path)/restart", "/ui/silences", "/ui/silences/1/end"] {
                let answer = try await send(client, target, "confirmed=yes&service=a&minutes=5", headers)
                #expect(answer.status == .forbidden, "\(target)")
            }
        }
    }

    private static let own: HTTPFields = [.secFetchSite: "same-origin"]

    @Test(arguments: OperatorCommand.allCases, ["", "confirmed=no", "confirmed="])
    func `an action without confirmation leads to the question`(_ command: OperatorCommand, form: String) async throws {
        try await test { client in
            let answer = try await send(client, "\(path)/\(command.rawValue)", form, Self.own)
            #expect(answer.status == .seeOther)
            #expect(answer.headers[.location] == "\(path)?ask=\(command.rawValue)#ask")
        }
    }

    @Test func `a refused action says why on the page, in the reader's language`() async throws {
        try await test { client in
            var headers = Self.own
            headers[.acceptLanguage] = "de"
            let answer = try await send(client, "\(path)/stop", "confirmed=yes", headers)
            #expect(answer.status == .conflict)
            #expect(answer.text.contains("role=\"alert\""))
            #expect(answer.text.contains("steht nicht in der Stack-Datei"))
            let unknown = try await send(client, "/ui/services/nobody/stop", "confirmed=yes", headers)
            #expect(unknown.status == .notFound)
        }
    }

    @Test(arguments: [
        "", "service=a", "service=a&minutes=0", "service=a&minutes=abc", "minutes=5", "service=a&minutes=99999999",
    ])
    func `a silence without service or end is refused, and what was entered stays`(form: String) async throws {
        try await test { client in
            let answer = try await send(client, "/ui/silences", "\(form)&reason=Umbau+%3Cb%3E", Self.own)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("role=\"alert\""))
            #expect(answer.text.contains("value=\"Umbau &lt;b&gt;\""))
        }
    }

    @Test func `broken and oversized forms are refused, an unknown silence is not there`() async throws {
        try await test { client in
            let large = try await send(client, "/ui/silences", String(repeating: "a", count: 20_000), Self.own)
            #expect(large.status == .contentTooLarge)
            #expect(try await send(client, "/ui/silences/77/end", "", Self.own).status == .notFound)
            #expect(try await send(client, "/ui/silences/x/end", "", Self.own).status == .notFound)
            #expect(try await client.page("/ui/silences").status == .methodNotAllowed)
        }
    }

    // MARK: Streams and logs

    @Test(arguments: [
        ("/services/\(Sample.financeID)/log", HTTPResponse.Status.notFound),
        ("/services/..%2F..%2Fetc%2Fpasswd/log", .notFound), ("/services/x/log?lines=0", .unprocessableContent),
        ("/services/x/log?after=never", .unprocessableContent),
    ])
    func `only units have logs here, and the number of lines is limited`(
        path: String, status: HTTPResponse.Status
    ) async throws {
        try await test { client in
            let answer = try await client.get(path)
            #expect(answer.status == status)
        }
    }

    @Test func `events are announced as a stream`() async throws {
        try await test { client in
            let head = try await client.execute(uri: "/events", method: .head)
            #expect(head.status == .ok)
            #expect(head.headers[.contentType] == "text/event-stream; charset=utf-8")
        }
    }
}
