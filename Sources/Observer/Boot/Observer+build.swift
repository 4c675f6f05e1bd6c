import Hummingbird
package import ObserverCore
package import ServiceKit
import ServiceLifecycle
import Shared

extension ServiceIdentity {
    package static let observer = ServiceIdentity(
        name: "observer-service", program: "Observer", summary: "registry and watchdog of the stack",
        defaultPort: DefaultPort.observer, dataFolder: "observer",
        apiEndpoints: [
            "/", ObserverRoute.services, ObserverRoute.register, ObserverRoute.heartbeat, ObserverRoute.deregister,
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
package func buildApplication(_ boot: ServiceBoot, store: RegistryStore) throws -> ServiceApplication {
    let settings = try ObserverSettings(boot.config)
    let supervisor = try RegistrySupervisor(
        store: store, settings: settings.supervision, logger: boot.logger, at: .current())
    let watch = RegistryWatch(
        supervisor: supervisor, metrics: ObserverMetrics(registry: boot.registry), logger: boot.logger)
    let health = HealthSources(checks: [watch.storageCheck], databaseConnections: { 1 })
    let services: [any Service] = [
        HousekeepingService(watch: watch),
        ProbeService(watch: watch, settings: settings.probing),
    ]
    let hostGuard = HostGuard(
        hosts: settings.allowedHosts + [boot.settings.host], origins: boot.settings.corsOrigins)
    return try ServiceApplication(boot: boot, health: health, services: services) { router in
        router.add(middleware: hostGuard)
        RegistrationController(watch: watch).addRoutes(to: router)
        ServicesController(watch: watch).addRoutes(to: router)
        try OverviewController(watch: watch, version: boot.settings.version).addRoutes(to: router)
    }
}
