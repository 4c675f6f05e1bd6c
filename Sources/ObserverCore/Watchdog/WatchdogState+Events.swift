import ProcessKit

extension WatchdogState {
    /// ``decide(_:_:at:)`` in place.
    package mutating func handle(_ event: WatchdogEvent, at now: Moment) -> [Decision] {
        var turn = Turn(now: now)
        guard take(event, &turn) else { return turn.decisions }
        reviewCommonCause(turn)
        // What one unit did can free or hold up others: a dependency, a place among the starts, a shared cause.
        var rounds = 0
        repeat {
            turn.isSettled = true
            for index in units.indices { advance(index, &turn) }
            rounds += 1
        } while !turn.isSettled && rounds <= units.count + 1
        dropRemoved()
        reviewServices(&turn)
        // Right after our own start the units are not complete: the stack file follows.
        if case .booted = event {} else { reviewIncidents(&turn) }
        finishIfStopped(&turn)
        return turn.decisions
    }

    /// Returns whether anything can follow for the rest of the state.
    private mutating func take(_ event: WatchdogEvent, _ turn: inout Turn) -> Bool {
        switch event {
        case .booted(let bootID, let found, let isStackNext):
            boot(bootID, found, &turn)
            return isStackNext != true
        case .configured(let stack): configure(stack, &turn)
        case .asked(let name, let command, let by):
            if let index = index(of: name) {
                obey(index, command, by: by, &turn)
            } else {
                askService(name, command, by: by, &turn)
            }
        case .stackStopping(let by):
            common.isStopping = true
            common.stoppingBy = by
        case .tick: break
        case .stalled(let span): forgive(span, &turn)
        case .storageChanged(let isWorking): common.isStorageWorking = isWorking
        case .silenced(let silence): add(silence)
        case .unsilenced(let id): common.silences.removeAll { $0.id == id }
        case .serviceChanged(let name, let isWorking, let hasScript):
            serviceChanged(name, isWorking: isWorking, hasScript: hasScript, &turn)
        case .serviceLeft(let name): common.services[name] = nil
        case .spawned, .obstructed, .cleared, .ended, .probed: return takeResult(event, &turn)
        }
        return true
    }

    /// Results carry the generation they were asked for; those of an older one are dropped.
    private mutating func takeResult(_ event: WatchdogEvent, _ turn: inout Turn) -> Bool {
        switch event {
        case .spawned(let name, let generation, let identity):
            guard let index = current(name, generation) else { return false }
            spawned(index, identity, &turn)
        case .obstructed(let name, let generation, let obstacle):
            guard let index = current(name, generation) else { return false }
            obstructed(index, obstacle, &turn)
        case .cleared(let name, let generation):
            guard let index = current(name, generation) else { return false }
            cleared(index, &turn)
        case .ended(let name, let generation, let status, let ranOutOfMemory):
            guard let index = current(name, generation) else { return false }
            ended(index, status, ranOutOfMemory: ranOutOfMemory, &turn)
        case .probed(let name, let generation, let ready, let live, let startedAt):
            guard let index = current(name, generation) else { return false }
            return probed(index, ready: ready, live: live, startedAt: startedAt, &turn)
        default: return false
        }
        return true
    }

    private func current(_ name: String, _ generation: Int) -> Int? {
        guard let index = index(of: name), units[index].generation == generation else { return nil }
        return index
    }

    private mutating func dropRemoved() {
        guard units.contains(where: { $0.isRemoved && !$0.hasProcess }) else { return }
        for index in units.indices.reversed() where units[index].isRemoved && !units[index].hasProcess {
            pendingSpecs[units[index].name] = nil
            common.retire(units[index])
            units.remove(at: index)
            specs.remove(at: index)
        }
    }

    private mutating func finishIfStopped(_ turn: inout Turn) {
        guard common.isStopping, !units.contains(where: \.hasProcess) else { return }
        turn.decide("", action: .finish, why: .stackStopping(by: common.stoppingBy))
    }
}

/// One event being worked on: the time, and what follows from it.
struct Turn {
    let now: Moment
    private(set) var decisions: [Decision] = []
    /// Cleared by a step that may let another unit move.
    var isSettled = true

    init(now: Moment) {
        self.now = now
    }

    var uptime: Int { now.uptimeMilliseconds }

    mutating func decide(_ unit: String, generation: Int = 0, action: WatchdogAction, why: Why) {
        decisions.append(Decision(unit: unit, generation: generation, action: action, why: why))
    }

    mutating func decide(_ unit: UnitState, _ action: WatchdogAction, why: Why) {
        decide(unit.name, generation: unit.generation, action: action, why: why)
    }
}
