package import Shared

/// What is on disk of one service.
package struct SavedService: Sendable, Hashable {
    /// What the service said about itself.
    package var descriptor: ServiceDescriptor
    /// Size of the descriptor's JSON, in bytes.
    package var descriptorBytes: Int
    /// Number of the incarnation.
    package var generation: Int
    /// New instances seen without a deregistration.
    package var restarts: Int
    /// Milliseconds since 1970, as all times here.
    package var firstRegisteredAt: Int
    /// Latest registration.
    package var registeredAt: Int
    /// Latest heartbeat, if there ever was one.
    package var lastHeartbeatAt: Int?
    /// Latest finished probe.
    package var lastCheckedAt: Int?
    /// Latest sign of life.
    package var lastSignAt: Int
    /// The status shown last.
    package var status: ServiceStatus
    /// Since when it was shown.
    package var statusSince: Int
    /// How fast it answered.
    package var responses: ResponseTimes
}

/// All that is on disk.
package struct SavedRegistry: Sendable, Hashable {
    /// Registered services.
    package var services: [SavedService]
    /// Those that said farewell within the last day.
    package var departures: [Departure]

    /// A first start.
    package static let empty = SavedRegistry(services: [], departures: [])

    /// Joins what was read.
    package init(services: [SavedService], departures: [Departure]) {
        self.services = services
        self.departures = departures
    }
}
