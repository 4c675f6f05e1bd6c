/// Services that registered on their own: watched, alerted, and restarted only by a script that the operator allows.
extension WatchdogState {
    /// Waits before the first, second, … run of a restart script while a service stays down, in milliseconds.
    private static let scriptDelays = [0, 30_000, 60_000, 120_000, 300_000]

    mutating func serviceChanged(
        _ name: String, isWorking: Bool, hasScript: Bool, _ turn: inout Turn
    ) {
        let known = common.services[name]
        var service =
            known
            ?? ServiceState(
                isWorking: isWorking, since: turn.uptime, sinceUnix: turn.now.unixMilliseconds, hasScript: hasScript)
        service.hasScript = hasScript
        if service.isWorking != isWorking {
            service.isWorking = isWorking
            service.since = turn.uptime
            service.sinceUnix = turn.now.unixMilliseconds
        }
        if isWorking {
            service.scriptRuns = []
            service.scriptAt = nil
        } else if !hasScript {
            service.scriptAt = nil
        } else if service.scriptAt == nil {
            service.scriptAt = max(turn.uptime, service.scriptRuns.last.map { $0 + Self.delay(after: service) } ?? 0)
        }
        common.services[name] = service
        if isWorking, known?.isWorking != true { wakeDependents(of: name, &turn) }
    }

    /// The wait after the latest run of its script.
    private static func delay(after service: ServiceState) -> Int {
        scriptDelays[min(service.scriptRuns.count, scriptDelays.count - 1)]
    }

    /// Only a restart can be asked of a service that is not ours, and only with a script; the shell refuses the rest.
    mutating func askService(_ name: String, _ command: OperatorCommand, by: String, _ turn: inout Turn) {
        guard command == .restart, common.services[name]?.hasScript == true else { return }
        turn.decide(name, action: .runScript, why: .asked(command, by: by))
    }

    mutating func reviewServices(_ turn: inout Turn) {
        guard !common.isStopping else { return }
        // In the order of their names, so that the same events always give the same decisions.
        let due = common.services.filter { $0.value.scriptAt.map { turn.uptime >= $0 } ?? false }.keys.sorted()
        for name in due {
            guard var service = common.services[name] else { continue }
            // No more than decide the wait: a service may stay down for months.
            service.scriptRuns = service.scriptRuns.suffix(Self.scriptDelays.count - 1) + [turn.uptime]
            service.scriptAt = turn.uptime + Self.delay(after: service)
            common.services[name] = service
            turn.decide(name, action: .runScript, why: .serviceDown(name))
        }
    }
}
