import Shared

/// Guards the registry, the probe schedule and the order in which changes go to disk.
///
/// No method awaits anything: each is one step that nobody can interleave.
actor RegistryKeeper {
    /// What one step led to.
    struct Step: Sendable {
        var changes: [StatusChange] = []
        /// Set when the disk must confirm before the caller may be answered.
        var ticket: RegistryJournal.Ticket?
    }

    private var registry: Registry
    private var schedule: ProbeSchedule
    private let journal: RegistryJournal
    private let settings: SupervisionSettings
    private var dirty: Set<String> = []
    private var erased: Set<String> = []
    private var lastTick: Moment
    private var supervisedPorts: Set<Int> = []
    private(set) var isStorageWorking = true

    init(restoring saved: SavedRegistry, journal: RegistryJournal, settings: SupervisionSettings, at now: Moment) {
        self.journal = journal
        self.settings = settings
        registry = Registry(limits: settings.limits, restoring: saved, at: now)
        schedule = ProbeSchedule(periodMilliseconds: settings.probePeriodMilliseconds, seed: settings.seed)
        lastTick = now
        for entry in registry.entries.values.sorted(by: { $0.serviceID < $1.serviceID }) {
            schedule.start(entry.serviceID, generation: entry.generation, isSpread: true, at: now)
        }
    }

    var entries: [ServiceEntry] {
        registry.entries.values.sorted { $0.serviceID < $1.serviceID }
    }

    func entry(_ serviceID: String) -> ServiceEntry? {
        registry.entries[serviceID]
    }

    /// All services that are not units of the stack, in no order.
    var historySubjects: [HistorySubject] {
        registry.entries.values.compactMap { isSupervised($0) ? nil : $0.historySubject }
    }

    func instances(of serviceName: String) -> [ServiceEntry] { registry.instances(of: serviceName) }

    func entry(_ serviceID: String, formerName: String?) -> (entry: ServiceEntry?, instances: [ServiceEntry]) {
        let entry = registry.entries[serviceID]
        let name = entry?.descriptor.serviceName ?? formerName
        return (entry, name.map(registry.instances) ?? [])
    }

    var counts: ServiceCounts { registry.counts }

    func handle(_ event: RegistryEvent, at now: Moment) throws(ObserverError) -> Step {
        perform(try registry.handle(event, at: now), at: now)
    }

    func register(
        _ descriptor: ServiceDescriptor, bytes: Int, callerUID: UInt32?, at now: Moment
    ) throws(ObserverError) -> (step: Step, entry: ServiceEntry, isRestart: Bool, counts: ServiceCounts) {
        let restartsBefore = registry.entries[descriptor.serviceID]?.restarts
        let step = try handle(.registered(descriptor, bytes: bytes, callerUID: callerUID), at: now)
        guard let entry = registry.entries[descriptor.serviceID] else { throw .unknownService(descriptor.serviceID) }
        return (step, entry, restartsBefore.map { $0 < entry.restarts } ?? false, registry.counts)
    }

    func takeDue(at now: Moment, limit: Int) -> [ProbeOrder] {
        schedule.takeDue(at: now, limit: limit).compactMap { due in
            guard let entry = registry.entries[due.serviceID] else { return nil }
            if isSupervised(entry) {
                schedule.finished(due.serviceID, at: now)
                return nil
            }
            return ProbeOrder(
                serviceID: due.serviceID, generation: due.generation, serviceName: entry.descriptor.serviceName,
                host: entry.descriptor.host, port: entry.descriptor.port, path: entry.descriptor.healthEndpoint,
                latenessMilliseconds: due.latenessMilliseconds)
        }
    }

    func waitForDue(at now: Moment, limit: Int) -> Int { schedule.wait(at: now, limit: limit) }

    // MARK: Units

    /// Who is probed as a unit of the stack is not probed a second time: both would see, and say, different things.
    func supervise(ports: Set<Int>) {
        supervisedPorts = ports
    }

    private func isSupervised(_ entry: ServiceEntry) -> Bool {
        supervisedPorts.contains(entry.descriptor.port) && entry.isOnLoopback
    }

    /// Takes what a probe of a unit found as a probe of the registered service on the same port.
    func recordUnit(
        port: Int, verdict: ProbeVerdict, startedAt: Moment, elapsedMilliseconds: Double, at now: Moment
    ) throws(ObserverError) -> Step {
        var step = Step()
        for entry in registry.entries.values where entry.descriptor.port == port && isSupervised(entry) {
            // A probe that began before a new instance registered says nothing of it.
            guard startedAt.unixMilliseconds >= entry.registeredAt || entry.judgement.health != .unknown else {
                continue
            }
            let result = ProbeResult(
                serviceID: entry.serviceID, generation: entry.generation, startedAt: startedAt,
                elapsedMilliseconds: elapsedMilliseconds, verdict: verdict)
            step.changes += try handle(.probed(result), at: now).changes
        }
        return step
    }

    func record(_ result: ProbeResult, at now: Moment) throws(ObserverError) -> Step {
        // After a pause of ours the overdue results come first and the tick later: forgive before judging.
        try noticeStall(at: now)
        let actions = try registry.handle(.probed(result), at: now)
        let isUndecided = actions.contains(.probeAgainSoon(serviceID: result.serviceID))
        let misses = registry.entries[result.serviceID]?.judgement.consecutiveMisses ?? 0
        let retry = isUndecided ? settings.retryMilliseconds(afterMisses: misses) : nil
        schedule.finished(result.serviceID, retryMilliseconds: retry, at: now)
        return perform(actions, at: now)
    }

    /// Lets time pass: forgives our own stalls first, then ends leases.
    func tick(at now: Moment) throws(ObserverError) -> Step {
        try noticeStall(at: now)
        lastTick = now
        return try handle(.tick, at: now)
    }

    private func noticeStall(at now: Moment) throws(ObserverError) {
        let gap = now.uptimeMilliseconds - lastTick.uptimeMilliseconds
        guard gap > settings.stallMilliseconds else { return }
        lastTick = now
        _ = try registry.handle(.stalled(milliseconds: gap), at: now)
    }

    /// Puts everything that may reach the disk late in line for it.
    func flush() -> (ticket: RegistryJournal.Ticket, saved: Set<String>, erased: Set<String>)? {
        if dirty.isEmpty && erased.isEmpty { return nil }
        defer { (dirty, erased) = ([], []) }
        let saves = dirty.compactMap { registry.entries[$0].map { RegistryStore.Change.save($0.saved) } }
        let erasures = erased.map { RegistryStore.Change.erase(serviceID: $0) }
        return (journal.enqueue(erasures + saves), dirty, erased)
    }

    /// Reports how a write ended. What failed is tried again with the next flush.
    func storageDid(work isWorking: Bool, retrySaving saved: Set<String> = [], retryErasing gone: Set<String> = []) {
        isStorageWorking = isWorking
        guard !isWorking else { return }
        dirty.formUnion(saved)
        erased.formUnion(gone.filter { registry.entries[$0] == nil })
    }

    private func perform(_ actions: [RegistryAction], at now: Moment) -> Step {
        var step = Step()
        var urgent: [RegistryStore.Change] = []
        for action in actions {
            switch action {
            case .store(let serviceID):
                if let entry = registry.entries[serviceID] { urgent.append(.save(entry.saved)) }
                erased.remove(serviceID)
            case .storeSoon(let serviceID): dirty.insert(serviceID)
            case .retire(let departure):
                dirty.remove(departure.serviceID)
                urgent.append(.retire(departure))
            case .erase(let serviceID):
                dirty.remove(serviceID)
                erased.insert(serviceID)
            case .probe(let serviceID, let generation): schedule.start(serviceID, generation: generation, at: now)
            case .stopProbing(let serviceID): schedule.stop(serviceID)
            case .probeAgainSoon: break
            case .report(let change): step.changes.append(change)
            }
        }
        if !urgent.isEmpty { step.ticket = journal.enqueue(urgent) }
        return step
    }
}
