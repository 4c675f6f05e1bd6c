import Finance
import FinanceCore
import HTTPTypes
import HummingbirdTesting
import ServiceKit
import Shared
import TestSupport
import Testing

@Suite struct StartTests {
    /// Opens a ledger, looks at it and closes it.
    private func look(
        in folder: TemporaryDirectory, chart: String?
    ) async throws -> (isNew: Bool, chart: ChartOfAccounts) {
        let boot = try ServiceBoot.forTests(identity: .finance)
        let settings = try FinanceSettings(config: boot.config, chartArgument: chart)
        let ledger = try await openLedger(in: folder.path, settings: settings, logger: boot.logger)
        let found = (ledger.isNew, ChartOfAccounts.likely(for: ledger))
        await ledger.close()
        return found
    }

    @Test("The chart is chosen at first start and kept")
    func chart() async throws {
        let folder = try TemporaryDirectory()
        #expect(try await look(in: folder, chart: "SKR04") == (true, .skr04))
        #expect(try await look(in: folder, chart: nil) == (false, .skr04))
        #expect(try await look(in: folder, chart: "skr04") == (false, .skr04))
    }

    @Test("Another chart for a ledger that exists ends the start with a clear sentence")
    func otherChart() async throws {
        let folder = try TemporaryDirectory()
        _ = try await look(in: folder, chart: "skr03")
        let error = await #expect(throws: StartupError.self) { _ = try await look(in: folder, chart: "skr04") }
        #expect(error?.exitCode == 78)
        #expect(error?.message.contains("made with skr03") == true)
    }

    @Test("A ledger that another version has written ends the start with a clear sentence")
    func newerLedger() async throws {
        let folder = try TemporaryDirectory()
        _ = try await look(in: folder, chart: nil)
        let connection = try LedgerConnection(path: folder.file("ledger.sqlite"))
        try connection.execute("INSERT INTO migration(name, recorded_at) VALUES ('999-later', 0)")
        let error = await #expect(throws: StartupError.self) { _ = try await look(in: folder, chart: nil) }
        #expect(error?.exitCode == 73)
        #expect(
            error?.message.hasSuffix(
                "cannot be opened: another version of this program has written it (999-later); use that one") == true)
    }

    @Test("An unknown chart is refused by name, the argument wins over the environment")
    func settings() throws {
        let boot = try ServiceBoot.forTests(identity: .finance, values: ["ledger.chart": "skr04"])
        #expect(try FinanceSettings(config: boot.config).chart == .skr04)
        #expect(try FinanceSettings(config: boot.config, chartArgument: "skr03").chart == .skr03)
        let error = #expect(throws: InvalidSettings.self) {
            try FinanceSettings(config: boot.config, chartArgument: "skr99")
        }
        #expect(error?.faults.count == 1)
    }

    @Test("The index names every route of the API, and none that is not there") func routes() async throws {
        let folder = try TemporaryDirectory()
        let boot = try ServiceBoot.forTests(identity: .finance)
        let settings = try FinanceSettings(config: boot.config)
        let ledger = try await openLedger(in: folder.path, settings: settings, logger: boot.logger)
        // A company's own routes are those of the standard ledger, behind one that takes them all. A transaction is never
        // changed: the routes that say so, and the index itself, lead nowhere.
        let refusals = ["POST", "PUT", "PATCH", "DELETE"].map { "\($0) \(FinanceRoute.transactions)/{id}" }
        let routes = Finance.buildApplication(boot, ledger: ledger).routes
            .filter { $0.contains("/api/v1/") && !$0.hasSuffix("/**") }
            .filter { !refusals.contains($0) && $0 != "GET \(FinanceRoute.prefix)" }
        await ledger.close()
        try await FinanceFixture.run { api in
            let named = try await api.client.execute(uri: "/", method: .get).json["endpoints"].elements
                .compactMap { $0.stringValue }.filter { $0.contains("/api/v1/") }
            #expect(Set(named).count == named.count)
            #expect(Set(routes).subtracting(named) == [])
            #expect(Set(named).subtracting(routes) == [])
        }
    }

    @Test("Index, health and readiness answer; health measures the database")
    func index() async throws {
        try await FinanceFixture.run { api in
            let index = try await api.client.execute(uri: "/", method: .get)
            #expect(try index.json["service"] == "finance-service")
            let page = try await api.client.execute(uri: "/", method: .get, headers: [.accept: "text/html"])
            #expect(page.headers[.contentType] == "text/html; charset=utf-8")
            let health = try await api.client.execute(uri: "/health", method: .get)
            #expect(health.status == .ok)
            #expect(try health.json["checks"]["database:responseTime"].elements.first?["status"] == "pass")
            #expect(try health.json["metrics"]["queue_size"] == 0)
            #expect(try health.json["metrics"]["database_connections"] == 5)
        }
    }
}
