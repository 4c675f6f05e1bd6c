package import Shared

/// What can happen to the registry.
package enum RegistryEvent: Sendable, Hashable {
    /// A service registers. `bytes` is the size of its descriptor's JSON, `callerUID` the user who sent it, where known.
    case registered(ServiceDescriptor, bytes: Int, callerUID: UInt32? = nil)
    /// A sign of life.
    case heartbeat(serviceID: String, generation: Int?)
    /// A service says farewell.
    case deregistered(serviceID: String)
    /// A probe has ended.
    case probed(ProbeResult)
    /// Time has passed: leases may end, lost services may be forgotten.
    case tick
    /// The Observer itself did not run for a span, in milliseconds: nobody else is to blame for it.
    case stalled(milliseconds: Int)
}

/// What the shell must do after an event.
package enum RegistryAction: Sendable, Hashable {
    /// Write the entry to disk before the answer.
    case store(serviceID: String)
    /// Write the entry to disk within the next seconds.
    case storeSoon(serviceID: String)
    /// Mark the entry as deregistered on disk before the answer.
    case retire(Departure)
    /// Delete the entry from disk.
    case erase(serviceID: String)
    /// Start probing the service, the first time at once.
    case probe(serviceID: String, generation: Int)
    /// Ask again soon: the judgement hangs in the balance.
    case probeAgainSoon(serviceID: String)
    /// Stop probing the service.
    case stopProbing(serviceID: String)
    /// Tell people.
    case report(StatusChange)
}

/// A change of the displayed status.
package struct StatusChange: Sendable, Hashable {
    /// Key of the service.
    package let serviceID: String
    /// Status before.
    package let from: ServiceStatus
    /// Status now.
    package let to: ServiceStatus
    /// Code of the reason, when there is one.
    package let reasonCode: String?

    /// Describes a change.
    package init(serviceID: String, from: ServiceStatus, to: ServiceStatus, reasonCode: String?) {
        self.serviceID = serviceID
        self.from = from
        self.to = to
        self.reasonCode = reasonCode
    }
}

/// What is remembered of a service after its farewell, so that its next incarnation gets a higher generation.
package struct Departure: Sendable, Hashable {
    /// Key of the service.
    package let serviceID: String
    /// Its last generation.
    package let generation: Int
    /// Restarts seen in its life.
    package let restarts: Int
    /// When it left, milliseconds since 1970.
    package let leftAt: Int

    /// Notes a farewell.
    package init(serviceID: String, generation: Int, restarts: Int, leftAt: Int) {
        self.serviceID = serviceID
        self.generation = generation
        self.restarts = restarts
        self.leftAt = leftAt
    }
}
