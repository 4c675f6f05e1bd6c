import ArgumentParser
import FinanceCore
import ServiceKit

/// The ledger as a service: `Finance --help` shows what can be set.
@main
struct FinanceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "Finance", abstract: "The double-entry ledger of the stack.", version: StackVersion.current,
        subcommands: [ImportCommand.self, VerifyCommand.self, RestoreCommand.self])

    @OptionGroup var options: ServiceOptions

    @Option(
        name: .long,
        help: "Chart of accounts of a new ledger: skr03 or skr04 (LEDGER_CHART; default skr03). Fixed at first start.")
    var chart: String?

    @Option(name: .long, help: "JSON file of those who are told what is committed (WEBHOOKS; default none).")
    var webhooks: String?

    func run() async throws {
        try await ServiceMain.run(.finance, options: options) { boot, directory in
            let settings = try FinanceSettings(
                config: boot.config, chartArgument: chart, webhooksArgument: webhooks)
            let key: AnchorKey
            do throws(AnchorKey.Fault) {
                key = try AnchorKey(path: directory.path + "/anchor.key")
            } catch {
                throw StartupError.anchorKey(error)
            }
            let ledger = try await openLedger(
                in: directory.path, settings: settings, anchorKey: key, logger: boot.logger)
            return buildApplication(boot, FinanceParts(ledger: ledger, settings: settings))
        }
    }
}
