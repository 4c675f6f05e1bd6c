import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import ServiceKit
import Shared
import TestSupport
import Testing

@Suite("The example page") struct ExamplePageTests {
    private static func page(_ api: FinanceFixture, _ path: String = "/", language: String? = nil) async throws -> (
        response: TestResponse, text: String
    ) {
        var headers: HTTPFields = [.accept: "text/html,application/xhtml+xml,*/*;q=0.8"]
        headers[.acceptLanguage] = language
        let response = try await api.client.execute(uri: path, method: .get, headers: headers)
        return (response, String(buffer: response.body))
    }

    @Test("speaks the language of the browser, and the one that was chosen before that")
    func language() async throws {
        try await FinanceFixture.run { api in
            for (path, header, language, title) in [
                ("/", "de-AT,en;q=0.5", "de", "Hauptbuch"), ("/", "fr,en;q=0.5", "en", "Ledger"),
                ("/?lang=de", "en", "de", "Hauptbuch"), ("/?lang=xx", "de", "de", "Hauptbuch"),
            ] {
                let page = try await Self.page(api, path, language: header)
                #expect(page.response.headers[.contentLanguage] == language)
                #expect(page.response.headers[.vary]?.contains("Accept-Language") == true)
                #expect(page.text.contains("<html lang=\"\(language)\">") && page.text.contains("<h1>\(title)</h1>"))
            }
        }
    }

    @Test("forbids everything that is not its own, and has nothing inline")
    func policy() async throws {
        try await FinanceFixture.run { api in
            let page = try await Self.page(api)
            let policy = page.response.headers[.contentSecurityPolicy] ?? ""
            #expect(policy.hasPrefix("default-src 'none';") && !policy.contains("unsafe"))
            #expect(!page.text.contains(" style=") && !page.text.contains("<style") && !page.text.contains("onclick"))
            for match in page.text.matches(of: /<script[^>]*>/) {
                #expect(match.output.contains(" src=\"/") || match.output.contains("application/json"))
            }
        }
    }

    @Test("finds every file that it names, and every file finds those that it imports")
    func files() async throws {
        try await FinanceFixture.run { api in
            var waiting = ["/"]
            var seen: Set<String> = []
            while let path = waiting.popLast() {
                guard seen.insert(path).inserted else { continue }
                let file = try await Self.page(api, path)
                #expect(file.response.status == .ok, "\(path)")
                waiting += file.text.matches(of: /(?:src|href)="(\/assets\/[^"]+)"/).map { String($0.1) }
                waiting += file.text.matches(of: /from '\.\/([^']+)'/).map { "/assets/\($0.1)" }
            }
            #expect(seen.count == 8)
        }
    }

    @Test("has every word that its scripts use, in both languages")
    func words() async throws {
        try await FinanceFixture.run { api in
            var used: Set<String> = [
                "live", "polling", "lost", "asset", "liability", "equity", "revenue", "expense", "debitShort",
                "creditShort",
            ]
            for name in ["page", "booking", "charts", "dom"] {
                let script = try await Self.page(api, "/assets/\(name).js").text
                used.formUnion(script.matches(of: /word\('([A-Za-z]+)'/).map { String($0.1) })
            }
            var keys: [Set<String>] = []
            for language in ["de", "en"] {
                let page = try await Self.page(api, "/?lang=\(language)").text
                let match = try #require(page.firstMatch(of: /<script type="application\/json" id="words">([^<]+)</))
                let words = try JSONDecoder().decode([String: String].self, from: Data(match.1.utf8))
                #expect(used.isSubset(of: words.keys), "\(used.subtracting(words.keys))")
                keys.append(Set(words.keys))
            }
            #expect(keys[0] == keys[1])
        }
    }

    @Test("is for browsers alone: programs get JSON, and below the prefix stays the list of routes")
    func others() async throws {
        try await FinanceFixture.run { api in
            let index = try await api.client.execute(uri: "/", method: .get, headers: [.accept: "*/*"])
            #expect(try index.json["service"] == "finance-service")
            let routes = try await Self.page(api, "/api/v1/finanzen")
            #expect(routes.text.contains("trial-balance") && !routes.text.contains("/assets/"))
        }
    }
}
