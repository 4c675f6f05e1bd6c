import CoreMetrics
import Logging
import ObserverCore
import ServiceKit
import ServiceLifecycle
import Synchronization

/// Probes every registered service in its own rhythm; no target waits for another.
struct ProbeService: Service {
    /// Registrations within one look at the schedule that make a crowd.
    private static let crowd = 10
    /// Probes that are started at one look while a crowd registers.
    private static let probesInCrowd = 1
    /// Longest sleep when nothing is due, in milliseconds.
    private static let longestWait = 1_000

    let watch: RegistryWatch
    let settings: ProbeSettings

    /// Runs until graceful shutdown; probes under way are then dropped.
    func run() async throws {
        let client = ProbeClient(settings: settings)
        await cancelWhenGracefulShutdown { await probeAll(with: client) }
    }

    private func probeAll(with client: ProbeClient) async {
        let inFlight = InFlight()
        var registrations = 0
        var clock = AlarmClock(on: client.loop)
        watch.alarm.ring()
        await withDiscardingTaskGroup { group in
            for await _ in watch.alarm.rings {
                let count = watch.registrationCount.value
                // Whoever registers waits for us; the first probes of a crowd can come a moment later.
                let isCrowded = count - registrations > Self.crowd
                registrations = count
                let limit = min(settings.inFlightLimit - inFlight.count, isCrowded ? Self.probesInCrowd : .max)
                for order in await watch.takeDue(limit: limit) {
                    inFlight.add(1)
                    group.addTask {
                        await probe(order, with: client)
                        inFlight.add(-1)
                    }
                }
                watch.metrics.probesInFlight.record(inFlight.count)
                do {
                    // However often it rings, the schedule is looked at in its own rhythm.
                    try await Task.sleep(for: settings.tick)
                } catch {
                    break  // the shutdown has begun
                }
                let now = Moment.current()
                let wait = await watch.supervisor.waitForDue(at: now, limit: Self.longestWait)
                clock.set(watch.alarm, afterMilliseconds: wait, at: now)
            }
            group.cancelAll()
        }
    }

    private func probe(_ order: ProbeOrder, with client: ProbeClient) async {
        let startedAt = Moment.current()
        let (verdict, elapsed) = await client.probe(order)
        await watch.record(
            ProbeResult(
                serviceID: order.serviceID, generation: order.generation, startedAt: startedAt,
                elapsedMilliseconds: elapsed.milliseconds, verdict: verdict))
    }
}

/// How many probes are under way.
private final class InFlight: Sendable {
    private let value = Atomic<Int>(0)

    var count: Int { value.load(ordering: .relaxed) }

    func add(_ amount: Int) {
        value.add(amount, ordering: .relaxed)
    }
}
