import AsyncHTTPClient
import CoreMetrics
import Logging
import ObserverCore
import ServiceKit
import ServiceLifecycle
import Synchronization

/// Probes every registered service in its own rhythm; no target waits for another.
struct ProbeService: Service {
    let watch: RegistryWatch
    let settings: ProbeSettings

    /// Runs until graceful shutdown; probes under way are then dropped.
    func run() async throws {
        let httpClient = ProbeClient.makeHTTPClient(settings)
        let client = ProbeClient(httpClient: httpClient, settings: settings)
        await cancelWhenGracefulShutdown { await probeAll(with: client) }
        try await httpClient.shutdown()
    }

    private func probeAll(with client: ProbeClient) async {
        let inFlight = InFlight()
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                for order in await watch.takeDue(limit: settings.inFlightLimit - inFlight.count) {
                    inFlight.add(1)
                    group.addTask {
                        await probe(order, with: client)
                        inFlight.add(-1)
                    }
                }
                watch.metrics.probesInFlight.record(inFlight.count)
                do {
                    try await Task.sleep(for: settings.tick)
                } catch {
                    break  // the shutdown has begun
                }
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
