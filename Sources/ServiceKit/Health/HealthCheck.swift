package import Shared

/// One thing that a health report looks at.
package struct HealthCheck: Sendable {
    /// What a look has shown.
    package struct Observation: Sendable {
        package var status: HealthStatus
        package var value: Double?
        package var unit: String?
        /// Why the status is not healthy, one sentence.
        package var reason: String?

        /// Describes an observation.
        package init(_ status: HealthStatus, value: Double? = nil, unit: String? = nil, reason: String? = nil) {
            self.status = status
            self.value = value
            self.unit = unit
            self.reason = reason
        }
    }

    /// `component:measurement`, as the IETF health draft names checks.
    package let name: String
    /// Looks; must neither block a thread nor take long. After one second the check counts as failed and is
    /// cancelled; it must end then, since the report waits for it.
    package let observe: @Sendable () async -> Observation

    /// Creates a check.
    package init(_ name: String, observe: @escaping @Sendable () async -> Observation) {
        self.name = name
        self.observe = observe
    }
}

/// What a service adds to its own health report.
package struct HealthSources: Sendable {
    /// The service's own checks.
    package var checks: [HealthCheck]
    /// Open database connections right now.
    package var databaseConnections: @Sendable () -> Int
    /// Work waiting inside the service right now.
    package var queueSize: @Sendable () -> Int

    /// Names the sources; a service without any needs none.
    package init(
        checks: [HealthCheck] = [], databaseConnections: @escaping @Sendable () -> Int = { 0 },
        queueSize: @escaping @Sendable () -> Int = { 0 }
    ) {
        self.checks = checks
        self.databaseConnections = databaseConnections
        self.queueSize = queueSize
    }
}
