/// What a service knows of its own registration: a pure state that outcomes of calls move.
struct RegistrationState {
    /// A change worth a log line.
    enum Change: Hashable {
        case registered(serviceID: String, generation: Int)
        case lost(reason: String)
    }

    private(set) var serviceID: String
    /// Set while the registry is believed to know us; the next call is a heartbeat then, else a registration.
    private(set) var generation: Int?
    private var leaseSeconds = 15
    private var failures = 0
    private var isReportedLost = false
    private var isReportedRegistered = false

    init(serviceID: String) {
        self.serviceID = serviceID
    }

    mutating func registrationSucceeded(_ answer: RegistrationResponse) -> Change? {
        serviceID = answer.serviceID
        generation = answer.generation
        leaseSeconds = answer.leaseSeconds
        return recovered()
    }

    mutating func heartbeatSucceeded(leaseSeconds: Int) -> Change? {
        self.leaseSeconds = leaseSeconds
        return recovered()
    }

    /// A call failed. 404 means "register again", at once; everything else backs off.
    mutating func failed(_ error: RegistrationError) -> Change? {
        if error == .unknownService, generation != nil {
            generation = nil
            failures = 0
            isReportedRegistered = false
            return .lost(reason: "\(error)")
        }
        failures += 1
        isReportedRegistered = false
        defer { isReportedLost = true }
        return isReportedLost ? nil : .lost(reason: "\(error)")
    }

    /// A third of the lease between heartbeats: two may be lost before the lease ends.
    func nextWait(backoff: RetryBackoff, random: Double) -> Duration {
        if failures > 0 { return backoff.delay(afterFailures: failures, random: random) }
        if generation == nil { return .zero }
        return .seconds(Double(max(leaseSeconds, 3)) / 3)
    }

    private mutating func recovered() -> Change? {
        failures = 0
        isReportedLost = false
        guard !isReportedRegistered, let generation else { return nil }
        isReportedRegistered = true
        return .registered(serviceID: serviceID, generation: generation)
    }
}
