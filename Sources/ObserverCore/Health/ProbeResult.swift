/// What one probe found.
package enum ProbeVerdict: Sendable, Hashable, Codable {
    /// The service says it is healthy.
    case pass
    /// It works, with a limit that somebody should know.
    case warn(ProbeWarning)
    /// A miss.
    case miss(ProbeFault)
    /// No statement about the service: the cause lies with the Observer or its settings.
    case void(VoidCause)
}

/// Why a probe says nothing about its target.
package enum VoidCause: String, Sendable, Hashable, Codable {
    /// The address lies outside the networks that may be probed.
    case addressNotAllowed = "address-not-allowed"
    /// The Observer itself lacked descriptors or memory.
    case ownResources = "observer-overloaded"
    /// The Observer is shutting down.
    case cancelled
}

/// One finished probe. The generation says whom it was meant for: results for an older incarnation are dropped.
package struct ProbeResult: Sendable, Hashable {
    /// Key of the probed service.
    package let serviceID: String
    /// Incarnation at the time of the start.
    package let generation: Int
    /// When the probe was sent.
    package let startedAt: Moment
    /// Time from start to verdict, in milliseconds.
    package let elapsedMilliseconds: Double
    /// What was found.
    package let verdict: ProbeVerdict

    /// Reports a finished probe.
    package init(
        serviceID: String, generation: Int, startedAt: Moment, elapsedMilliseconds: Double, verdict: ProbeVerdict
    ) {
        self.serviceID = serviceID
        self.generation = generation
        self.startedAt = startedAt
        self.elapsedMilliseconds = elapsedMilliseconds
        self.verdict = verdict
    }
}
