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
            "/stack", "/incidents", "/silences",
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
///   - stackArgument: Path of the stack file from the command line.
///   - keepsServices: Whether supervised services go on when the Observer is told to end.
package func buildApplication(
    _ boot: ServiceBoot, store: RegistryStore, stackArgument: String? = nil, keepsServices: Bool = false
) throws -> ServiceApplication {
    let settings = try ObserverSettings(boot.config, stack: stackArgument, keepsServices: keepsServices)
    let supervisor = try RegistrySupervisor(
        store: store, settings: settings.supervision, logger: boot.logger, at: .current())
    var watch = RegistryWatch(
        supervisor: supervisor, metrics: ObserverMetrics(registry: boot.registry), logger: boot.logger)
    let parts = try WatchdogParts(boot: boot, store: store, settings: settings, watch: watch)
    watch.listener = parts.listener
    let watchdog = parts.watchdog
    let health = HealthSources(checks: [watch.storageCheck, parts.loopCheck], databaseConnections: { 1 })
    let services: [any Service] = [
        HousekeepingService(watch: watch),
        ProbeService(watch: watch, settings: settings.probing),
    ]
    let hostGuard = HostGuard(
        hosts: settings.allowedHosts + [boot.settings.host], origins: boot.settings.corsOrigins)
    return try ServiceApplication(
        boot: boot, health: health, services: services, frontServices: parts.services(watch),
        shutdownSeconds: parts.shutdownSeconds, contract: .observer
    ) { router in
        router.add(middleware: hostGuard)
        RegistrationController(watch: watch, portGuard: PortGuard(allowsForeignPorts: settings.allowsForeignPorts))
            .addRoutes(to: router)
        ServicesController(watch: watch, watchdog: watchdog).addRoutes(to: router)
        parts.operatingController(watch).addRoutes(to: router)
        IncidentController(watchdog: watchdog).addRoutes(to: router)
        try OverviewController(watch: watch, watchdog: watchdog, version: boot.settings.version).addRoutes(to: router)
    }
}
