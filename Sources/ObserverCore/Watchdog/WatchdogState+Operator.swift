/// What people ask for. Their intent always wins over health, and holds until they say otherwise.
extension WatchdogState {
    mutating func obey(_ index: Int, _ command: OperatorCommand, by: String, _ turn: inout Turn) {
        let why = Why.asked(command, by: by)
        let before = units[index].intent
        switch command {
        case .start: units[index].intent = .run
        case .stop: units[index].intent = .stop
        case .pause: units[index].intent = .paused
        case .resume: units[index].intent = .run
        case .restart: units[index].intent = .run
        }
        switch command {
        case .start, .resume: run(index, why: why)
        case .restart: restart(index, why: why, &turn)
        case .stop:
            units[index].pendingWhy = why
            units[index].isRecovering = false
            if case .stopping(var stopping) = units[index].process {
                stopping.purpose = .stop
                units[index].process = .stopping(stopping)
            }
        case .pause: pause(index)
        }
        // Paused, it is watched on: whether it works still matters.
        if units[index].intent == .stop { noLongerDown(index) }
        if before != units[index].intent || command == .restart {
            turn.decide(units[index], .note, why: why)
        }
    }

    private mutating func run(_ index: Int, why: Why) {
        switch units[index].process {
        case .absent, .exited, .foreign:
            units[index].isRecovering = false
            wake(index, why: why)
        case .stopping(var stopping) where stopping.purpose == .stop:
            // The stop goes on to its end, and the start follows it.
            stopping.purpose = .restart(isFailure: false)
            units[index].process = .stopping(stopping)
            units[index].pendingWhy = why
        case .starting, .alive, .stopping: break
        }
    }

    private mutating func restart(_ index: Int, why: Why, _ turn: inout Turn) {
        switch units[index].process {
        case .starting, .alive:
            wake(index, why: why)
            beginStop(
                index, patience: specs[index].stopMilliseconds, purpose: .restart(isFailure: false), why: why, &turn)
        case .absent, .exited, .foreign, .stopping: run(index, why: why)
        }
    }

    private mutating func pause(_ index: Int) {
        if case .stopping(var stopping) = units[index].process, case .restart = stopping.purpose {
            stopping.purpose = .stop
            units[index].process = .stopping(stopping)
        }
        units[index].isRecovering = false
        if units[index].supervision != .normal { units[index].supervision = .normal }
    }

    private mutating func noLongerDown(_ index: Int) {
        units[index].downSince = nil
        units[index].downSinceUnix = nil
    }

    // MARK: Silences

    mutating func add(_ silence: Silence) {
        guard common.silences.count < CommonState.mostSilences, common.silence(like: silence) == nil else { return }
        var silence = silence
        silence.id = common.nextSilenceID
        common.nextSilenceID += 1
        common.silences.append(silence)
    }
}

extension CommonState {
    /// Most silences at once; each is written down with every decision.
    package static let mostSilences = 100

    /// The silence in force, or to come, that was asked for in the same words.
    package func silence(like wanted: Silence) -> Silence? {
        silences.first { $0.isAskedFor(like: wanted) }
    }
}

extension Silence {
    fileprivate func isAskedFor(like other: Silence) -> Bool {
        service == other.service && from == other.from && until == other.until
            && isMaintenance == other.isMaintenance && reason == other.reason && by == other.by
    }
}
