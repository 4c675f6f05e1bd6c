/// Judges a service by its figures. Pure: the same figures give the same findings.
package struct FindingJudge: Sendable {
    /// Requests or checks that a share of errors takes.
    static let leastSamples = 100
    /// Looks that a mean of a stretch takes.
    static let leastLooks = 30
    /// Samples that a percentile takes.
    static let leastForTail = 20
    /// Earlier days that tell what is usual.
    static let leastDays = 3

    let limits: FindingLimits
    /// Memory of the machine, in bytes; `nil` when unknown.
    let machineBytes: Int?

    /// - Parameter machineBytes: Memory of the machine; `nil` when unknown, which leaves shares of it unjudged.
    package init(limits: FindingLimits = FindingLimits(), machineBytes: Int?) {
        self.limits = limits
        self.machineBytes = machineBytes
    }

    /// Everything that can be said about a service.
    package func judge(_ seen: ServiceObservations) -> FindingBoard {
        var board = FindingBoard()
        judgeWorking(seen, &board)
        judgeErrors(seen, &board)
        judgeRestarts(seen, &board)
        judgeLimits(seen, &board)
        judgeGrowth(seen, &board)
        judgeSlowdown(seen, &board)
        board.sort()
        return board
    }

    private func finding(
        _ kind: ServiceFinding.Kind, _ priority: ServiceFinding.Priority, _ seen: ServiceObservations,
        _ figures: [FindingFigure]
    ) -> ServiceFinding {
        ServiceFinding(service: seen.service, kind: kind, priority: priority, window: seen.window, figures: figures)
    }

    private func priority(_ value: Double, _ pair: FindingLimits.Pair) -> ServiceFinding.Priority? {
        value >= pair.critical ? .high : value >= pair.warning ? .medium : nil
    }

    // MARK: Working

    private func judgeWorking(_ seen: ServiceObservations, _ board: inout FindingBoard) {
        let total = seen.totals[.availability] ?? HistoryCell()
        guard total.count >= Self.leastSamples else {
            return board.add(
                UnjudgedService(
                    service: seen.service, kind: .availability, known: total.count, needed: Self.leastSamples,
                    what: .checks))
        }
        let spans = seen.workingSpans
        let lost = total.errorShare ?? 0
        // A share above the limit, not on it: 99.9 % are reached with one failure in a thousand.
        if lost > limits.unavailability.warning {
            board.add(
                finding(
                    .availability, lost > limits.unavailability.critical ? .high : .medium, seen,
                    [
                        .init(.value, 1 - lost, .ratio), .init(.limit, 1 - limits.unavailability.warning, .ratio),
                        .init(.outages, Double(spans.outages.count), .count), .init(.longest, spans.longest, .seconds),
                        .init(.samples, Double(total.count), .count),
                    ]))
        }
        if spans.longest > limits.outageSeconds.warning, let longest = spans.outages.max(by: { $0.1 < $1.1 }) {
            board.add(
                finding(
                    .longOutage, longest.seconds > limits.outageSeconds.critical ? .high : .medium, seen,
                    [
                        .init(.longest, longest.seconds, .seconds),
                        .init(.limit, limits.outageSeconds.warning, .seconds),
                        .init(.worstAt, Double(longest.start), .time),
                        .init(.outages, Double(spans.outages.count), .count),
                    ]))
        }
        if spans.changeShare > limits.flapping {
            board.add(
                finding(
                    .flapping, .medium, seen,
                    [
                        .init(.value, spans.changeShare, .ratio), .init(.limit, limits.flapping, .ratio),
                        .init(.changes, Double(spans.changes), .count),
                    ]))
        }
    }

    private func judgeErrors(_ seen: ServiceObservations, _ board: inout FindingBoard) {
        guard let total = seen.totals[.requestDuration], let share = total.errorShare else { return }
        guard total.count >= Self.leastSamples else {
            return board.add(
                UnjudgedService(
                    service: seen.service, kind: .errorRate, known: total.count, needed: Self.leastSamples,
                    what: .requests))
        }
        guard share > limits.errorShare.warning else { return }
        board.add(
            finding(
                .errorRate, share > limits.errorShare.critical ? .high : .medium, seen,
                [
                    .init(.value, share, .ratio), .init(.limit, limits.errorShare.warning, .ratio),
                    .init(.errors, Double(total.errors), .count), .init(.samples, Double(total.count), .count),
                ]))
    }

    private func judgeRestarts(_ seen: ServiceObservations, _ board: inout FindingBoard) {
        guard let count = seen.totals[.restarts]?.count, count > 0 else { return }
        let perDay = Double(count) / seen.span.days
        board.add(
            finding(
                .restarts, priority(perDay, limits.restartsPerDay) ?? .low, seen,
                [
                    .init(.count, Double(count), .count), .init(.limit, limits.restartsPerDay.warning, .count),
                    .init(.span, Double(seen.span.seconds), .seconds),
                ]))
    }

    // MARK: Limits

    private func judgeLimits(_ seen: ServiceObservations, _ board: inout FindingBoard) {
        judge(.cpu, .cpu, limits.cpu, .percent, seen, &board) { $0.mean }
        judge(.openFiles, .openFilesShare, limits.openFiles, .percent, seen, &board, least: 5) { $0.maximum }
        judge(.meanResponse, .requestDuration, limits.mean, .milliseconds, seen, &board, least: Self.leastForTail) {
            $0.mean
        }
        judge(.tailResponse, .requestDuration, limits.tail, .milliseconds, seen, &board, least: Self.leastForTail) {
            $0.percentile(0.95)
        }
        guard let machineBytes, machineBytes > 0 else { return }
        judge(.memory, .memory, limits.memory, .percent, seen, &board) { cell in
            cell.mean.map { $0 / Double(machineBytes) * 100 }
        }
    }

    /// Holds every stretch against the limits; the worst counts.
    private func judge(
        _ kind: ServiceFinding.Kind, _ metric: HistoryMetric, _ pair: FindingLimits.Pair, _ unit: FigureUnit,
        _ seen: ServiceObservations, _ board: inout FindingBoard, least: Int = FindingJudge.leastLooks,
        _ value: (HistoryCell) -> Double?
    ) {
        let known = seen.stretches.compactMap { stretch -> (start: Int, value: Double, count: Int)? in
            guard let cell = stretch.cells[metric], cell.count >= least, let figure = value(cell) else { return nil }
            return (stretch.start, figure, cell.count)
        }
        guard let worst = known.max(by: { $0.value < $1.value }) else {
            let most = seen.stretches.compactMap { $0.cells[metric]?.count }.max() ?? 0
            if most > 0 {
                let what: UnjudgedService.What = metric == .requestDuration ? .requests : .looks
                board.add(
                    UnjudgedService(service: seen.service, kind: kind, known: most, needed: least, what: what))
            }
            return
        }
        guard let priority = priority(worst.value, pair) else { return }
        var figures: [FindingFigure] = [
            .init(.value, worst.value, unit),
            .init(.limit, priority == .high ? pair.critical : pair.warning, unit),
            .init(.samples, Double(worst.count), .count),
        ]
        if seen.span != .now {
            let beyond = known.count { $0.value >= pair.warning }
            figures += [
                .init(.worstAt, Double(worst.start), .time), .init(.stretchesBeyond, Double(beyond), .count),
                .init(.stretches, Double(known.count), .count),
            ]
        }
        board.add(finding(kind, priority, seen, figures))
    }

    // MARK: Growth

    private func judgeGrowth(_ seen: ServiceObservations, _ board: inout FindingBoard) {
        let limit = machineBytes.map { Double($0) * limits.memory.critical / 100 }
        // A rise of the last half hour counts only when it ends soon: any work takes memory for a while.
        if let trend = MemoryTrend(seen.recentMemory), trend.isGrowth, let limit,
            let left = trend.seconds(until: limit), left <= 3_600
        {
            return board.add(growth(trend, limit: limit, .high, seen))
        }
        guard let trend = MemoryTrend(seen.memory) else {
            if !seen.memory.isEmpty {
                board.add(
                    UnjudgedService(
                        service: seen.service, kind: .memoryGrowth, known: seen.memory.count,
                        needed: MemoryTrend.leastPoints, what: .spans))
            }
            return
        }
        guard trend.isGrowth else { return }
        // What was as high at this hour yesterday goes up and down with the day.
        if let before = seen.memoryBefore, trend.to - before < (trend.to - trend.from) / 2 { return }
        let left = limit.flatMap { trend.seconds(until: $0) }
        let priority: ServiceFinding.Priority =
            switch left {
            case nil: .medium
            case let left? where left <= 86_400: .high
            case let left? where left <= 7 * 86_400: .medium
            default: .low
            }
        board.add(growth(trend, limit: limit, priority, seen))
    }

    private func growth(
        _ trend: MemoryTrend, limit: Double?, _ priority: ServiceFinding.Priority, _ seen: ServiceObservations
    ) -> ServiceFinding {
        var figures: [FindingFigure] = [
            .init(.growthPerHour, trend.slope * 3_600, .bytesPerHour), .init(.from, trend.from, .bytes),
            .init(.to, trend.to, .bytes), .init(.span, Double(trend.spanSeconds), .seconds),
        ]
        if let limit, let left = trend.seconds(until: limit) {
            figures += [.init(.limit, limit, .bytes), .init(.reachesLimitIn, left, .seconds)]
        }
        return finding(.memoryGrowth, priority, seen, figures)
    }

    // MARK: Slower than usual

    private func judgeSlowdown(_ seen: ServiceObservations, _ board: inout FindingBoard) {
        // A service without requests of its own is judged by how quickly it answers checks.
        let metrics = [HistoryMetric.requestDuration, .probeLatency]
        let judged = metrics.first { metric in
            seen.comparisons.contains { $0.metric == metric && $0.cell.count >= Self.leastForTail }
        }
        guard let judged else { return }
        let comparisons = seen.comparisons.filter { $0.metric == judged && $0.cell.count >= Self.leastForTail }
        let known = comparisons.compactMap { comparison in Self.usual(comparison).map { (comparison, $0) } }
        guard !known.isEmpty else {
            let days = comparisons.map { $0.usual.count { $0.count >= Self.leastForTail } }.max() ?? 0
            return board.add(
                UnjudgedService(
                    service: seen.service, kind: .slowerThanUsual, known: days, needed: Self.leastDays, what: .days))
        }
        let slow = known.compactMap { comparison, usual -> (start: Int, tail: Double, usual: Double)? in
            guard let tail = comparison.cell.percentile(0.95), tail > limits.slowdown * usual,
                tail - usual >= limits.slowdownFloor
            else { return nil }
            return (comparison.start, tail, usual)
        }
        guard let worst = slow.max(by: { $0.tail / max($0.usual, 0.001) < $1.tail / max($1.usual, 0.001) }) else {
            return
        }
        var figures: [FindingFigure] = [
            .init(.value, worst.tail, .milliseconds), .init(.usual, worst.usual, .milliseconds),
            .init(.factor, worst.tail / max(worst.usual, 0.001), .factor), .init(.limit, limits.slowdown, .factor),
        ]
        if seen.span != .now {
            figures += [
                .init(.worstAt, Double(worst.start), .time), .init(.stretchesBeyond, Double(slow.count), .count),
                .init(.stretches, Double(known.count), .count),
            ]
        }
        board.add(finding(.slowerThanUsual, .medium, seen, figures))
    }

    /// The median of the p95 of the same hour of earlier days; `nil` for too few days.
    static func usual(_ comparison: ServiceObservations.Comparison) -> Double? {
        let tails = comparison.usual.filter { $0.count >= leastForTail }.compactMap { $0.percentile(0.95) }.sorted()
        return tails.count >= leastDays ? tails[tails.count / 2] : nil
    }
}
