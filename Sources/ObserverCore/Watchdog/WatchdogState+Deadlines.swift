/// When time alone changes something.
extension WatchdogState {
    /// The uptime of the next ``WatchdogEvent/tick`` that has something to do, in milliseconds; `nil` for none.
    package func nextDeadline(at now: Moment) -> Int? {
        var deadlines = units.indices.compactMap { nextDeadline($0) }
        deadlines += units.compactMap { $0.downSince.map { $0 + common.downMilliseconds } }
        deadlines += common.reminderAt.values
        deadlines += common.services.values.compactMap(\.scriptAt)
        deadlines += common.services.values.filter { !$0.isWorking }.map { $0.since + common.downMilliseconds }
        deadlines += silenceDeadlines(at: now)
        if let cause = common.commonCause { deadlines.append(cause.since + 30_000) }
        return deadlines.filter { $0 > now.uptimeMilliseconds }.min()
    }

    private func nextDeadline(_ index: Int) -> Int? {
        let unit = units[index]
        switch unit.process {
        case .starting(let since): return specs[index].port == nil ? since + 1_000 : unit.startDeadline
        case .stopping(let stopping): return stopping.isKilled ? nil : stopping.killAt
        case .alive:
            guard unit.episode > 0 || unit.isOnProbation else { return nil }
            return unit.readySince.map { $0 + stableMilliseconds(index) }
        case .absent, .exited, .foreign: break
        }
        switch unit.supervision {
        case .backoff(let until), .quarantined(let until): return until
        case .suppressed(_, let until): return until
        case .normal: return nil
        }
    }
}
