import CoreMetrics
import Foundation
import ObserverCore
import ServiceKit
import Synchronization

/// Asks every unit how it is, in the rhythm that its state calls for. No unit waits for another.
final class UnitProber: Sendable {
    private struct Plan: Sendable {
        var generation: Int
        var pace: ProbePace
        var dueAt: Int
        var isInFlight = false
        /// A probe was asked for while one was under way.
        var isWantedAgain = false
    }

    /// One probe to send.
    private struct Order: Sendable {
        let unit: String
        let generation: Int
        let asksLife: Bool
    }

    private static let startingPause = 25
    private let periodMilliseconds: Int
    private let plans = Mutex<[String: Plan]>([:])
    private let latencies = Mutex<[String: [Double]]>([:])
    private let alarm = Alarm()
    /// Uptime at which the loop looks next at the latest, in milliseconds; beyond all times while it is looking.
    private let looksAt = Atomic<Int>(.max)
    private let watchdog: Watchdog
    private let registry: RegistryWatch

    init(watchdog: Watchdog, registry: RegistryWatch, periodMilliseconds: Int) {
        self.watchdog = watchdog
        self.registry = registry
        self.periodMilliseconds = periodMilliseconds
    }

    /// Follows the units' states: new processes, changes of rhythm, ends.
    func follow(_ state: WatchdogState, at now: Moment) {
        let isSooner = plans.withLock { plans in
            var isSooner = false
            for unit in state.units {
                guard let pace = unit.pace else {
                    plans[unit.name] = nil
                    continue
                }
                guard let plan = plans[unit.name], plan.generation == unit.generation else {
                    plans[unit.name] = Plan(
                        generation: unit.generation, pace: pace, dueAt: now.uptimeMilliseconds)
                    isSooner = true
                    continue
                }
                guard plan.pace != pace else { continue }
                plans[unit.name]?.pace = pace
                plans[unit.name]?.dueAt = now.uptimeMilliseconds + pause(pace)
                isSooner = true
            }
            return isSooner
        }
        if isSooner { alarm.ring() }
    }

    /// Probes a unit at once.
    func probeNow(_ unit: String, at now: Moment) {
        plans.withLock { plans in
            plans[unit]?.dueAt = now.uptimeMilliseconds
            if plans[unit]?.isInFlight == true { plans[unit]?.isWantedAgain = true }
        }
        alarm.ring()
    }

    private func pause(_ pace: ProbePace) -> Int {
        switch pace {
        case .starting: Self.startingPause
        case .steady: periodMilliseconds * Int.random(in: 900...1_100) / 1_000
        case .undecided(let misses): min(misses > 1 ? 500 : 250, periodMilliseconds)
        }
    }

    // MARK: Loop

    /// Runs until cancelled.
    func run(with client: ProbeClient) async {
        alarm.ring()
        // A probe waits for its socket several times; each change of threads would cost more than its own work.
        await withTaskExecutorPreference(EventLoopTaskExecutor(client.loop)) {
            await withDiscardingTaskGroup { group in
                var clock = AlarmClock(on: client.loop)
                for await _ in alarm.rings {
                    looksAt.store(.max, ordering: .sequentiallyConsistent)
                    for order in takeDue() { group.addTask { await self.probe(order, with: client) } }
                    let now = Moment.current()
                    let wait = untilNext(now.uptimeMilliseconds)
                    looksAt.store(now.uptimeMilliseconds + wait, ordering: .sequentiallyConsistent)
                    clock.set(alarm, afterMilliseconds: wait, at: now)
                }
                group.cancelAll()
            }
        }
    }

    private func untilNext(_ now: Int) -> Int {
        let next = plans.withLock { $0.values.filter { !$0.isInFlight }.map(\.dueAt).min() }
        return min(max((next ?? now + 1_000) - now, 1), 1_000)
    }

    private func takeDue() -> [Order] {
        let now = Moment.current().uptimeMilliseconds
        let state = watchdog.state
        return plans.withLock { plans in
            plans.compactMap { name, plan in
                guard !plan.isInFlight, plan.dueAt <= now else { return nil }
                plans[name]?.isInFlight = true
                registry.metrics.lateness.recordMilliseconds(now - plan.dueAt)
                let isDoubtful = plan.pace != .starting && (plan.pace != .steady || state.unit(name)?.health == .fail)
                return Order(unit: name, generation: plan.generation, asksLife: isDoubtful)
            }
        }
    }

    private func probe(_ order: Order, with client: ProbeClient) async {
        let startedAt = Moment.current()
        guard let spec = watchdog.state.spec(order.unit), let port = spec.port else {
            return finish(order)
        }
        let timeout = timeout(for: order.unit)
        let asksLife = order.asksLife && spec.livePath != spec.readyPath
        let ready = Self.probeOrder(spec, port, spec.readyPath)
        let (verdict, elapsed): (ProbeVerdict, Duration)
        var life: ProbeVerdict?
        if asksLife {
            async let live = client.probeUnit(Self.probeOrder(spec, port, spec.livePath), timeout: timeout).verdict
            (verdict, elapsed) = await client.probeUnit(ready, timeout: timeout)
            life = await live
        } else {
            (verdict, elapsed) = await client.probeUnit(ready, timeout: timeout)
        }
        finish(order)
        guard verdict != .void(.cancelled) else { return }
        learn(order.unit, elapsed.milliseconds, verdict)
        watchdog.inbox.send(
            .probed(
                unit: order.unit, generation: order.generation, ready: verdict, live: life,
                startedAt: startedAt.uptimeMilliseconds))
        await registry.recordUnit(
            spec.serviceID, port: port, verdict: verdict, startedAt: startedAt,
            elapsedMilliseconds: elapsed.milliseconds)
    }

    private static func probeOrder(_ spec: UnitSpec, _ port: Int, _ path: String) -> ProbeOrder {
        ProbeOrder(
            serviceID: spec.name, generation: 0, serviceName: spec.serviceName,
            host: IPAddress.unbracketed(spec.host), port: port, path: path)
    }

    private func finish(_ order: Order) {
        let now = Moment.current().uptimeMilliseconds
        let dueAt = plans.withLock { plans -> Int in
            guard let plan = plans[order.unit], plan.generation == order.generation else { return now }
            plans[order.unit]?.isInFlight = false
            let wait = plan.isWantedAgain ? 0 : pause(plan.pace)
            plans[order.unit]?.isWantedAgain = false
            // Counted from the due time, so that the rhythm does not drift.
            let next = plan.pace == .steady && !plan.isWantedAgain ? plan.dueAt + wait : now + wait
            plans[order.unit]?.dueAt = max(next, now)
            return max(next, now)
        }
        // A wake-up is the dearest part of a probe: most of the time the loop looks soon enough by itself.
        if dueAt < looksAt.load(ordering: .sequentiallyConsistent) { alarm.ring() }
    }

    // MARK: Patience

    /// Five times what the slowest of a hundred answers took, between 1 and 5 seconds.
    private func timeout(for unit: String) -> Duration {
        let slowest = latencies.withLock { $0[unit]?.max() } ?? 0
        return .milliseconds(Int(min(max(5 * slowest, 1_000), 5_000)))
    }

    private func learn(_ unit: String, _ milliseconds: Double, _ verdict: ProbeVerdict) {
        switch verdict {
        case .pass, .warn: break
        case .miss, .void: return
        }
        latencies.withLock { latencies in
            latencies[unit, default: []].append(milliseconds)
            if latencies[unit, default: []].count > 100 { latencies[unit]?.removeFirst() }
        }
    }
}
