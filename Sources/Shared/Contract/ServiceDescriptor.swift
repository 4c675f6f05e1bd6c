/// What a service says about itself when it registers: the body of `POST /register`.
///
/// Fields this version does not know are kept in ``additionalFields`` and written back.
public struct ServiceDescriptor: Sendable, Hashable {
    /// Name of the service, such as `finance-service`.
    public var serviceName: String
    /// Host name or address where it listens.
    public var host: String
    /// TCP port where it listens, 1…65535.
    public var port: Int
    /// Path of the health report.
    public var healthEndpoint: String
    /// Path of the Prometheus text, `nil` when the service has none.
    public var metricsEndpoint: String?
    /// Kind of service.
    public var serviceType: String
    /// Version of the service.
    public var version: String?
    /// Routes worth showing to people.
    public var apiEndpoints: [String]
    /// Free settings such as `log_level` and `metrics_enabled`.
    public var monitoring: [String: JSONValue]
    /// Path of a restart script. Never executed because a request named it.
    public var restartScript: String?
    /// Free text about the machine.
    public var systemInfo: String?
    /// Free data of the service.
    public var additionalInfo: [String: JSONValue]?
    /// Names of the services this one needs.
    public var dependencies: [String]
    /// Identity of this run of the process.
    public var instanceID: String?
    /// Process id on the service's host.
    public var pid: Int?
    /// Every field this version does not know.
    public var additionalFields: [String: JSONValue]

    /// Describes a service; everything but the address has the contract's default.
    public init(
        serviceName: String, host: String, port: Int, healthEndpoint: String = "/health",
        metricsEndpoint: String? = "/metrics", serviceType: String = "microservice", version: String? = nil,
        apiEndpoints: [String] = [], monitoring: [String: JSONValue] = [:], restartScript: String? = nil,
        systemInfo: String? = nil, additionalInfo: [String: JSONValue]? = nil, dependencies: [String] = [],
        instanceID: String? = nil, pid: Int? = nil, additionalFields: [String: JSONValue] = [:]
    ) {
        self.serviceName = serviceName
        self.host = host
        self.port = port
        self.healthEndpoint = healthEndpoint
        self.metricsEndpoint = metricsEndpoint
        self.serviceType = serviceType
        self.version = version
        self.apiEndpoints = apiEndpoints
        self.monitoring = monitoring
        self.restartScript = restartScript
        self.systemInfo = systemInfo
        self.additionalInfo = additionalInfo
        self.dependencies = dependencies
        self.instanceID = instanceID
        self.pid = pid
        self.additionalFields = additionalFields
    }

    /// The registry's key: `<service_name>_<host>_<port>`.
    public var serviceID: String {
        Self.serviceID(serviceName: serviceName, host: host, port: port)
    }

    /// The registry's key for an address.
    public static func serviceID(serviceName: String, host: String, port: Int) -> String {
        "\(serviceName)_\(host)_\(port)"
    }

    /// The wire names, in the order of the contract.
    enum Key: String, CaseIterable {
        case serviceName = "service_name"
        case host, port
        case healthEndpoint = "health_endpoint"
        case metricsEndpoint = "metrics_endpoint"
        case serviceType = "service_type"
        case version
        case apiEndpoints = "api_endpoints"
        case monitoring
        case restartScript = "restart_script"
        case systemInfo = "system_info"
        case additionalInfo = "additional_info"
        case dependencies
        case instanceID = "instance_id"
        case pid
    }
}
