package import Logging
package import Shared

/// The registry as the rest of the process uses it: memory first, then disk, then the answer.
///
/// When the disk fails, registrations are answered with ``ObserverError/storageUnavailable``, and everything known
/// goes on being supervised in memory.
package struct RegistrySupervisor: Sendable {
    /// Outcome of a registration.
    package struct Registered: Sendable, Hashable {
        /// The entry after the registration.
        package let entry: ServiceEntry
        /// Changes of displayed status that it caused.
        package let changes: [StatusChange]
        /// Whether a new instance took the place of a known one that had not said farewell.
        package let isRestart: Bool
        /// How many services have which status afterwards.
        package let counts: ServiceCounts
    }

    private let keeper: RegistryKeeper
    private let journal: RegistryJournal
    private let limits: RegistryLimits
    private let logger: Logger

    /// Brings back what the store holds.
    ///
    /// - Throws: Whatever SQLite reports while reading.
    package init(
        store: RegistryStore, settings: SupervisionSettings = SupervisionSettings(), logger: Logger, at now: Moment
    ) throws {
        let (saved, unreadable) = try store.load()
        for serviceID in unreadable {
            logger.error(
                "A stored registration cannot be read and is left out", metadata: ["service_id": "\(serviceID)"])
        }
        journal = RegistryJournal(store)
        limits = settings.limits
        self.logger = logger
        keeper = RegistryKeeper(restoring: saved, journal: journal, settings: settings, at: now)
    }

    // MARK: Registration

    /// Registers a service or renews its registration; returns when it is on disk.
    ///
    /// - Throws: ``ObserverError/registryFull``, ``ObserverError/storageUnavailable``.
    package func register(
        _ descriptor: ServiceDescriptor, bytes: Int, callerUID: UInt32? = nil, at now: Moment
    ) async throws(ObserverError) -> Registered {
        let (step, entry, isRestart, counts) = try await keeper.register(
            descriptor, bytes: bytes, callerUID: callerUID, at: now)
        try await confirm(step, serviceID: entry.serviceID)
        return Registered(entry: entry, changes: step.changes, isRestart: isRestart, counts: counts)
    }

    /// Takes a heartbeat and answers with the lease in seconds.
    ///
    /// - Throws: ``ObserverError/unknownService(_:)``: the service must register again.
    package func heartbeat(
        _ serviceID: String, generation: Int?, at now: Moment
    ) async throws(ObserverError) -> (leaseSeconds: Int, changes: [StatusChange]) {
        let step = try await keeper.handle(.heartbeat(serviceID: serviceID, generation: generation), at: now)
        return (limits.leaseSeconds, step.changes)
    }

    /// Ends a registration; returns when that is on disk.
    ///
    /// - Throws: ``ObserverError/unknownService(_:)``, ``ObserverError/storageUnavailable``.
    package func deregister(_ serviceID: String, at now: Moment) async throws(ObserverError) {
        try await confirm(try await keeper.handle(.deregistered(serviceID: serviceID), at: now), serviceID: serviceID)
    }

    // MARK: Reading

    /// All services, by id.
    package var entries: [ServiceEntry] {
        get async { await keeper.entries }
    }

    /// All services that are not units of the stack, as the history sees them, in no order.
    package var historySubjects: [HistorySubject] {
        get async { await keeper.historySubjects }
    }

    /// One service.
    package func entry(_ serviceID: String) async -> ServiceEntry? {
        await keeper.entry(serviceID)
    }

    /// All entries of a service by its name: it may run on several ports.
    package func instances(of serviceName: String) async -> [ServiceEntry] {
        await keeper.instances(of: serviceName)
    }

    /// One service and, in the same moment, all entries of its name.
    ///
    /// - Parameter formerName: Its name, where it may have left.
    package func entry(
        _ serviceID: String, formerName: String?
    ) async -> (entry: ServiceEntry?, instances: [ServiceEntry]) {
        await keeper.entry(serviceID, formerName: formerName)
    }

    /// How many services have which status.
    package var counts: ServiceCounts {
        get async { await keeper.counts }
    }

    /// Whether the last write reached the disk.
    package var isStorageWorking: Bool {
        get async { await keeper.isStorageWorking }
    }

    /// Transactions written so far.
    package var commits: Int { journal.commits }

    /// Span from a heartbeat to the end of the lease, in seconds.
    package var leaseSeconds: Int { limits.leaseSeconds }

    // MARK: Supervision

    /// The probes whose time has come; each must be answered with ``record(_:at:)``.
    package func takeDue(at now: Moment, limit: Int) async -> [ProbeOrder] {
        await keeper.takeDue(at: now, limit: limit)
    }

    /// Milliseconds until the next probe is due, at most `limit`.
    package func waitForDue(at now: Moment, limit: Int) async -> Int {
        await keeper.waitForDue(at: now, limit: limit)
    }

    /// Takes the result of a probe and returns the changes of status that follow.
    package func record(_ result: ProbeResult, at now: Moment) async throws(ObserverError) -> [StatusChange] {
        try await keeper.record(result, at: now).changes
    }

    /// Names the ports of this machine that are probed as units of the stack.
    package func supervise(ports: Set<Int>) async {
        await keeper.supervise(ports: ports)
    }

    /// Takes what a probe of a unit found as a probe of the service registered on the same port.
    package func recordUnit(
        port: Int, verdict: ProbeVerdict, startedAt: Moment, elapsedMilliseconds: Double, at now: Moment
    ) async throws(ObserverError) -> [StatusChange] {
        try await keeper.recordUnit(
            port: port, verdict: verdict, startedAt: startedAt, elapsedMilliseconds: elapsedMilliseconds, at: now
        ).changes
    }

    /// Lets time pass and returns the changes of status that follow.
    package func tick(at now: Moment) async throws(ObserverError) -> [StatusChange] {
        try await keeper.tick(at: now).changes
    }

    /// Writes what may reach the disk late: heartbeats, judgements, forgotten services.
    package func flush() async {
        guard let (ticket, saved, erased) = await keeper.flush() else { return }
        do {
            try await journal.settle(ticket)
            await keeper.storageDid(work: true)
        } catch {
            await report(error)
            await keeper.storageDid(work: false, retrySaving: saved, retryErasing: erased)
        }
    }

    private func confirm(_ step: RegistryKeeper.Step, serviceID: String) async throws(ObserverError) {
        guard let ticket = step.ticket else { return }
        do {
            try await journal.settle(ticket)
        } catch {
            await report(error)
            await keeper.storageDid(work: false, retrySaving: [serviceID], retryErasing: [serviceID])
            throw .storageUnavailable
        }
    }

    private func report(_ error: any Error) async {
        // One line per change of state: a full disk must not fill the log as well.
        guard await keeper.isStorageWorking else { return }
        logger.error(
            "The registry cannot be written, supervision goes on in memory", metadata: ["reason": "\(error)"])
    }
}
