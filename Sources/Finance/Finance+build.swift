package import FinanceCore
import Hummingbird
package import Logging
package import ServiceKit
import ServiceLifecycle
package import Shared

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
    } catch FinanceError.storage(let reason, _) {
        throw .cannotCreate("the ledger in \(directory) cannot be opened: \(reason)")
    } catch {
        throw .cannotCreate("the ledger in \(directory) cannot be opened: \(error)")
    }
}

/// What the service is built from beside its standard ledger.
package struct FinanceParts: Sendable {
    package let ledger: LedgerStore
    package let shelf: MandantShelf
    package var eventStreams = FinanceSettings.defaultEventStreams
    package var webhooks: [WebhookSubscription] = []
    /// Waits between the attempts to deliver.
    package var webhookBackoff = RetryBackoff(initialSeconds: 1, maximumSeconds: 300)
    package static let defaultIntegrityStride: Int64 = 100_000
    /// Transactions between two lines of progress of a verification.
    package let integrityStride: Int64

    /// - Parameter openMandanten: ledgers of companies that may be open at once.
    package init(
        ledger: LedgerStore, openMandanten: Int = FinanceSettings.defaultOpenMandanten,
        integrityStride: Int64 = FinanceParts.defaultIntegrityStride
    ) {
        self.integrityStride = integrityStride
        self.ledger = ledger
        shelf = MandantShelf(
            beside: ledger, options: LedgerOptions(readers: 2, anchorKey: ledger.anchorKey),
            limits: .init(open: openMandanten))
    }

    package init(ledger: LedgerStore, settings: FinanceSettings) {
        self.init(ledger: ledger, openMandanten: settings.openMandanten)
        eventStreams = settings.eventStreams
        webhooks = settings.webhooks
    }
}

/// Builds the service; the command and the tests both call this.
package func buildApplication(_ boot: ServiceBoot, ledger: LedgerStore) -> ServiceApplication {
    buildApplication(boot, FinanceParts(ledger: ledger))
}

/// Builds the service with all its parts.
package func buildApplication(_ boot: ServiceBoot, _ parts: FinanceParts) -> ServiceApplication {
    let (ledger, shelf) = (parts.ledger, parts.shelf)
    let webhooks = parts.webhooks.map(WebhookState.init)
    for name in shelf.strangers {
        boot.logger.warning("A folder of companies holds none", metadata: ["folder": "mandanten/\(name)"])
    }
    let health = HealthSources(
        checks: [.database(ledger), .disk(ledger), .projection(ledger), .mandanten(shelf), .webhooks(webhooks)],
        databaseConnections: { ledger.connections + 3 * shelf.load.open },
        queueSize: { ledger.queuedWrites + shelf.load.queuedWrites })
    let routing = LedgerRouting(
        streams: EventStreams(
            maximum: parts.eventStreams, label: "finance_event_streams_open", registry: boot.registry),
        attempts: LockedAttempts(registry: boot.registry), integrityStride: parts.integrityStride)
    let services: [any Service] = [
        LedgerService(ledger: ledger), MandantService(shelf: shelf),
        AnchorService(ledger: ledger, shelf: shelf, logger: boot.logger),
        FinanceGauges(ledger: ledger, shelf: shelf, webhooks: webhooks, registry: boot.registry),
        WebhookService(
            states: webhooks, ledgers: shelf, backoff: parts.webhookBackoff, registry: boot.registry,
            logger: boot.logger),
    ]
    return ServiceApplication(
        boot: boot, health: health, services: services,
        steps: [SequenceStep(ledger: ledger, routes: .standard)], contract: .finance
    ) { router in
        IndexController(boot: boot).addRoutes(to: router)
        routing.addRoutes(of: ledger, at: .standard, to: router) {
            WebhookController(ledger: ledger, states: webhooks).addRoutes(to: $0)
        }
        MandantController(shelf: shelf, routing: routing).addRoutes(to: router)
    }
}
