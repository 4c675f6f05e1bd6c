/// The one word a service is shown with; derived, never stored as truth.
package enum ServiceStatus: String, Sendable, Hashable, Codable, CaseIterable {
    /// Works.
    case healthy
    /// Works with a limit, or its heartbeats have stopped.
    case warning
    /// Somebody answers or accepts connections, but the service does not do its work.
    case unhealthy
    /// Nobody there.
    case unreachable
    /// Not judged yet, or it must not be probed.
    case unknown
}
