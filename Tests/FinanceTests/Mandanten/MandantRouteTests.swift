import Finance
import FinanceCore
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import ServiceKit
import Shared
import TestSupport
import Testing

@Suite("Mandanten") struct MandantRouteTests {
    private static func make(
        _ api: FinanceFixture, _ id: String, name: String = "Muster GmbH", chart: String = "skr03"
    ) async throws -> TestResponse {
        try await api.client.execute(
            uri: FinanceRoute.mandanten, method: .post, headers: [.contentType: "application/json"],
            body: ByteBuffer(string: #"{"id":"\#(id)","name":"\#(name)","chart":"\#(chart)"}"#))
    }

    private static func call(
        _ api: FinanceFixture, _ id: String, _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil,
        headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        var headers = headers
        if body != nil { headers[.contentType] = "application/json" }
        return try await api.client.execute(
            uri: "\(FinanceRoute.mandanten)/\(id)/finanzen\(path)", method: method, headers: headers,
            body: body.map(ByteBuffer.init(string:)))
    }

    @Test("A company has every route of the standard ledger that the contract does not except") func everyRoute()
        async throws
    {
        let routes = try await Self.standardRoutes()
        try await FinanceFixture.run { api in
            _ = try await Self.make(api, "muster")
            #expect(routes.count > 30)
            for path in routes {
                let answer = try await Self.call(api, "muster", .options, path)
                #expect(answer.status == (path == "/webhooks" ? .notFound : .noContent), "\(path)")
            }
        }
    }

    /// Paths below the prefix, their parameters filled with anything.
    private static func standardRoutes() async throws -> Set<String> {
        let folder = try TemporaryDirectory()
        let boot = try ServiceBoot.forTests(identity: .finance)
        let settings = try FinanceSettings(config: boot.config)
        let ledger = try await openLedger(in: folder.path, settings: settings, logger: boot.logger)
        let routes = Finance.buildApplication(boot, ledger: ledger).routes
        await ledger.close()
        let paths = routes.compactMap { $0.split(separator: " ").last }
            .filter { $0.hasPrefix(FinanceRoute.prefix + "/") }
        return Set(paths.map { String($0.dropFirst(FinanceRoute.prefix.count)).replacing(#/\{[a-z]+\}/#, with: "1") })
    }

    @Test("A company is made once, listed, and the same again changes nothing")
    func create() async throws {
        try await FinanceFixture.run { api in
            let first = try await Self.make(api, "muster", chart: "skr04")
            #expect(first.status == .created && first.headers[.location] == "/api/v1/mandanten/muster")
            #expect(try first.json["ledger"] == "/api/v1/mandanten/muster/finanzen")
            #expect(try await Self.make(api, "muster", chart: "skr04").status == .ok)
            let other = try await Self.make(api, "muster", chart: "skr03")
            #expect(try other.status == .conflict && other.problem.code == "mandant-exists")
            let list = try await api.client.execute(uri: FinanceRoute.mandanten, method: .get).json
            #expect(list["count"] == 1 && list["mandanten"].elements.first?["chart"] == "skr04")
            #expect(try await Self.call(api, "muster", .get, "/accounts/6300").status == .ok)
        }
    }

    @Test(
        "An id that could be read as anything else names nobody and makes nothing",
        arguments: [
            "", "a", "..", ".", "A-b", "a/b", "a..b", "-ab", "ab-", "a--b", "1ab", "ab.", "ä-b", "a b", "a%2fb",
            "%2e%2e",
            "a\\\\b", "con\\u0000", String(repeating: "a", count: 41),
        ])
    func wrongID(_ id: String) async throws {
        try await FinanceFixture.run { api in
            let refused = try await Self.make(api, id)
            #expect(refused.status == .unprocessableContent, "\(refused.status)")
            let path = id.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            #expect(try await Self.call(api, path, .get, "/accounts").status == .notFound)
            let folder = api.ledger.directory + "/mandanten"
            #expect((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] == [])
        }
    }

    @Test("All faults of a body are named at once") func faults() async throws {
        try await FinanceFixture.run { api in
            let refused = try await Self.make(api, "A", name: " ", chart: "skr99")
            #expect(
                try refused.problem.faults == ["/id id-malformed", "/chart chart-unknown", "/name missing"])
            #expect(try await Self.call(api, "nobody", .get, "/accounts").problem.code == "mandant-not-found")
        }
    }

    @Test("The same ids, keys and numbers in two companies do not meet, and neither do locks, events and tags")
    func isolation() async throws {
        try await FinanceFixture.run { api in
            for id in ["eins", "zwei"] { #expect(try await Self.make(api, id).status == .created) }
            let body = FinanceFixture.shortForm().replacing(
                "{\"date\"", with: "{\"id\":\"01950000-0000-7000-8000-000000000001\",\"date\"")
            let key: HTTPFields = [.idempotencyKey: "k"]
            for id in ["eins", "zwei"] {
                let posted = try await Self.call(api, id, .post, "/transactions", body, headers: key)
                #expect(posted.status == .created)
                #expect(try posted.json["sequence"] == 1 && posted.json["journal_number"] == 1)
                let place = "/api/v1/mandanten/\(id)/finanzen/transactions/01950000-0000-7000-8000-000000000001"
                #expect(posted.headers[.location] == place)
            }
            #expect(try await api.post("/transactions", body, headers: key).status == .created)
            // A key with other content is a conflict only where it was used.
            let other = FinanceFixture.shortForm(amount: "1.00")
            #expect(
                try await Self.call(api, "eins", .post, "/transactions", other, headers: key).status
                    == .unprocessableContent)
            let lock = #"{"kind":"hard","through":"2026-12-31","confirm_future":true}"#
            #expect(try await Self.call(api, "eins", .post, "/locks", lock).status == .created)
            let refused = try await Self.call(api, "eins", .post, "/transactions", other)
            #expect(try refused.problem.code == "period-locked")
            #expect(try await Self.call(api, "zwei", .post, "/transactions", other).status == .created)
            #expect(try await api.post("/transactions", other).status == .created)
            #expect(try await Self.call(api, "zwei", .get, "/locks").json["count"] == 0)
            #expect(try await Self.call(api, "eins", .get, "/accounts/1400").json["balance"] == "119.00")
            #expect(try await Self.call(api, "zwei", .get, "/accounts/1400").json["balance"] == "120.00")
            let tag = try #require(try await Self.call(api, "eins", .get, "/accounts").headers[.eTag])
            let tagged: HTTPFields = [.ifNoneMatch: tag]
            #expect(
                try await Self.call(api, "eins", .get, "/accounts", headers: tagged).status == .notModified)
            #expect(try await Self.call(api, "zwei", .get, "/accounts", headers: tagged).status == .ok)
            #expect(try await Self.call(api, "zwei", .get, "/integrity").json["ok"] == true)
        }
    }

    @Test("Backups, documents and links lie in the company's own folder")
    func files() async throws {
        try await FinanceFixture.run { api in
            _ = try await Self.make(api, "eins")
            let stored = try await Self.call(
                api, "eins", .post, "/documents?filename=a.pdf&type=x&date=2026-01-01",
                "{}", headers: [.contentType: "application/pdf"])
            #expect(stored.status == .created, "\(String(buffer: stored.body))")
            let content = try #require(try stored.json["content"].stringValue)
            #expect(content.hasPrefix("/api/v1/mandanten/eins/finanzen/documents/"))
            #expect(try await api.client.execute(uri: content, method: .get).status == .ok)
            let backup = try await Self.call(api, "eins", .post, "/backup")
            let path = try #require(try backup.json["path"].stringValue)
            #expect(path.hasPrefix(api.ledger.directory + "/mandanten/eins/backups/"))
            #expect(try await api.get("/documents").json["count"] == 0)
        }
    }

    @Test("Unknown routes, methods and errors are answered as everywhere") func errors() async throws {
        try await FinanceFixture.run { api in
            _ = try await Self.make(api, "eins")
            let unknown = try await Self.call(api, "eins", .get, "/nothing")
            #expect(unknown.status == .notFound && unknown.headers[.contentType] == ProblemDetails.mediaType)
            #expect(try await Self.call(api, "eins", .delete, "/accounts").status == .methodNotAllowed)
            #expect(try await Self.call(api, "eins", .head, "/accounts").status == .ok)
            let twice = try await Self.call(
                api, "eins", .post, "/accounts", #"{"id":"1400","name":"x","category":"asset"}"#)
            #expect(twice.status == .conflict)
            #expect(twice.headers[.location] == "/api/v1/mandanten/eins/finanzen/accounts/1400")
        }
    }

    @Test("More companies than may be open at once are closed and opened as they are needed")
    func eviction() async throws {
        try await FinanceFixture.run(openMandanten: 2) { api in
            let ids = ["aa", "bb", "cc", "dd", "ee"]
            for id in ids { #expect(try await Self.make(api, id).status == .created) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (place, id) in ids.enumerated() {
                    for _ in 0..<(place + 1) {
                        group.addTask {
                            while true {
                                let posted = try await Self.call(
                                    api, id, .post, "/transactions", FinanceFixture.shortForm(amount: "1.00"))
                                if posted.status == .created { return }
                                // All places are in use at this moment: that is said, with a time to come again.
                                #expect(try posted.problem.code == "mandanten-busy")
                                #expect(posted.headers[.retryAfter] == "1")
                                await Task.yield()
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(api.shelf.load.open <= 2)
            for (place, id) in ids.enumerated() {
                #expect(
                    try await Self.call(api, id, .get, "/accounts/1400").json["balance"].stringValue
                        == "\(place + 1).00")
            }
            // Optional on purpose: nil would be the standard ledger, which is always open.
            let held = try await api.shelf.ledger(of: MandantID("aa"))
            let second = try await api.shelf.ledger(of: MandantID("bb"))
            #expect(try await Self.call(api, "cc", .get, "/accounts").status == .serviceUnavailable)
            #expect(try await Self.call(api, "aa", .get, "/accounts").status == .ok)
            withExtendedLifetime((held, second)) {}
        }
    }

    @Test("Health and figures cover the open companies") func health() async throws {
        try await FinanceFixture.run { api in
            _ = try await Self.make(api, "eins")
            _ = try await Self.call(api, "eins", .get, "/accounts")
            let health = try await api.client.execute(uri: "/health", method: .get).json
            #expect(health["checks"]["mandanten:open"].elements.first?["observedValue"] == 1)
            #expect(health["metrics"]["database_connections"] == 8)
            await api.shelf.close()
            #expect(try await Self.call(api, "eins", .get, "/accounts").status == .serviceUnavailable)
        }
    }

    @Test("Health names the company whose sheets and totals are damaged, until they are made anew")
    func projectionHealth() async throws {
        try await FinanceFixture.run { api in
            for id in ["eins", "zwei"] {
                _ = try await Self.make(api, id)
                _ = try await Self.call(api, id, .get, "/accounts")
            }
            let folder = api.ledger.directory + "/mandanten/eins/"
            // A folder where the new file is to be: it cannot be made anew as long as that is there.
            let obstacle = folder + "ledger-new-projection.sqlite"
            try FileManager.default.createDirectory(atPath: obstacle + "/x", withIntermediateDirectories: true)
            let file = try #require(FileHandle(forUpdatingAtPath: folder + "ledger-projection.sqlite"))
            let size = Int(try file.seekToEnd())
            // The first four pages are all that a list of transactions needs; sums come from those behind.
            try file.seek(toOffset: 4 * 4_096)
            try file.write(contentsOf: Data(repeating: 0x5a, count: size - 4 * 4_096))
            try file.close()
            #expect(try await Self.call(api, "eins", .get, "/reports/trial-balance").status == .serviceUnavailable)
            #expect(try await Self.call(api, "zwei", .get, "/reports/trial-balance").status == .ok)
            let health = try await api.client.execute(uri: "/health", method: .get)
            let check = try #require(try health.json["checks"]["mandanten:open"].elements.first)
            #expect(health.status == .ok && check["status"] == "warn", "\(health.text)")
            let reason = check["output"].stringValue ?? ""
            #expect(reason.contains("eins") && !reason.contains("zwei"), "\(reason)")
            try FileManager.default.removeItem(atPath: obstacle)
            try await eventually("the file is made anew") {
                _ = try await Self.call(api, "eins", .get, "/reports/trial-balance")
                let health = try await api.client.execute(uri: "/health", method: .get).json
                return health["checks"]["mandanten:open"].elements.first?["status"] == "pass"
            }
        }
    }
}
