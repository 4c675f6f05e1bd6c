package import ObserverCore
import ProcessKit

/// A machine in small: processes that start, crash, hang and end when the rules of the watchdog say so, or when they
/// please. Everything random comes from one seed, so that a failure can be repeated.
package struct SimulatedWorld {
    /// One process that exists.
    struct Process: Equatable {
        var unit: String
        var generation: Int
        var identity: ProcessIdentity
    }

    /// Settings of one schedule.
    package struct Character {
        /// Share of starts that the machine obstructs, in percent.
        package var obstructed: Int
        /// Share of steps in which a process dies by itself, in percent.
        package var crashes: Int
        /// Share of probes that miss, in percent.
        package var misses: Int
    }

    private(set) var state: WatchdogState
    private var random: SplitMix64
    private let character: Character
    private var now = Moment(uptimeMilliseconds: 90_000_000, unixMilliseconds: 1_700_000_000_000)
    private var processes: [Process] = []
    /// Orders of the rules that nobody has carried out yet.
    private var orders: [Decision] = []
    private var nextPID: Int32 = 100
    private var restartTimes: [Int] = []
    private let recordsEvents: Bool
    /// What was fed to the rules, with its time; empty unless asked for.
    package private(set) var events: [(event: WatchdogEvent, at: Moment)] = []
    /// What the rules answered.
    package private(set) var decisions: [[Decision]] = []
    /// The first rule of the house that was broken.
    package private(set) var violation: String?

    package init(seed: UInt64, stack: StackSpec, character: Character, recordsEvents: Bool = false) {
        state = WatchdogState(seed: seed)
        random = SplitMix64(seed: seed ^ 0x5EED)
        self.character = character
        self.recordsEvents = recordsEvents
        feed(.booted(bootID: "boot", found: [], isStackNext: true))
        feed(.configured(stack))
    }

    package var final: WatchdogState { state }

    // MARK: Random steps

    /// Lets something happen.
    package mutating func step() {
        switch percent() {
        case 0..<34: carryOut()
        case 34..<(34 + character.crashes): die()
        case 44..<66: probe()
        case 66..<78: wait()
        case 78..<86: ask()
        case 86..<89: feed(.stalled(milliseconds: 600 + Int(random.next() % 60_000)))
        case 89..<92: feedStale()
        case 92..<95: restartObserver()
        case 95..<97: feed(.serviceChanged(name: "outside", isWorking: percent() < 50, hasScript: false))
        case 97..<99: clear()
        default: reload()
        }
    }

    private mutating func percent() -> Int { Int(random.next() % 100) }

    private mutating func pick<Element>(_ elements: [Element]) -> Element? {
        elements.isEmpty ? nil : elements[Int(random.next() % UInt64(elements.count))]
    }

    private mutating func carryOut() {
        guard !orders.isEmpty else { return wait() }
        let order = orders.remove(at: Int(random.next() % UInt64(orders.count)))
        perform(order, isObstructed: percent() < character.obstructed)
    }

    private mutating func perform(_ order: Decision, isObstructed: Bool) {
        switch order.action {
        case .start where isObstructed:
            let obstacle: Obstacle =
                percent() < 50
                ? .programMissing("/x") : .portTaken(PortHolder(port: 1, pid: 1, program: "x", user: "u"))
            feed(.obstructed(unit: order.unit, generation: order.generation, obstacle))
        case .start:
            nextPID += 1
            let identity = ProcessIdentity(pid: nextPID, startTicks: UInt64(nextPID), bootID: "boot")
            if let other = processes.first(where: { $0.unit == order.unit }) {
                violation = "two live generations of \(order.unit): \(other.generation) and \(order.generation)"
            }
            processes.append(Process(unit: order.unit, generation: order.generation, identity: identity))
            feed(.spawned(unit: order.unit, generation: order.generation, identity))
        case .terminate(let identity):
            // Some ignore SIGTERM.
            if percent() < 70 { end(identity, .exited(code: 0)) }
        case .kill(let identity): end(identity, .signalled(signal: 9))
        default: break
        }
    }

    private mutating func end(_ identity: ProcessIdentity, _ status: ExitStatus) {
        guard let place = processes.firstIndex(where: { $0.identity == identity }) else { return }
        let process = processes.remove(at: place)
        feed(.ended(unit: process.unit, generation: process.generation, status, ranOutOfMemory: percent() < 5))
    }

    private mutating func die() {
        guard let process = pick(processes) else { return }
        let status: ExitStatus =
            pick([.signalled(signal: 11), .signalled(signal: 9), .exited(code: 1), .exited(code: 0), .exited(code: 78)])
            ?? .unknown
        end(process.identity, status)
    }

    private mutating func probe() {
        // Who has no port cannot be asked.
        let asked = processes.filter { state.spec($0.unit)?.port != nil }
        guard let process = pick(asked) else { return wait() }
        let isMiss = percent() < character.misses
        let fault: ProbeFault = percent() < 50 ? .timedOut : .connectionRefused
        feed(
            .probed(
                unit: process.unit, generation: process.generation, ready: isMiss ? .miss(fault) : .pass,
                live: percent() < 30 ? (percent() < 50 ? .pass : .miss(.timedOut)) : nil,
                startedAt: now.uptimeMilliseconds - Int(random.next() % 2_000)))
    }

    private mutating func wait() {
        let span: Int
        if percent() < 50, let deadline = state.nextDeadline(at: now) {
            span = deadline - now.uptimeMilliseconds
        } else {
            span = Int(random.next() % 20_000)
        }
        now = now.advanced(byMilliseconds: span)
        feed(.tick)
    }

    private mutating func ask() {
        guard let unit = pick(state.units.map(\.name)), let command = pick(OperatorCommand.allCases) else { return }
        feed(.asked(unit: unit, command, by: "simulation"))
    }

    /// Results of generations long gone.
    private mutating func feedStale() {
        guard let unit = pick(state.units) else { return }
        let generation = unit.generation - 1
        feed(.ended(unit: unit.name, generation: generation, .exited(code: 1), ranOutOfMemory: false))
        feed(.probed(unit: unit.name, generation: generation, ready: .pass, live: nil, startedAt: 0))
    }

    private mutating func clear() {
        guard let unit = pick(state.units) else { return }
        feed(.cleared(unit: unit.name, generation: unit.generation))
    }

    private mutating func reload() {
        var stack = StackSpec(units: state.specs)
        guard !stack.units.isEmpty else { return }
        let place = Int(random.next() % UInt64(stack.units.count))
        stack.units[place].arguments = ["\(random.next() % 3)"]
        feed(.configured(stack))
    }

    /// The Observer dies and comes back: orders not carried out are lost, processes are not.
    private mutating func restartObserver() {
        // A start may have been carried out without anybody writing it down.
        if let order = orders.first(where: { $0.action == .start }), percent() < 50,
            !processes.contains(where: { $0.unit == order.unit })
        {
            nextPID += 1
            let identity = ProcessIdentity(pid: nextPID, startTicks: UInt64(nextPID), bootID: "boot")
            processes.append(Process(unit: order.unit, generation: order.generation, identity: identity))
        }
        orders = []
        let found = processes.map { FoundUnit(unit: $0.unit, generation: $0.generation, identity: $0.identity) }
        var stack = StackSpec(units: state.specs)
        // It may have been changed meanwhile.
        if percent() < 30, !stack.units.isEmpty {
            let place = Int(random.next() % UInt64(stack.units.count))
            stack.units[place].arguments = ["\(random.next() % 3)"]
        }
        feed(.booted(bootID: "boot", found: found, isStackNext: true))
        feed(.configured(stack))
    }

    // MARK: A kind or a hostile end

    /// From now on everything works: every unit that should run must come to run.
    package mutating func turnKind() {
        feed(.serviceChanged(name: "outside", isWorking: true, hasScript: false))
        for _ in 0..<60 {
            drain { $0.perform($1, isObstructed: false) }
            for unit in state.units where unit.pace != nil && state.spec(unit.name)?.port != nil {
                feed(
                    .probed(
                        unit: unit.name, generation: unit.generation, ready: .pass, live: nil,
                        startedAt: now.uptimeMilliseconds))
            }
            if isSettled { return }
            // Somebody mends what no try of ours could.
            for unit in state.units where unit.waitsForChange {
                feed(.cleared(unit: unit.name, generation: unit.generation))
            }
            wait(upTo: 310_000)
        }
        let stuck = state.units.filter { $0.intent == .run && !$0.isReady }
        violation = "never came to run: \(stuck.map { "\($0.name) \($0.process) \($0.supervision)" })"
    }

    /// From now on every start ends at once: every unit that should run must end in quarantine.
    package mutating func turnHostile() {
        for _ in 0..<400 {
            drain { world, order in
                world.perform(order, isObstructed: false)
                if order.action == .start, let process = world.processes.last, process.unit == order.unit {
                    world.end(process.identity, .signalled(signal: 11))
                }
            }
            for process in processes { end(process.identity, .signalled(signal: 11)) }
            if state.units.allSatisfy({ Self.isQuarantined($0) }) { return }
            wait(upTo: 310_000)
        }
        violation =
            "neither running nor quarantined: \(state.units.map { "\($0.name) \($0.process) \($0.supervision)" })"
    }

    private static func isQuarantined(_ unit: UnitState) -> Bool {
        guard unit.intent == .run else { return !unit.hasProcess || unit.intent == .paused }
        if case .quarantined = unit.supervision { return true }
        return unit.isLeftAlone || unit.waitsForChange
    }

    private var isSettled: Bool {
        orders.isEmpty
            && state.units.allSatisfy {
                $0.intent == .run ? $0.isReady || $0.isLeftAlone : ($0.intent == .paused || !$0.hasProcess)
            }
    }

    private mutating func drain(_ carry: (inout SimulatedWorld, Decision) -> Void) {
        for _ in 0..<200 where !orders.isEmpty { carry(&self, orders.removeFirst()) }
    }

    private mutating func wait(upTo limit: Int) {
        let deadline = state.nextDeadline(at: now) ?? now.uptimeMilliseconds + 1_000
        now = now.advanced(byMilliseconds: min(max(deadline - now.uptimeMilliseconds, 1), limit))
        feed(.tick)
    }

    // MARK: Rules of the house

    private mutating func feed(_ event: WatchdogEvent) {
        let resting = state.units.compactMap { $0.isResting ? $0.name : nil }
        let waiting = state.units.compactMap { $0.waitsForChange ? $0.name : nil }
        let answered = state.handle(event, at: now)
        if recordsEvents {
            events.append((event, now))
            decisions.append(answered)
        }
        for decision in answered {
            check(decision)
            if decision.action == .start, case .booted(_, _, isStackNext: true) = event {
                violation = "\(decision.unit) is started before the stack file has been read"
            }
            if case .terminate = decision.action, resting.contains(decision.unit) { checkPause(of: decision.unit) }
            if decision.action == .start, waiting.contains(decision.unit), event == .tick {
                violation = "\(decision.unit) is tried again though nothing has changed"
            }
        }
        checkState(after: event)
    }

    private mutating func check(_ decision: Decision) {
        switch decision.action {
        case .start:
            if state.unit(decision.unit)?.intent != .run {
                violation = "\(decision.unit) is started against the intent"
            }
            if processes.contains(where: { $0.unit == decision.unit }) {
                violation = "\(decision.unit) is started while a process of it lives"
            }
            if state.units.count(where: { $0.isStarting }) > state.common.startsAtOnce {
                violation = "more starts at once than allowed"
            }
            // An order for an older generation must never be carried out.
            orders.removeAll { $0.unit == decision.unit && $0.action == .start }
            orders.append(decision)
        case .terminate, .kill: orders.append(decision)
        case .send(let alert) where alert.occasion == .up:
            if let unit = state.unit(alert.incident.root), unit.intent != .stop, !unit.isReady {
                violation = "the all-clear is given for \(unit.name), which does not work"
            }
        default: break
        }
    }

    /// Paused means watched, and nothing else, until the operator says otherwise.
    private mutating func checkPause(of unit: String) {
        if state.unit(unit)?.intent == .paused { violation = "\(unit) is ended though it is paused" }
    }

    private mutating func checkState(after event: WatchdogEvent) {
        guard violation == nil else { return }
        if case .booted(_, _, isStackNext: true) = event { return }
        for unit in state.units where unit.intent == .run && !unit.hasProcess {
            switch unit.supervision {
            case .backoff, .quarantined, .suppressed: break
            case .normal:
                violation = "\(unit.name) should run and nothing holds it, but it is not started (\(event))"
            }
        }
        for (unit, spec) in zip(state.units, state.specs) where spec.restart.mode == .never && unit.restarts > 0 {
            violation = "\(unit.name) is restarted against its policy (\(event))"
        }
    }
}

extension UnitState {
    fileprivate var isStarting: Bool {
        if case .starting = process { true } else { false }
    }

    /// Paused with a process that nobody has told to end.
    fileprivate var isResting: Bool {
        intent == .paused && (process == .alive || isStarting)
    }

    /// Ended with a code that no try cures.
    fileprivate var waitsForChange: Bool {
        if case .suppressed(.obstacle(let obstacle), _) = supervision { obstacle.waitsForChange } else { false }
    }

    /// Ended, and its policy asks for no start.
    fileprivate var isLeftAlone: Bool { supervision == .suppressed(by: .policy, until: nil) }
}
