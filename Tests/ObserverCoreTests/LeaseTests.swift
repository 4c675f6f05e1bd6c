import ObserverCore
import Shared
import Testing

@Suite("Leases, silence and restarts of our own")
struct LeaseTests {
    @Test("A service that never sent a heartbeat is judged by probes alone")
    func noLeaseWithoutHeartbeat() throws {
        var fixture = RegistryFixture()
        try fixture.register()
        try fixture.probe(.pass)
        try fixture.pass(milliseconds: 60_000)
        #expect(fixture.entry?.status == .healthy)
        #expect(fixture.entry?.isLeaseExpired == false)
    }

    @Test("A lease ends 15 s after the last heartbeat, not before")
    func leaseEnds() throws {
        var fixture = RegistryFixture()
        try fixture.register()
        try fixture.probe(.pass)
        try fixture.beat()
        try fixture.pass(milliseconds: 14_999)
        #expect(fixture.entry?.status == .healthy)
        try fixture.pass(milliseconds: 1)
        #expect(fixture.entry?.status == .warning)
        #expect(fixture.entry?.reason?.code == "lease-expired")
        #expect(fixture.entry?.isLost == false)
        try fixture.beat()
        #expect(fixture.entry?.status == .healthy)
    }

    @Test("The first heartbeat goes to disk, the following ones once a minute")
    func heartbeatsAreStoredSparsely() throws {
        var fixture = RegistryFixture()
        try fixture.register()
        let stored: [RegistryAction] = [.storeSoon(serviceID: RegistryFixture.serviceID)]
        #expect(try fixture.beat() == stored)
        var writes = 0
        for _ in 0..<24 {
            try fixture.pass(milliseconds: 5_000)
            if try fixture.beat() == stored { writes += 1 }
        }
        #expect(writes == 2)
    }

    @Test("A silent and unreachable service is marked lost, stays for 24 h and is then forgotten")
    func lostIsKept() throws {
        var fixture = RegistryFixture()
        try fixture.register()
        try fixture.probe(.pass)
        try fixture.beat()
        try fixture.pass(milliseconds: 15_000)
        try fixture.probe(.refused, .refused, .refused)
        #expect(fixture.entry?.isLost == true)
        #expect(fixture.entry?.status == .unreachable)
        try fixture.pass(milliseconds: 86_400_000 - 15_001)
        #expect(fixture.entry != nil)
        let actions = try fixture.pass(milliseconds: 1)
        #expect(fixture.entry == nil)
        #expect(actions.contains(.erase(serviceID: RegistryFixture.serviceID)))
        let reports = actions.compactMap { if case .report(let change) = $0 { change.reasonCode } else { nil } }
        #expect(reports.contains("forgotten"))
        #expect(actions.contains(.stopProbing(serviceID: RegistryFixture.serviceID)))
    }

    @Test("A service that answers probes is never forgotten, however long its heartbeats stay away")
    func answeringIsNeverForgotten() throws {
        var fixture = RegistryFixture()
        try fixture.register()
        try fixture.beat()
        for _ in 0..<30 {
            try fixture.pass(milliseconds: 3_600_000)
            try fixture.probe(.pass)
        }
        #expect(fixture.entry?.status == .warning)
    }

    @Test("A pause of our own extends leases and voids the misses of its span")
    func ownStall() throws {
        var fixture = RegistryFixture()
        try fixture.register()
        try fixture.probe(.pass)
        try fixture.beat()
        let before = fixture.now
        fixture.now = before.advanced(byMilliseconds: 60_000)
        _ = try fixture.registry.handle(.stalled(milliseconds: 60_000), at: fixture.now)
        try fixture.probe(.slow, .slow, .slow, startedAt: before)
        try fixture.pass(milliseconds: 0)
        #expect(fixture.entry?.status == .healthy)
        #expect(fixture.entry?.judgement.consecutiveMisses == 0)
        try fixture.pass(milliseconds: 15_000)
        #expect(fixture.entry?.isLeaseExpired == true)
    }

    @Test("A wall clock that jumps moves no lease", arguments: [-3_600_000, 3_600_000])
    func clockJump(_ jump: Int) throws {
        var fixture = RegistryFixture()
        try fixture.register()
        try fixture.probe(.pass)
        try fixture.beat()
        fixture.now.unixMilliseconds += jump
        try fixture.pass(milliseconds: 10_000)
        #expect(fixture.entry?.status == .healthy)
        #expect(fixture.entry?.isLeaseExpired == false)
    }

    @Test("After our own restart counters are back, leases have full grace, and health is found out anew")
    func restart() throws {
        var before = RegistryFixture()
        try before.register(instance: "a")
        try before.register(instance: "b")
        try before.probe(.pass)
        try before.beat()
        let saved = try #require(before.entry).saved
        let later = before.now.advanced(byMilliseconds: 3_600_000)
        var after = RegistryFixture(restoring: SavedRegistry(services: [saved], departures: []), at: later)
        let entry = try #require(after.entry)
        #expect(entry.generation == 2)
        #expect(entry.restarts == 1)
        #expect(entry.status == .unknown)
        try after.pass(milliseconds: 14_999)
        #expect(after.entry?.isLeaseExpired == false)
        try after.probe(.refused, .refused)
        #expect(after.entry?.status == .unknown)
        try after.probe(.pass)
        #expect(after.entry?.status == .healthy)
        #expect(after.entry?.statusSince == saved.statusSince, "it was healthy all the time as far as we know")
    }

    @Test("A service that worked before our restart and does not now fails after three misses")
    func failsAfterRestart() throws {
        var before = RegistryFixture()
        try before.register()
        try before.probe(.pass)
        let saved = try #require(before.entry).saved
        var after = RegistryFixture(restoring: SavedRegistry(services: [saved], departures: []))
        try after.probe(.refused, .refused, .refused)
        #expect(after.entry?.status == .unreachable)
    }

    @Test("A farewell is remembered for a day, so that generations go on growing")
    func farewellIsRemembered() throws {
        let departure = Departure(
            serviceID: RegistryFixture.serviceID, generation: 7, restarts: 2, leftAt: Moment.start.unixMilliseconds)
        let saved = SavedRegistry(services: [], departures: [departure])
        var fixture = RegistryFixture(restoring: saved)
        try fixture.pass(milliseconds: 86_399_999)
        try fixture.register()
        #expect(fixture.entry?.generation == 8)
        #expect(fixture.entry?.restarts == 2)
        var late = RegistryFixture(restoring: saved)
        #expect(try late.pass(milliseconds: 86_400_000) == [.erase(serviceID: RegistryFixture.serviceID)])
    }
}
