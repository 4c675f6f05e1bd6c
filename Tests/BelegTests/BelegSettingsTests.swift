import Beleg
import BelegCore
import ServiceKit
import TestSupport
import Testing

@Suite struct BelegSettingsTests {
    @Test("the chart chosen at one start holds for later starts that name none")
    func chartIsKept() throws {
        let folder = try TemporaryDirectory()
        func start(_ chart: ChartAccounts.Chart?) throws -> ChartAccounts.Chart {
            let stores = try BelegStores(directory: folder.path, chart: chart)
            try stores.close()
            return stores.chart
        }
        #expect(try start(nil) == .skr03)
        #expect(try start(.skr04) == .skr04)
        #expect(try start(nil) == .skr04)
        #expect(try start(.skr03) == .skr03)
    }

    @Test("defaults point to this machine's ledger and leave the chart as it is")
    func defaults() throws {
        let settings = try BelegSettings(config: .inMemory([:]))
        #expect(settings.financeURL == "http://127.0.0.1:8007" && settings.chart == nil)
    }

    @Test("arguments win over the environment")
    func precedence() throws {
        let settings = try BelegSettings(
            config: .inMemory(["finance.service.url": "http://a:1", "ledger.chart": "skr03"]),
            financeArgument: "https://ledger.example:8443/", chartArgument: "SKR04")
        #expect(settings.financeURL == "https://ledger.example:8443" && settings.chart == .skr04)
    }

    @Test("every unusable setting is named")
    func faults() {
        for address in ["ledger", "ftp://a", "http://", "http://a/path", "http://u@a", "http://a?x=1"] {
            do {
                _ = try BelegSettings(config: .inMemory(["finance.service.url": address, "ledger.chart": "skr05"]))
                Issue.record("accepted \(address)")
            } catch {
                #expect(error.faults.count == 2, "\(address)")
            }
        }
    }
}
