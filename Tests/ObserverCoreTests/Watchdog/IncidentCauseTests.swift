import Foundation
import ObserverCore
import ProcessKit
import Shared
import Testing

/// What an incident says of its cause, from its beginning to its end.
struct IncidentCauseTests {
    private let holder = PortHolder(port: 4_000, pid: 77, program: "python3", user: "eve")

    /// A unit that goes from one orderly end to the next start, which is obstructed by a stranger on its port.
    private func squatted() -> WatchdogFixture {
        var dog = WatchdogFixture(.sample("a"))
        dog.bringUp("a")
        dog.feed(.asked(unit: "a", .stop, by: "test"))
        dog.crash("a", .exited(code: 0))
        dog.feed(.asked(unit: "a", .start, by: "test"))
        dog.feed(.obstructed(unit: "a", generation: 2, .portTaken(holder)))
        return dog
    }

    @Test func `who held the port stays told when the port is free again, to the all-clear`() {
        var dog = squatted()
        dog.wait(40_000)
        dog.feed(.cleared(unit: "a", generation: 2))
        dog.spawn("a")
        dog.wait(25_000)
        let open = dog.state.common.incidents.first
        #expect(open?.kind == .portTaken && open?.summary.en.contains("python3 (pid 77, user eve)") == true)
        dog.pass("a")
        #expect(dog.alerts.map(\.occasion) == [.down, .up])
        #expect(dog.alerts.allSatisfy { $0.incident.kind == .portTaken && $0.incident.summary == open?.summary })
    }

    @Test func `what a start comes to takes the place of a port that was free by then`() {
        var dog = squatted()
        dog.wait(40_000)
        dog.feed(.cleared(unit: "a", generation: 2))
        dog.spawn("a")
        // The start budget of 30 s runs out: told to end, killed half a second later.
        dog.wait(30_500)
        dog.crash("a", .signalled(signal: 9))
        let late = "a does not run: it was not ready after 30.0 s and was ended."
        #expect(dog.state.common.incidents.map(\.summary.en) == [late])
        #expect(dog.state.common.incidents.map(\.kind) == [.down])
        #expect(dog.state.common.incidents.first?.summary.de.contains("war nach 30,0 s noch nicht bereit") == true)
        // The next one finds the port taken again, and that is what is in the way now.
        dog.wait(1_000)
        dog.feed(.obstructed(unit: "a", generation: dog.unit("a").generation, .portTaken(holder)))
        #expect(dog.state.common.incidents.map(\.kind) == [.portTaken])
    }

    @Test func `a crash right after the port was freed is the cause at once`() {
        var dog = squatted()
        dog.feed(.cleared(unit: "a", generation: 2))
        dog.spawn("a")
        dog.crash("a", .signalled(signal: 11))
        #expect(
            dog.state.common.incidents.map(\.summary.en) == ["a does not run: it ended by signal 11 (SIGSEGV)."])
        #expect(dog.alerts.count == 1, "the incident is the same")
    }

    @Test func `an end before the port was taken is not what the next start came to`() {
        var dog = WatchdogFixture(.sample("a"))
        dog.bringUp("a")
        hangAndKill(&dog)
        dog.feed(.obstructed(unit: "a", generation: dog.unit("a").generation, .portTaken(holder)))
        dog.wait(40_000)
        dog.feed(.cleared(unit: "a", generation: dog.unit("a").generation))
        dog.spawn("a")
        dog.wait(20_000)
        #expect(dog.state.common.incidents.map(\.kind) == [.portTaken])
    }

    @Test func `settings that were refused stay the cause until the next start has failed of something else`() {
        var dog = WatchdogFixture(.sample("a"))
        dog.bringUp("a")
        dog.crash("a", .exited(code: 78))
        dog.wait(40_000)
        #expect(dog.state.common.incidents.map(\.kind) == [.cannotStart])
        dog.feed(.cleared(unit: "a", generation: dog.unit("a").generation))
        #expect(dog.state.common.incidents.map(\.kind) == [.cannotStart])
        dog.spawn("a")
        dog.crash("a", .exited(code: 1))
        #expect(dog.state.common.incidents.map(\.summary.en) == ["a does not run: it exited with code 1."])
    }

    @Test func `another holder of the port takes the place of the first`() {
        var dog = squatted()
        dog.feed(.cleared(unit: "a", generation: 2))
        var other = holder
        other.pid = 78
        dog.feed(.obstructed(unit: "a", generation: 3, .portTaken(other)))
        #expect(
            dog.state.common.incidents.map(\.summary.en) == [
                "a cannot start: port 4000 is held by python3 (pid 78, user eve)."
            ])
    }

    @Test func `an end that was asked for is not told as the cause, and the first cause that is found is`() {
        var spec = UnitSpec.sample("a")
        spec.startMilliseconds = 120_000
        var dog = WatchdogFixture(spec)
        dog.bringUp("a")
        dog.feed(.asked(unit: "a", .restart, by: "test"))
        dog.crash("a", .exited(code: 0))
        dog.spawn("a")
        dog.wait(31_000)
        #expect(dog.state.common.incidents.map(\.summary.en) == ["a has not been ready since its start."])
        dog.crash("a", .signalled(signal: 11))
        let learnt = "a does not run: it ended by signal 11 (SIGSEGV)."
        #expect(dog.state.common.incidents.map(\.summary.en) == [learnt])
        dog.crash("a", .exited(code: 1))
        #expect(dog.state.common.incidents.map(\.summary.en) == [learnt], "one cause is as good as another: it stays")
    }

    /// A unit that hangs and is killed for it.
    private func hangAndKill(_ dog: inout WatchdogFixture) {
        for _ in 0..<3 { dog.miss("a") }
        dog.wait(500)
        dog.crash("a", .signalled(signal: 9))
    }

    @Test func `an end that the Observer brought about is told as what it was done for`() {
        var stack = StackSpec(units: [.sample("a")])
        stack.alerts.downMilliseconds = 1_000
        var dog = WatchdogFixture(stack)
        dog.bringUp("a")
        hangAndKill(&dog)
        dog.wait(600)
        let hung = "a does not run: it hung (3 probes without an answer in 0 ms, timed out) and was killed."
        #expect(dog.alerts.map(\.incident.summary.en) == [hung])
        #expect(
            dog.alerts.first?.incident.summary.de
                == "a läuft nicht: hing (3 Prüfungen ohne Antwort in 0 ms, Zeitüberschreitung) und wurde hart beendet.")
        dog.bringUp("a")
        #expect(dog.alerts.map(\.incident.summary.en) == [hung, hung])
        // A crash afterwards is one again.
        dog.crash("a", .signalled(signal: 9))
        dog.wait(1_000)
        #expect(dog.alerts.last?.incident.summary.en == "a does not run: it ended by signal 9 (SIGKILL).")
    }

    @Test func `quarantine after hangs names the hang, and stays quarantine when the operator starts the unit`() {
        var dog = WatchdogFixture(.sample("a"))
        dog.bringUp("a")
        for _ in 0..<6 {
            if dog.unit("a").identity == nil { dog.bringUp("a") }
            hangAndKill(&dog)
            if case .backoff(let until) = dog.unit("a").supervision { dog.wait(until - dog.now.uptimeMilliseconds) }
        }
        let told = dog.alerts.last?.incident
        #expect(
            told?.kind == .quarantine && told?.summary.en.contains("(last: hung (3 probes") == true, "\(told as Any)")
        dog.feed(.asked(unit: "a", .start, by: "test"))
        dog.spawn("a")
        dog.crash("a", .exited(code: 1))
        dog.wait(3_600_000)
        #expect(dog.alerts.allSatisfy { $0.incident.kind == .quarantine }, "\(dog.alerts.map(\.incident.kind))")
        #expect(dog.alerts.contains { $0.occasion == .reminder })
    }

    @Test func `states and journals of earlier versions are read, and give the same marks`() throws {
        var dog = WatchdogFixture(.sample("a"))
        dog.bringUp("a")
        dog.crash("a")
        dog.wait(40_000)
        let text = String(decoding: try JSONEncoder().encode(dog.state), as: UTF8.self)
        #expect(!dog.state.common.incidents.isEmpty)
        #expect(!text.contains("endedFor") && !text.contains("unexplained"))
        #expect(try JSONDecoder().decode(WatchdogState.self, from: Data(text.utf8)) == dog.state)
    }
}
