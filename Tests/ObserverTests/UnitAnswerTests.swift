@testable import Observer
import ObserverCore
import ProcessKit
import Shared
import TestSupport
import Testing

/// What `GET /stack` and `Observer ctl status` say of a unit.
struct UnitAnswerTests {
    private let now = Moment(uptimeMilliseconds: 90_000_000, unixMilliseconds: 1_700_000_000_000)
    private let spec = UnitSpec(name: "beleg", executable: "/bin/true", port: 1)

    /// A unit that has answered these verdicts since its start.
    private func state(_ verdicts: ProbeVerdict...) -> WatchdogState {
        var state = WatchdogState(seed: 1)
        _ = state.handle(.booted(bootID: "boot", found: []), at: now)
        _ = state.handle(.configured(StackSpec(units: [spec])), at: now)
        _ = state.handle(
            .spawned(unit: "beleg", generation: 1, ProcessIdentity(pid: 7, startTicks: 7, bootID: "boot")), at: now)
        for verdict in verdicts {
            _ = state.handle(
                .probed(
                    unit: "beleg", generation: 1, ready: verdict, live: nil, startedAt: now.uptimeMilliseconds),
                at: now)
        }
        return state
    }

    private func json(_ state: WatchdogState, _ language: Language = .english) throws -> JSONValue {
        UnitAnswer(unit: try #require(state.unit("beleg")), spec: spec).json(language, at: now)
    }

    @Test func `a warning has its reason, in the service's own words`() throws {
        let warned = state(.pass, .warn(.reported("Finance refused bookings")))
        let english = try json(warned)
        #expect(english["status"] == "warning" && english["why_code"] == "reports-warning")
        #expect(english["why"] == "The service reports a warning itself: “Finance refused bookings”.")
        #expect(
            try json(warned, .german)["why"] == "Der Dienst meldet selbst eine Warnung: „Finance refused bookings“.")
        #expect(try json(state(.pass, .warn(.busy)))["why"] == "Busy: the service asks to come back later.")
    }

    @Test func `paused and down is told with its cause, and that no restart follows`() throws {
        var hung = state(.pass)
        _ = hung.handle(.asked(unit: "beleg", .pause, by: "test"), at: now)
        var ended = hung
        for _ in 0..<3 {
            _ = hung.handle(
                .probed(
                    unit: "beleg", generation: 1, ready: .miss(.timedOut), live: nil,
                    startedAt: now.uptimeMilliseconds), at: now)
        }
        _ = ended.handle(
            .ended(unit: "beleg", generation: 1, .signalled(signal: 11), ranOutOfMemory: false), at: now)
        let (hang, end) = (try json(hung), try json(ended))
        #expect(
            hang["why"]
                == "Slow: it accepts the connection but does not answer in time. It does not work; paused: no restart.")
        #expect(end["why"] == "Ended by signal 11 (SIGSEGV); paused: no restart." && end["status"] == "unreachable")
        #expect(hang["why_code"] == "paused" && end["why_code"] == "paused")
    }

    @Test func `who waits for a free port or a change has no time of a next try`() throws {
        var taken = WatchdogState(seed: 1)
        _ = taken.handle(.booted(bootID: "boot", found: []), at: now)
        _ = taken.handle(.configured(StackSpec(units: [spec])), at: now)
        var full = taken
        let holder = PortHolder(port: 1, pid: 9, program: "nc", user: "eve")
        _ = taken.handle(.obstructed(unit: "beleg", generation: 1, .portTaken(holder)), at: now)
        _ = full.handle(.obstructed(unit: "beleg", generation: 1, .diskFull(freeBytes: 1)), at: now)
        var failed = state(.pass)
        _ = failed.handle(.ended(unit: "beleg", generation: 1, .exited(code: 78), ranOutOfMemory: false), at: now)
        #expect(try json(taken)["next_try_in_ms"] == .null && json(failed)["next_try_in_ms"] == .null)
        #expect(try json(full)["next_try_in_ms"] == 300_000)
    }

    @Test func `a reason goes with the warning, another one takes its place`() throws {
        #expect(try json(state(.warn(.reported("a")), .pass))["why"] == "")
        #expect(try json(state(.warn(.reported("a")), .warn(.busy)))["why_code"] == "busy")
        #expect(try json(state(.warn(.reported("a")), .warn(.reported("b")))) == json(state(.warn(.reported("b")))))
    }

    @Test func `figures that change with every look are no news for the journal`() {
        #expect(state(.warn(.reported("queue 7"))) == state(.warn(.reported("queue 7")), .warn(.reported("queue 12"))))
    }
}
