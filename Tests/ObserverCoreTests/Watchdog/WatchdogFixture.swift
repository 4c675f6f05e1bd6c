import ObserverCore
import ProcessKit

/// A watchdog driven step by step, with a clock that the test sets.
struct WatchdogFixture {
    private(set) var state = WatchdogState(seed: 7)
    var now = Moment(uptimeMilliseconds: 90_000_000, unixMilliseconds: 1_700_000_000_000)
    /// Everything decided so far.
    private(set) var log: [Decision] = []
    private var nextPID: Int32 = 1_000

    init(_ stack: StackSpec) {
        feed(.booted(bootID: "boot", found: []))
        feed(.configured(stack))
    }

    init(_ units: UnitSpec...) {
        self.init(StackSpec(units: units))
    }

    /// Feeds an event and returns what was decided.
    @discardableResult
    mutating func feed(_ event: WatchdogEvent) -> [Decision] {
        let outcome = decide(state, event, at: now)
        state = outcome.state
        log += outcome.decisions
        return outcome.decisions
    }

    /// Lets time pass in steps, each deadline on its way being met.
    mutating func wait(_ milliseconds: Int) {
        let end = now.uptimeMilliseconds + milliseconds
        while let deadline = state.nextDeadline(at: now), deadline <= end {
            now = now.advanced(byMilliseconds: deadline - now.uptimeMilliseconds)
            feed(.tick)
        }
        now = now.advanced(byMilliseconds: end - now.uptimeMilliseconds)
        feed(.tick)
    }

    func unit(_ name: String) -> UnitState {
        guard let unit = state.unit(name) else { preconditionFailure("no unit \(name)") }
        return unit
    }

    /// Carries out the latest order to start.
    @discardableResult
    mutating func spawn(_ name: String) -> ProcessIdentity {
        nextPID += 1
        let identity = ProcessIdentity(pid: nextPID, startTicks: UInt64(nextPID), bootID: "boot")
        feed(.spawned(unit: name, generation: unit(name).generation, identity))
        return identity
    }

    /// Brings a unit to ready.
    @discardableResult
    mutating func bringUp(_ name: String) -> ProcessIdentity {
        let identity = spawn(name)
        pass(name)
        return identity
    }

    @discardableResult
    mutating func pass(_ name: String) -> [Decision] { probe(name, .pass, live: nil) }

    @discardableResult
    mutating func miss(_ name: String, _ fault: ProbeFault = .timedOut, live: ProbeVerdict? = nil) -> [Decision] {
        probe(name, .miss(fault), live: live)
    }

    @discardableResult
    mutating func probe(_ name: String, _ verdict: ProbeVerdict, live: ProbeVerdict?) -> [Decision] {
        feed(
            .probed(
                unit: name, generation: unit(name).generation, ready: verdict, live: live,
                startedAt: now.uptimeMilliseconds))
    }

    @discardableResult
    mutating func crash(_ name: String, _ status: ExitStatus = .signalled(signal: 9)) -> [Decision] {
        feed(.ended(unit: name, generation: unit(name).generation, status, ranOutOfMemory: false))
    }

    /// How often a unit was ordered to start.
    func starts(_ name: String) -> Int {
        log.count { $0.unit == name && $0.action == .start }
    }

    /// All alerts so far.
    var alerts: [Alert] {
        log.compactMap { if case .send(let alert) = $0.action { alert } else { nil } }
    }
}

extension UnitSpec {
    /// A service as the tests need it.
    static func sample(_ name: String, port: Int = 4_000, dependsOn: [String] = []) -> UnitSpec {
        UnitSpec(name: name, executable: "/bin/\(name)", port: port, dependsOn: dependsOn)
    }
}
