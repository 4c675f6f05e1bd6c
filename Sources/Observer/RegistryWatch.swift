import CoreMetrics
import Logging
import ObserverCore
import ServiceKit
import Shared
import Synchronization

/// The registry together with those who must hear of it: metrics and log.
struct RegistryWatch: Sendable {
    let supervisor: RegistrySupervisor
    let metrics: ObserverMetrics
    let logger: Logger
    /// Where the results of probes are kept; in memory alone unless given.
    var history = HistoryStore()
    /// Hears of every change of a service's status, and of every registration.
    var listener = RegistryListener()
    /// Registrations so far, for those who must give way to them.
    let registrationCount = RegistrationCount()
    /// Rings when a probe may be due sooner than was known.
    let alarm = Alarm()
    /// What the probes of the last minutes measured.
    let trail = FigureTrail()

    // MARK: Registration

    func register(
        _ descriptor: ServiceDescriptor, bytes: Int, callerUID: UInt32?
    ) async throws(ObserverError) -> ServiceEntry {
        let registered = try await supervisor.register(
            descriptor, bytes: bytes, callerUID: callerUID, at: .current())
        metrics.registrations.increment()
        registrationCount.increment()
        alarm.ring()
        listener.registered(registered.entry)
        report(registered.changes)
        if registered.isRestart { metrics.restarts.increment() }
        // What was acknowledged has just reached the disk.
        metrics.update(registered.counts, isStorageWorking: true)
        return registered.entry
    }

    func heartbeat(_ serviceID: String, generation: Int?) async throws(ObserverError) -> Int {
        let (leaseSeconds, changes) = try await supervisor.heartbeat(
            serviceID, generation: generation, at: .current())
        metrics.heartbeats.increment()
        report(changes)
        return leaseSeconds
    }

    func deregister(_ serviceID: String) async throws(ObserverError) {
        try await supervisor.deregister(serviceID, at: .current())
        metrics.deregistrations.increment()
        logger.info("A service has left", metadata: ["service_id": "\(serviceID)"])
        listener.changed(serviceID)
        await updateGauges()
    }

    // MARK: Supervision

    func takeDue(limit: Int) async -> [ProbeOrder] {
        let due = await supervisor.takeDue(at: .current(), limit: limit)
        for order in due { metrics.lateness.recordMilliseconds(order.latenessMilliseconds) }
        return due
    }

    func record(_ result: ProbeResult) async {
        metrics.probed(result)
        trail.add(result.verdict, result.elapsedMilliseconds, of: result.serviceID, at: result.startedAt)
        history.probed(result, at: .current())
        do throws(ObserverError) {
            let changes = try await supervisor.record(result, at: .current())
            alarm.ring()
            report(changes)
        } catch {
            // The service left while it was being probed: nothing to record.
        }
    }

    /// Takes what a probe of a unit found for the service registered on the same port.
    func recordUnit(
        _ serviceID: String, port: Int, verdict: ProbeVerdict, startedAt: Moment, elapsedMilliseconds: Double
    ) async {
        let result = ProbeResult(
            serviceID: serviceID, generation: 0, startedAt: startedAt, elapsedMilliseconds: elapsedMilliseconds,
            verdict: verdict)
        metrics.probed(result)
        trail.add(verdict, elapsedMilliseconds, of: FigureTrail.key(port: port), at: startedAt)
        history.probed(result, at: .current())
        do throws(ObserverError) {
            report(
                try await supervisor.recordUnit(
                    port: port, verdict: verdict, startedAt: startedAt, elapsedMilliseconds: elapsedMilliseconds,
                    at: .current()))
        } catch {
            // The service left while it was being probed: nothing to record.
        }
    }

    func tick() async {
        do throws(ObserverError) {
            report(try await supervisor.tick(at: .current()))
        } catch {
            logger.error("Time could not pass in the registry", metadata: ["reason": "\(error)"])
        }
        await updateGauges()
    }

    /// Warns when acknowledged facts cannot be written any more.
    var storageCheck: HealthCheck {
        HealthCheck("registry:storage") {
            await supervisor.isStorageWorking
                ? .init(.healthy)
                : .init(.unhealthy, reason: "the registry cannot be written")
        }
    }

    private func updateGauges() async {
        metrics.update(await supervisor.counts, isStorageWorking: await supervisor.isStorageWorking)
    }

    private func report(_ changes: [StatusChange]) {
        for change in changes {
            listener.changed(change.serviceID)
            let isBad = [.unhealthy, .unreachable].contains(change.to)
            logger.log(
                level: isBad ? .warning : .info, "A service's status has changed",
                metadata: [
                    "service_id": "\(change.serviceID)", "from": "\(change.from.rawValue)",
                    "to": "\(change.to.rawValue)", "reason": "\(change.reasonCode ?? "-")",
                ])
        }
    }
}

/// Counts registrations.
final class RegistrationCount: Sendable {
    private let count = Atomic<Int>(0)

    var value: Int { count.load(ordering: .relaxed) }

    func increment() {
        count.add(1, ordering: .relaxed)
    }
}

/// Those who must act on what the registry learns.
struct RegistryListener: Sendable {
    /// A service has registered or renewed its registration.
    var registered: @Sendable (ServiceEntry) -> Void = { _ in }
    /// The status of a service has changed, or it has left.
    var changed: @Sendable (_ serviceID: String) -> Void = { _ in }
}

extension HistoryStore {
    /// Keeps how long a probe took: a time-out with its whole span, a probe that says nothing of its target not at all.
    func probed(_ result: ProbeResult, at now: Moment) {
        let isMiss: Bool
        switch result.verdict {
        case .pass, .warn: isMiss = false
        case .miss: isMiss = true
        case .void: return
        }
        record(
            result.elapsedMilliseconds, HistoryKey(result.serviceID, .probeLatency), isError: isMiss, at: now)
    }
}
