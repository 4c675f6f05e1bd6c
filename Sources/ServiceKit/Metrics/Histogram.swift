import CoreMetrics
import Synchronization

/// A distribution in fixed buckets from 0.1 ms to 10 s.
final class Histogram: TimerHandler, RecorderHandler {
    /// Upper bounds of the buckets in seconds; the last bucket has none.
    static let bounds: [Double] = [
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]

    /// The state at one moment.
    struct Snapshot {
        /// Observations per bucket, not cumulated.
        var counts = [UInt64](repeating: 0, count: Histogram.bounds.count + 1)
        /// Sum of all observations.
        var sum = 0.0

        mutating func add(_ value: Double) {
            counts[Histogram.bucket(of: value)] += 1
            sum += value
        }

        func render(name: String, labels: [(String, String)]) -> String {
            var text = ""
            var cumulated: UInt64 = 0
            for (index, count) in counts.enumerated() {
                cumulated += count
                let bound = index < bounds.count ? PrometheusText.number(bounds[index]) : "+Inf"
                text += "\(name)_bucket\(PrometheusText.labels(labels + [("le", bound)])) \(cumulated)\n"
            }
            let key = PrometheusText.labels(labels)
            text += "\(name)_sum\(key) \(PrometheusText.number(sum))\n"
            text += "\(name)_count\(key) \(cumulated)\n"
            return text
        }
    }

    private let state = Mutex(Snapshot())

    var snapshot: Snapshot { state.withLock { $0 } }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
    func record(_ value: Int64) { record(Double(value)) }

    /// One infinite or undefined value would spoil the sum for ever, so such values are left out.
    func record(_ value: Double) {
        if value.isFinite { state.withLock { $0.add(value) } }
    }

    /// The first bucket whose bound is not below the value.
    static func bucket(of value: Double) -> Int {
        var low = 0
        var high = bounds.count
        while low < high {
            let middle = (low + high) / 2
            if bounds[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
