import Shared

extension ServiceEntry {
    /// What goes to disk.
    package var saved: SavedService {
        SavedService(
            descriptor: descriptor, descriptorBytes: descriptorBytes, generation: generation, restarts: restarts,
            firstRegisteredAt: firstRegisteredAt, registeredAt: registeredAt, lastHeartbeatAt: lastHeartbeatAt,
            lastCheckedAt: lastCheckedAt, lastSignAt: lastSign.unixMilliseconds,
            status: remembered?.status ?? status, statusSince: remembered?.since ?? statusSince, responses: responses)
    }

    /// Comes back from disk: lease with full grace, health to be found out anew.
    init(restoring saved: SavedService, limits: RegistryLimits, at now: Moment) {
        let longestSilence = limits.forgetAfterMilliseconds - limits.graceMilliseconds
        let silence = min(max(now.unixMilliseconds - saved.lastSignAt, 0), longestSilence)
        self.init(
            serviceID: saved.descriptor.serviceID, descriptor: saved.descriptor,
            descriptorBytes: saved.descriptorBytes, generation: saved.generation, restarts: saved.restarts,
            firstRegisteredAt: saved.firstRegisteredAt, registeredAt: saved.registeredAt,
            lastHeartbeatAt: saved.lastHeartbeatAt, lastCheckedAt: saved.lastCheckedAt,
            statusSince: now.unixMilliseconds, leaseEnd: nil, lastSign: now.advanced(byMilliseconds: -silence),
            isLeaseExpired: false,
            judgement: HealthJudgement(workedBefore: saved.status == .healthy || saved.status == .warning),
            responses: saved.responses,
            remembered: RememberedStatus(status: saved.status, since: saved.statusSince))
        if saved.lastHeartbeatAt != nil { renewLease(limits, at: now) }
    }

    mutating func renewLease(_ limits: RegistryLimits, at now: Moment) {
        leaseEnd = now.advanced(byMilliseconds: limits.leaseMilliseconds)
        isLeaseExpired = false
    }

    mutating func record(_ result: ProbeResult, at now: Moment) {
        if case .void(.cancelled) = result.verdict { return }
        lastCheckedAt = now.unixMilliseconds
        judgement.record(result.verdict)
        switch result.verdict {
        case .pass, .warn:
            lastSign = now
            responses.record(milliseconds: result.elapsedMilliseconds)
        case .miss, .void: break
        }
    }
}
