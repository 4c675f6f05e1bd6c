/// How the registry is kept and its services are probed.
package struct SupervisionSettings: Sendable, Hashable {
    /// Bounds and spans of the registry.
    package var limits: RegistryLimits
    /// Span between two probes of one service, in milliseconds.
    package var probePeriodMilliseconds: Int
    /// A tick later than this, in milliseconds, means that the Observer itself did not run.
    package var stallMilliseconds: Int
    /// Seed of the schedule's spread.
    package var seed: UInt64

    /// Sets how to supervise; the defaults are the product's.
    package init(
        limits: RegistryLimits = RegistryLimits(), probePeriodMilliseconds: Int = 2_000,
        stallMilliseconds: Int = 1_000, seed: UInt64 = 0x0B5E_12FE
    ) {
        self.limits = limits
        self.probePeriodMilliseconds = probePeriodMilliseconds
        self.stallMilliseconds = stallMilliseconds
        self.seed = seed
    }

    /// Wait before asking again while a judgement hangs in the balance: +250 ms, then +500 ms.
    func retryMilliseconds(afterMisses misses: Int) -> Int {
        min(misses > 1 ? 500 : 250, probePeriodMilliseconds)
    }
}

/// One probe to be sent.
package struct ProbeOrder: Sendable, Hashable {
    /// Key of the service.
    package let serviceID: String
    /// Incarnation to probe.
    package let generation: Int
    /// Name that the health report should bear.
    package let serviceName: String
    /// Host name or address.
    package let host: String
    /// TCP port.
    package let port: Int
    /// Path of the health report.
    package let path: String
    /// How long after its due time the order was handed out, in milliseconds.
    package let latenessMilliseconds: Int

    /// Orders a probe.
    package init(
        serviceID: String, generation: Int, serviceName: String, host: String, port: Int, path: String,
        latenessMilliseconds: Int = 0
    ) {
        self.serviceID = serviceID
        self.generation = generation
        self.serviceName = serviceName
        self.host = host
        self.port = port
        self.path = path
        self.latenessMilliseconds = latenessMilliseconds
    }
}

/// How many services have which status.
package struct ServiceCounts: Sendable, Hashable {
    /// The counts; a status without services is missing.
    package internal(set) var byStatus: [ServiceStatus: Int] = [:]

    /// The count of one status.
    package subscript(status: ServiceStatus) -> Int { byStatus[status] ?? 0 }

    /// All services.
    package var total: Int { byStatus.values.reduce(0, +) }
}
