import Shared

/// A service as the history sees it at one moment.
package struct HistorySubject: Sendable, Hashable {
    /// Seconds between two looks at processor, memory and availability.
    package static let lookSeconds = 2

    /// Id under which its figures are kept.
    package let id: String
    package let status: ServiceStatus
    /// Whether its latest probe was answered: a service that hangs does not work from the first miss on, whenever the
    /// watchdog makes up its mind.
    package let isAnswering: Bool
    /// Its process on this machine, where one is known.
    package let pid: Int32?
    /// New instances since it is known.
    package let restarts: Int
    /// Where it listens; `nil` for a unit without a port.
    package let address: Address?

    /// Where its own figures can be read.
    package struct Address: Sendable, Hashable {
        package let serviceName: String
        package let host: String
        package let port: Int
        package let metricsPath: String
        /// Whether the operator's own stack file names it.
        package let isTrusted: Bool

        package init(serviceName: String, host: String, port: Int, metricsPath: String, isTrusted: Bool = false) {
            self.serviceName = serviceName
            self.host = host
            self.port = port
            self.metricsPath = metricsPath
            self.isTrusted = isTrusted
        }
    }

    /// Describes a service.
    package init(
        id: String, status: ServiceStatus, isAnswering: Bool = true, pid: Int32?, restarts: Int, address: Address?
    ) {
        self.id = id
        self.status = status
        self.isAnswering = isAnswering
        self.pid = pid
        self.restarts = restarts
        self.address = address
    }

    /// Whether it does its work; `nil` when nobody knows, or it need not.
    package var isWorking: Bool? {
        switch status {
        case .healthy, .warning: isAnswering
        case .unhealthy, .unreachable: false
        case .unknown: nil
        }
    }
}

extension ServiceEntry {
    var historySubject: HistorySubject {
        HistorySubject(
            id: serviceID, status: status, pid: isOnLoopback ? descriptor.pid.flatMap { Int32(exactly: $0) } : nil,
            restarts: restarts,
            address: descriptor.metricsEndpoint.map {
                .init(
                    serviceName: descriptor.serviceName, host: descriptor.host, port: descriptor.port, metricsPath: $0)
            })
    }
}

extension UnitSpec {
    /// Key of its registration, whether it has registered or not, and of its history.
    package var serviceID: String {
        ServiceDescriptor.serviceID(serviceName: serviceName, host: "localhost", port: port ?? 0)
    }
}
