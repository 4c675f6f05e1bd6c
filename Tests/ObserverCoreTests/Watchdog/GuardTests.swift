import ObserverCore
import ProcessKit
import Testing

/// What keeps the watchdog from doing harm.
struct GuardTests {
    private func three() -> WatchdogFixture {
        var dog = WatchdogFixture(.sample("a", port: 1), .sample("b", port: 2), .sample("c", port: 3))
        for name in ["a", "b", "c"] { dog.bringUp(name) }
        return dog
    }

    @Test func `a hang is restarted after three misses, the process being told, then killed`() {
        var dog = three()
        let identity = dog.unit("a").identity
        for _ in 0..<2 { dog.miss("a") }
        #expect(!dog.log.contains { $0.unit == "a" && $0.action == .keepEvidence })
        let decisions = dog.miss("a")
        #expect(decisions.contains { $0.action == .keepEvidence })
        #expect(identity.map { id in decisions.contains { $0.action == .terminate(id) } } == true)
        dog.wait(500)
        #expect(identity.map { id in dog.log.contains { $0.action == .kill(id) } } == true)
        dog.crash("a")
        #expect(dog.starts("a") == 2)
    }

    @Test func `two refused connections suffice while the process lives`() {
        var dog = three()
        dog.miss("a", .connectionRefused)
        #expect(dog.miss("a", .connectionRefused).contains { $0.action == .keepEvidence })
    }

    @Test func `a process that answers its liveness path, or anything at all, is not restarted`() {
        var dog = three()
        for _ in 0..<20 { dog.miss("a", .timedOut, live: .pass) }
        for _ in 0..<20 { dog.miss("b", .reportsUnhealthy) }
        dog.wait(600_000)
        #expect(dog.starts("a") == 1 && dog.starts("b") == 1)
        #expect(dog.unit("a").health == .fail && dog.unit("b").health == .fail)
        #expect(dog.state.common.incidents.count == 2)
    }

    @Test func `all hang at once: no restart and one incident`() {
        var dog = three()
        for round in 0..<6 {
            for name in ["a", "b", "c"] { dog.miss(name) }
            dog.wait(round == 0 ? 250 : 750)
        }
        dog.wait(600_000)
        #expect(["a", "b", "c"].allSatisfy { dog.starts($0) == 1 })
        #expect(dog.alerts.count { $0.occasion == .down } == 1)
        #expect(dog.state.common.incidents.map(\.kind) == [.commonCause])
        #expect(dog.state.common.incidents.first.map { Set($0.affected) } == ["a", "b", "c"])
        for name in ["a", "b", "c"] {
            dog.pass(name)
            dog.pass(name)
        }
        #expect(dog.state.common.incidents.isEmpty && dog.alerts.last?.occasion == .up)
    }

    @Test func `who still hangs alone after the common cause is gone is restarted`() {
        var dog = three()
        for _ in 0..<3 { for name in ["a", "b", "c"] { dog.miss(name) } }
        for name in ["b", "c"] {
            dog.pass(name)
            dog.pass(name)
        }
        for _ in 0..<2 { dog.miss("a") }
        #expect(dog.log.contains { $0.unit == "a" && $0.action == .keepEvidence })
    }

    @Test func `one of ours that all the others need is restarted alone, after a hold`() {
        var dog = WatchdogFixture(
            .sample("base", port: 1), .sample("b", port: 2, dependsOn: ["base"]),
            .sample("c", port: 3, dependsOn: ["base"]))
        for name in ["base", "b", "c"] { dog.bringUp(name) }
        for _ in 0..<3 { for name in ["b", "c", "base"] { dog.miss(name) } }
        dog.wait(29_000)
        #expect(!dog.log.contains { $0.action == .keepEvidence })
        for name in ["b", "c", "base"] { dog.miss(name) }
        dog.wait(2_000)
        for name in ["b", "c", "base"] { dog.miss(name) }
        #expect(Set(dog.log.filter { $0.action == .keepEvidence }.map(\.unit)) == ["base"])
    }

    @Test func `a service is not restarted for hanging while something outside that it needs does not work`() {
        var dog = WatchdogFixture(.sample("a", port: 1, dependsOn: ["outside"]), .sample("b", port: 2))
        dog.feed(.serviceChanged(name: "outside", isWorking: true, hasScript: false))
        for name in ["a", "b"] { dog.bringUp(name) }
        dog.feed(.serviceChanged(name: "outside", isWorking: false, hasScript: false))
        for _ in 0..<10 { dog.miss("a") }
        #expect(dog.starts("a") == 1)
        dog.wait(40_000)
        #expect(dog.state.common.incidents.map(\.root) == ["outside"])
        #expect(dog.state.common.incidents.first?.affected == ["outside", "a"])
    }

    @Test func `after an absence of our own nothing is restarted for what was missed meanwhile`() {
        var dog = three()
        for name in ["a", "b"] { for _ in 0..<2 { dog.miss(name) } }
        let sent = dog.now.uptimeMilliseconds
        dog.now = dog.now.advanced(byMilliseconds: 60_000)
        dog.feed(.stalled(milliseconds: 60_000))
        for name in ["a", "b", "c"] {
            dog.feed(
                .probed(unit: name, generation: 1, ready: .miss(.timedOut), live: nil, startedAt: sent))
            dog.miss(name)
        }
        dog.wait(100)
        #expect(["a", "b", "c"].allSatisfy { dog.starts($0) == 1 })
        #expect(!dog.log.contains { $0.action == .keepEvidence })
    }

    @Test func `a wall clock that jumps an hour either way changes nothing`() {
        var dog = three()
        dog.crash("a")
        dog.spawn("a")
        dog.crash("a")
        for jump in [3_600_000, -7_200_000] {
            let starts = dog.starts("a")
            dog.now = Moment(
                uptimeMilliseconds: dog.now.uptimeMilliseconds, unixMilliseconds: dog.now.unixMilliseconds + jump)
            dog.feed(.tick)
            for name in ["b", "c"] { dog.pass(name) }
            #expect(dog.starts("a") == starts && dog.state.common.incidents.isEmpty)
        }
        dog.wait(700)
        #expect(dog.starts("a") == 3)
    }

    @Test func `flapping is one alert, and is over when it has calmed down`() {
        var dog = WatchdogFixture(.sample("a"))
        dog.bringUp("a")
        for _ in 0..<180 {
            for _ in 0..<3 { dog.miss("a", .reportsUnhealthy) }
            for _ in 0..<2 { dog.pass("a") }
            dog.wait(3_300)
        }
        #expect(dog.alerts.count <= 2, "\(dog.alerts.map { "\($0.occasion) \($0.incident.kind)" })")
        #expect(dog.state.common.incidents.map(\.kind) == [.flapping])
        for _ in 0..<40 { dog.pass("a") }
        dog.wait(1)
        #expect(dog.state.common.incidents.isEmpty)
    }

    @Test func `an end whose notice comes late, of a run long replaced, changes nothing`() {
        var dog = three()
        dog.crash("a")
        dog.bringUp("a")
        let before = dog.state
        dog.feed(.ended(unit: "a", generation: 1, .exited(code: 1), ranOutOfMemory: false))
        dog.feed(.probed(unit: "a", generation: 1, ready: .miss(.timedOut), live: nil, startedAt: 0))
        #expect(dog.state == before)
    }

    @Test func `the return of what it needs gives a service that hangs one more probe, not an end`() {
        for isSlow in [false, true] {
            var dog = WatchdogFixture(
                .sample("base", port: 1), .sample("top", port: 2, dependsOn: ["base"]), .sample("x", port: 3),
                .sample("y", port: 4), .sample("z", port: 5))
            for name in ["base", "top", "x", "y", "z"] { dog.bringUp(name) }
            // Base fails by its own word, or answers once too late: no restart of its own either way.
            if isSlow { dog.miss("base") } else { for _ in 0..<3 { dog.miss("base", .reportsUnhealthy) } }
            for _ in 0..<5 { dog.miss("top") }
            #expect(!dog.log.contains { $0.action == .keepEvidence })
            dog.pass("base")
            let decisions = dog.pass("base") + dog.feed(.tick)
            #expect(!dog.log.contains { $0.action == .keepEvidence })
            #expect(decisions.contains { $0.unit == "top" && $0.action == .probe })
            dog.miss("top")
            #expect(!dog.log.contains { $0.action == .keepEvidence })
            dog.miss("top")
            #expect(dog.log.contains { $0.unit == "top" && $0.action == .keepEvidence }, "it still hangs on its own")
        }
    }
}
