import ObserverCore
import Shared

/// What is known of a service over the span that its page shows.
struct ServiceHistory: Sendable {
    /// In the order of the charts.
    private static let metrics: [HistoryMetric] = [
        .probeLatency, .cpu, .memory, .requestRate, .requestDuration, .errorRate, .openFiles, .availability,
    ]

    let span: ChartSpan
    let answers: [HistoryMetric: HistoryAnswer]

    init(span: ChartSpan = .recent, answers: [HistoryMetric: HistoryAnswer] = [:]) {
        self.span = span
        self.answers = answers
    }

    /// Reads the figures of a service; what cannot be read is not shown.
    init(of subject: String, span: ChartSpan, in store: HistoryStore, at now: Moment) async {
        // Cells of ten seconds lie together by series; those of a second would be read with all other services'.
        let query = HistoryQuery(
            from: now.seconds - span.seconds, to: now.seconds + 1, step: span == .recent ? 10 : nil, now: now.seconds,
            cuts: store.cuts)
        var answers: [HistoryMetric: HistoryAnswer] = [:]
        for metric in Self.metrics {
            // try? because the page must also be shown when the disk fails
            answers[metric] = try? await store.answer(query, HistoryKey(subject, metric))
        }
        self.init(span: span, answers: answers)
    }

    /// Share of the span in which the service worked, in percent; `nil` while nothing is known.
    var availability: Double? { answers[.availability]?.total.mean.map { $0 * 100 } }
}
