import ProcessKit

/// The stack file, and the start of the Observer itself.
extension WatchdogState {
    // MARK: Stack file

    /// Applies the difference between what is known and what the file says; healthy units that it does not concern
    /// are left alone.
    mutating func configure(_ stack: StackSpec, _ turn: inout Turn) {
        common.startsAtOnce = stack.startsAtOnce
        common.restartsPerMinute = stack.restartsPerMinute
        common.downMilliseconds = stack.alerts.downMilliseconds
        common.reminderMilliseconds = stack.alerts.reminderMilliseconds
        common.longestReminderMilliseconds = stack.alerts.longestReminderMilliseconds
        let named = Set(stack.units.map(\.name))
        for index in units.indices where !named.contains(units[index].name) { remove(index, &turn) }
        for spec in stack.units { apply(spec, &turn) }
        sortByDependency(in: stack.units.map(\.name))
        for stray in common.strays {
            turn.decide(
                stray.unit, generation: stray.generation, action: .kill(stray.identity), why: .removedFromStack)
        }
        common.strays = []
    }

    private mutating func remove(_ index: Int, _ turn: inout Turn) {
        guard !units[index].isRemoved else { return }
        units[index].isRemoved = true
        turn.decide(units[index], .note, why: .removedFromStack)
    }

    private mutating func apply(_ spec: UnitSpec, _ turn: inout Turn) {
        guard let index = index(of: spec.name) else {
            var unit = UnitState(name: spec.name, intent: spec.startsWithStack ? .run : .stop)
            unit.pendingWhy = .addedToStack
            if let earlier = common.retired.removeValue(forKey: spec.name) { earlier.hold(for: &unit) }
            units.append(unit)
            specs.append(spec)
            let mine = common.strays.filter { $0.unit == spec.name }
            common.strays.removeAll { $0.unit == spec.name }
            if !mine.isEmpty { reconcile(units.count - 1, mine, &turn) }
            return
        }
        let hasReturned = units[index].isRemoved
        units[index].isRemoved = false
        let known = pendingSpecs[spec.name] ?? specs[index]
        guard known != spec || hasReturned else { return }
        if units[index].hasProcess, known.launchesDifferently(from: spec) {
            pendingSpecs[spec.name] = spec
            restartForChange(index, spec, &turn)
        } else if units[index].hasProcess, pendingSpecs[spec.name] != nil {
            pendingSpecs[spec.name] = spec
        } else {
            specs[index] = spec
            if !units[index].hasProcess { wake(index, why: .configurationChanged) }
        }
    }

    /// Everything but what the process itself sees changes at once; that, with a restart.
    private mutating func restartForChange(_ index: Int, _ spec: UnitSpec, _ turn: inout Turn) {
        guard units[index].intent == .run else { return }
        switch units[index].process {
        case .starting, .alive:
            wake(index, why: .configurationChanged)
            beginStop(
                index, patience: specs[index].stopMilliseconds, purpose: .restart(isFailure: false),
                why: .configurationChanged, &turn)
        case .stopping(var stopping) where stopping.purpose == .remove:
            stopping.purpose = .restart(isFailure: false)
            units[index].process = .stopping(stopping)
        default: break
        }
    }

    /// Puts each unit after those that it needs; beyond that in the order of the file.
    private mutating func sortByDependency(in fileOrder: [String]) {
        var placed: [Int] = []
        var open = fileOrder.compactMap { index(of: $0) } + units.indices.filter { !fileOrder.contains(units[$0].name) }
        while !open.isEmpty {
            let waiting = Set(open.map { units[$0].name })
            let free = open.firstIndex { index in
                specs[index].dependsOn.allSatisfy { !waiting.contains($0) }
            }
            // A cycle cannot come from a checked file; should one come, the order of the file decides.
            placed.append(open.remove(at: free ?? 0))
        }
        units = placed.map { units[$0] }
        specs = placed.map { specs[$0] }
    }

    // MARK: Our own start

    /// Compares what was written down with what is really there.
    ///
    /// - Parameters:
    ///   - bootID: The kernel's id of this boot; after another one no process of ours can exist.
    ///   - found: Processes that carry our marker, and recorded ones that have ended but can still tell how.
    mutating func boot(_ bootID: String, _ found: [FoundUnit], _ turn: inout Turn) {
        let isSameBoot = common.bootID == bootID
        common.bootID = bootID
        common.missesVoidBefore = turn.uptime
        common.commonCause = nil
        if !isSameBoot { forgetUptimes(turn.uptime) }
        for incident in common.incidents where common.reminderAt[incident.id] == nil {
            common.reminderAt[incident.id] = turn.uptime + common.reminderMilliseconds
        }
        // How they fare now is not known yet; who is still down gets its script with the first word of it.
        for name in common.services.keys { common.services[name]?.scriptAt = nil }
        for index in units.indices {
            let mine = found.filter { $0.unit == units[index].name }
            if isSameBoot || !mine.isEmpty { reconcile(index, mine, &turn) } else { settleVanished(index) }
        }
        common.strays = found.filter { index(of: $0.unit) == nil }
    }

    private mutating func reconcile(_ index: Int, _ found: [FoundUnit], _ turn: inout Turn) {
        let recorded = units[index].identity
        let kept = found.first { $0.identity == recorded } ?? found.max { $0.generation < $1.generation }
        for other in found where other.identity != kept?.identity {
            turn.decide(units[index], .kill(other.identity), why: .duplicate(pid: other.identity.pid))
        }
        if let kept { return adopt(index, kept, &turn) }
        guard units[index].hasProcess else { return waitAnew(index, &turn) }
        if recorded == nil {
            // The order to start was written down but never carried out.
            settleVanished(index)
        } else {
            turn.decide(units[index], .note, why: .vanished)
            ended(index, .unknown, ranOutOfMemory: false, &turn)
        }
    }

    /// Whoever looked for the end of an obstacle is gone with the earlier run.
    private mutating func waitAnew(_ index: Int, _ turn: inout Turn) {
        switch units[index].supervision {
        case .suppressed(.obstacle, _):
            units[index].process = .absent
            units[index].supervision = .normal
            units[index].pendingWhy = .stackStarted
        case .quarantined:
            turn.decide(units[index], .awaitClearance(.crashLoop), why: units[index].pendingWhy)
        case .normal
        where units[index].process == .absent && units[index].downSince == nil && units[index].intent == .run:
            // It was ended as asked: why it was started last is none of the reasons to start it now.
            units[index].pendingWhy = .stackStarted
        default: break
        }
    }

    private mutating func adopt(_ index: Int, _ found: FoundUnit, _ turn: inout Turn) {
        let wasRecorded = units[index].identity == found.identity
        units[index].generation = max(units[index].generation, found.generation)
        units[index].identity = found.identity
        units[index].forgetJudgement()
        units[index].startDeadline = turn.uptime + specs[index].startMilliseconds
        switch units[index].process {
        case .alive where wasRecorded: break
        case .stopping where wasRecorded: break
        case .starting(let since) where wasRecorded: units[index].process = .starting(since: since)
        default:
            units[index].process = .starting(since: turn.uptime)
            units[index].supervision = .normal
        }
        if case .suppressed = units[index].supervision { units[index].supervision = .normal }
        // Nobody can be asked: it was ready and still runs.
        if specs[index].port == nil, units[index].process == .alive { units[index].health = .pass }
        turn.decide(units[index], .watch(found.identity), why: .foundAgain(pid: found.identity.pid))
        if case .stopping(var stopping) = units[index].process {
            // Whether the orders of then were carried out is not known: they are given again.
            stopping.isKilled = false
            units[index].process = .stopping(stopping)
            turn.decide(units[index], .terminate(found.identity), why: stopReason(index))
        }
    }

    private mutating func settleVanished(_ index: Int) {
        units[index].identity = nil
        units[index].endedFor = nil
        units[index].forgetJudgement()
        units[index].pendingWhy = .stackStarted
        units[index].process = .absent
        if case .suppressed(.obstacle, _) = units[index].supervision { units[index].supervision = .normal }
    }

    /// Uptimes of another boot mean nothing.
    private mutating func forgetUptimes(_ uptime: Int) {
        common.recentRestarts = []
        common.reminderAt = common.reminderAt.mapValues { _ in uptime + common.reminderMilliseconds }
        for name in common.services.keys {
            common.services[name]?.since = uptime
            common.services[name]?.scriptRuns = []
        }
        for index in units.indices {
            units[index].supervision = .normal
            units[index].ends = []
            units[index].episode = 0
            units[index].isOnProbation = false
            units[index].isRecovering = false
            units[index].gateSince = nil
            units[index].readySince = nil
            units[index].downSince = units[index].downSince.map { _ in uptime }
        }
    }
}

extension UnitSpec {
    /// Whether a running process started from the other one would have to be replaced.
    package func launchesDifferently(from other: UnitSpec) -> Bool {
        executable != other.executable || arguments != other.arguments || environment != other.environment
            || workingDirectory != other.workingDirectory || host != other.host || port != other.port
            || serviceName != other.serviceName
    }
}
