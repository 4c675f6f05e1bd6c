/// Answer to `POST /register`: a superset of every reply the original's clients know.
public struct RegistrationResponse: Sendable, Hashable, Codable {
    /// The registry's key for the service.
    public let serviceID: String
    /// Always `true` in a 200.
    public let registered: Bool
    /// What the registry knows of the service's health right now: `healthy`, `unhealthy` or `unreachable`.
    public let healthStatus: String
    /// Always `true` in a 200.
    public let success: Bool
    /// A sentence that the original's clients print.
    public let message: String
    /// Seconds after the last heartbeat until the service counts as lost.
    public let leaseSeconds: Int
    /// Number of this incarnation of the service; grows with every new instance.
    public let generation: Int
    /// What of the descriptor is not obeyed, and why; `nil` for nothing.
    public let warnings: [ProblemDetails.Entry]?

    /// Creates an answer.
    public init(
        serviceID: String, healthStatus: String, message: String, leaseSeconds: Int, generation: Int,
        registered: Bool = true, success: Bool = true, warnings: [ProblemDetails.Entry]? = nil
    ) {
        self.warnings = warnings
        self.serviceID = serviceID
        self.registered = registered
        self.healthStatus = healthStatus
        self.success = success
        self.message = message
        self.leaseSeconds = leaseSeconds
        self.generation = generation
    }

    private enum CodingKeys: String, CodingKey {
        case serviceID = "service_id"
        case registered
        case healthStatus = "health_status"
        case success, message, warnings
        case leaseSeconds = "lease_seconds"
        case generation
    }
}

/// Body of `POST /heartbeat`.
public struct HeartbeatRequest: Sendable, Hashable, Codable {
    /// The key from the registration's answer.
    public let serviceID: String
    /// The incarnation from the registration's answer.
    public let generation: Int?

    /// Creates a heartbeat.
    public init(serviceID: String, generation: Int? = nil) {
        self.serviceID = serviceID
        self.generation = generation
    }

    private enum CodingKeys: String, CodingKey {
        case serviceID = "service_id"
        case generation
    }
}

/// Answer to `POST /heartbeat`.
public struct HeartbeatResponse: Sendable, Hashable, Codable {
    /// Seconds until the next heartbeat must have arrived.
    public let leaseSeconds: Int

    /// Creates an answer.
    public init(leaseSeconds: Int) {
        self.leaseSeconds = leaseSeconds
    }

    private enum CodingKeys: String, CodingKey {
        case leaseSeconds = "lease_seconds"
    }
}

/// Body of `POST /deregister`.
public struct DeregistrationRequest: Sendable, Hashable, Codable {
    /// Name of the service.
    public let serviceName: String
    /// Host as it was registered.
    public let host: String
    /// Port as it was registered.
    public let port: Int

    /// Names the registration to end.
    public init(serviceName: String, host: String, port: Int) {
        self.serviceName = serviceName
        self.host = host
        self.port = port
    }

    private enum CodingKeys: String, CodingKey {
        case serviceName = "service_name"
        case host, port
    }
}

/// Answer to `POST /deregister`.
public struct DeregistrationResponse: Sendable, Hashable, Codable {
    /// The key that is free again.
    public let serviceID: String
    /// Always `true` in a 200.
    public let deregistered: Bool

    /// Creates an answer.
    public init(serviceID: String, deregistered: Bool = true) {
        self.serviceID = serviceID
        self.deregistered = deregistered
    }

    private enum CodingKeys: String, CodingKey {
        case serviceID = "service_id"
        case deregistered
    }
}
