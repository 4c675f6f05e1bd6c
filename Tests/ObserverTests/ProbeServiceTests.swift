import CoreMetrics
import GRDB
import Logging
import ObserverCore
import ServiceKit
import ServiceLifecycle
import Shared
import TestSupport
import Testing

@testable import Observer

@Suite("The prober at work")
struct ProbeServiceTests {
    /// Runs prober and housekeeping over a real registry while the body looks on.
    private func run(
        period: Int = 200, timeout: Duration = .milliseconds(400),
        _ body: @escaping @Sendable (RegistrySupervisor) async throws -> Void
    ) async throws {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let supervisor = try RegistrySupervisor(
            store: try RegistryStore(try DatabaseQueue()),
            settings: SupervisionSettings(probePeriodMilliseconds: period, stallMilliseconds: 60_000),
            logger: logger, at: .current())
        let watch = RegistryWatch(
            supervisor: supervisor, metrics: ObserverMetrics(registry: PrometheusRegistry()), logger: logger)
        let services: [any Service] = [
            HousekeepingService(watch: watch), ProbeService(watch: watch, settings: ProbeSettings(timeout: timeout)),
        ]
        let group = ServiceGroup(configuration: .init(services: services, logger: logger))
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            do {
                try await body(supervisor)
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    private func register(_ name: String, port: Int, in supervisor: RegistrySupervisor) async throws -> String {
        let descriptor = ServiceDescriptor(serviceName: name, host: "127.0.0.1", port: port, instanceID: "a")
        return try await supervisor.register(descriptor, bytes: 100, at: .current()).entry.serviceID
    }

    @Test("A slow, a dead and a lying service are told apart, and none delays the healthy one")
    func toldApart() async throws {
        let good = try await MisbehavingServer.start(MisbehavingServer.health("healthy", service: "good"))
        let slow = try await MisbehavingServer.start(.silent)
        let lying = try await MisbehavingServer.start(MisbehavingServer.http(body: "hello"))
        let deadPort = try freePort()
        try await run { supervisor async throws in
            let slowID = try await register("slow", port: slow.port, in: supervisor)
            let deadID = try await register("dead", port: deadPort, in: supervisor)
            let lyingID = try await register("lying", port: lying.port, in: supervisor)
            let goodID = try await register("good", port: good.port, in: supervisor)
            try await eventually("all are judged") {
                await supervisor.entries.allSatisfy { $0.status != .unknown }
            }
            #expect(await supervisor.entry(goodID)?.status == .healthy)
            #expect(await supervisor.entry(slowID)?.reason?.code == "timeout")
            #expect(await supervisor.entry(slowID)?.status == .unhealthy)
            #expect(await supervisor.entry(deadID)?.reason?.code == "connection-refused")
            #expect(await supervisor.entry(deadID)?.status == .unreachable)
            #expect(await supervisor.entry(lyingID)?.reason?.code == "not-a-health-report")
            let before = good.connections
            try await eventually("the healthy one is probed on while the slow one hangs") {
                good.connections >= before + 3
            }
        }
        for server in [good, slow, lying] { await server.stop() }
    }

    @Test("A service that dies turns unreachable, and healthy again when it is back")
    func deathAndReturn() async throws {
        let behaviour = MisbehavingServer.health("healthy", service: "phoenix")
        let first = try await MisbehavingServer.start(behaviour)
        try await run { supervisor async throws in
            let serviceID = try await register("phoenix", port: first.port, in: supervisor)
            try await eventually("it is healthy") { await supervisor.entry(serviceID)?.status == .healthy }
            await first.stop()
            try await eventually("it is unreachable") { await supervisor.entry(serviceID)?.status == .unreachable }
            let second = try await MisbehavingServer.start(behaviour, port: first.port)
            try await eventually("it is healthy again") { await supervisor.entry(serviceID)?.status == .healthy }
            #expect(await supervisor.entry(serviceID)?.restarts == 0, "the same instance, as far as it said")
            await second.stop()
        }
    }

    @Test("Fifty hanging targets leave the rhythm of a healthy one alone")
    func hangingCrowd() async throws {
        let good = try await MisbehavingServer.start(MisbehavingServer.health("healthy", service: "good"))
        let slow = try await MisbehavingServer.start(.silent)
        try await run(timeout: .seconds(3)) { supervisor async throws in
            for index in 0..<50 { _ = try await register("slow-\(index)", port: slow.port, in: supervisor) }
            try await eventually("they hang") { slow.connections >= 50 }
            let goodID = try await register("good", port: good.port, in: supervisor)
            let span = try await undisturbedTime {
                try await eventually("it is probed five times") { good.connections >= 5 }
            }
            #expect(span < .seconds(3), "before the first hanging probe has ended")
            #expect(await supervisor.entry(goodID)?.status == .healthy)
        }
        for server in [good, slow] { await server.stop() }
    }
}
