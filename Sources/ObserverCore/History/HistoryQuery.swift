/// A question about one series: a window and the width of the steps in it.
package struct HistoryQuery: Sendable, Hashable {
    /// Most points of an answer.
    package static let pointLimit = 2_000
    /// Points of an answer whose question names no step.
    private static let usualPoints = 240
    private static let niceSteps = [
        1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800,
        604_800,
    ]

    /// Seconds since 1970.
    package var from: Int
    /// Seconds since 1970; not part of the window.
    package var to: Int
    /// Width of a step, in seconds.
    package var step: Int
    /// Where the cells come from.
    package var tier: HistoryTier

    /// Chooses step and tier, and widens the window to whole cells of the tier; what lies before the time that the
    /// coarsest tier keeps, or after now, is cut off. A window of which nothing would be left stays as it is, and is
    /// answered as empty.
    ///
    /// - Parameters:
    ///   - step: Width of a step in seconds; `nil` for one that gives a readable curve.
    ///   - cuts: What the tiers have lost before its time.
    package init(from: Int, to: Int, step: Int? = nil, now: Int, cuts: HistoryCuts = HistoryCuts()) {
        let kept = now - HistoryTier.hour.keepSeconds..<now + 1
        let window = from..<max(to, from + 1)
        let (from, to) =
            window.overlaps(kept)
            ? (window.clamped(to: kept).lowerBound, window.clamped(to: kept).upperBound)
            : (window.lowerBound, window.upperBound)
        let span = to - from
        let wanted = step ?? Self.niceSteps.first { span <= $0 * Self.usualPoints } ?? span
        tier = HistoryTier.best(from: from, step: max(wanted, 1), now: now, cuts: cuts)
        let cell = tier.cellSeconds
        self.step = (max(wanted, cell) + cell - 1) / cell * cell
        self.from = tier.cellStart(from)
        self.to = tier.cellStart(to + cell - 1)
    }

    /// Number of steps.
    package var pointCount: Int { (to - from + step - 1) / step }
}

/// What is known of a series in a window.
package struct HistoryAnswer: Sendable, Hashable {
    /// One step.
    package struct Point: Sendable, Hashable {
        /// Start of the step, in seconds since 1970.
        package let start: Int
        package let cell: HistoryCell
    }

    package let query: HistoryQuery
    package let metric: HistoryMetric
    /// Steps in which something was seen, in order.
    package let points: [Point]
    /// The whole window in one cell: its percentiles are those of all samples.
    package let total: HistoryCell
}

extension HistoryStore {
    /// Answers a question: the cells of the window, merged per step and as a whole.
    package func answer(_ query: HistoryQuery, _ key: HistoryKey) async throws -> HistoryAnswer {
        var points: [HistoryAnswer.Point] = []
        var total = HistoryCell()
        var step = (start: Int.min, cell: HistoryCell())
        for (start, cell) in try await cells(key, query.tier, from: query.from, to: query.to) {
            total.merge(cell)
            let stepStart = query.from + (start - query.from) / query.step * query.step
            if stepStart != step.start {
                if step.cell.count > 0 { points.append(.init(start: step.start, cell: step.cell)) }
                step = (stepStart, HistoryCell())
            }
            step.cell.merge(cell)
        }
        if step.cell.count > 0 { points.append(.init(start: step.start, cell: step.cell)) }
        return HistoryAnswer(query: query, metric: key.metric, points: points, total: total)
    }

    /// All samples of a window that ends now, in one cell.
    package func total(_ key: HistoryKey, lastSeconds: Int, at now: Moment) async throws -> HistoryCell {
        let query = HistoryQuery(
            from: now.seconds - lastSeconds, to: now.seconds + 1, step: lastSeconds <= 900 ? 10 : lastSeconds / 10,
            now: now.seconds, cuts: cuts)
        return try await answer(query, key).total
    }
}
