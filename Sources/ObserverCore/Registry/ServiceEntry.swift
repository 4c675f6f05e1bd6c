package import Shared

/// All that the registry knows of one service.
package struct ServiceEntry: Sendable, Hashable {
    /// Key: `<service_name>_<host>_<port>`.
    package let serviceID: String
    /// What the service said about itself last.
    package var descriptor: ServiceDescriptor
    /// Size of the descriptor's JSON, in bytes; counts against the registry's limit.
    var descriptorBytes: Int
    /// User of this machine who registered it last, as the kernel says; `nil` for a caller from elsewhere and after the
    /// Observer's own restart.
    package var callerUID: UInt32?
    /// Number of the incarnation; grows with every new instance.
    package var generation: Int
    /// New instances seen without a deregistration in between.
    package var restarts: Int
    /// First registration ever, milliseconds since 1970.
    package let firstRegisteredAt: Int
    /// Latest registration, milliseconds since 1970.
    package var registeredAt: Int
    /// Latest heartbeat, milliseconds since 1970; `nil` for a service that never sent one.
    package var lastHeartbeatAt: Int?
    /// Latest finished probe, milliseconds since 1970.
    package var lastCheckedAt: Int?
    /// Since when the status holds, milliseconds since 1970.
    package var statusSince: Int
    /// End of the lease; `nil` while the service has not sent a heartbeat.
    var leaseEnd: Moment?
    /// Latest heartbeat, registration or passed probe.
    var lastSign: Moment
    /// Uptime of the heartbeat that was sent to disk last, in milliseconds.
    var heartbeatStoredAt: Int?
    /// Set when the lease ended without a heartbeat.
    package var isLeaseExpired: Bool
    /// What the probes say.
    package var judgement: HealthJudgement
    /// How fast it answers.
    package var responses: ResponseTimes
    /// Status and its start from before the Observer's own restart, until the first new status replaces it.
    var remembered: RememberedStatus?

    /// A status known from before the Observer's own restart.
    struct RememberedStatus: Sendable, Hashable {
        let status: ServiceStatus
        let since: Int
    }
}

extension ServiceEntry {
    /// The derived word.
    package var status: ServiceStatus {
        switch judgement.health {
        case .unknown: .unknown
        case .pass: isLeaseExpired ? .warning : .healthy
        case .warn: .warning
        case .fail: judgement.fault?.kind == .dead ? .unreachable : .unhealthy
        }
    }

    /// Why the status is what it is; `nil` when there is nothing to say about a healthy service.
    package var reason: StatusReason? {
        switch judgement.health {
        case .fail: judgement.fault.map { StatusReason($0) }
        case .unknown:
            judgement.voidCause.map { StatusReason($0) }
                ?? judgement.fault.map { StatusReason($0, misses: judgement.consecutiveMisses) } ?? .notJudged
        case .pass, .warn:
            if let fault = judgement.fault {
                StatusReason(fault, misses: judgement.consecutiveMisses)
            } else if isLeaseExpired {
                .leaseExpired
            } else {
                judgement.warning.map { StatusReason($0) }
            }
        }
    }

    /// The status shown last: until the first judgement after the Observer's own restart the one from before.
    package var lastKnownStatus: ServiceStatus { remembered?.status ?? status }

    /// Whether it is registered under a name or address that always means this machine.
    package var isOnLoopback: Bool { LoopbackHost.names.contains(descriptor.host.lowercased()) }

    /// Lost: it promised heartbeats, they stopped, and no probe says that it works.
    package var isLost: Bool {
        isLeaseExpired && status != .healthy && status != .warning
    }

    /// Whether nothing at all speaks for its being there.
    var isSilent: Bool {
        isLost || status == .unreachable
    }

    /// Whether a registration comes from another run of the process than the one known.
    ///
    /// A client that names neither `instance_id` nor `pid` cannot be told apart and counts as the same.
    func isNewInstance(_ other: ServiceDescriptor) -> Bool {
        if let known = descriptor.instanceID, let new = other.instanceID { return known != new }
        if let known = descriptor.pid, let new = other.pid { return known != new }
        return false
    }
}
