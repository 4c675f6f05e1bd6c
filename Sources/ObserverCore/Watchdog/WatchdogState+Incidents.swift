import Shared

/// What people are told: one incident per cause, with everybody who suffers from it.
extension WatchdogState {
    /// Health of this span ends a maintenance, in milliseconds.
    private static let maintenanceEndsAfter = 120_000

    /// More services that registered on their own than this, down at once, are one incident.
    private static let mostSingleIncidents = 10

    private struct Problem {
        var kind: Incident.Kind
        var summary: LocalizedText
    }

    mutating func reviewIncidents(_ turn: inout Turn) {
        guard !common.isStopping else { return }
        reviewSilences(turn)
        var roots: [String: Problem] = [:]
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
        if !common.isStorageWorking { roots[""] = Problem(kind: .storage, summary: .storageFails) }
        closeSolved(roots, &turn)
        for root in roots.keys.sorted() {
            if let problem = roots[root] { keep(root, problem, affected[root] ?? [], &turn) }
        }
        remind(&turn)
    }

    /// Services that registered on their own: one incident each, or one for all when many are down.
    private func gatherServices(
        _ roots: inout [String: Problem], _ affected: inout [String: [String]], _ turn: Turn
    ) {
        let down = common.services.filter { name, service in
            !service.isWorking && turn.uptime >= service.since + common.downMilliseconds && index(of: name) == nil
        }.keys.sorted()
        guard down.count > Self.mostSingleIncidents else {
            for name in down { roots[name] = Problem(kind: .down, summary: .serviceDown(name)) }
            return
        }
        // Who is an incident of its own already stays one: it must not seem to be over.
        let single = down.filter { name in common.incidents.contains { $0.root == name } }
        for name in single { roots[name] = Problem(kind: .down, summary: .serviceDown(name)) }
        let root = "registered services"
        roots[root] = Problem(kind: .commonCause, summary: .manyDown(down.count, first: down[0]))
        affected[root] = Array(down.prefix(100))
    }

    /// All that hang together are one incident, whatever else is said of them.
    private mutating func gather(
        _ cause: CommonState.CommonCause, _ roots: inout [String: Problem], _ affected: inout [String: [String]]
    ) {
        for member in cause.members { roots[member] = nil }
        let root = cause.root ?? "*"
        if root != "*", !common.incidents.contains(where: { $0.root == root }),
            let place = common.incidents.firstIndex(where: { $0.root == "*" })
        {
            // The same trouble, whose root is known now.
            common.incidents[place].root = root
        }
        roots[root] = Problem(kind: .commonCause, summary: .commonCause(cause.members))
        affected[root] = cause.members
    }

    private func problem(of index: Int, _ turn: Turn) -> Problem? {
        let unit = units[index]
        guard unit.intent == .run, !unit.isRemoved else { return nil }
        if unit.isFlapping { return Problem(kind: .flapping, summary: .flapping(unit.name)) }
        if unit.isOnProbation { return Problem(kind: .quarantine, summary: .quarantined(unit.name, unit.lastExit)) }
        switch unit.supervision {
        case .quarantined: return Problem(kind: .quarantine, summary: .quarantined(unit.name, unit.lastExit))
        case .suppressed(.obstacle(.portTaken(let holder)), _):
            return Problem(kind: .portTaken, summary: .portTaken(unit.name, holder))
        case .suppressed(.obstacle(let obstacle), _):
            return Problem(kind: .cannotStart, summary: .cannotStart(unit.name, obstacle))
        default: break
        }
        guard let since = unit.downSince, turn.uptime >= since + common.downMilliseconds else { return nil }
        return Problem(kind: .down, summary: .unitDown(unit.name, fault: unit.fault, exit: unit.lastExit))
    }

    /// The deepest thing that a unit needs and that does not work; `nil` when the unit itself is the cause.
    private func deeperCause(of index: Int) -> String? {
        for name in specs[index].dependsOn {
            if let place = self.index(of: name) {
                if units[place].intent == .run, !units[place].isWorking || units[place].isFlapping {
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

    private mutating func keep(_ root: String, _ problem: Problem, _ others: [String], _ turn: inout Turn) {
        let isOwnVictim = problem.kind != .commonCause && problem.kind != .storage
        let affected = (isOwnVictim ? [root] : []) + others.filter { $0 != root || !isOwnVictim }
        if let place = common.incidents.firstIndex(where: { $0.root == root }) {
            common.incidents[place].kind = problem.kind
            common.incidents[place].summary = problem.summary
            let known = common.incidents[place].affected
            common.incidents[place].affected = known + affected.filter { !known.contains($0) }
            announceIfNoLongerSilent(place, &turn)
        } else {
            open(root, problem, affected, &turn)
        }
    }

    private mutating func open(_ root: String, _ problem: Problem, _ affected: [String], _ turn: inout Turn) {
        let isSilenced = isSilenced(root, turn)
        let incident = Incident(
            id: common.nextIncidentID, kind: problem.kind, root: root, affected: affected,
            openedAt: turn.now.unixMilliseconds, summary: problem.summary, isSilenced: isSilenced)
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

    private mutating func closeSolved(_ roots: [String: Problem], _ turn: inout Turn) {
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
        return unit.intent == .run && !unit.isRemoved && !unit.isReady
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
