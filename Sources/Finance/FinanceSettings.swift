package import Configuration
package import FinanceCore
package import ServiceKit

/// What can be set for this service beyond what all services have.
package struct FinanceSettings: Sendable {
    /// The chart of accounts that was asked for; nil when nobody asked.
    package let chart: ChartOfAccounts?
    /// Event streams that may be open at once.
    package let eventStreams: Int

    /// Ledgers of companies that may be open at once.
    package let openMandanten: Int
    /// Who is told what is committed.
    package let webhooks: [WebhookSubscription]

    package static let defaultEventStreams = 64
    package static let defaultOpenMandanten = 16

    /// Reads the settings; the argument wins over the environment and the file.
    ///
    /// ## Configuration keys
    /// `ledger.chart` (`LEDGER_CHART` in the environment): `skr03` or `skr04`; `event.streams` (`EVENT_STREAMS`): how many
    /// event streams may be open at once, 64 by default; `mandanten.open` (`MANDANTEN_OPEN`): how many ledgers of companies
    /// may be, 16 by default; `webhooks` (`WEBHOOKS`): path of the file of subscriptions.
    ///
    /// - Throws: `InvalidSettings` naming every faulty one.
    package init(
        config: ConfigReader, chartArgument: String? = nil, webhooksArgument: String? = nil
    ) throws(InvalidSettings) {
        var reader = SettingsReader(config)
        let text = chartArgument ?? reader.text("ledger.chart")
        chart = text.flatMap { ChartOfAccounts(rawValue: $0.lowercased()) }
        if let text, chart == nil {
            let words = ChartOfAccounts.allCases.map(\.rawValue).joined(separator: ", ")
            reader.report("chart: \"\(text)\" is none of \(words)")
        }
        eventStreams = reader.number(
            "event.streams", name: "event-streams", in: 0...10_000, default: Self.defaultEventStreams)
        openMandanten = reader.number(
            "mandanten.open", name: "mandanten-open", in: 1...256, default: Self.defaultOpenMandanten)
        let path = webhooksArgument ?? reader.text("webhooks", default: "")
        do throws(InvalidSettings) {
            webhooks = path.isEmpty ? [] : try WebhookFile.read(path)
        } catch {
            webhooks = []
            for fault in error.faults { reader.report(fault) }
        }
        try reader.finish()
    }
}
