import Foundation
import ObserverCore
import ProcessKit
import Testing

/// What the rules make of what they remember, when the Observer itself begins anew.
struct OwnStartTests {
    @Test func `a wish to end that comes while the Observer still starts is not forgotten`() {
        var dog = WatchdogFixture(.sample("a"))
        dog.bringUp("a")
        dog.feed(.stackStopping(by: "SIGTERM"))
        dog.feed(.booted(bootID: "boot", found: []))
        dog.feed(.configured(StackSpec(units: [.sample("a")])))
        #expect(dog.starts("a") == 1)
        #expect(dog.log.last?.action == .finish)
    }

    @Test func `the end of the run before is not meant for this one`() {
        var dog = WatchdogFixture(.sample("a"))
        dog.bringUp("a")
        dog.feed(.stackStopping(by: "SIGTERM"))
        dog.crash("a", .exited(code: 0))
        #expect(dog.log.last?.action == .finish)
        let state = dog.state.forNewRun(hasStack: true)
        #expect(decide(state, .tick, at: dog.now).decisions.allSatisfy { $0.action != .finish })
        let booted = decide(state, .booted(bootID: "boot", found: []), at: dog.now)
        #expect(booted.decisions.contains { $0.unit == "a" && $0.action == .start })
    }

    @Test func `a start after a clean end does not name the crash before it`() {
        var dog = WatchdogFixture(.sample("a"))
        dog.bringUp("a")
        dog.crash("a", .signalled(signal: 9))
        dog.bringUp("a")
        dog.feed(.stackStopping(by: "SIGTERM"))
        dog.crash("a", .exited(code: 0))
        let booted = decide(
            dog.state.forNewRun(hasStack: true), .booted(bootID: "boot", found: []), at: dog.now)
        #expect(booted.decisions.first { $0.action == .start }?.why == .stackStarted)
    }

    @Test func `nothing is started as it was before the stack file that follows has been read`() {
        var dog = WatchdogFixture(.sample("a"), .sample("b", port: 2))
        for name in ["a", "b"] { dog.bringUp(name) }
        dog.feed(.stackStopping(by: "SIGTERM"))
        for name in ["a", "b"] { dog.crash(name, .exited(code: 0)) }
        var state = dog.state.forNewRun(hasStack: true)
        var changed = UnitSpec.sample("a")
        changed.arguments = ["--new"]
        let booted = state.handle(.booted(bootID: "boot", found: [], isStackNext: true), at: dog.now)
        #expect(booted.allSatisfy { $0.action != .start })
        let configured = state.handle(.configured(StackSpec(units: [changed])), at: dog.now)
        #expect(configured.filter { $0.action == .start }.map(\.unit) == ["a"])
        #expect(state.spec("a")?.arguments == ["--new"])
    }

    @Test func `a journal of before it was said whether the stack file follows is read`() throws {
        let row = Data(#"{"booted":{"bootID":"boot","found":[]}}"#.utf8)
        #expect(try JSONDecoder().decode(WatchdogEvent.self, from: row) == .booted(bootID: "boot", found: []))
    }

    @Test func `a unit without a port that is adopted is ready, and those that need it start`() {
        var job = UnitSpec.sample("job")
        job.port = nil
        let stack = StackSpec(units: [job, .sample("top", port: 2, dependsOn: ["job"])])
        var dog = WatchdogFixture(stack)
        let identity = dog.spawn("job")
        dog.wait(1_000)
        #expect(dog.unit("job").isReady)
        dog.bringUp("top")
        dog.crash("top", .exited(code: 78))
        dog.feed(
            .booted(bootID: "boot", found: [FoundUnit(unit: "job", generation: 1, identity: identity)]))
        dog.feed(.configured(stack))
        #expect(dog.unit("job").isReady)
        #expect(dog.starts("top") == 2)
    }

    @Test func `what an obstacle kept from running is started with the stack, not after a wait`() {
        var dog = WatchdogFixture(.sample("a"))
        dog.bringUp("a")
        dog.crash("a", .exited(code: 78))
        dog.feed(.booted(bootID: "boot", found: []))
        #expect(dog.starts("a") == 2 && dog.log.last { $0.action == .start }?.why == .stackStarted)
    }

    @Test func `an incident outlives a restart of the machine, until its service works`() {
        let stack = StackSpec(units: [.sample("a")])
        var dog = WatchdogFixture(stack)
        dog.bringUp("a")
        for _ in 0..<3 { dog.miss("a", .reportsUnhealthy) }
        dog.feed(.serviceChanged(name: "guest", isWorking: false, hasScript: false))
        dog.wait(31_000)
        #expect(dog.alerts.map(\.occasion) == [.down, .down])
        dog.feed(.booted(bootID: "another", found: []))
        dog.feed(.configured(stack))
        dog.feed(.tick)
        #expect(dog.alerts.count == 2)
        dog.bringUp("a")
        dog.feed(.serviceChanged(name: "guest", isWorking: true, hasScript: false))
        #expect(dog.alerts.map(\.occasion) == [.down, .down, .up, .up])
    }

    // MARK: Restart scripts

    @Test func `a restart script that was due before waits until the service was judged anew`() {
        var dog = WatchdogFixture(StackSpec())
        dog.feed(.serviceChanged(name: "guest", isWorking: false, hasScript: true))
        #expect(scripts(dog) == 1)
        dog.now = dog.now.advanced(byMilliseconds: 60_000)
        dog.feed(.booted(bootID: "boot", found: []))
        dog.wait(1_000)
        #expect(scripts(dog) == 1)
        dog.feed(.serviceChanged(name: "guest", isWorking: false, hasScript: true))
        #expect(scripts(dog) == 2)
    }

    @Test func `a death of the Observer does not shorten the wait between two runs of a script`() {
        var dog = WatchdogFixture(StackSpec())
        dog.feed(.serviceChanged(name: "guest", isWorking: false, hasScript: true))
        dog.now = dog.now.advanced(byMilliseconds: 5_000)
        dog.feed(.booted(bootID: "boot", found: []))
        dog.feed(.serviceChanged(name: "guest", isWorking: false, hasScript: true))
        #expect(scripts(dog) == 1)
        dog.wait(25_000)
        #expect(scripts(dog) == 2)
    }

    @Test func `a script that is no longer allowed is no longer due`() {
        var dog = WatchdogFixture(StackSpec())
        dog.feed(.serviceChanged(name: "guest", isWorking: false, hasScript: true))
        dog.feed(.serviceChanged(name: "guest", isWorking: false, hasScript: false))
        dog.wait(600_000)
        #expect(scripts(dog) == 1)
    }

    private func scripts(_ dog: WatchdogFixture) -> Int { dog.log.count { $0.action == .runScript } }

    // MARK: Units that leave and return

    @Test func `a unit that left the stack file returns with the operator's word and its count of starts`() {
        var dog = WatchdogFixture(.sample("a", port: 1), .sample("b", port: 2))
        dog.bringUp("a")
        dog.bringUp("b")
        dog.feed(.asked(unit: "a", .stop, by: "test"))
        dog.crash("a", .exited(code: 0))
        dog.feed(.configured(StackSpec(units: [.sample("b", port: 2)])))
        #expect(dog.state.unit("a") == nil)
        dog.feed(.configured(StackSpec(units: [.sample("a", port: 1), .sample("b", port: 2)])))
        #expect(dog.unit("a").intent == .stop && dog.unit("a").generation == 1)
        dog.feed(.asked(unit: "a", .start, by: "test"))
        #expect(dog.unit("a").generation == 2)
    }

    @Test func `a run without a stack file forgets neither the operator's word nor the counts`() throws {
        var dog = WatchdogFixture(.sample("a", port: 1), .sample("b", port: 2))
        dog.bringUp("a")
        dog.feed(.asked(unit: "b", .stop, by: "test"))
        let without = dog.state.forNewRun(hasStack: false)
        #expect(without.units.isEmpty)
        var state = decide(without, .booted(bootID: "boot", found: []), at: dog.now).state
        state = try JSONDecoder().decode(WatchdogState.self, from: try JSONEncoder().encode(state))
        state = state.forNewRun(hasStack: true)
        state = decide(state, .booted(bootID: "boot", found: []), at: dog.now).state
        state =
            decide(state, .configured(StackSpec(units: [.sample("a", port: 1), .sample("b", port: 2)])), at: dog.now)
            .state
        #expect(state.unit("b")?.intent == .stop && state.unit("b")?.generation == 1)
        #expect(state.unit("a")?.intent == .run && state.unit("a")?.generation == 2)
    }
}
