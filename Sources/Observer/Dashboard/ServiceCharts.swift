import ObserverCore
import Shared

/// The charts of a service: of the last minutes each probe and each look at the process, of longer spans and of the
/// service's own requests what the history keeps.
struct ServiceCharts {
    let service: ShownService
    let reader: DashboardReader
    let words: DashboardWords
    let now: Moment
    let history: ServiceHistory

    /// One entry per figure that was measured.
    var values: [[String: Any]] {
        let recent = history.span == .recent ? recentCharts : [:]
        return HistoryMetric.allCases.filter { $0 != .availability }.compactMap { recent[$0] ?? chart(of: $0) }
    }

    /// Of those that are known more finely than the history keeps them.
    private var recentCharts: [HistoryMetric: [String: Any]] {
        [
            .probeLatency: chart(
                reader.responses(of: service, at: now),
                words.text("Antwortzeit der Prüfungen", "Response time of probes"),
                unit: "ms",
                limits(Self.limits.mean)),
            .cpu: chart(
                reader.figures(.processor, of: service, at: now),
                words.text("Prozessor (ein Kern)", "Processor (one core)"),
                unit: "%", limits(Self.limits.cpu)),
            .memory: chart(
                reader.figures(.memory, of: service, at: now), words.text("Speicher", "Memory"), unit: "MiB", []),
        ].compactMapValues { $0 }
    }

    /// A chart of what the history keeps, if it keeps it.
    private func chart(of metric: HistoryMetric) -> [String: Any]? {
        guard let answer = history.answers[metric], !answer.points.isEmpty else { return nil }
        let (unit, factor) = Self.unit(of: metric)
        let points = answer.points.map {
            FigureTrail.Point(at: $0.start * 1_000, value: metric.value(of: $0.cell).map { Float($0 * factor) })
        }
        var drawn = LineChart(
            points: points, unit: unit, thresholds: limits(of: metric), language: words.language,
            now: now.unixMilliseconds, description: "")
        drawn.span = history.span
        drawn.longestGap = max(answer.query.step, HistoryService.scrapeSeconds) * 3_000
        if metric == .probeLatency {
            drawn.misses = answer.points.filter { $0.cell.errors > 0 }.map { $0.start * 1_000 }
        }
        // Of the samples themselves, where the metric has some: a percentile of percentiles would be none.
        let isSampled = metric == metric.source && metric != .restarts
        let exact =
            isSampled
            ? answer.total.percentile(0.95).map {
                (p95: Float($0 * factor), highest: Float(answer.total.maximum * factor))
            }
            : nil
        return entry(
            drawn, title(of: metric), missCount: metric == .probeLatency ? answer.total.errors : 0, exact: exact,
            // Of errors the limit itself is allowed still, of all else no longer.
            beginning: metric == .errorRate ? words.text("über", "above") : nil)
    }

    private static func unit(of metric: HistoryMetric) -> (name: String, factor: Double) {
        switch metric {
        case .memory: ("MiB", 1 / 1_048_576)
        case .errorRate, .availability: ("%", 100)
        case .openFiles, .restarts: ("", 1)
        case .requestRate: ("/s", 1)
        case .readRate, .writeRate: ("MiB/s", 1 / 1_048_576)
        case .probeLatency, .requestDuration, .cpu, .openFilesShare: (metric.unit, 1)
        }
    }

    private static let limits = FindingLimits()

    /// These values are p95, those of the recent charts single ones.
    private func limits(of metric: HistoryMetric) -> [LineChart.Threshold] {
        switch metric {
        case .probeLatency, .requestDuration: limits(Self.limits.tail)
        case .cpu: limits(Self.limits.cpu)
        case .errorRate: limits(Self.limits.errorShare, factor: 100)
        case .openFilesShare: limits(Self.limits.openFiles)
        default: []
        }
    }

    private func limits(_ pair: FindingLimits.Pair, factor: Double = 1) -> [LineChart.Threshold] {
        [limit(pair.warning * factor, .care), limit(pair.critical * factor, .bad)]
    }

    private func title(of metric: HistoryMetric) -> String {
        let title = metric.title(words.language)
        return metric == .probeLatency || metric == .requestDuration ? "\(title) (p95)" : title
    }

    private func limit(_ value: Double, _ tone: Tone) -> LineChart.Threshold {
        LineChart.Threshold(
            value: value, tone: tone,
            label: tone == .bad ? words.text("kritisch", "critical") : words.text("Warnung", "warning"))
    }

    private func chart(
        _ points: [FigureTrail.Point], _ title: String, unit: String, _ thresholds: [LineChart.Threshold]
    ) -> [String: Any]? {
        guard points.count > 1 else { return nil }
        let drawn = LineChart(
            points: points, unit: unit, thresholds: thresholds, language: words.language, now: now.unixMilliseconds,
            description: "")
        return entry(drawn, title, missCount: points.count { $0.value == nil })
    }

    /// - Parameters:
    ///   - exact: p95 and the highest of all samples, where the points are not the samples.
    ///   - beginning: What stands before a limit; "from" unless given.
    private func entry(
        _ chart: LineChart, _ title: String, missCount misses: Int, exact: (p95: Float, highest: Float)? = nil,
        beginning: String? = nil
    ) -> [String: Any]? {
        let values = chart.points.compactMap(\.value)
        guard let top = values.max(), let last = values.last, let pointP95 = chart.points.p95 else { return nil }
        let (highest, p95) = (exact?.highest ?? top, exact?.p95 ?? pointP95)
        let unit = chart.unit
        func text(_ value: Float) -> String {
            let number = words.number(Double(value), decimals: value < 10 ? 1 : 0)
            return unit.isEmpty ? number : "\(number) \(unit)"
        }
        var summary = words.text(
            "zuletzt \(text(last)), p95 \(text(p95)), höchstens \(text(highest))",
            "latest \(text(last)), p95 \(text(p95)), at most \(text(highest))")
        if misses > 0 { summary += words.text("; \(misses) ohne Antwort", "; \(misses) without an answer") }
        var chart = chart
        chart.description = "\(title): \(summary)"
        var entry = ["title": title, "summary": summary, "svg": chart.svg()]
        if !chart.thresholds.isEmpty {
            let beginning = beginning ?? words.text("ab", "from")
            entry["limits"] = chart.thresholds.map { "\($0.label) \(beginning) \(text(Float($0.value)))" }
                .joined(separator: " · ")
        }
        return entry
    }
}
