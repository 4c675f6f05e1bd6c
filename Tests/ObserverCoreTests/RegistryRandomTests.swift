import ObserverCore
import Shared
import Testing

@Suite("Random schedules of the registry")
struct RegistryRandomTests {
    /// One random life of a registry with few ids, so that events meet often.
    private struct Life {
        var random: SplitMix64
        var registry: Registry
        var now = Moment.start
        /// Ids whose current incarnation has passed a probe.
        var passed: Set<String> = []
        /// The highest generation that the registry still has to remember.
        var highestGeneration: [String: Int] = [:]
        var departures: [String: Departure] = [:]
        /// Last sign of life by id, uptime milliseconds.
        var lastSign: [String: Int] = [:]

        static let limits = RegistryLimits(maximumServices: 6, maximumDescriptorBytes: 700)
        static let names = (0..<8).map { "service-\($0)" }

        init(seed: UInt64) {
            random = SplitMix64(seed: seed)
            registry = Registry(limits: Self.limits, at: .start)
        }

        func id(_ name: String) -> String { ServiceDescriptor.serviceID(serviceName: name, host: "h", port: 1) }

        mutating func step() throws {
            let name = Self.names[Int.random(in: 0..<Self.names.count, using: &random)]
            switch Int.random(in: 0..<100, using: &random) {
            case ..<15: try register(name)
            case ..<30: attempt(.heartbeat(serviceID: id(name), generation: Bool.random(using: &random) ? nil : 1))
            case ..<35: try depart(name)
            case ..<85: try probe(name)
            case ..<97: try pass(Int.random(in: 0..<20_000, using: &random))
            case 97: _ = try registry.handle(.stalled(milliseconds: 5_000), at: now)
            case 98: try pass(Int.random(in: 0..<90_000_000, using: &random))
            default: restart()
            }
            check()
        }

        private mutating func register(_ name: String) throws {
            let instance = Int.random(in: 0..<3, using: &random)
            let descriptor = ServiceDescriptor(
                serviceName: name, host: "h", port: 1, instanceID: instance == 0 ? nil : "i\(instance)",
                pid: Bool.random(using: &random) ? instance + 1 : nil)
            let before = registry.entries[id(name)]?.generation
            let bytes = Int.random(in: 50..<250, using: &random)
            do {
                note(try registry.handle(.registered(descriptor, bytes: bytes), at: now))
            } catch ObserverError.registryFull {
                return
            }
            let after = try #require(registry.entries[id(name)])
            if before != after.generation {
                passed.remove(id(name))
                #expect(after.generation > highestGeneration[id(name), default: 0], "generations only grow")
                #expect(after.status == .unknown)
            }
            highestGeneration[id(name)] = after.generation
            departures[id(name)] = nil
            lastSign[id(name)] = now.uptimeMilliseconds
        }

        private mutating func depart(_ name: String) throws {
            attempt(.deregistered(serviceID: id(name)))
            #expect(registry.entries[id(name)] == nil)
            passed.remove(id(name))
        }

        private mutating func probe(_ name: String) throws {
            let current = registry.entries[id(name)]?.generation ?? 1
            let isStale = Int.random(in: 0..<10, using: &random) == 0
            let verdicts: [ProbeVerdict] = [
                .pass, .pass, .warn(.reported(nil)), .warn(.busy), .refused, .slow, .lying, .void(.ownResources),
            ]
            let verdict = verdicts[Int.random(in: 0..<verdicts.count, using: &random)]
            let result = ProbeResult(
                serviceID: id(name), generation: isStale ? current - 1 : current, startedAt: now,
                elapsedMilliseconds: 1, verdict: verdict)
            let before = registry.entries[id(name)]
            _ = try registry.handle(.probed(result), at: now)
            if isStale { #expect(registry.entries[id(name)] == before, "stale results change nothing") }
            switch verdict {
            case .pass, .warn:
                guard !isStale, before != nil else { return }
                passed.insert(id(name))
                lastSign[id(name)] = now.uptimeMilliseconds
            case .miss, .void: break
            }
        }

        private mutating func attempt(_ event: RegistryEvent) {
            do {
                note(try registry.handle(event, at: now))
                if case .heartbeat(let serviceID, _) = event { lastSign[serviceID] = now.uptimeMilliseconds }
            } catch {
                if case .unknownService = error { return }
                Issue.record("only an unknown service may be refused here: \(error)")
            }
        }

        private mutating func pass(_ span: Int) throws {
            let before = Set(registry.entries.keys)
            now = now.advanced(byMilliseconds: span)
            note(try registry.handle(.tick, at: now))
            for gone in before.subtracting(registry.entries.keys) {
                let silence = now.uptimeMilliseconds - (lastSign[gone] ?? 0)
                #expect(silence >= Self.limits.forgetAfterMilliseconds, "nobody is forgotten before 24 h of silence")
                passed.remove(gone)
            }
        }

        /// What is erased from disk is forgotten for good; what is retired must be remembered.
        private mutating func note(_ actions: [RegistryAction]) {
            for action in actions {
                switch action {
                case .retire(let departure): departures[departure.serviceID] = departure
                case .erase(let serviceID):
                    departures[serviceID] = nil
                    highestGeneration[serviceID] = nil
                default: break
                }
            }
        }

        private mutating func restart() {
            let services = registry.entries.values.map(\.saved)
            let before = registry.entries.mapValues { [$0.generation, $0.restarts] }
            registry = Registry(
                limits: Self.limits,
                restoring: SavedRegistry(services: services, departures: Array(departures.values)), at: now)
            #expect(registry.entries.mapValues { [$0.generation, $0.restarts] } == before, "a restart loses nothing")
            passed = []
        }

        private func check() {
            #expect(registry.entries.count <= Self.limits.maximumServices)
            var counts: [ServiceStatus: Int] = [:]
            for (key, entry) in registry.entries {
                #expect(key == entry.serviceID && key == entry.descriptor.serviceID, "ids are unique and true")
                counts[entry.status, default: 0] += 1
                if entry.status == .healthy || entry.status == .warning {
                    #expect(passed.contains(key), "nobody works without a passed probe")
                }
                #expect(entry.isLost == false || entry.isLeaseExpired)
                #expect(entry.status == .healthy || entry.reason != nil, "no bad word without a why")
            }
            for status in ServiceStatus.allCases { #expect(registry.counts[status] == counts[status, default: 0]) }
        }
    }

    @Test("100,000 random events break no rule", arguments: [1, 2, 3, 4] as [UInt64])
    func invariants(_ seed: UInt64) throws {
        var life = Life(seed: seed)
        for _ in 0..<25_000 { try life.step() }
    }
}
