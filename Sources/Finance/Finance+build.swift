package import FinanceCore
import Hummingbird
package import Logging
package import ServiceKit
import ServiceLifecycle
import Shared

extension ServiceIdentity {
    package static let finance = ServiceIdentity(
        name: "finance-service", program: "Finance", summary: "the double-entry ledger",
        defaultPort: DefaultPort.finance, dataFolder: "finance",
        apiEndpoints: [FinanceRoute.accounts, FinanceRoute.transactions, FinanceRoute.documents])
}

/// Opens the ledger of a folder, and makes it with the chosen chart of accounts if there is none.
///
/// - Throws: `StartupError` when the ledger cannot be opened or was made with another chart than the one asked for.
package func openLedger(
    in directory: String, settings: FinanceSettings, anchorKey: AnchorKey? = nil, logger: Logger
) async throws(StartupError) -> LedgerStore {
    do {
        let ledger = try await LedgerStore.open(
            directory: directory, chart: try (settings.chart ?? .skr03).accounts(),
            options: LedgerOptions(anchorKey: anchorKey))
        let actual = ChartOfAccounts.likely(for: ledger)
        if let wanted = settings.chart, wanted != actual {
            await ledger.close()
            throw StartupError.configuration(
                "the ledger in \(directory) was made with \(actual.rawValue); a chart is chosen once, at first start. "
                    + "Leave out \"\(wanted.rawValue)\", or start a new ledger with another --data-dir.")
        }
        logger.info("Ledger open", metadata: ["new": "\(ledger.isNew)", "chart": "\(actual.rawValue)"])
        return ledger
    } catch let error as StartupError {
        throw error
    } catch FinanceError.storage(let reason) {
        throw .cannotCreate("the ledger in \(directory) cannot be opened: \(reason)")
    } catch {
        throw .cannotCreate("the ledger in \(directory) cannot be opened: \(error)")
    }
}

/// Builds the service; the command and the tests both call this.
package func buildApplication(
    _ boot: ServiceBoot, ledger: LedgerStore, streamLimit: Int = FinanceSettings.defaultEventStreams
) -> ServiceApplication {
    let health = HealthSources(
        checks: [.database(ledger), .disk(ledger)], databaseConnections: { LedgerService.connections },
        queueSize: { ledger.queuedWrites })
    let routing = LedgerRouting(streams: EventStreams(maximum: streamLimit, registry: boot.registry))
    let services: [any Service] = [
        LedgerService(ledger: ledger), AnchorService(ledger: ledger, logger: boot.logger),
    ]
    return ServiceApplication(boot: boot, health: health, services: services) { router in
        IndexController(boot: boot).addRoutes(to: router)
        routing.addRoutes(of: ledger, at: .standard, to: router)
    }
}
