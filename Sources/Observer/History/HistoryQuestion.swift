import Foundation
import Hummingbird
import ObserverCore
import ServiceKit
import Shared

/// The query of `/services/{id}/history`, checked.
struct HistoryQuestion {
    /// Most metrics of one question.
    private static let metricLimit = HistoryMetric.allCases.count
    private static let units: [Character: Int] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]

    let metrics: [HistoryMetric]
    let query: HistoryQuery

    /// Reads `metric` (names with commas between, or given several times; probe latency unless given), `from` (an hour
    /// ago), `to` (now) and `step`.
    ///
    /// - Throws: ``Problem`` 422 naming everything that is wrong.
    init(_ request: Request, cuts: HistoryCuts, at now: Moment) throws(Problem) {
        var reader = QueryReader(request)
        metrics = Self.metrics(&reader)
        let to = Self.time("to", &reader, now) ?? now.seconds + 1
        let from = Self.time("from", &reader, now) ?? to - 3_600
        let step = reader.value(
            "step", code: "invalid-step", de: "Erwartet wird eine Spanne wie 10, 30s, 5m, 2h oder 1d.",
            en: "Expected a span such as 10, 30s, 5m, 2h or 1d.", parse: Self.span)
        if from >= to {
            reader.report(
                "from", "invalid-window", de: "Der Anfang muss vor dem Ende liegen.",
                en: "The beginning must lie before the end.")
        }
        query = HistoryQuery(from: min(from, to - 1), to: to, step: step, now: now.seconds, cuts: cuts)
        if query.pointCount > HistoryQuery.pointLimit {
            reader.report(
                "step", "too-many-points",
                de: "Das wären \(query.pointCount) Punkte; höchstens \(HistoryQuery.pointLimit) sind möglich.",
                en: "These would be \(query.pointCount) points; at most \(HistoryQuery.pointLimit) are possible.")
        }
        try reader.finish()
    }

    private static func metrics(_ reader: inout QueryReader) -> [HistoryMetric] {
        let words = reader.texts("metric").flatMap { $0.split(separator: ",") }
            .prefix(metricLimit)
        if words.isEmpty { return [.probeLatency] }
        var result: [HistoryMetric] = []
        for word in words {
            if let metric = HistoryMetric(rawValue: String(word)) {
                if !result.contains(metric) { result.append(metric) }
            } else {
                let names = HistoryMetric.allCases.map(\.rawValue).joined(separator: ", ")
                reader.report(
                    "metric", "unknown-metric", de: "Unbekannt; es gibt: \(names).", en: "Unknown; there are: \(names)."
                )
            }
        }
        return result
    }

    /// ISO 8601, seconds since 1970, or a span before now such as `-1h`.
    private static func time(_ name: String, _ reader: inout QueryReader, _ now: Moment) -> Int? {
        reader.value(
            name, code: "invalid-time",
            de: "Erwartet wird eine Zeit nach ISO 8601, Sekunden seit 1970 oder eine Spanne wie -1h.",
            en: "Expected a time in ISO 8601, seconds since 1970, or a span such as -1h."
        ) { text in
            if text.hasPrefix("-") { return span(String(text.dropFirst())).map { now.seconds - $0 } }
            if let seconds = Int(text) { return (0...100_000_000_000).contains(seconds) ? seconds : nil }
            for format in [Date.ISO8601FormatStyle(includingFractionalSeconds: true), Date.ISO8601FormatStyle()] {
                // try? because the other format may fit
                if let date = try? format.parse(text), abs(date.timeIntervalSince1970) < 1e11 {
                    return max(Int(date.timeIntervalSince1970), 0)
                }
            }
            return nil
        }
    }

    /// Seconds of a span of up to three years.
    private static func span(_ text: String) -> Int? {
        let unit = text.last.flatMap { units[$0] }
        guard let number = Int(unit == nil ? text : String(text.dropLast())), number > 0,
            number <= 3 * 366 * 86_400 / (unit ?? 1)
        else { return nil }
        return number * (unit ?? 1)
    }
}
