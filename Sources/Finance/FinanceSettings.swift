package import Configuration
package import FinanceCore
package import ServiceKit

/// What can be set for this service beyond what all services have.
package struct FinanceSettings: Sendable {
    /// The chart of accounts that was asked for; nil when nobody asked.
    package let chart: ChartOfAccounts?
    /// Event streams that may be open at once.
    package let eventStreams: Int

    package static let defaultEventStreams = 64

    /// Reads the settings; the argument wins over the environment and the file.
    ///
    /// ## Configuration keys
    /// `ledger.chart` (`LEDGER_CHART` in the environment): `skr03` or `skr04`; `event.streams` (`EVENT_STREAMS`): how many
    /// event streams may be open at once, 64 by default.
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
        eventStreams = reader.number(
            "event.streams", name: "event-streams", in: 0...10_000, default: Self.defaultEventStreams)
        try reader.finish()
    }
}
