package import BelegCore
package import Configuration
import Foundation
package import ServiceKit
import Shared

/// What can be set for this service beyond what all services have.
package struct BelegSettings: Sendable {
    /// Base URL of Finance without a slash at the end.
    package let financeURL: String
    /// Chart whose accounts the bookings name, the ledger's; `nil` for the one chosen at an earlier start.
    package let chart: ChartAccounts.Chart?
    /// Whose invoices these are.
    package let seller: SellerProfile

    /// Reads the settings; arguments win over the environment and the file.
    ///
    /// ## Configuration keys
    /// `finance.service.url` (`FINANCE_SERVICE_URL`): `http://host:port`; `ledger.chart` (`LEDGER_CHART`): `skr03`
    /// or `skr04`; those of ``SellerProfile``.
    ///
    /// - Throws: `InvalidSettings` naming every faulty one.
    package init(
        config: ConfigReader, financeArgument: String? = nil, chartArgument: String? = nil
    ) throws(InvalidSettings) {
        var reader = SettingsReader(config)
        let address =
            financeArgument ?? reader.text("finance.service.url", default: "http://127.0.0.1:\(DefaultPort.finance)")
        financeURL = address.hasSuffix("/") ? String(address.dropLast()) : address
        if !Self.isBaseURL(financeURL) {
            reader.report("finance-service-url: \"\(address)\" is not a base URL such as http://127.0.0.1:8007")
        }
        let word = chartArgument ?? reader.text("ledger.chart", default: "")
        chart = ChartAccounts.Chart(rawValue: word.lowercased())
        if chart == nil, !word.isEmpty {
            let words = ChartAccounts.Chart.allCases.map(\.rawValue).joined(separator: ", ")
            reader.report("chart: \"\(word)\" is none of \(words)")
        }
        seller = SellerProfile(&reader)
        try reader.finish()
    }

    private static func isBaseURL(_ text: String) -> Bool {
        guard let url = URL(string: text), let scheme = url.scheme, ["http", "https"].contains(scheme) else {
            return false
        }
        return url.host?.isEmpty == false && url.user == nil && url.query == nil && url.path.isEmpty
    }
}
