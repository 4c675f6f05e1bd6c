import ObserverCore
import Shared
import Testing

@Suite("Registration")
struct RegistrationTests {
    @Test("A first registration gets generation 1 and is probed at once")
    func firstRegistration() throws {
        var fixture = RegistryFixture()
        let actions = try fixture.register()
        let entry = try #require(fixture.entry)
        #expect(entry.generation == 1)
        #expect(entry.restarts == 0)
        #expect(entry.status == .unknown)
        #expect(entry.reason?.code == "not-checked-yet")
        #expect(
            actions == [
                .store(serviceID: RegistryFixture.serviceID),
                .probe(serviceID: RegistryFixture.serviceID, generation: 1),
            ])
    }

    @Test("The same instance may register any number of times: health and counters stay")
    func sameInstanceIsAnUpsert() throws {
        var fixture = RegistryFixture()
        try fixture.register(instance: "a")
        try fixture.probe(.pass)
        for _ in 0..<3 { try fixture.register(instance: "a") }
        #expect(fixture.entry?.generation == 1)
        #expect(fixture.entry?.restarts == 0)
        #expect(fixture.entry?.status == .healthy)
        #expect(fixture.registry.entries.count == 1)
    }

    @Test("Another instance is a restart: the generation grows and health is found out anew")
    func newInstanceIsARestart() throws {
        var fixture = RegistryFixture()
        try fixture.register(instance: "a")
        try fixture.probe(.pass)
        try fixture.beat()
        let actions = try fixture.register(instance: "b")
        #expect(fixture.entry?.generation == 2)
        #expect(fixture.entry?.restarts == 1)
        #expect(fixture.entry?.status == .unknown)
        #expect(fixture.entry?.lastHeartbeatAt == nil)
        #expect(
            actions.contains(
                .report(
                    StatusChange(
                        serviceID: RegistryFixture.serviceID, from: .healthy, to: .unknown, reasonCode: "restarted"))))
    }

    @Test("Without an instance id the process id tells instances apart")
    func processIDTellsInstancesApart() throws {
        var fixture = RegistryFixture()
        try fixture.register(instance: nil, pid: 10)
        try fixture.register(instance: nil, pid: 10)
        #expect(fixture.entry?.generation == 1)
        try fixture.register(instance: nil, pid: 11)
        #expect(fixture.entry?.generation == 2)
    }

    @Test("A client that names neither instance nor process counts as the same")
    func anonymousClientIsTheSame() throws {
        var fixture = RegistryFixture()
        try fixture.register(instance: nil)
        try fixture.register(instance: nil)
        #expect(fixture.entry?.generation == 1)
    }

    @Test("After a farewell the next registration is no restart, but its generation is higher")
    func farewellIsNoRestart() throws {
        var fixture = RegistryFixture()
        try fixture.register(instance: "a")
        _ = try fixture.registry.handle(.deregistered(serviceID: RegistryFixture.serviceID), at: fixture.now)
        #expect(fixture.entry == nil)
        try fixture.register(instance: "b")
        #expect(fixture.entry?.generation == 2)
        #expect(fixture.entry?.restarts == 0)
    }

    @Test("A farewell of an unknown service is refused")
    func unknownFarewell() {
        var fixture = RegistryFixture()
        #expect(throws: ObserverError.unknownService("nobody_x_1")) {
            try fixture.registry.handle(.deregistered(serviceID: "nobody_x_1"), at: fixture.now)
        }
    }

    @Test("A full registry refuses new services and still renews known ones")
    func fullRegistry() throws {
        var fixture = RegistryFixture(limits: RegistryLimits(maximumServices: 1))
        try fixture.register()
        let other = RegistryFixture.descriptor(name: "beleg-service", port: 8_006)
        #expect(throws: ObserverError.registryFull) {
            try fixture.registry.handle(.registered(other, bytes: 10), at: fixture.now)
        }
        try fixture.register()
        #expect(fixture.registry.entries.count == 1)
    }

    @Test("The registry holds a bounded amount of text")
    func boundedText() throws {
        var fixture = RegistryFixture(limits: RegistryLimits(maximumDescriptorBytes: 1_000))
        try fixture.register(bytes: 900)
        #expect(throws: ObserverError.registryFull) { try fixture.register(bytes: 1_001) }
        try fixture.register(bytes: 1_000)
    }

    @Test("A heartbeat of a replaced instance is told to register again")
    func staleHeartbeat() throws {
        var fixture = RegistryFixture()
        try fixture.register(instance: "a")
        try fixture.register(instance: "b")
        try fixture.beat(generation: 2)
        try fixture.beat(generation: nil)
        #expect(throws: ObserverError.unknownService(RegistryFixture.serviceID)) { try fixture.beat(generation: 1) }
    }
}
