package import Configuration
package import Foundation
package import Logging
package import Shared

/// What a service is given to build itself: identity, settings and the instruments that all parts share.
package struct ServiceBoot: Sendable {
    package let identity: ServiceIdentity
    package let settings: ServiceSettings
    /// Source of the service's own settings.
    package let config: ConfigReader
    package let logger: Logger
    package let registry: PrometheusRegistry
    package let statistics: RequestStatistics
    package let startedAt: Date
    /// Identity of this run of the process.
    package let instanceID: String
    /// The port, once the server listens.
    package let boundPort: BoundPort

    /// Brings the parts together.
    ///
    /// - Parameter logger: Where lines go; by default to the service's own place.
    package init(
        identity: ServiceIdentity, settings: ServiceSettings, config: ConfigReader,
        registry: PrometheusRegistry = PrometheusRegistry(), logger: Logger? = nil
    ) {
        self.identity = identity
        self.settings = settings
        self.config = config
        var logger = logger ?? Logger(label: identity.name)
        logger.logLevel = settings.logLevel
        self.logger = logger
        self.registry = registry
        statistics = RequestStatistics(registry: registry)
        startedAt = ProcessSampler.startOfProcess() ?? .now
        instanceID = UUID().uuidString.lowercased()
        boundPort = BoundPort()
    }

    /// What the service tells the registry about itself.
    package func descriptor(port: Int) -> ServiceDescriptor {
        ServiceDescriptor(
            serviceName: identity.name, host: advertisedHost, port: port, version: settings.version,
            apiEndpoints: identity.apiEndpoints,
            monitoring: ["log_level": .string(settings.logLevel.rawValue), "metrics_enabled": true],
            systemInfo: ProcessInfo.processInfo.operatingSystemVersionString, dependencies: identity.dependencies,
            instanceID: instanceID, pid: Int(ProcessInfo.processInfo.processIdentifier))
    }

    /// The host as it stands in a URL for people on this machine.
    package var urlHost: String {
        let host = ["0.0.0.0", "::"].contains(settings.host) ? "localhost" : settings.host
        return host.contains(":") ? "[\(host)]" : host
    }

    /// Listening on all addresses, the service is reached through this machine's loopback.
    private var advertisedHost: String {
        switch settings.host {
        case "0.0.0.0", "127.0.0.1", "::", "::1": "localhost"
        default: settings.host
        }
    }
}
