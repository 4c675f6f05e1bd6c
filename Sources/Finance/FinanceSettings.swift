package import Configuration
package import FinanceCore
package import ServiceKit

/// What can be set for this service beyond what all services have.
package struct FinanceSettings: Sendable {
    /// The chart of accounts that was asked for; nil when nobody asked.
    package let chart: ChartOfAccounts?

    /// Reads the settings; the argument wins over the environment and the file.
    ///
    /// ## Configuration keys
    /// `ledger.chart` (`LEDGER_CHART` in the environment): `skr03` or `skr04`.
    ///
    /// - Throws: `InvalidSettings` naming every faulty one.
    package init(config: ConfigReader, chartArgument: String? = nil) throws(InvalidSettings) {
        var reader = SettingsReader(config)
        let text = chartArgument ?? reader.text("ledger.chart")
        chart = text.flatMap { ChartOfAccounts(rawValue: $0.lowercased()) }
        if let text, chart == nil {
            let words = ChartOfAccounts.allCases.map(\.rawValue).joined(separator: ", ")
            reader.report("chart: \"\(text)\" is none of \(words)")
        }
        try reader.finish()
    }
}
