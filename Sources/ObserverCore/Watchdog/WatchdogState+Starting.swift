import ProcessKit

/// From "it should run" to "it runs".
extension WatchdogState {
    /// Longest wait for what a unit needs, in milliseconds; then it starts without.
    private static let gateMilliseconds = 60_000
    /// Life after which a unit without a port counts as ready, in milliseconds.
    private static let settleMilliseconds = 1_000
    /// Longest start budget that is learnt, in milliseconds.
    private static let longestStartMilliseconds = 300_000

    /// Does for one unit whatever its time has come for.
    mutating func advance(_ index: Int, _ turn: inout Turn) {
        if common.isStopping || units[index].isRemoved || units[index].intent == .stop {
            return stopIfFree(index, &turn)
        }
        switch units[index].process {
        case .absent, .exited, .foreign: startIfDue(index, &turn)
        case .starting(let since): superviseStart(index, since: since, &turn)
        case .alive: superviseLife(index, &turn)
        case .stopping(let stopping): superviseStop(index, stopping, &turn)
        }
    }

    // MARK: Is it time?

    private mutating func startIfDue(_ index: Int, _ turn: inout Turn) {
        guard units[index].intent == .run else { return }
        switch units[index].supervision {
        case .suppressed(.policy, _), .suppressed(.obstacle, nil): return
        case .backoff(let until):
            guard turn.uptime >= until else { return }
        case .quarantined(let until):
            guard turn.uptime >= until else { return }
            units[index].isOnProbation = true
            units[index].pendingWhy = .quarantineTry
        case .suppressed(.obstacle, let until?):
            guard turn.uptime >= until else { return }
            units[index].pendingWhy = .timeToRetry
        case .normal, .suppressed: break
        }
        guard mayStart(index, &turn) else { return }
        start(index, &turn)
    }

    /// Dependencies first, then the budgets over all units.
    private mutating func mayStart(_ index: Int, _ turn: inout Turn) -> Bool {
        let missing = specs[index].dependsOn.first { !isReady($0) }
        if let missing {
            let since = units[index].gateSince ?? turn.uptime
            units[index].gateSince = since
            if turn.uptime < since + Self.gateMilliseconds {
                hold(
                    index, .dependency(missing), until: since + Self.gateMilliseconds,
                    why: .waitsForDependency(missing), &turn)
                return false
            }
        }
        if units.count(where: { $0.isStartUnderWay }) >= common.startsAtOnce {
            hold(index, .startBudget, until: nil, why: .tooManyStarts(limit: common.startsAtOnce), &turn)
            return false
        }
        guard isWithinRestartBudget(index, &turn) else { return false }
        // Said only now: a budget may hold the start for long, and this is asked in every turn.
        if let missing { turn.decide(units[index], .note, why: .startsWithoutDependency(missing)) }
        return true
    }

    private mutating func isWithinRestartBudget(_ index: Int, _ turn: inout Turn) -> Bool {
        guard units[index].isRecovering else { return true }
        let earliest = turn.uptime - 60_000
        common.recentRestarts.removeAll { $0 <= earliest }
        guard common.recentRestarts.count >= common.restartsPerMinute, let first = common.recentRestarts.first else {
            return true
        }
        hold(
            index, .restartBudget, until: first + 60_000, why: .tooManyRestarts(perMinute: common.restartsPerMinute),
            &turn)
        return false
    }

    /// Notes once that a unit has to wait.
    private mutating func hold(
        _ index: Int, _ suppression: Suppression, until: Int?, why: Why, _ turn: inout Turn
    ) {
        let held = Supervision.suppressed(by: suppression, until: until)
        guard units[index].supervision != held else { return }
        units[index].supervision = held
        turn.decide(units[index], .note, why: why)
    }

    /// Whether something by this name, a unit or a service on its own, is ready for work.
    func isReady(_ name: String) -> Bool {
        if let unit = unit(name) { return unit.isReady }
        return common.services[name]?.isWorking ?? false
    }

    // MARK: Start

    private mutating func start(_ index: Int, _ turn: inout Turn) {
        let name = units[index].name
        if let spec = pendingSpecs.removeValue(forKey: name) { specs[index] = spec }
        if units[index].isRecovering {
            common.recentRestarts.append(turn.uptime)
            units[index].restarts += 1
        }
        units[index].isRecovering = false
        units[index].generation += 1
        units[index].process = .starting(since: turn.uptime)
        units[index].supervision = .normal
        units[index].identity = nil
        units[index].readySince = nil
        units[index].startDeadline = turn.uptime + startBudget(index)
        units[index].forgetJudgement()
        markDown(index, turn.now)
        turn.decide(units[index], .start, why: units[index].pendingWhy)
    }

    private func startBudget(_ index: Int) -> Int {
        let learnt = min(3 * units[index].learntStartMilliseconds, Self.longestStartMilliseconds)
        return max(specs[index].startMilliseconds, learnt)
    }

    mutating func spawned(_ index: Int, _ identity: ProcessIdentity, _ turn: inout Turn) {
        switch units[index].process {
        case .starting where units[index].identity == nil: units[index].identity = identity
        case .stopping where units[index].identity == nil:
            // Stopped between the order and its execution: the process is there now and must go.
            units[index].identity = identity
            turn.decide(units[index], .terminate(identity), why: stopReason(index))
        default: break
        }
    }

    mutating func obstructed(_ index: Int, _ obstacle: Obstacle, _ turn: inout Turn) {
        switch units[index].process {
        case .starting where units[index].identity == nil: break
        case .stopping where units[index].identity == nil: return settleStop(index, .unknown, &turn)
        default: return
        }
        if case .portTaken(let holder) = obstacle {
            units[index].process = .foreign(holder)
        } else {
            units[index].process = .absent
        }
        block(index, obstacle, why: .obstacle(obstacle), &turn)
    }

    /// Waits until an obstacle is gone, with a try every now and then: never "failed for ever". What another try cannot
    /// cure waits for its change alone.
    mutating func block(_ index: Int, _ obstacle: Obstacle, why: Why, _ turn: inout Turn) {
        let retryAt = obstacle.waitsForChange ? nil : turn.uptime + specs[index].restart.quarantineMilliseconds
        units[index].supervision = .suppressed(by: .obstacle(obstacle), until: retryAt)
        turn.decide(units[index], .awaitClearance(obstacle), why: why)
    }

    mutating func cleared(_ index: Int, _ turn: inout Turn) {
        switch units[index].supervision {
        case .quarantined, .suppressed(.obstacle, _): wake(index, why: .obstacleGone)
        default: break
        }
    }

    /// The cause of a wait is gone: the wait is over, and old failures no longer count.
    mutating func wake(_ index: Int, why: Why) {
        units[index].supervision = .normal
        units[index].pendingWhy = why
        units[index].episode = 0
        units[index].ends = []
        units[index].isOnProbation = false
        units[index].gateSince = nil
        if !units[index].hasProcess, case .foreign = units[index].process { units[index].process = .absent }
    }

    private mutating func superviseStart(_ index: Int, since: Int, _ turn: inout Turn) {
        if specs[index].port == nil, units[index].identity != nil, turn.uptime >= since + Self.settleMilliseconds {
            return becomeReady(index, .pass, since: since, &turn)
        }
        // Until the process exists there is nobody to stop: the shell always answers an order.
        guard turn.uptime >= units[index].startDeadline, units[index].identity != nil else { return }
        guard units[index].intent == .run, specs[index].restart.mode != .never else {
            return leaveUnready(index, since: since, &turn)
        }
        beginStop(
            index, patience: specs[index].hangStopMilliseconds, purpose: .restart(isFailure: true),
            why: .startTookTooLong(milliseconds: turn.uptime - since), &turn)
    }

    /// No other start would follow: the process keeps its chance to become ready after all, and counts as failed until
    /// then, so that nobody's start waits for it.
    private mutating func leaveUnready(_ index: Int, since: Int, _ turn: inout Turn) {
        turn.isSettled = false
        units[index].process = .alive
        units[index].gateSince = nil
        units[index].health = .fail
        turn.decide(units[index], .note, why: .startTookTooLong(milliseconds: turn.uptime - since))
    }

    /// First pass after a start.
    mutating func becomeReady(
        _ index: Int, _ health: HealthJudgement.Health, since: Int, _ turn: inout Turn
    ) {
        units[index].process = .alive
        // The next wait for dependencies is a new one; until ready, one wait is enough for all tries.
        units[index].gateSince = nil
        units[index].health = health
        units[index].passes = HealthJudgement.passesToRecover
        units[index].readySince = turn.uptime
        units[index].startDurations.append(turn.uptime - since)
        if units[index].startDurations.count > 20 { units[index].startDurations.removeFirst() }
        turn.decide(units[index], .note, why: .ready(milliseconds: turn.uptime - since))
        turnedReady(index, &turn)
    }

    /// Ends the waits of those that need it.
    mutating func turnedReady(_ index: Int, _ turn: inout Turn) {
        units[index].downSince = nil
        units[index].downSinceUnix = nil
        wakeDependents(of: units[index].name, &turn)
    }

    mutating func wakeDependents(of name: String, _ turn: inout Turn) {
        turn.isSettled = false
        for other in units.indices where specs[other].dependsOn.contains(name) {
            switch (units[other].process, units[other].supervision) {
            case (.absent, .backoff), (.absent, .quarantined), (.exited, .backoff), (.exited, .quarantined):
                wake(other, why: .dependencyReady(name))
            case (.alive, _) where !units[other].isReady:
                giveOneMoreProbe(other, why: .dependencyReady(name), &turn)
            default: break
            }
        }
    }

    mutating func markDown(_ index: Int, _ now: Moment) {
        guard units[index].downSince == nil else { return }
        units[index].downSince = now.uptimeMilliseconds
        units[index].downSinceUnix = now.unixMilliseconds
    }
}

extension UnitState {
    /// Whether a start of it is under way.
    var isStartUnderWay: Bool {
        if case .starting = process { true } else { false }
    }
}
