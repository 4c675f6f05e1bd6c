import ObserverCore
import Shared

/// A registry with a clock that the test moves.
struct RegistryFixture {
    var registry: Registry
    var now: Moment

    init(limits: RegistryLimits = RegistryLimits(), restoring saved: SavedRegistry = .empty, at now: Moment = .start) {
        self.now = now
        registry = Registry(limits: limits, restoring: saved, at: now)
    }

    static let serviceID = "finance-service_localhost_8007"

    static func descriptor(
        instance: String? = nil, pid: Int? = nil, name: String = "finance-service", port: Int = 8_007
    ) -> ServiceDescriptor {
        ServiceDescriptor(serviceName: name, host: "localhost", port: port, instanceID: instance, pid: pid)
    }

    /// The entry of the usual service.
    var entry: ServiceEntry? { registry.entries[Self.serviceID] }

    @discardableResult
    mutating func register(
        instance: String? = "a", pid: Int? = nil, bytes: Int = 100
    ) throws(ObserverError) -> [RegistryAction] {
        try registry.handle(.registered(Self.descriptor(instance: instance, pid: pid), bytes: bytes), at: now)
    }

    @discardableResult
    mutating func beat(generation: Int? = nil) throws(ObserverError) -> [RegistryAction] {
        try registry.handle(.heartbeat(serviceID: Self.serviceID, generation: generation), at: now)
    }

    @discardableResult
    mutating func probe(
        _ verdicts: ProbeVerdict..., generation: Int? = nil, startedAt: Moment? = nil
    ) throws(ObserverError) -> [RegistryAction] {
        var actions: [RegistryAction] = []
        for verdict in verdicts {
            let result = ProbeResult(
                serviceID: Self.serviceID, generation: generation ?? entry?.generation ?? 0,
                startedAt: startedAt ?? now, elapsedMilliseconds: 4, verdict: verdict)
            actions += try registry.handle(.probed(result), at: now)
        }
        return actions
    }

    @discardableResult
    mutating func pass(milliseconds: Int) throws(ObserverError) -> [RegistryAction] {
        now = now.advanced(byMilliseconds: milliseconds)
        return try registry.handle(.tick, at: now)
    }
}

extension Moment {
    /// A moment that means nothing outside the tests.
    static let start = Moment(uptimeMilliseconds: 1_000_000, unixMilliseconds: 1_768_478_400_000)
}

extension ProbeVerdict {
    static let refused = ProbeVerdict.miss(.connectionRefused)
    static let slow = ProbeVerdict.miss(.timedOut)
    static let lying = ProbeVerdict.miss(.notAHealthReport)
}
