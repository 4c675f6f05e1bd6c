/// What is looked at: the present, with the last day behind it, or a period that has passed.
package enum ObservedSpan: String, Sendable, Hashable, CaseIterable {
    case now
    case day
    case week

    /// Length in seconds.
    package var seconds: Int { self == .week ? 7 * 86_400 : 86_400 }

    /// Days in it.
    var days: Double { Double(seconds) / 86_400 }
}

/// Everything that a service is judged by; made from the history, or by a test.
package struct ServiceObservations: Sendable {
    /// Part of the span whose figures are held against the limits as they are.
    package struct Stretch: Sendable {
        package let start: Int
        package var cells: [HistoryMetric: HistoryCell] = [:]
    }

    /// A figure of now, and that of the same hour of earlier days.
    package struct Comparison: Sendable {
        package let metric: HistoryMetric
        package let start: Int
        package let cell: HistoryCell
        package let usual: [HistoryCell]
    }

    /// Id of the service.
    package let service: String
    package let span: ObservedSpan
    /// In seconds since 1970.
    package let window: Range<Int>
    /// All samples of the window.
    package var totals: [HistoryMetric: HistoryCell] = [:]
    /// All samples of the span before; empty for the present.
    package var totalsBefore: [HistoryMetric: HistoryCell] = [:]
    package var stretches: [Stretch] = []
    package var comparisons: [Comparison] = []
    /// By the minute.
    package var availability: [HistoryAnswer.Point] = []
    /// Starts of minutes before which it worked again, although something failed in that minute and in the one before.
    package var recoveries: Set<Int> = []
    /// Lowest levels since the last start: over the window, and over the last half hour.
    package var memory: [(second: Int, bytes: Double)] = []
    package var recentMemory: [(second: Int, bytes: Double)] = []
    /// Usual level in the hour before the window, of the same process.
    package var memoryBefore: Double?

    /// Starts without any figure.
    package init(_ service: String, _ span: ObservedSpan, at now: Int) {
        self.service = service
        self.span = span
        window = now - span.seconds..<now
    }

    /// When it worked, and when not.
    package var workingSpans: WorkingSpans { WorkingSpans(availability, width: 60, breaks: recoveries) }
}

extension HistoryStore {
    /// Metrics that are summed up over the window.
    private static let summed: [HistoryMetric] = [
        .availability, .requestDuration, .restarts, .probeLatency, .cpu, .memory,
    ]
    /// Metrics that are held against limits.
    private static let limited: [HistoryMetric] = [.cpu, .memory, .openFilesShare, .requestDuration]
    /// Metrics that are held against what is usual.
    private static let compared: [HistoryMetric] = [.requestDuration, .probeLatency]
    /// Seconds of the present that are held against limits, and against what is usual.
    private static let presentSeconds = 900
    private static let latestSeconds = 300
    /// Earlier days that tell what is usual.
    private static let usualDays = 7

    /// Gathers what a service is judged by.
    package func observations(
        of service: String, over span: ObservedSpan, at now: Moment
    ) async throws -> ServiceObservations {
        let second = now.seconds
        var result = ServiceObservations(service, span, at: second)
        let known = Set(metrics(of: service))
        let from = result.window.lowerBound
        for metric in Self.summed where known.contains(metric) {
            let start = span == .now ? from : from - span.seconds
            for point in try await points(service, metric, from: start, step: 3_600, at: second) {
                // The hour in which the window begins belongs to it.
                if point.start > from - 3_600 {
                    result.totals[metric, default: HistoryCell()].merge(point.cell)
                } else {
                    result.totalsBefore[metric, default: HistoryCell()].merge(point.cell)
                }
            }
        }
        result.availability = try await points(service, .availability, from: from, step: 60, at: second)
        result.recoveries = try await recoveries(of: service, between: result.availability, at: second)
        for metric in Self.limited where known.contains(metric) {
            try await addStretches(metric, to: &result, at: second)
        }
        for metric in Self.compared where known.contains(metric) {
            try await addComparisons(metric, to: &result, at: second)
        }
        if known.contains(.memory) { try await addMemory(to: &result, at: second) }
        return result
    }

    private func points(
        _ service: String, _ metric: HistoryMetric, from: Int, step: Int, at now: Int
    ) async throws -> [HistoryAnswer.Point] {
        let query = HistoryQuery(from: from, to: now + 1, step: step, now: now, cuts: cuts)
        return try await answer(query, HistoryKey(service, metric)).points
    }

    /// Minutes cannot tell an outage over their border from one at the end and one at the beginning; cells of ten
    /// seconds can, as long as they are kept.
    private func recoveries(
        of service: String, between minutes: [HistoryAnswer.Point], at now: Int
    ) async throws -> Set<Int> {
        let fine = HistoryTier.tenSeconds
        let borders = zip(minutes, minutes.dropFirst()).compactMap { earlier, later in
            let isOutage = later.start - earlier.start == 60 && earlier.cell.errors > 0 && later.cell.errors > 0
            let isWhole = earlier.cell.errors == earlier.cell.count && later.cell.errors == later.cell.count
            return isOutage && !isWhole ? later.start : nil
        }.filter { now - $0 < fine.keepSeconds - fine.cellSeconds && $0 - fine.cellSeconds >= cuts[fine] }
        guard let first = borders.first else { return [] }
        let cells = try await cells(
            HistoryKey(service, .availability), fine, from: first - fine.cellSeconds, to: now + 1)
        let failures = Dictionary(cells.map { ($0.start, $0.cell.errors) }) { first, _ in first }
        return Set(borders.filter { failures[$0 - fine.cellSeconds] == 0 || failures[$0] == 0 })
    }

    private func addStretches(_ metric: HistoryMetric, to result: inout ServiceObservations, at now: Int) async throws {
        let points: [HistoryAnswer.Point]
        if result.span == .now {
            let start = now - Self.presentSeconds
            let cell = try await self.points(result.service, metric, from: start, step: 10, at: now)
                .reduce(into: HistoryCell()) { $0.merge($1.cell) }
            points = [HistoryAnswer.Point(start: start, cell: cell)]
        } else {
            points = try await self.points(
                result.service, metric, from: result.window.lowerBound, step: 3_600, at: now)
        }
        for point in points {
            if let place = result.stretches.firstIndex(where: { $0.start == point.start }) {
                result.stretches[place].cells[metric] = point.cell
            } else {
                result.stretches.append(.init(start: point.start, cells: [metric: point.cell]))
            }
        }
    }

    private func addComparisons(
        _ metric: HistoryMetric, to result: inout ServiceObservations, at now: Int
    ) async throws {
        let from = result.window.lowerBound - Self.usualDays * 86_400
        let hours = try await points(result.service, metric, from: from, step: 3_600, at: now)
        let byStart = Dictionary(hours.map { ($0.start, $0.cell) }) { first, _ in first }
        func usual(_ hour: Int) -> [HistoryCell] {
            (1...Self.usualDays).compactMap { byStart[hour - $0 * 86_400] }
        }
        guard result.span == .now else {
            result.comparisons += hours.filter { $0.start >= result.window.lowerBound }.map {
                .init(metric: metric, start: $0.start, cell: $0.cell, usual: usual($0.start))
            }
            return
        }
        let latest = try await points(result.service, metric, from: now - Self.latestSeconds, step: 10, at: now)
            .reduce(into: HistoryCell()) { $0.merge($1.cell) }
        result.comparisons.append(
            .init(
                metric: metric, start: now - Self.latestSeconds, cell: latest,
                usual: usual(HistoryTier.hour.cellStart(now - Self.latestSeconds / 2))))
    }

    private func addMemory(to result: inout ServiceObservations, at now: Int) async throws {
        let from = result.window.lowerBound
        let lastStart =
            try await points(result.service, .restarts, from: from, step: 60, at: now).last?.start ?? from - 3_600
        func levels(from: Int, step: Int) async throws -> [(second: Int, bytes: Double)] {
            try await points(result.service, .memory, from: from, step: step, at: now)
                .filter { $0.start > lastStart }.map { ($0.start, $0.cell.minimum) }
        }
        result.memory = try await levels(from: from, step: result.span == .week ? 3_600 : 300)
        if result.span == .now { result.recentMemory = try await levels(from: now - 1_800, step: 60) }
        guard result.span != .week, lastStart < from else { return }
        let before = try await points(result.service, .memory, from: from - 3_600, step: 60, at: now)
            .prefix { $0.start < from }
        let lows = before.map(\.cell.minimum).sorted()
        result.memoryBefore = lows.isEmpty ? nil : lows[lows.count / 2]
    }
}
