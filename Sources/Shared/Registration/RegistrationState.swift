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
    /// The last change that was told, `nil` at the start: one line per change, never two of a kind in a row.
    private var isReportedRegistered: Bool?

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

    /// A call failed. 404 to a heartbeat means "register again", at once; everything else backs off.
    ///
    /// A registry that was away still knows us; one that answers nonsense may not, so the next call registers.
    mutating func failed(_ error: RegistrationError) -> Change? {
        switch error {
        case .unknownService where generation != nil:
            generation = nil
            failures = 0
        case .unreachable, .timedOut:
            failures += 1
        case .unknownService, .rejected, .unexpectedAnswer, .invalidURL:
            generation = nil
            failures += 1
        }
        defer { isReportedRegistered = false }
        return isReportedRegistered == false ? nil : .lost(reason: "\(error)")
    }

    /// A third of the lease between heartbeats: two may be lost before the lease ends.
    ///
    /// The lease comes from outside: less than 3 s would flood the registry, more than an hour is never meant.
    func nextWait(backoff: RetryBackoff, random: Double) -> Duration {
        if failures > 0 { return backoff.delay(afterFailures: failures, random: random) }
        if generation == nil { return .zero }
        return .seconds(Double(min(max(leaseSeconds, 3), 3_600)) / 3)
    }

    private mutating func recovered() -> Change? {
        failures = 0
        guard isReportedRegistered != true, let generation else { return nil }
        isReportedRegistered = true
        return .registered(serviceID: serviceID, generation: generation)
    }
}
