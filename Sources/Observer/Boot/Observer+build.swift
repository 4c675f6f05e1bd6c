import Foundation
import Hummingbird
package import ObserverCore
import ProcessKit
package import ServiceKit
import ServiceLifecycle
import Shared

extension ServiceIdentity {
    package static let observer = ServiceIdentity(
        name: "observer-service", program: "Observer", summary: "registry and watchdog of the stack",
        defaultPort: DefaultPort.observer, dataFolder: "observer",
        apiEndpoints: [
            "/", ObserverRoute.services, ObserverRoute.register, ObserverRoute.heartbeat, ObserverRoute.deregister,
            "/stack", "/incidents", "/silences", "/events", "/findings", "/report",
        ])
}

/// Opens the registry in the service's data folder.
///
/// - Throws: ``StartupError`` when the file cannot be used.
func openStore(in directory: DataDirectory) throws(StartupError) -> RegistryStore {
    do {
        return try RegistryStore.open(inDirectory: directory.path)
    } catch {
        throw .cannotCreate("the registry in \(directory.path) cannot be opened: \(error)")
    }
}

/// Builds the Observer; the command and the tests both call this.
///
/// - Parameters:
///   - history: Where figures are kept; in memory alone unless given.
///   - stackArgument: Path of the stack file from the command line.
///   - keepsServices: Whether supervised services go on when the Observer is told to end.
package func buildApplication(
    _ boot: ServiceBoot, store: RegistryStore, history: HistoryStore = HistoryStore(), stackArgument: String? = nil,
    keepsServices: Bool = false
) throws -> ServiceApplication {
    let settings = try ObserverSettings(boot.config, stack: stackArgument, keepsServices: keepsServices)
    let supervisor = try RegistrySupervisor(
        store: store, settings: settings.supervision, logger: boot.logger, at: .current())
    var watch = RegistryWatch(
        supervisor: supervisor, metrics: ObserverMetrics(registry: boot.registry), logger: boot.logger,
        history: history)
    let parts = try WatchdogParts(boot: boot, store: store, settings: settings, watch: watch)
    watch.listener = parts.listener
    let watchdog = parts.watchdog
    let health = HealthSources(
        checks: [watch.storageCheck, parts.loopCheck, HistoryService.storageCheck(history)], databaseConnections: { 1 })
    let subjects = HistorySubjects(registry: watch.supervisor, watchdog: watchdog)
    let findings = FindingsSource(history: history, subjects: subjects)
    let services: [any Service] = [
        HousekeepingService(watch: watch),
        ProbeService(watch: watch, settings: settings.probing),
        HistoryService(history: history, subjects: subjects, probing: settings.probing, logger: boot.logger),
        FindingsService(source: findings, logger: boot.logger),
    ]
    return try ServiceApplication(
        boot: boot, health: health, services: services, frontServices: parts.services(watch),
        shutdownSeconds: parts.shutdownSeconds, contract: .observer
    ) { router in
        RegistrationController(
            watch: watch, portGuard: PortGuard(allowsForeignPorts: settings.allowsForeignPorts), scripts: parts.scripts
        ).addRoutes(to: router)
        ServicesController(watch: watch, watchdog: watchdog).addRoutes(to: router)
        try parts.addRoutes(to: router, watch, findings)
        HistoryController(history: history, registry: watch.supervisor, watchdog: watchdog).addRoutes(to: router)
        FindingsController(source: findings).addRoutes(to: router)
    }
}
