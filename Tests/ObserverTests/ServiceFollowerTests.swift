import GRDB
import Logging
@testable import Observer
import ObserverCore
import Shared
import Testing

/// What the rules hear of services that registered on their own.
struct ServiceFollowerTests {
    /// A registry with its follower; what the rules hear is decided at once.
    private final class Bench {
        let store: RegistryStore
        let registry: RegistrySupervisor
        var follower: ServiceFollower
        var state: WatchdogState
        private let watchdog: Watchdog
        private(set) var decisions: [Decision] = []
        var now = Moment(uptimeMilliseconds: 1_000_000, unixMilliseconds: 1_700_000_000_000)

        init(
            store: RegistryStore? = nil, state: WatchdogState = WatchdogState(seed: 1), units: [UnitSpec] = [],
            at now: Moment? = nil
        ) async throws {
            self.store = try store ?? RegistryStore(try DatabaseQueue())
            self.now = now ?? self.now
            let logger = Logger(label: "test")
            registry = try RegistrySupervisor(store: self.store, logger: logger, at: self.now)
            self.state = state
            watchdog = Watchdog(store: WatchdogStore(self.store), state: state)
            follower = ServiceFollower(
                watchdog: watchdog, registry: registry,
                scripts: RestartScriptRunner(
                    rule: RestartScriptRule(folders: []), registry: registry, logFolder: "/nonexistent",
                    logger: logger))
            feed(.booted(bootID: "boot", found: []))
            if !units.isEmpty { feed(.configured(StackSpec(units: units))) }
            await follower.begin()
            decide()
        }

        static func descriptor(_ instance: String, port: Int = 4_001) -> ServiceDescriptor {
            ServiceDescriptor(serviceName: "shop", host: "localhost", port: port, instanceID: instance)
        }

        func register(_ instance: String, port: Int = 4_001) async throws {
            let entry = try await registry.register(Self.descriptor(instance, port: port), bytes: 100, at: now).entry
            await follower.heed(entry.serviceID)
            decide()
        }

        func probe(_ verdict: ProbeVerdict, times: Int = 1, port: Int = 4_001) async throws {
            let id = "shop_localhost_\(port)"
            for _ in 0..<times {
                let generation = await registry.entry(id)?.generation ?? 0
                _ = try await registry.record(
                    ProbeResult(
                        serviceID: id, generation: generation, startedAt: now, elapsedMilliseconds: 1,
                        verdict: verdict), at: now)
            }
            await follower.heed(id)
            decide()
        }

        func wait(milliseconds: Int) async throws {
            for _ in 0..<10 {
                now = now.advanced(byMilliseconds: milliseconds / 10)
                for change in try await registry.tick(at: now) { await follower.heed(change.serviceID) }
                decide()
                feed(.tick)
            }
        }

        func feed(_ event: WatchdogEvent) {
            decisions += state.handle(event, at: now)
            watchdog.publish(state)
        }

        func decide() {
            for item in watchdog.inbox.take() {
                if case .of(let event) = item.event { feed(event) }
            }
        }

        /// What people were told.
        var alerts: [Alert.Occasion] {
            decisions.compactMap { if case .send(let alert) = $0.action { alert.occasion } else { nil } }
        }
    }

    private static let dead = ProbeVerdict.miss(.connectionRefused)

    @Test func `a service that crashes and registers again and again is down once, and up only when it works`()
        async throws
    {
        let bench = try await Bench()
        try await bench.register("0")
        try await bench.probe(.pass)
        for round in 1...5 {
            try await bench.probe(Self.dead, times: 3)
            try await bench.wait(milliseconds: 40_000)
            try await bench.register("\(round)")
        }
        #expect(bench.alerts == [.down])
        try await bench.probe(.pass, times: 2)
        #expect(bench.alerts == [.down, .up])
    }

    @Test func `a service that never answers again after a restart is reported`() async throws {
        let bench = try await Bench()
        try await bench.register("a")
        try await bench.probe(.pass)
        try await bench.register("b")
        try await bench.probe(Self.dead, times: 3)
        try await bench.wait(milliseconds: 40_000)
        #expect(bench.alerts == [.down])
    }

    @Test func `an incident ends with the service, when it says farewell or is forgotten`() async throws {
        for isForgotten in [true, false] {
            let bench = try await Bench()
            try await bench.register("a")
            try await bench.probe(.pass)
            try await bench.probe(Self.dead, times: 3)
            try await bench.wait(milliseconds: 40_000)
            #expect(bench.state.common.incidents.count == 1)
            if isForgotten {
                try await bench.wait(milliseconds: 25 * 3_600_000)
            } else {
                try await bench.registry.deregister("shop_localhost_4001", at: bench.now)
                await bench.follower.heed("shop_localhost_4001")
                bench.decide()
                bench.feed(.tick)
            }
            #expect(await bench.registry.entries.isEmpty)
            #expect(bench.state.common.services.isEmpty && bench.state.common.incidents.isEmpty, "\(isForgotten)")
        }
    }

    @Test func `an incident ends when the service is gone after the Observer's own restart`() async throws {
        let first = try await Bench()
        try await first.register("a")
        try await first.probe(.pass)
        try await first.probe(Self.dead, times: 3)
        try await first.wait(milliseconds: 40_000)
        try await first.registry.deregister("shop_localhost_4001", at: first.now)
        // The Observer dies before anybody hears of it.
        let second = try await Bench(store: first.store, state: first.state, at: first.now)
        second.feed(.tick)
        #expect(second.state.common.services.isEmpty && second.state.common.incidents.isEmpty)
    }

    @Test func `a service that becomes a unit of the stack is no longer followed`() async throws {
        let bench = try await Bench()
        try await bench.register("a")
        try await bench.probe(.pass)
        try await bench.probe(Self.dead, times: 3)
        try await bench.wait(milliseconds: 40_000)
        bench.feed(
            .configured(
                StackSpec(units: [UnitSpec(name: "store", serviceName: "shop", executable: "/bin/true", port: 4_001)])))
        try await bench.register("b")
        bench.feed(.tick)
        #expect(bench.state.common.services.isEmpty && !bench.state.common.incidents.contains { $0.root == "shop" })
    }

    @Test func `right after the Observer's own restart nobody is judged by what was, and a second instance counts`()
        async throws
    {
        let first = try await Bench()
        for port in [4_001, 4_002] {
            try await first.register("a", port: port)
            try await first.probe(.pass, port: port)
        }
        await first.registry.flush()
        let second = try await Bench(store: first.store, state: first.state, at: first.now)
        #expect(await second.registry.entries.count == 2)
        // One fails before the other was asked for the first time: the service works all the same.
        try await second.probe(Self.dead, times: 3)
        try await second.wait(milliseconds: 40_000)
        #expect(second.alerts.isEmpty)
        try await second.probe(Self.dead, times: 3, port: 4_002)
        try await second.wait(milliseconds: 40_000)
        #expect(second.alerts == [.down])
    }
}
