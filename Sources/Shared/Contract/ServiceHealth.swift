/// The word a health report gives its service.
public enum HealthStatus: String, Sendable, Hashable, Codable {
    case healthy, warning, unhealthy

    /// Understands every word that services of this family have used.
    ///
    /// `healthy`, `online`, `ok`, `up`, `pass` · `warning`, `warn`, `degraded` · `unhealthy`, `fail`, `down`.
    public init?(word: String) {
        switch word.lowercased() {
        case "healthy", "online", "ok", "up", "pass": self = .healthy
        case "warning", "warn", "degraded": self = .warning
        case "unhealthy", "fail", "down": self = .unhealthy
        default: return nil
        }
    }

    /// Decodes any of the known words.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let word = try container.decode(String.self)
        guard let status = HealthStatus(word: word) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "unknown health word")
        }
        self = status
    }
}

/// Figures of the answering process, measured without blocking.
public struct HealthMetrics: Sendable, Hashable, Codable {
    /// Share of one core since the last report, in percent.
    public var cpuUsagePercent: Double
    /// Resident memory as a share of the machine's, in percent.
    public var memoryUsagePercent: Double
    /// Requests answered since start.
    public var requestCount: Int
    /// Mean duration of those requests, in milliseconds.
    public var averageResponseTimeMs: Double
    /// Share of answers with status 500 or above, in percent.
    public var errorRatePercent: Double
    /// Open database connections.
    public var databaseConnections: Int
    /// Work waiting inside the service.
    public var queueSize: Int

    /// Creates a set of figures.
    public init(
        cpuUsagePercent: Double = 0, memoryUsagePercent: Double = 0, requestCount: Int = 0,
        averageResponseTimeMs: Double = 0, errorRatePercent: Double = 0, databaseConnections: Int = 0,
        queueSize: Int = 0
    ) {
        self.cpuUsagePercent = cpuUsagePercent
        self.memoryUsagePercent = memoryUsagePercent
        self.requestCount = requestCount
        self.averageResponseTimeMs = averageResponseTimeMs
        self.errorRatePercent = errorRatePercent
        self.databaseConnections = databaseConnections
        self.queueSize = queueSize
    }

    enum CodingKeys: String, CodingKey {
        case cpuUsagePercent = "cpu_usage_percent"
        case memoryUsagePercent = "memory_usage_percent"
        case requestCount = "request_count"
        case averageResponseTimeMs = "average_response_time_ms"
        case errorRatePercent = "error_rate_percent"
        case databaseConnections = "database_connections"
        case queueSize = "queue_size"
    }
}

/// The body of `GET /health` (`application/health+json`), the same for every service.
public struct ServiceHealth: Sendable, Hashable, Codable {
    /// One observation behind the status, as the IETF health draft words it.
    public struct Check: Sendable, Hashable, Codable {
        /// The measured value.
        public let observedValue: Double?
        /// Its unit.
        public let observedUnit: String?
        /// `pass`, `warn` or `fail`.
        public let status: String
        /// Why it is not `pass`.
        public let output: String?

        /// Creates an observation.
        public init(observedValue: Double?, observedUnit: String?, status: String, output: String? = nil) {
            self.observedValue = observedValue
            self.observedUnit = observedUnit
            self.status = status
            self.output = output
        }
    }

    /// The media type of this body.
    public static let mediaType = "application/health+json"

    /// The service's own judgement.
    public let status: HealthStatus
    /// Version of the service.
    public let version: String?
    /// Name of the service.
    public let service: String?
    /// Time of the report, ISO 8601 in UTC with milliseconds.
    public let timestamp: String?
    /// Seconds since start.
    public let uptimeSeconds: Double?
    /// Figures of the process.
    public let metrics: HealthMetrics?
    /// Observations by `component:measurement`.
    public let checks: [String: [Check]]?

    /// Creates a report.
    public init(
        status: HealthStatus, version: String?, service: String?, timestamp: String?, uptimeSeconds: Double?,
        metrics: HealthMetrics?, checks: [String: [Check]]? = nil
    ) {
        self.status = status
        self.version = version
        self.service = service
        self.timestamp = timestamp
        self.uptimeSeconds = uptimeSeconds
        self.metrics = metrics
        self.checks = checks
    }

    private enum CodingKeys: String, CodingKey {
        case status, version, service, timestamp, metrics, checks
        case uptimeSeconds = "uptime_seconds"
    }
}
