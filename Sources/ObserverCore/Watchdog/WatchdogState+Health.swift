/// What probes say, and when a unit that lives is restarted all the same.
extension WatchdogState {
    /// Refused connections that make a failure while the process lives: nobody listens, waiting teaches nothing.
    private static let refusalsToFail = 2
    /// Results that flapping is judged by.
    private static let flappingWindow = 21
    /// Span after which the root of a common cause, when it is one of ours, may be restarted, in milliseconds.
    private static let commonCauseHold = 30_000
    /// Span within which units must turn bad to be seen as one event, in milliseconds.
    private static let commonCauseSpan = 10_000

    /// Returns whether the result can change anything beyond the unit's own counters.
    mutating func probed(
        _ index: Int, ready: ProbeVerdict, live: ProbeVerdict?, startedAt: Int, _ turn: inout Turn
    ) -> Bool {
        let before = units[index].health
        switch units[index].process {
        case .starting(let since): return probedStarting(index, ready, since: since, &turn)
        case .alive: break
        default: return false
        }
        switch ready {
        case .pass: passed(index, warning: nil, &turn)
        case .warn(let warning): passed(index, warning: warning, &turn)
        case .miss(let fault):
            guard startedAt >= common.missesVoidBefore else { return false }
            missed(index, fault, &turn)
            judgeLife(index, live ?? ready, isOwnPath: live != nil, &turn)
        case .void: return false
        }
        return before != units[index].health || units[index].health == .fail || units[index].isFlapping
            || units[index].liveMisses > 0 || common.commonCause != nil
    }

    private mutating func probedStarting(
        _ index: Int, _ ready: ProbeVerdict, since: Int, _ turn: inout Turn
    ) -> Bool {
        guard units[index].identity != nil else { return false }
        switch ready {
        case .pass: becomeReady(index, .pass, since: since, &turn)
        case .warn(let warning):
            units[index].warning = warning
            becomeReady(index, .warn, since: since, &turn)
        case .miss, .void: return false
        }
        return true
    }

    private mutating func passed(_ index: Int, warning: ProbeWarning?, _ turn: inout Turn) {
        note(index, isMiss: false)
        units[index].misses = 0
        units[index].liveMisses = 0
        units[index].firstLiveMissAt = nil
        if units[index].supervision == .suppressed(by: .commonCause, until: nil) {
            // Its share in the common incident ends with the first answer.
            units[index].supervision = .normal
            units[index].downSince = units[index].downSince.map { _ in turn.uptime }
        }
        let needed = HealthJudgement.passesToRecover
        units[index].passes = min(units[index].passes + 1, needed)
        if units[index].health == .fail, units[index].passes < needed { return }
        let wasReady = units[index].isReady
        units[index].health = warning == nil ? .pass : .warn
        // A sentence with figures would otherwise be a change, and a row of the journal, with every probe.
        if warning?.isLike(units[index].warning) != true { units[index].warning = warning }
        units[index].fault = nil
        if units[index].supervision != .normal { units[index].supervision = .normal }
        guard !wasReady else { return }
        units[index].readySince = turn.uptime
        turn.decide(units[index], .note, why: .recovered)
        turnedReady(index, &turn)
    }

    private mutating func missed(_ index: Int, _ fault: ProbeFault, _ turn: inout Turn) {
        note(index, isMiss: true)
        units[index].passes = 0
        units[index].misses += 1
        units[index].fault = fault
        let needed = fault == .connectionRefused ? Self.refusalsToFail : HealthJudgement.missesToFail
        guard units[index].misses >= needed else { return }
        units[index].misses = needed
        if units[index].health != .fail, units[index].intent == .paused {
            turn.decide(units[index], .note, why: .leftPaused(nil))
        }
        units[index].health = .fail
        units[index].warning = nil
        units[index].readySince = nil
        markDown(index, turn.now)
    }

    /// Any answer proves that the process lives, whatever it says of its health.
    private mutating func judgeLife(_ index: Int, _ verdict: ProbeVerdict, isOwnPath: Bool, _ turn: inout Turn) {
        switch verdict {
        case .miss(let fault) where fault.kind == .dead || fault.kind == .slow || fault == .notHTTP:
            units[index].firstLiveMissAt = units[index].firstLiveMissAt ?? turn.uptime
            units[index].liveMisses = min(units[index].liveMisses + 1, HealthJudgement.missesToFail)
        case .pass, .warn, .miss:
            units[index].liveMisses = 0
            units[index].firstLiveMissAt = nil
        case .void: break
        }
    }

    private mutating func note(_ index: Int, isMiss: Bool) {
        let mask: UInt32 = (1 << UInt32(Self.flappingWindow)) - 1
        units[index].results = (units[index].results << 1 | (isMiss ? 1 : 0)) & mask
        let share = Self.changeShare(units[index].results)
        if share > 0.30 { units[index].isFlapping = true }
        if share < 0.20 { units[index].isFlapping = false }
    }

    /// Share of changes between neighbours, the latest weighing 1.25, the oldest 0.75.
    static func changeShare(_ results: UInt32) -> Double {
        let changes = results ^ (results >> 1)
        let pairs = flappingWindow - 1
        var sum = 0.0
        for pair in 0..<pairs where changes >> UInt32(pair) & 1 == 1 {
            sum += 1.25 - 0.5 * Double(pair) / Double(pairs - 1)
        }
        return sum / Double(pairs)
    }

    // MARK: Life

    mutating func superviseLife(_ index: Int, _ turn: inout Turn) {
        endEpisodeWhenStable(index, turn)
        restartIfHung(index, &turn)
    }

    private mutating func endEpisodeWhenStable(_ index: Int, _ turn: Turn) {
        guard units[index].episode > 0 || units[index].isOnProbation, let since = units[index].readySince,
            turn.uptime >= since + stableMilliseconds(index)
        else { return }
        units[index].episode = 0
        units[index].isOnProbation = false
    }

    func stableMilliseconds(_ index: Int) -> Int {
        max(specs[index].restart.stableMilliseconds, 3 * units[index].learntStartMilliseconds)
    }

    private mutating func restartIfHung(_ index: Int, _ turn: inout Turn) {
        let unit = units[index]
        let needed = unit.fault == .connectionRefused ? Self.refusalsToFail : HealthJudgement.missesToFail
        guard unit.health == .fail, unit.liveMisses >= needed, unit.intent == .run,
            specs[index].restart.restartsOnHang, specs[index].restart.mode != .never
        else { return }
        if let failing = specs[index].dependsOn.first(where: isFailing) {
            return holdRestart(index, .dependency(failing), why: .dependencyFails(failing), &turn)
        }
        if case .suppressed(.dependency(let name), nil) = unit.supervision {
            return giveOneMoreProbe(index, why: .dependencyReady(name), &turn)
        }
        if sharesCause(index, &turn) { return }
        let since = turn.uptime - (unit.firstLiveMissAt ?? turn.uptime)
        let why = Why.hung(misses: unit.liveMisses, sinceMilliseconds: since, fault: unit.fault?.code ?? "")
        beginStop(
            index, patience: specs[index].hangStopMilliseconds, purpose: .restart(isFailure: true), why: why, &turn)
    }

    /// What it suffered from is over: it is not judged by what it missed meanwhile, but by whether it is back as well.
    mutating func giveOneMoreProbe(_ index: Int, why: Why, _ turn: inout Turn) {
        if case .suppressed(.dependency, nil) = units[index].supervision { units[index].supervision = .normal }
        if units[index].liveMisses > 0 {
            units[index].liveMisses = min(units[index].liveMisses, Self.refusalsToFail - 1)
            units[index].firstLiveMissAt = turn.uptime
        }
        turn.decide(units[index], .probe, why: why)
    }

    private mutating func holdRestart(
        _ index: Int, _ suppression: Suppression, why: Why, _ turn: inout Turn
    ) {
        let held = Supervision.suppressed(by: suppression, until: nil)
        guard units[index].supervision != held else { return }
        units[index].supervision = held
        turn.decide(units[index], .note, why: why)
    }

    /// Whether something that others need does not work, or is about to be judged so.
    private func isFailing(_ name: String) -> Bool {
        guard let unit = unit(name) else { return common.services[name].map { !$0.isWorking } ?? false }
        return !unit.isWorking || unit.liveMisses > 0
    }

    // MARK: Common cause

    /// Many that hang at once have one cause, which no restart of theirs removes.
    private mutating func sharesCause(_ index: Int, _ turn: inout Turn) -> Bool {
        let hanging = hangingTogether(with: index)
        let running = units.count { $0.process == .alive && $0.intent == .run }
        guard hanging.count >= 2, hanging.count * 2 >= running else { return false }
        let members = hanging.map { units[$0].name }
        if common.commonCause == nil {
            common.commonCause = .init(since: turn.uptime, members: members, root: sharedDependency(hanging))
        } else {
            common.commonCause?.members = members
        }
        let since = common.commonCause?.since ?? turn.uptime
        if turn.uptime >= since + Self.commonCauseHold, isRoot(index, of: hanging) {
            turn.decide(units[index], .note, why: .rootOfCommonCause(members: members))
            return false
        }
        holdRestart(index, .commonCause, why: .commonCause(members: members), &turn)
        return true
    }

    /// Ends a common cause once fewer than two of its members still hang; who does is then judged anew.
    mutating func reviewCommonCause(_ turn: Turn) {
        guard let cause = common.commonCause else { return }
        let hanging = units.filter { cause.members.contains($0.name) && $0.process == .alive && $0.liveMisses > 0 }
        guard hanging.count < 2 else {
            // What lies beneath is often judged later than those who suffer from it.
            if cause.root == nil {
                let root = sharedDependency(hanging.compactMap { index(of: $0.name) })
                common.commonCause?.root = root
            }
            return
        }
        common.commonCause = nil
        for index in units.indices where units[index].supervision == .suppressed(by: .commonCause, until: nil) {
            units[index].supervision = .normal
            // The others are back; this one gets one more probe to be back as well.
            units[index].liveMisses = min(units[index].liveMisses, Self.refusalsToFail - 1)
            units[index].downSince = turn.uptime
        }
    }

    private func hangingTogether(with index: Int) -> [Int] {
        guard let first = units[index].firstLiveMissAt else { return [] }
        let earlier = common.commonCause.map { Set($0.members) } ?? []
        return units.indices.filter { other in
            let unit = units[other]
            guard unit.process == .alive, unit.intent == .run, let since = unit.firstLiveMissAt else { return false }
            return abs(since - first) <= Self.commonCauseSpan || earlier.contains(unit.name)
        }
    }

    private func sharedDependency(_ members: [Int]) -> String? {
        guard let first = members.first else { return nil }
        return specs[first].dependsOn.first { name in
            isFailing(name) && members.allSatisfy { specs[$0].dependsOn.contains(name) }
        }
    }

    /// Whether all the others of a group need this one: then it is the cause, and they are its victims.
    private func isRoot(_ index: Int, of group: [Int]) -> Bool {
        let name = units[index].name
        return group.allSatisfy { $0 == index || needs($0, name) }
    }

    /// Whether a unit needs another, directly or through others.
    func needs(_ index: Int, _ name: String) -> Bool {
        var seen: Set<String> = []
        var open = specs[index].dependsOn
        while let next = open.popLast() {
            if next == name { return true }
            guard seen.insert(next).inserted, let place = self.index(of: next) else { continue }
            open += specs[place].dependsOn
        }
        return false
    }

    // MARK: Our own absence

    /// The Observer did not run for a span: nobody else is to blame for it.
    mutating func forgive(_ span: Int, _ turn: inout Turn) {
        common.missesVoidBefore = turn.uptime
        turn.decide("", action: .note, why: .stalled(milliseconds: span))
        for index in units.indices {
            units[index].startDeadline += span
            units[index].downSince = units[index].downSince.map { $0 + span }
            units[index].misses = units[index].health == .fail ? units[index].misses : 0
            units[index].liveMisses = 0
            units[index].firstLiveMissAt = nil
            if units[index].pace != nil { turn.decide(units[index], .probe, why: .stalled(milliseconds: span)) }
        }
    }
}
