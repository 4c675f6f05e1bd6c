import HTTPTypes
import HummingbirdTesting
import MinimalServer
import NIOCore
import ServiceKit
import Shared
import TestSupport
import Testing

@Suite struct ContractTests {
    private let service: ServiceApplication

    init() throws {
        service = MinimalServer.buildApplication(try ServiceBoot.forTests(identity: .minimalServer))
    }

    @Test("routes and contract are the same, both ways")
    func match() throws {
        let (undocumented, ghosts) = try ContractCheck.differences(service, .minimalServer)
        #expect(undocumented.isEmpty)
        #expect(ghosts.isEmpty)
        #expect(try ContractCheck.faults(.minimalServer).isEmpty)
    }

    @Test("a page of another site cannot change anything, and the contract says so")
    func foreignPages() async throws {
        #expect(try await ContractCheck.openToForeignPages(service, .minimalServer) == [])
    }

    @Test("a query parameter that the contract does not know is refused everywhere", .timeLimit(.minutes(2)))
    func queries() async throws {
        #expect(try await ContractCheck.deafToQueries(service, .minimalServer) == [])
    }

    @Test("every example of the contract is accepted by its route")
    func examples() async throws {
        for operation in try ContractCheck.examples(.minimalServer) {
            let method = try #require(HTTPRequest.Method(operation.method))
            let answer = try await service.application.test(.router) { client in
                try await client.execute(
                    uri: operation.path, method: method, headers: [.contentType: "application/json"],
                    body: ByteBuffer(string: operation.example ?? ""))
            }
            #expect(answer.status.kind == .successful, "\(operation.method) \(operation.path)")
        }
    }

    @Test("the reference speaks both languages and loads nothing from elsewhere")
    func page() async throws {
        let words = [
            "de": ["Ausprobieren", "Id der Aufgabe", "Was der Pfad nennt, gibt es nicht", "Pfad ·"],
            "en": ["Try it", "Id of the task", "What the path names is not there", "path ·"],
        ]
        for (language, other) in [("de", "en"), ("en", "de")] {
            let page = try await service.application.test(.router) { client in
                try await client.execute(uri: "/docs", method: .get, headers: [.acceptLanguage: language])
            }
            let html = String(buffer: page.body)
            for word in words[language] ?? [] { #expect(html.contains(word), "\(word)") }
            for word in words[other] ?? [] { #expect(!html.contains(word), "\(word)") }
            #expect(page.status == .ok && html.contains("lang=\"\(language)\""))
            // Every form that may change something has a second button.
            let writing = html.split(separator: "data-method=\"").dropFirst().filter { !$0.hasPrefix("GET") }
            let asked = html.ranges(of: "class=\"really\" hidden").count
            #expect(asked == writing.count && asked > 0)
            #expect(!html.contains("http://") && !html.contains("https://"))
            #expect(page.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
        }
    }

    @Test("JSON and YAML are served with their media types")
    func documents() async throws {
        for type in ["json", "yaml"] {
            let answer = try await service.application.test(.router) { client in
                try await client.execute(uri: "/openapi.\(type)", method: .get)
            }
            #expect(answer.status == .ok)
            #expect(answer.headers[.contentType]?.hasPrefix("application/\(type)") == true)
            if type == "json" { #expect(try answer.json["openapi"] == "3.1.0") }
        }
    }
}
