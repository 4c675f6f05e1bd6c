import ObserverCore
import ProcessKit
import Shared
import Testing

/// The operator, the stack file and the order of starts and stops.
struct OperatorTests {
    @Test func `starts wait for what they need, stops for those that need them`() {
        var dog = WatchdogFixture(
            .sample("top", port: 3, dependsOn: ["middle"]), .sample("middle", port: 2, dependsOn: ["base"]),
            .sample("base", port: 1))
        var order: [String] = []
        for name in ["base", "middle", "top"] {
            #expect(dog.starts(name) == 1)
            dog.bringUp(name)
            order.append(name)
        }
        dog.feed(.stackStopping(by: "test"))
        for name in order.reversed() {
            let stopping = dog.state.units.filter { if case .stopping = $0.process { true } else { false } }
            #expect(stopping.map(\.name) == [name])
            dog.crash(name, .exited(code: 0))
        }
        #expect(dog.log.last?.action == .finish)
    }

    @Test func `a dependency that does not come is waited for a minute, then done without`() {
        var dog = WatchdogFixture(.sample("base", port: 1), .sample("top", port: 2, dependsOn: ["base"]))
        dog.spawn("base")
        dog.wait(29_000)
        #expect(dog.starts("top") == 0)
        dog.wait(32_000)
        #expect(dog.starts("top") == 1)
        #expect(dog.log.contains { $0.why == .startsWithoutDependency("base") })
    }

    @Test func `a dependency down for ten minutes and back: those that need it are started at once`() {
        var dog = WatchdogFixture(.sample("base", port: 1), .sample("top", port: 2, dependsOn: ["base"]))
        dog.bringUp("base")
        dog.bringUp("top")
        dog.feed(.asked(unit: "base", .stop, by: "test"))
        dog.crash("base", .exited(code: 0))
        for _ in 0..<20 {
            if dog.unit("top").identity != nil { dog.crash("top", .exited(code: 1)) }
            dog.wait(30_000)
            if case .starting = dog.unit("top").process { dog.spawn("top") }
        }
        if dog.unit("top").identity != nil { dog.crash("top", .exited(code: 1)) }
        let starts = dog.starts("top")
        dog.feed(.asked(unit: "base", .start, by: "test"))
        dog.bringUp("base")
        #expect(dog.starts("top") == starts + 1)
    }

    @Test func `stop is never undone by health, crash, reload or time, and holds over a restart of the Observer`() {
        var dog = WatchdogFixture(.sample("a"))
        dog.bringUp("a")
        dog.feed(.asked(unit: "a", .stop, by: "test"))
        dog.crash("a", .exited(code: 0))
        dog.feed(.booted(bootID: "boot", found: []))
        dog.feed(.configured(StackSpec(units: [.sample("a")])))
        dog.feed(.booted(bootID: "another boot", found: []))
        dog.wait(3_600_000)
        #expect(dog.starts("a") == 1 && dog.unit("a").intent == .stop)
        dog.feed(.asked(unit: "a", .start, by: "test"))
        #expect(dog.starts("a") == 2)
    }

    @Test func `stop while a start is under way ends what was started`() {
        var dog = WatchdogFixture(.sample("a"))
        dog.feed(.asked(unit: "a", .stop, by: "test"))
        let identity = dog.spawn("a")
        #expect(dog.log.contains { $0.action == .terminate(identity) })
        dog.crash("a", .exited(code: 0))
        #expect(dog.unit("a").process == .absent)
    }

    @Test func `restart twice at once is one restart; restart in quarantine is a start with a clean slate`() {
        var dog = WatchdogFixture(.sample("a"))
        dog.bringUp("a")
        dog.feed(.asked(unit: "a", .restart, by: "test"))
        dog.feed(.asked(unit: "a", .restart, by: "test"))
        dog.crash("a", .exited(code: 0))
        #expect(dog.starts("a") == 2 && dog.unit("a").restarts == 0)
        for _ in 0..<7 {
            if dog.unit("a").hasProcess { dog.spawn("a") }
            dog.crash("a")
            dog.wait(9_000)
        }
        dog.feed(.asked(unit: "a", .restart, by: "test"))
        #expect(dog.unit("a").episode == 0 && dog.unit("a").hasProcess)
    }

    @Test func `paused: nothing is restarted until it goes on`() {
        var dog = WatchdogFixture(.sample("a"))
        dog.bringUp("a")
        dog.feed(.asked(unit: "a", .pause, by: "test"))
        dog.crash("a")
        dog.wait(599_000)
        #expect(dog.starts("a") == 1)
        dog.feed(.asked(unit: "a", .resume, by: "test"))
        #expect(dog.starts("a") == 2)
    }

    @Test func `paused is watched: who hangs or ends then is an incident, which says that no restart follows`() {
        for ends in [false, true] {
            var dog = WatchdogFixture(.sample("a"))
            dog.bringUp("a")
            dog.feed(.asked(unit: "a", .pause, by: "test"))
            if ends { dog.crash("a", .signalled(signal: 11)) } else { for _ in 0..<4 { dog.miss("a") } }
            let cause = Why.leftPaused(ends ? .signalled(signal: 11) : nil)
            #expect(dog.log.count { $0.why == cause } == 1)
            dog.wait(31_000)
            #expect(dog.alerts.map(\.occasion) == [.down])
            #expect(dog.alerts.first?.incident.summary.en.hasSuffix("Paused: no restart.") == true)
            #expect(dog.starts("a") == 1)
            // What it suffers from is not that it is paused, and soon it is not.
            dog.feed(.asked(unit: "a", .resume, by: "test"))
            dog.wait(500)
            if !ends { dog.crash("a") }
            dog.bringUp("a")
            #expect(dog.alerts.map(\.occasion) == [.down, .up])
            #expect(dog.alerts.last?.incident.summary.en.contains("Paused") == false)
        }
    }

    @Test func `a pause is no all-clear for who is down, and none alarms for who was stopped before`() {
        var dog = WatchdogFixture(.sample("a", port: 1), .sample("b", port: 2))
        for name in ["a", "b"] { dog.bringUp(name) }
        for _ in 0..<3 { dog.miss("a", .reportsUnhealthy) }
        dog.feed(.asked(unit: "b", .stop, by: "test"))
        dog.crash("b", .exited(code: 0))
        dog.wait(31_000)
        for name in ["a", "b"] { dog.feed(.asked(unit: name, .pause, by: "test")) }
        dog.wait(60_000)
        #expect(dog.alerts.map(\.occasion) == [.down] && dog.alerts.first?.incident.root == "a")
        dog.feed(.asked(unit: "a", .stop, by: "test"))
        #expect(dog.alerts.map(\.occasion) == [.down, .up], "who is stopped is not missed")
    }

    @Test func `a reload starts the new, stops the removed, restarts the changed and leaves the rest alone`() {
        var dog = WatchdogFixture(.sample("kept", port: 1), .sample("changed", port: 2), .sample("gone", port: 3))
        for name in ["kept", "changed", "gone"] { dog.bringUp(name) }
        let kept = dog.unit("kept")
        var changed = UnitSpec.sample("changed", port: 2)
        changed.arguments = ["--new"]
        var adjusted = UnitSpec.sample("kept", port: 1)
        adjusted.stopMilliseconds = 99
        dog.feed(.configured(StackSpec(units: [adjusted, changed, .sample("added", port: 4)])))
        #expect(dog.unit("kept") == kept && dog.state.spec("kept")?.stopMilliseconds == 99)
        #expect(dog.starts("added") == 1)
        dog.crash("gone", .exited(code: 0))
        #expect(dog.state.unit("gone") == nil)
        dog.crash("changed", .exited(code: 0))
        #expect(dog.starts("changed") == 2 && dog.state.spec("changed")?.arguments == ["--new"])
    }

    @Test func `an obstacle is named, waited for, and its end starts the unit at once`() {
        var dog = WatchdogFixture(.sample("a"))
        let holder = PortHolder(port: 4_000, pid: 77, program: "python3", user: "eve")
        dog.feed(.obstructed(unit: "a", generation: 1, .portTaken(holder)))
        #expect(dog.unit("a").process == .foreign(holder))
        let alert = dog.alerts.first
        #expect(alert?.incident.kind == .portTaken)
        #expect(alert?.incident.summary.en.contains("python3 (pid 77, user eve)") == true)
        dog.wait(60_000)
        #expect(dog.starts("a") == 1)
        dog.feed(.cleared(unit: "a", generation: 1))
        #expect(dog.starts("a") == 2)
        dog.bringUp("a")
        #expect(dog.alerts.last?.occasion == .up)
    }

    @Test func `waits for an obstacle or out of quarantine begin anew after our own death`() {
        var dog = WatchdogFixture(.sample("a", port: 1), .sample("b", port: 2))
        let holder = PortHolder(port: 1, pid: 77, program: "python3", user: "eve")
        dog.feed(.obstructed(unit: "a", generation: 1, .portTaken(holder)))
        for _ in 0..<6 {
            if dog.unit("b").hasProcess { dog.spawn("b") }
            dog.crash("b")
            dog.wait(2_000)
            if case .backoff(let until) = dog.unit("b").supervision { dog.wait(until - dog.now.uptimeMilliseconds) }
        }
        guard case .quarantined = dog.unit("b").supervision else {
            Issue.record("\(dog.unit("b").supervision)")
            return
        }
        let decisions = dog.feed(.booted(bootID: "boot", found: []))
        #expect(decisions.contains { $0.unit == "a" && $0.action == .start })
        #expect(decisions.contains { $0.unit == "b" && $0.action == .awaitClearance(.crashLoop) })
    }

    @Test func `after our own death: the recorded is kept, the unrecorded adopted, the surplus ended`() {
        var dog = WatchdogFixture(.sample("a", port: 1), .sample("b", port: 2), .sample("c", port: 3))
        let kept = dog.bringUp("a")
        dog.bringUp("c")
        let unrecorded = ProcessIdentity(pid: 5, startTicks: 5, bootID: "boot")
        let surplus = ProcessIdentity(pid: 6, startTicks: 6, bootID: "boot")
        let decisions = dog.feed(
            .booted(
                bootID: "boot",
                found: [
                    FoundUnit(unit: "a", generation: 1, identity: kept),
                    FoundUnit(unit: "a", generation: 1, identity: surplus),
                    FoundUnit(unit: "b", generation: 1, identity: unrecorded),
                ]))
        #expect(decisions.contains { $0.unit == "a" && $0.action == .watch(kept) })
        #expect(decisions.contains { $0.unit == "a" && $0.action == .kill(surplus) })
        #expect(decisions.contains { $0.unit == "b" && $0.action == .watch(unrecorded) })
        #expect(dog.unit("a").process == .alive && dog.starts("a") == 1 && dog.starts("b") == 1)
        #expect(dog.unit("c").lastExit == .unknown && dog.starts("c") == 2)
    }

    @Test func `silences keep people from being called, and maintenance ends two minutes after all is well`() {
        var dog = WatchdogFixture(.sample("a"))
        dog.bringUp("a")
        let start = dog.now.unixMilliseconds
        dog.feed(
            .silenced(
                Silence(
                    service: "a", from: start, until: start + 3_600_000, isMaintenance: true, reason: "disk", by: "ops")
            ))
        for _ in 0..<3 { dog.miss("a", .reportsUnhealthy) }
        dog.wait(60_000)
        #expect(dog.state.common.incidents.first?.isSilenced == true)
        dog.pass("a")
        dog.pass("a")
        dog.wait(119_000)
        #expect(dog.state.common.silences.count == 1)
        dog.wait(2_000)
        #expect(dog.state.common.silences.isEmpty)
        for _ in 0..<3 { dog.miss("a", .reportsUnhealthy) }
        dog.wait(31_000)
        #expect(dog.alerts.last?.incident.isSilenced == false)
    }

    @Test func `reminders come after ten minutes and twice as long each time, up to two hours`() {
        var dog = WatchdogFixture(.sample("a"))
        dog.bringUp("a")
        for _ in 0..<3 { dog.miss("a", .reportsUnhealthy) }
        dog.wait(30_000)
        let opened = dog.now.unixMilliseconds
        dog.wait(8 * 3_600_000)
        let minutes = dog.alerts.filter { $0.occasion == .reminder }.map { ($0.at - opened) / 60_000 }
        #expect(minutes == [10, 30, 70, 150, 270, 390])
    }
}
