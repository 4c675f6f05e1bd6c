import Shared

/// The registry as a pure state: events go in, actions come out; no clock, no I/O.
package struct Registry: Sendable {
    /// Bounds and spans.
    package let limits: RegistryLimits
    /// All known services by id.
    package private(set) var entries: [String: ServiceEntry] = [:]
    /// How many services have which status; kept with every change, so that asking costs nothing.
    package private(set) var counts = ServiceCounts()
    private var idsByName: [String: Set<String>] = [:]
    private var departures: [String: Departure] = [:]
    private var descriptorBytes = 0
    /// Probes that were under way before this moment say nothing: we were not running.
    private var probesVoidBefore: Moment?

    /// Starts empty or with what was on disk.
    ///
    /// Every lease gets full grace and no service is judged until it was probed again.
    package init(limits: RegistryLimits = RegistryLimits(), restoring saved: SavedRegistry = .empty, at now: Moment) {
        self.limits = limits
        departures = Dictionary(saved.departures.map { ($0.serviceID, $0) }) { $1 }
        for service in saved.services {
            put(ServiceEntry(restoring: service, limits: limits, at: now))
        }
    }

    /// Takes one event into account.
    ///
    /// - Throws: ``ObserverError/unknownService(_:)`` or ``ObserverError/registryFull``; the state is then unchanged.
    package mutating func handle(
        _ event: RegistryEvent, at now: Moment
    ) throws(ObserverError) -> [RegistryAction] {
        switch event {
        case .registered(let descriptor, let bytes, let callerUID):
            try register(descriptor, bytes: bytes, callerUID: callerUID, at: now)
        case .heartbeat(let serviceID, let generation): try beat(serviceID, generation: generation, at: now)
        case .deregistered(let serviceID): try depart(serviceID, at: now)
        case .probed(let result): judge(result, at: now)
        case .tick: expire(at: now)
        case .stalled(let span): forgive(span, at: now)
        }
    }

    // MARK: Registration

    private mutating func register(
        _ descriptor: ServiceDescriptor, bytes: Int, callerUID: UInt32?, at now: Moment
    ) throws(ObserverError) -> [RegistryAction] {
        let serviceID = descriptor.serviceID
        let known = entries[serviceID]
        let bytesAfter = descriptorBytes - (known?.descriptorBytes ?? 0) + bytes
        guard known != nil || entries.count < limits.maximumServices, bytesAfter <= limits.maximumDescriptorBytes
        else { throw .registryFull }
        guard let known, !known.isNewInstance(descriptor) else {
            return admit(descriptor, bytes: bytes, callerUID: callerUID, replacing: known, at: now)
        }
        let limits = limits
        update(serviceID, at: now) { entry in
            entry.descriptor = descriptor
            entry.descriptorBytes = bytes
            entry.callerUID = callerUID
            entry.registeredAt = now.unixMilliseconds
            entry.lastSign = now
            if entry.leaseEnd != nil { entry.renewLease(limits, at: now) }
        }
        return [.store(serviceID: serviceID), .probe(serviceID: serviceID, generation: known.generation)]
    }

    /// A new service, or a new incarnation of a known one.
    private mutating func admit(
        _ descriptor: ServiceDescriptor, bytes: Int, callerUID: UInt32?, replacing known: ServiceEntry?, at now: Moment
    ) -> [RegistryAction] {
        let serviceID = descriptor.serviceID
        let departure = departures.removeValue(forKey: serviceID)
        let generation = (known?.generation ?? departure?.generation ?? 0) + 1
        let restarts = known.map { $0.restarts + 1 } ?? departure?.restarts ?? 0
        put(
            ServiceEntry(
                serviceID: serviceID, descriptor: descriptor, descriptorBytes: bytes, callerUID: callerUID,
                generation: generation,
                restarts: restarts, firstRegisteredAt: known?.firstRegisteredAt ?? now.unixMilliseconds,
                registeredAt: now.unixMilliseconds, statusSince: now.unixMilliseconds, leaseEnd: nil, lastSign: now,
                isLeaseExpired: false, judgement: HealthJudgement(), responses: ResponseTimes()))
        var actions: [RegistryAction] = [
            .store(serviceID: serviceID), .probe(serviceID: serviceID, generation: generation),
        ]
        if let known, known.status != .unknown {
            let change = StatusChange(serviceID: serviceID, from: known.status, to: .unknown, reasonCode: "restarted")
            actions.append(.report(change))
        }
        return actions
    }

    private mutating func beat(
        _ serviceID: String, generation: Int?, at now: Moment
    ) throws(ObserverError) -> [RegistryAction] {
        guard let entry = entries[serviceID], generation == nil || generation == entry.generation else {
            throw .unknownService(serviceID)
        }
        let limits = limits
        // Only the first heartbeat changes what a restart of ours must know; the others need not reach the disk each.
        let isStoreDue =
            entry.isLeaseExpired
            || now.uptimeMilliseconds - (entry.heartbeatStoredAt ?? .min / 2) >= limits.heartbeatStoreMilliseconds
        let change = update(serviceID, at: now) { entry in
            entry.lastHeartbeatAt = now.unixMilliseconds
            entry.lastSign = now
            if isStoreDue { entry.heartbeatStoredAt = now.uptimeMilliseconds }
            entry.renewLease(limits, at: now)
        }
        return (isStoreDue ? [.storeSoon(serviceID: serviceID)] : []) + (change.map { [.report($0)] } ?? [])
    }

    private mutating func depart(_ serviceID: String, at now: Moment) throws(ObserverError) -> [RegistryAction] {
        guard let entry = remove(serviceID) else { throw .unknownService(serviceID) }
        let departure = Departure(
            serviceID: serviceID, generation: entry.generation, restarts: entry.restarts, leftAt: now.unixMilliseconds)
        var actions: [RegistryAction] = [.retire(departure), .stopProbing(serviceID: serviceID)]
        if departures.count >= limits.maximumServices, let oldest = departures.values.min(by: { $0.leftAt < $1.leftAt })
        {
            departures[oldest.serviceID] = nil
            actions.append(.erase(serviceID: oldest.serviceID))
        }
        departures[serviceID] = departure
        return actions
    }

    // MARK: Judgement and time

    private mutating func judge(_ result: ProbeResult, at now: Moment) -> [RegistryAction] {
        guard let entry = entries[result.serviceID], entry.generation == result.generation else { return [] }
        if let probesVoidBefore, result.startedAt.uptimeMilliseconds < probesVoidBefore.uptimeMilliseconds,
            case .miss = result.verdict
        {
            return [.probeAgainSoon(serviceID: result.serviceID)]
        }
        let change = update(result.serviceID, at: now) { $0.record(result, at: now) }
        var actions: [RegistryAction] = []
        if entries[result.serviceID]?.judgement.isUndecided == true {
            actions.append(.probeAgainSoon(serviceID: result.serviceID))
        }
        if let change { actions += [.report(change), .storeSoon(serviceID: result.serviceID)] }
        return actions
    }

    private mutating func expire(at now: Moment) -> [RegistryAction] {
        var actions: [RegistryAction] = []
        for (serviceID, entry) in entries {
            if let leaseEnd = entry.leaseEnd, !entry.isLeaseExpired,
                leaseEnd.uptimeMilliseconds <= now.uptimeMilliseconds
            {
                let change = update(serviceID, at: now) { $0.isLeaseExpired = true }
                actions.append(.storeSoon(serviceID: serviceID))
                if let change { actions.append(.report(change)) }
            } else if entry.isSilent, isForgettable(entry.lastSign, at: now) {
                remove(serviceID)
                // Whoever follows the service must hear that there is nothing left to wait for.
                let change = StatusChange(
                    serviceID: serviceID, from: entry.status, to: .unknown, reasonCode: "forgotten")
                actions += [.erase(serviceID: serviceID), .stopProbing(serviceID: serviceID), .report(change)]
            }
        }
        for departure in departures.values
        where now.unixMilliseconds - departure.leftAt >= limits.forgetAfterMilliseconds {
            departures[departure.serviceID] = nil
            actions.append(.erase(serviceID: departure.serviceID))
        }
        return actions
    }

    private func isForgettable(_ lastSign: Moment, at now: Moment) -> Bool {
        now.uptimeMilliseconds - lastSign.uptimeMilliseconds >= limits.forgetAfterMilliseconds
    }

    private mutating func forgive(_ span: Int, at now: Moment) -> [RegistryAction] {
        probesVoidBefore = now
        for (serviceID, entry) in entries {
            guard let leaseEnd = entry.leaseEnd, !entry.isLeaseExpired else { continue }
            entries[serviceID]?.leaseEnd = leaseEnd.advanced(byMilliseconds: span)
        }
        return []
    }

    // MARK: Entries

    /// All entries of a service, by id: it may run on several ports.
    package func instances(of serviceName: String) -> [ServiceEntry] {
        (idsByName[serviceName] ?? []).sorted().compactMap { entries[$0] }
    }

    private mutating func put(_ entry: ServiceEntry) {
        if let known = entries[entry.serviceID] {
            uncount(known)
        } else {
            idsByName[entry.descriptor.serviceName, default: []].insert(entry.serviceID)
        }
        entries[entry.serviceID] = entry
        descriptorBytes += entry.descriptorBytes
        counts.byStatus[entry.status, default: 0] += 1
    }

    @discardableResult
    private mutating func remove(_ serviceID: String) -> ServiceEntry? {
        guard let entry = entries.removeValue(forKey: serviceID) else { return nil }
        uncount(entry)
        let name = entry.descriptor.serviceName
        idsByName[name]?.remove(serviceID)
        if idsByName[name]?.isEmpty == true { idsByName[name] = nil }
        return entry
    }

    private mutating func uncount(_ entry: ServiceEntry) {
        descriptorBytes -= entry.descriptorBytes
        counts.byStatus[entry.status, default: 0] -= 1
    }

    /// Changes one entry and keeps `statusSince` true.
    @discardableResult
    private mutating func update(
        _ serviceID: String, at now: Moment, _ change: (inout ServiceEntry) -> Void
    ) -> StatusChange? {
        guard var entry = entries[serviceID] else { return nil }
        let before = entry.status
        change(&entry)
        let after = entry.status
        if before != after {
            let remembered = entry.remembered.flatMap { $0.status == after ? $0.since : nil }
            entry.statusSince = remembered ?? now.unixMilliseconds
            entry.remembered = nil
        }
        put(entry)
        guard before != after else { return nil }
        return StatusChange(serviceID: serviceID, from: before, to: after, reasonCode: entry.reason?.code)
    }
}
