/// How the stack did in a day or a week: the figures of each service, what was found, and what to do.
package struct StackReport: Sendable {
    package let span: ObservedSpan
    /// In seconds since 1970.
    package let window: Range<Int>
    /// In the order in which they were added.
    package private(set) var services: [ServiceSummary] = []
    /// The most urgent first, once all services have been added and ``finish()`` was called.
    package private(set) var board = FindingBoard()
    /// Incidents that were open in the window, the latest first.
    package let incidents: [Incident]
    /// Starts in the window that nobody asked for, the latest first.
    package let restarts: [WatchdogStore.RestartNote]

    /// Starts a report without services.
    package init(
        _ span: ObservedSpan, at now: Int, incidents: [Incident], restarts: [WatchdogStore.RestartNote] = []
    ) {
        self.restarts = restarts
        self.span = span
        let window = now - span.seconds..<now
        self.window = window
        self.incidents = incidents.filter { incident in
            incident.openedAt < window.upperBound * 1_000
                && incident.closedAt.map { $0 >= window.lowerBound * 1_000 } ?? true
        }.sorted { $0.id > $1.id }
    }

    /// Adds a service. One at a time: what is seen of a week is much more than what is said about it.
    package mutating func add(_ seen: ServiceObservations, _ judge: FindingJudge) {
        services.append(ServiceSummary(seen))
        board.merge(judge.judge(seen))
    }

    /// Puts everything in order.
    package mutating func finish() {
        services.sort { $0.service < $1.service }
        board.sort()
    }

    /// Services that reached the intended availability, of those that were judged.
    package func reached(_ limits: FindingLimits = FindingLimits()) -> (reached: Int, judged: Int) {
        let judged = services.filter { $0.availability.count >= FindingJudge.leastSamples }
        let reached = judged.count { ($0.availability.errorShare ?? 1) <= limits.unavailability.warning }
        return (reached, judged.count)
    }
}

/// The figures of one service in a window.
package struct ServiceSummary: Sendable {
    package let service: String
    package let availability: HistoryCell
    package let outages: Int
    /// Seconds of the longest outage.
    package let longestOutage: Double
    package let restarts: Int
    package let requests: HistoryCell
    package let probes: HistoryCell
    package let cpu: HistoryCell
    package let memory: HistoryCell
    /// Of the window before.
    package let requestsBefore: HistoryCell
    package let memoryBefore: HistoryCell
    package let availabilityBefore: HistoryCell

    init(_ seen: ServiceObservations) {
        func total(_ metric: HistoryMetric) -> HistoryCell { seen.totals[metric] ?? HistoryCell() }
        func before(_ metric: HistoryMetric) -> HistoryCell { seen.totalsBefore[metric] ?? HistoryCell() }
        service = seen.service
        availability = total(.availability)
        let spans = seen.workingSpans
        outages = spans.outages.count
        longestOutage = spans.longest
        restarts = total(.restarts).count
        requests = total(.requestDuration)
        probes = total(.probeLatency)
        cpu = total(.cpu)
        memory = total(.memory)
        requestsBefore = before(.requestDuration)
        memoryBefore = before(.memory)
        availabilityBefore = before(.availability)
    }
}
