import ArgumentParser
import ServiceKit

/// The documents as a service: `Beleg --help` shows what can be set.
@main
struct BelegCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "Beleg", abstract: "Invoices and incoming invoices of the stack, booked in Finance.",
        version: StackVersion.current, subcommands: [CheckCommand.self, ConvertCommand.self])

    @OptionGroup var options: ServiceOptions

    @Option(
        name: .long,
        help: "Base URL of the ledger (FINANCE_SERVICE_URL; default http://127.0.0.1:8007).")
    var financeServiceUrl: String?

    @Option(
        name: .long,
        help: "Chart of accounts of the ledger, skr03 or skr04, kept for later starts (LEDGER_CHART; default skr03).")
    var chart: String?

    func run() async throws {
        try await ServiceMain.run(.beleg, options: options) { boot, directory in
            let settings = try BelegSettings(
                config: boot.config, financeArgument: financeServiceUrl, chartArgument: chart)
            let stores = try BelegStores(directory: directory.path, chart: settings.chart)
            return try buildApplication(boot, settings: settings, stores: stores)
        }
    }
}
