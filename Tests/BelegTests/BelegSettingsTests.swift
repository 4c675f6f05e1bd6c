import Beleg
import BelegCore
import ServiceKit
import TestSupport
import Testing

@Suite struct BelegSettingsTests {
    @Test("defaults point to this machine's ledger and SKR03")
    func defaults() throws {
        let settings = try BelegSettings(config: .inMemory([:]))
        #expect(settings.financeURL == "http://127.0.0.1:8007" && settings.chart == .skr03)
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
