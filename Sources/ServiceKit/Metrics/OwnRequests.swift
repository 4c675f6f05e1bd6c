import Shared
import Synchronization

/// All requests of the service together, finely enough for percentiles that are right to one percent; without the
/// probes of health and metrics, which would pass for quick requests.
///
/// Only buckets that hold something are rendered: a service with steady answers shows a few dozen lines.
final class OwnRequests: Sendable {
    /// Names of its families on `/metrics`.
    static let durationFamily = ServiceMetricName.requestDuration
    static let errorFamily = ServiceMetricName.requestErrors

    private struct State {
        /// By bucket of milliseconds; grows to the highest that was needed.
        var counts: [UInt64] = []
        var seconds = 0.0
        var errors: UInt64 = 0
    }

    private static let unobserved: Set<String> = [
        ServiceRoute.health, ServiceRoute.ready, ServiceRoute.live, ServiceRoute.metrics,
    ]
    private let state = Mutex(State())

    func record(route: String, status: Int, milliseconds: Double) {
        guard !Self.unobserved.contains(route) else { return }
        let index = LogBuckets.index(of: milliseconds)
        state.withLock { state in
            if index >= state.counts.count {
                state.counts += [UInt64](repeating: 0, count: index + 1 - state.counts.count)
            }
            state.counts[index] += 1
            state.seconds += milliseconds / 1_000
            if status >= 500 { state.errors += 1 }
        }
    }

    /// As Prometheus text; the bounds are in seconds.
    func render() -> String {
        let state = state.withLock { $0 }
        let name = Self.durationFamily
        var text = "# TYPE \(name) histogram\n"
        var cumulated: UInt64 = 0
        for (index, count) in state.counts.enumerated() where count > 0 {
            cumulated += count
            text += "\(name)_bucket{le=\"\(LogBuckets.upperBound(of: index) / 1_000)\"} \(cumulated)\n"
        }
        text += """
            \(name)_bucket{le="+Inf"} \(cumulated)
            \(name)_sum \(state.seconds)
            \(name)_count \(cumulated)
            # TYPE \(Self.errorFamily) counter
            \(Self.errorFamily) \(state.errors)

            """
        return text
    }
}
