import ProcessKit

/// From "it runs" to "it has ended", wanted or not, and what follows.
extension WatchdogState {
    /// Wait before a unit that ended with code 0 is started again, in milliseconds.
    private static let politeDelay = 1_000

    // MARK: Wanted ends

    /// The way down of a unit that shall not run: at once, or after those that need it when the whole stack ends.
    mutating func stopIfFree(_ index: Int, _ turn: inout Turn) {
        let unit = units[index]
        switch unit.process {
        case .absent, .exited, .foreign:
            if unit.supervision != .normal { units[index].supervision = .normal }
        case .stopping(let stopping): superviseStop(index, stopping, &turn)
        case .starting, .alive:
            if common.isStopping, isNeeded(unit.name) { return }
            let purpose: Stopping.Purpose = unit.isRemoved ? .remove : .stop
            beginStop(
                index, patience: specs[index].stopMilliseconds, purpose: purpose, why: stopReason(index), &turn)
        }
    }

    private func isNeeded(_ name: String) -> Bool {
        units.indices.contains { units[$0].hasProcess && specs[$0].dependsOn.contains(name) }
    }

    func stopReason(_ index: Int) -> Why {
        if common.isStopping { return .stackStopping(by: common.stoppingBy) }
        return units[index].isRemoved ? .removedFromStack : units[index].pendingWhy
    }

    /// First rung of the ladder: SIGTERM to the group.
    mutating func beginStop(
        _ index: Int, patience: Int, purpose: Stopping.Purpose, why: Why, _ turn: inout Turn
    ) {
        units[index].process = .stopping(
            Stopping(since: turn.uptime, killAt: turn.uptime + patience, purpose: purpose))
        units[index].supervision = .normal
        units[index].readySince = nil
        units[index].endedFor = nil
        if case .restart(isFailure: true) = purpose {
            units[index].endedFor = why
            units[index].pendingWhy = why
            turn.decide(units[index], .keepEvidence, why: why)
        }
        guard let identity = units[index].identity else { return }
        turn.decide(units[index], .terminate(identity), why: why)
    }

    /// Second rung: SIGKILL once patience has ended.
    mutating func superviseStop(_ index: Int, _ stopping: Stopping, _ turn: inout Turn) {
        guard !stopping.isKilled, turn.uptime >= stopping.killAt, let identity = units[index].identity else { return }
        var stopping = stopping
        stopping.isKilled = true
        units[index].process = .stopping(stopping)
        let why = Why.stopTookTooLong(milliseconds: turn.uptime - stopping.since)
        if stopping.purpose != .restart(isFailure: true) { turn.decide(units[index], .keepEvidence, why: why) }
        turn.decide(units[index], .kill(identity), why: why)
    }

    // MARK: Ends

    mutating func ended(_ index: Int, _ status: ExitStatus, ranOutOfMemory: Bool, _ turn: inout Turn) {
        guard units[index].hasProcess else { return }
        turn.isSettled = false
        units[index].identity = nil
        units[index].lastExit = status
        if case .stopping = units[index].process { return settleStop(index, status, &turn) }
        units[index].process = .exited(status)
        units[index].endedFor = nil
        units[index].health = .unknown
        units[index].readySince = nil
        turn.decide(units[index], .sweep, why: .leftBehind(generation: units[index].generation))
        guard units[index].intent != .stop, !common.isStopping, !units[index].isRemoved else { return }
        markDown(index, turn.now)
        guard units[index].intent == .run else {
            return turn.decide(units[index], .keepEvidence, why: .leftPaused(status))
        }
        failed(index, status, ranOutOfMemory: ranOutOfMemory, &turn)
    }

    /// The end of a stop.
    mutating func settleStop(_ index: Int, _ status: ExitStatus, _ turn: inout Turn) {
        guard case .stopping(let stopping) = units[index].process else { return }
        turn.isSettled = false
        units[index].forgetJudgement()
        units[index].process = .absent
        units[index].supervision = .normal
        if units[index].intent == .stop { units[index].endedFor = nil }
        turn.decide(units[index], .sweep, why: .leftBehind(generation: units[index].generation))
        switch stopping.purpose {
        case .stop, .remove: turn.decide(units[index], .note, why: .stopped)
        case .restart(isFailure: false): markDown(index, turn.now)
        case .restart(isFailure: true):
            markDown(index, turn.now)
            units[index].process = .exited(status)
            guard specs[index].restart.mode != .never else { return leaveAlone(index, status, &turn) }
            let why = units[index].pendingWhy
            recordFailure(index, status, why: { _, _ in why }, &turn)
        }
    }

    /// An end that nobody asked for: what its status means decides what follows.
    private mutating func failed(_ index: Int, _ status: ExitStatus, ranOutOfMemory: Bool, _ turn: inout Turn) {
        let mode = specs[index].restart.mode
        if mode == .never || (mode == .onFailure && status == .exited(code: 0)) {
            return leaveAlone(index, status, &turn)
        }
        if case .exited(let code) = status, Self.needsChange(code) {
            turn.decide(units[index], .keepEvidence, why: .obstacle(.exitCode(code)))
            return block(index, .exitCode(code), why: .obstacle(.exitCode(code)), &turn)
        }
        recordFailure(
            index, status,
            why: { episode, delay in
                if status == .exited(code: 0) { return .endedByItself(delayMilliseconds: delay) }
                return ranOutOfMemory
                    ? .ranOutOfMemory(episode: episode, delayMilliseconds: delay)
                    : .crashed(status, episode: episode, delayMilliseconds: delay)
            }, &turn)
    }

    private mutating func leaveAlone(_ index: Int, _ status: ExitStatus, _ turn: inout Turn) {
        units[index].supervision = .suppressed(by: .policy, until: nil)
        turn.decide(units[index], .keepEvidence, why: .leftAlone(status))
    }

    /// Codes that another try cannot cure. `EX_UNAVAILABLE` (69) and `EX_TEMPFAIL` (75) speak of others, who may be
    /// back any moment; the rest of `sysexits.h` speaks of settings, and 126 and 127 of the program itself.
    private static func needsChange(_ code: Int32) -> Bool {
        (64...78).contains(code) && code != 69 && code != 75 || code == 126 || code == 127
    }

    // MARK: Back-off and budgets

    private mutating func recordFailure(
        _ index: Int, _ status: ExitStatus, why: (_ episode: Int, _ delay: Int) -> Why, _ turn: inout Turn
    ) {
        let policy = specs[index].restart
        units[index].isRecovering = true
        units[index].episode += 1
        units[index].ends.append(turn.uptime)
        let longest = policy.budgets.map(\.milliseconds).max() ?? 0
        let earliest = turn.uptime - longest
        units[index].ends.removeAll { $0 <= earliest }
        if units[index].isOnProbation { return quarantine(index, why: .failedOnProbation(status), &turn) }
        if let budget = exceededBudget(index, policy, turn) {
            return quarantine(
                index, why: .tooManyFailures(count: budget.count, withinMilliseconds: budget.milliseconds), &turn)
        }
        var delay = delay(policy, episode: units[index].episode)
        if status == .exited(code: 0) { delay = max(delay, Self.politeDelay) }
        let reason = why(units[index].episode, delay)
        units[index].pendingWhy = reason
        units[index].supervision = delay == 0 ? .normal : .backoff(until: turn.uptime + delay)
        turn.decide(units[index], .keepEvidence, why: reason)
    }

    private func exceededBudget(_ index: Int, _ policy: RestartPolicy, _ turn: Turn) -> RestartPolicy.Budget? {
        policy.budgets.first { budget in
            units[index].ends.count { $0 > turn.uptime - budget.milliseconds } > budget.count
        }
    }

    private mutating func quarantine(_ index: Int, why: Why, _ turn: inout Turn) {
        units[index].supervision = .quarantined(until: turn.uptime + specs[index].restart.quarantineMilliseconds)
        units[index].pendingWhy = why
        turn.decide(units[index], .keepEvidence, why: why)
        turn.decide(units[index], .awaitClearance(.crashLoop), why: why)
    }

    /// The wait of the n-th failure of an episode with ± 25 % of jitter, so that many do not start in step.
    private mutating func delay(_ policy: RestartPolicy, episode: Int) -> Int {
        guard !policy.delaysMilliseconds.isEmpty else { return 0 }
        let base = policy.delaysMilliseconds[min(episode, policy.delaysMilliseconds.count) - 1]
        guard base > 0 else { return 0 }
        return base * 3 / 4 + Int(common.random.next() % UInt64(base / 2 + 1))
    }
}
