import ObserverCore
import ProcessKit
import Testing

/// What follows an end, and how long it takes.
struct RestartPolicyTests {
    private func running() -> WatchdogFixture {
        var dog = WatchdogFixture(.sample("finance"))
        dog.bringUp("finance")
        return dog
    }

    @Test func `the first crash is followed by a start in the same breath, and the reason is the crash`() {
        var dog = running()
        let decisions = dog.crash("finance")
        let start = decisions.first { $0.action == .start }
        #expect(start?.generation == 2)
        #expect(start?.why == .crashed(.signalled(signal: 9), episode: 1, delayMilliseconds: 0))
        #expect(decisions.contains { $0.action == .keepEvidence })
    }

    @Test func `waits grow from crash to crash within a quarter of their length`() {
        var dog = running()
        dog.crash("finance")
        for expected in [500, 1_000, 2_000, 4_000] {
            dog.spawn("finance")
            dog.crash("finance")
            guard case .backoff(let until) = dog.unit("finance").supervision else {
                Issue.record("no back-off: \(dog.unit("finance").supervision)")
                return
            }
            let wait = until - dog.now.uptimeMilliseconds
            #expect((expected * 3 / 4...expected * 5 / 4).contains(wait), "\(wait) for \(expected)")
            dog.wait(wait)
            #expect(dog.unit("finance").process == .starting(since: dog.now.uptimeMilliseconds))
        }
    }

    @Test func `a sixth end within 30 s leads to quarantine, one try every 5 minutes, and an end of it when stable`() {
        var dog = running()
        for _ in 0..<6 {
            if dog.unit("finance").identity == nil { dog.spawn("finance") }
            dog.crash("finance", .signalled(signal: 11))
            if case .backoff(let until) = dog.unit("finance").supervision {
                dog.wait(until - dog.now.uptimeMilliseconds)
            }
        }
        guard case .quarantined = dog.unit("finance").supervision else {
            Issue.record("not in quarantine: \(dog.unit("finance").supervision)")
            return
        }
        #expect(dog.alerts.map(\.incident.kind) == [.quarantine])
        let starts = dog.starts("finance")
        dog.wait(299_000)
        #expect(dog.starts("finance") == starts)
        dog.wait(2_000)
        #expect(dog.starts("finance") == starts + 1)
        dog.spawn("finance")
        dog.crash("finance", .signalled(signal: 11))
        guard case .quarantined = dog.unit("finance").supervision else {
            Issue.record("a failed try must lead back")
            return
        }
        dog.wait(300_000)
        dog.bringUp("finance")
        #expect(dog.state.common.incidents.count == 1, "on probation the incident lasts")
        dog.wait(61_000)
        #expect(dog.state.common.incidents.isEmpty)
        #expect(dog.alerts.last?.occasion == .up)
    }

    @Test func `a stable minute forgives: the next crash starts without delay again`() {
        var dog = running()
        dog.crash("finance")
        dog.bringUp("finance")
        dog.wait(61_000)
        #expect(dog.crash("finance").contains { $0.action == .start })
    }

    @Test(arguments: [64, 66, 78, 126, 127])
    func `codes that another try cannot cure wait for a change`(code: Int32) {
        var dog = running()
        let decisions = dog.crash("finance", .exited(code: code))
        #expect(!decisions.contains { $0.action == .start })
        #expect(decisions.contains { $0.action == .awaitClearance(.exitCode(code)) })
        dog.wait(24 * 3_600_000)
        #expect(dog.starts("finance") == 1, "no other try can help")
        dog.feed(.cleared(unit: "finance", generation: 1))
        #expect(dog.starts("finance") == 2)
    }

    @Test(arguments: [71, 73, 74])
    func `codes that speak of the machine get a try now and then, or at once with a change`(code: Int32) {
        var dog = running()
        #expect(dog.crash("finance", .exited(code: code)).contains { $0.action == .awaitClearance(.exitCode(code)) })
        dog.wait(299_000)
        #expect(dog.starts("finance") == 1)
        dog.wait(2_000)
        #expect(dog.starts("finance") == 2)
        dog.crash("finance", .exited(code: code))
        dog.feed(.cleared(unit: "finance", generation: 2))
        #expect(dog.starts("finance") == 3)
    }

    @Test func `after a code that waits for a change, the operator and another stack file start it too`() {
        var changed = UnitSpec.sample("finance")
        changed.arguments = ["--mended"]
        let events: [WatchdogEvent] = [
            .asked(unit: "finance", .start, by: "test"), .asked(unit: "finance", .restart, by: "test"),
            .configured(StackSpec(units: [changed])),
        ]
        for event in events {
            var dog = running()
            dog.crash("finance", .exited(code: 78))
            dog.wait(3_600_000)
            dog.feed(event)
            #expect(dog.starts("finance") == 2, "\(event)")
        }
    }

    @Test(arguments: [1, 69, 75])
    func `codes that speak of others are tried again`(code: Int32) {
        var dog = running()
        #expect(dog.crash("finance", .exited(code: code)).contains { $0.action == .start })
    }

    @Test func `code 0 is followed by a start after a second`() {
        var dog = running()
        dog.crash("finance", .exited(code: 0))
        #expect(dog.starts("finance") == 1)
        dog.wait(1_000)
        #expect(dog.starts("finance") == 2)
    }

    @Test func `policies on-failure and never leave ends alone`() {
        for (mode, status) in [
            (RestartPolicy.Mode.onFailure, ExitStatus.exited(code: 0)), (.never, .signalled(signal: 9)),
        ] {
            var spec = UnitSpec.sample("job")
            spec.restart.mode = mode
            var dog = WatchdogFixture(spec)
            dog.bringUp("job")
            dog.crash("job", status)
            dog.wait(3_600_000)
            #expect(dog.starts("job") == 1)
        }
    }

    @Test func `lack of memory is named`() {
        var dog = running()
        let decisions = dog.feed(
            .ended(unit: "finance", generation: 1, .signalled(signal: 9), ranOutOfMemory: true))
        #expect(decisions.contains { $0.why == .ranOutOfMemory(episode: 1, delayMilliseconds: 0) })
    }

    @Test func `at most so many restarts a minute over all units, and the rest follows when the minute is over`() {
        let units = (0..<12).map { UnitSpec.sample("s\($0)", port: 4_000 + $0) }
        var dog = WatchdogFixture(StackSpec(units: units, startsAtOnce: 20, restartsPerMinute: 10))
        for unit in units { dog.bringUp(unit.name) }
        for unit in units { dog.crash(unit.name) }
        #expect(units.map { dog.starts($0.name) - 1 }.reduce(0, +) == 10)
        dog.wait(60_001)
        #expect(units.map { dog.starts($0.name) - 1 }.reduce(0, +) == 12)
    }

    @Test func `a start that takes too long is stopped and counts as a failure`() {
        var dog = WatchdogFixture(.sample("finance"))
        let identity = dog.spawn("finance")
        dog.wait(30_000)
        #expect(dog.log.last { $0.action == .terminate(identity) }?.why == .startTookTooLong(milliseconds: 30_000))
        dog.wait(500)
        #expect(dog.log.contains { $0.action == .kill(identity) })
        dog.crash("finance")
        #expect(dog.unit("finance").episode == 1 && dog.starts("finance") == 2)
    }

    @Test func `a slow start is not ended where no other would follow: mode never, or paused`() {
        for isPaused in [false, true] {
            var spec = UnitSpec.sample("slow")
            if !isPaused { spec.restart.mode = .never }
            var dog = WatchdogFixture(spec, .sample("top", port: 2, dependsOn: ["slow"]))
            let identity = dog.spawn("slow")
            if isPaused { dog.feed(.asked(unit: "slow", .pause, by: "test")) }
            dog.wait(600_000)
            #expect(dog.starts("slow") == 1 && dog.unit("slow").identity == identity)
            #expect(!dog.log.contains { $0.unit == "slow" && $0.action == .terminate(identity) })
            #expect(dog.unit("slow").health == .fail && !dog.unit("slow").isReady)
            #expect(dog.state.common.incidents.map(\.root).contains("slow"))
            dog.pass("slow")
            dog.pass("slow")
            #expect(dog.unit("slow").isReady && !dog.state.common.incidents.map(\.root).contains("slow"))
        }
    }

    @Test func `slow starters that are left alone hold up nobody else's start`() {
        var units = (0..<3).map { UnitSpec.sample("slow\($0)", port: 5_000 + $0) }
        for index in units.indices { units[index].restart.mode = .never }
        var dog = WatchdogFixture(StackSpec(units: units + [.sample("last")], startsAtOnce: 3))
        for unit in units { dog.spawn(unit.name) }
        #expect(dog.starts("last") == 0)
        dog.wait(30_000)
        #expect(dog.starts("last") == 1)
    }

    @Test func `a service started without what it needs says so once, when it really is started`() {
        var dog = WatchdogFixture(
            StackSpec(
                units: [.sample("base", port: 1), .sample("top", port: 2, dependsOn: ["base"])], startsAtOnce: 1))
        dog.wait(300_000)
        #expect(dog.starts("top") == 0, "the only place among the starts is taken: base has no process yet")
        #expect(!dog.log.contains { $0.why == .startsWithoutDependency("base") })
        for _ in 0..<10 { #expect(dog.feed(.tick).isEmpty) }
        dog.feed(.obstructed(unit: "base", generation: 1, .outOfResources))
        #expect(dog.starts("top") == 1)
        #expect(dog.log.count { $0.why == .startsWithoutDependency("base") } == 1)
    }
}
