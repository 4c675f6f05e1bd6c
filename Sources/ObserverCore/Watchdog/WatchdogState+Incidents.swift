import ProcessKit
import Shared

/// What people are told: one incident per cause, with everybody who suffers from it.
extension WatchdogState {
    /// Health of this span ends a maintenance, in milliseconds.
    private static let maintenanceEndsAfter = 120_000

    /// More services that registered on their own than this, down at once, are one incident.
    private static let mostSingleIncidents = 10

    mutating func reviewIncidents(_ turn: inout Turn) {
        guard !common.isStopping else { return }
        reviewSilences(turn)
        var roots: [String: Incident.Cause] = [:]
        var affected: [String: [String]] = [:]
        for index in units.indices {
            guard let problem = problem(of: index, turn) else { continue }
            let name = units[index].name
            if let cause = deeperCause(of: index) {
                affected[cause, default: []].append(name)
            } else {
                roots[name] = problem
            }
        }
        gatherServices(&roots, &affected, turn)
        if let cause = common.commonCause { gather(cause, &roots, &affected) }
        if !common.isStorageWorking { roots[""] = Incident.Cause(kind: .storage, summary: .storageFails) }
        closeSolved(roots, &turn)
        for root in roots.keys.sorted() {
            if let problem = roots[root] { keep(root, problem, affected[root] ?? [], &turn) }
        }
        remind(&turn)
    }

    /// Services that registered on their own: one incident each, or one for all when many are down.
    private func gatherServices(
        _ roots: inout [String: Incident.Cause], _ affected: inout [String: [String]], _ turn: Turn
    ) {
        let down = common.services.filter { name, service in
            !service.isWorking && turn.uptime >= service.since + common.downMilliseconds && index(of: name) == nil
        }.keys.sorted()
        guard down.count > Self.mostSingleIncidents else {
            for name in down { roots[name] = Incident.Cause(kind: .down, summary: .serviceDown(name)) }
            return
        }
        // Who is an incident of its own already stays one: it must not seem to be over.
        let single = down.filter { name in common.incidents.contains { $0.root == name } }
        for name in single { roots[name] = Incident.Cause(kind: .down, summary: .serviceDown(name)) }
        let root = "registered services"
        roots[root] = Incident.Cause(kind: .commonCause, summary: .manyDown(down.count, first: down[0]))
        affected[root] = Array(down.prefix(100))
    }

    /// All that hang together are one incident, whatever else is said of them.
    private mutating func gather(
        _ cause: CommonState.CommonCause, _ roots: inout [String: Incident.Cause], _ affected: inout [String: [String]]
    ) {
        for member in cause.members { roots[member] = nil }
        let root = cause.root ?? "*"
        if root != "*", !common.incidents.contains(where: { $0.root == root }),
            let place = common.incidents.firstIndex(where: { $0.root == "*" })
        {
            // The same trouble, whose root is known now.
            common.incidents[place].root = root
        }
        roots[root] = Incident.Cause(kind: .commonCause, summary: .commonCause(cause.members))
        affected[root] = cause.members
    }

    private func problem(of index: Int, _ turn: Turn) -> Incident.Cause? {
        let unit = units[index]
        guard unit.intent != .stop, !unit.isRemoved else { return nil }
        if unit.isFlapping { return Incident.Cause(kind: .flapping, summary: .flapping(unit.name)) }
        if unit.isOnProbation { return Incident.Cause(kind: .quarantine, summary: .quarantined(unit.name, unit.end)) }
        switch unit.supervision {
        case .quarantined: return Incident.Cause(kind: .quarantine, summary: .quarantined(unit.name, unit.end))
        case .suppressed(.obstacle(.portTaken(let holder)), _):
            return Incident.Cause(kind: .portTaken, summary: .portTaken(unit.name, holder))
        case .suppressed(.obstacle(let obstacle), _):
            return Incident.Cause(kind: .cannotStart, summary: .cannotStart(unit.name, obstacle))
        default: break
        }
        guard let since = unit.downSince else { return nil }
        guard turn.uptime >= since + common.downMilliseconds else { return lastingCause(of: unit) }
        return unit.causeOfBeingDown
    }

    /// That an obstacle is gone, or a wait over, does not mean that the unit works: its incident lasts until it does.
    private func lastingCause(of unit: UnitState) -> Incident.Cause? {
        guard let incident = common.incidents.first(where: { $0.root == unit.name }) else { return nil }
        switch incident.kind {
        case .cannotStart, .portTaken:
            let cause = unit.causeOfBeingDown
            return cause.isOfLatestStart ? cause : Incident.Cause(kind: incident.kind, summary: incident.summary)
        case .quarantine: return Incident.Cause(kind: incident.kind, summary: incident.summary)
        case .down, .flapping, .commonCause, .storage: return nil
        }
    }

    /// The deepest thing that a unit needs and that does not work; `nil` when the unit itself is the cause.
    private func deeperCause(of index: Int) -> String? {
        for name in specs[index].dependsOn {
            if let place = self.index(of: name) {
                if units[place].isMissed, !units[place].isWorking || units[place].isFlapping {
                    return deeperCause(of: place) ?? name
                }
                if let cause = deeperCause(of: place) { return cause }
            } else if common.services[name]?.isWorking == false {
                return name
            }
        }
        return nil
    }

    // MARK: Incidents

    private mutating func keep(_ root: String, _ problem: Incident.Cause, _ others: [String], _ turn: inout Turn) {
        let isOwnVictim = problem.kind != .commonCause && problem.kind != .storage
        let affected = (isOwnVictim ? [root] : []) + others.filter { $0 != root || !isOwnVictim }
        if let place = common.incidents.firstIndex(where: { $0.root == root }) {
            common.incidents[place].learn(problem)
            let known = common.incidents[place].affected
            common.incidents[place].affected = known + affected.filter { !known.contains($0) }
            announceIfNoLongerSilent(place, &turn)
        } else {
            open(root, problem, affected, &turn)
        }
    }

    private mutating func open(_ root: String, _ problem: Incident.Cause, _ affected: [String], _ turn: inout Turn) {
        let isSilenced = isSilenced(root, turn)
        let incident = Incident(
            id: common.nextIncidentID, kind: problem.kind, root: root, affected: affected,
            openedAt: turn.now.unixMilliseconds, summary: problem.summary, isUnexplained: problem.isUnexplained,
            isSilenced: isSilenced)
        common.nextIncidentID += 1
        common.incidents.append(incident)
        common.reminderAt[incident.id] = turn.uptime + common.reminderMilliseconds
        tell(.down, incident, why: .incidentOpened(problem.kind), &turn)
    }

    private mutating func announceIfNoLongerSilent(_ place: Int, _ turn: inout Turn) {
        guard common.incidents[place].isSilenced, !isSilenced(common.incidents[place].root, turn) else { return }
        common.incidents[place].isSilenced = false
        common.reminderAt[common.incidents[place].id] = turn.uptime + common.reminderMilliseconds
        tell(.down, common.incidents[place], why: .silenceEnded, &turn)
    }

    private mutating func closeSolved(_ roots: [String: Incident.Cause], _ turn: inout Turn) {
        for index in common.incidents.indices.reversed() {
            let root = common.incidents[index].root
            guard roots[root] == nil, !lasts(root) else { continue }
            var incident = common.incidents.remove(at: index)
            common.reminderAt[incident.id] = nil
            incident.closedAt = turn.now.unixMilliseconds
            tell(
                .up, incident,
                why: .incidentClosed(afterMilliseconds: turn.now.unixMilliseconds - incident.openedAt), &turn)
        }
    }

    /// Whether what an incident is about is not well yet, though nothing is said against it at the moment: it is just
    /// being started, or not judged yet. The all-clear comes when it works.
    private func lasts(_ root: String) -> Bool {
        guard let unit = unit(root) else { return common.services[root]?.isWorking == false }
        return unit.intent != .stop && !unit.isRemoved && !unit.isReady
    }

    private mutating func remind(_ turn: inout Turn) {
        for index in common.incidents.indices {
            let incident = common.incidents[index]
            guard !incident.isSilenced, !isSilenced(incident.root, turn), let dueAt = common.reminderAt[incident.id],
                turn.uptime >= dueAt
            else { continue }
            common.incidents[index].reminders += 1
            let wait = min(
                common.reminderMilliseconds << min(common.incidents[index].reminders, 20),
                common.longestReminderMilliseconds)
            common.reminderAt[incident.id] = turn.uptime + wait
            tell(
                .reminder, common.incidents[index],
                why: .incidentLasts(reminder: common.incidents[index].reminders), &turn)
        }
    }

    /// A silenced incident is kept and shown, but nobody is called.
    private func tell(_ occasion: Alert.Occasion, _ incident: Incident, why: Why, _ turn: inout Turn) {
        var incident = incident
        // No part of the cause: it may go on again before the incident is over.
        if occasion != .up, unit(incident.root)?.intent == .paused {
            incident.summary = .withoutRestart(incident.summary)
        }
        let alert = Alert(occasion: occasion, incident: incident, at: turn.now.unixMilliseconds)
        turn.decide(incident.root, action: .send(alert), why: why)
    }

    // MARK: Silences

    private func isSilenced(_ root: String, _ turn: Turn) -> Bool {
        common.silences.contains { $0.covers(root) && $0.isActive(at: turn.now.unixMilliseconds) }
    }

    private mutating func reviewSilences(_ turn: Turn) {
        common.silences.removeAll { $0.until <= turn.now.unixMilliseconds }
        for index in common.silences.indices where common.silences[index].isMaintenance {
            guard common.silences[index].isActive(at: turn.now.unixMilliseconds) else { continue }
            if isWell(common.silences[index].service) {
                if common.silences[index].wasDown, common.silences[index].wellSince == nil {
                    common.silences[index].wellSince = turn.uptime
                }
            } else {
                common.silences[index].wasDown = true
                common.silences[index].wellSince = nil
            }
        }
        common.silences.removeAll { silence in
            silence.wellSince.map { turn.uptime >= $0 + Self.maintenanceEndsAfter } ?? false
        }
    }

    private func isWell(_ service: String) -> Bool {
        if service == "*" { return units.allSatisfy { $0.intent == .stop || $0.isReady } }
        return isReady(service)
    }

    /// The next uptime at which a silence or a maintenance ends or begins.
    func silenceDeadlines(at now: Moment) -> [Int] {
        common.silences.flatMap { silence in
            [silence.from, silence.until].filter { $0 > now.unixMilliseconds }
                .map { now.uptimeMilliseconds + $0 - now.unixMilliseconds }
                + (silence.wellSince.map { [$0 + Self.maintenanceEndsAfter] } ?? [])
        }
    }
}

extension UnitState {
    /// Whether it should work: one that is paused should when it did, or was about to.
    fileprivate var isMissed: Bool { intent == .run || (intent == .paused && downSince != nil) }

    /// How its latest process ended, as the end of a sentence: where the Observer ended it, for what.
    fileprivate var end: LocalizedText? {
        if let endedFor { return endedFor.textOfEnd(isKilled: lastExit == .signalled(signal: 9)) }
        return lastExit?.text
    }

    /// What is told when it has been down for too long. An end that was asked for is no cause.
    fileprivate var causeOfBeingDown: Incident.Cause {
        if let fault { return .init(kind: .down, summary: .unitDown(name, fault), isOfLatestStart: true) }
        if endedFor != nil || hasEndedByItself, let end {
            return .init(kind: .down, summary: .unitEnded(name, end), isOfLatestStart: hasLatestStartFailed)
        }
        let summary: LocalizedText = hasProcess ? .notReady(name) : .serviceDown(name)
        return .init(kind: .down, summary: summary, isUnexplained: true)
    }

    /// Whether the latest start came to a process that failed. An end before an obstacle is none of that start's: what
    /// ends a wait for an obstacle is a reason of its own.
    private var hasLatestStartFailed: Bool {
        if case .suppressed(by: .policy, _) = supervision { return true }
        switch pendingWhy {
        case .crashed, .ranOutOfMemory, .endedByItself, .hung, .startTookTooLong: return true
        default: return false
        }
    }

    private var hasEndedByItself: Bool {
        if case .exited = process { return true }
        switch pendingWhy {
        case .crashed, .ranOutOfMemory, .endedByItself: return true
        default: return false
        }
    }
}
