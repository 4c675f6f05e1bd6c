import Metrics
import Synchronization

/// What the service knows about its own requests: series for `/metrics` and totals for `/health`.
package final class RequestStatistics: Sendable {
    private struct Key: Hashable {
        let method: String
        let route: String
        let status: Int
    }

    private struct Series {
        let counter: any CounterHandler
        let timer: any TimerHandler
    }

    /// The totals that a health report shows.
    package struct Totals: Sendable {
        /// Requests answered.
        package var requests = 0
        /// Answers with status 500 or above.
        package var errors = 0
        /// Sum of all durations, in milliseconds.
        package var milliseconds = 0.0
    }

    private let registry: PrometheusRegistry
    private let series = Mutex<[Key: Series]>([:])
    private let totals = Mutex(Totals())
    private let active: any MeterHandler
    /// All requests together.
    let own = OwnRequests()

    /// Records into the given registry.
    package init(registry: PrometheusRegistry) {
        self.registry = registry
        self.active = registry.makeMeter(label: "http_requests_active", dimensions: [])
    }

    /// The totals so far.
    package var snapshot: Totals { totals.withLock { $0 } }

    func began() {
        active.increment(by: 1)
    }

    func ended(method: String, route: String, status: Int, elapsed: Duration) {
        active.decrement(by: 1)
        totals.withLock {
            $0.requests += 1
            $0.milliseconds += elapsed.milliseconds
            if status >= 500 { $0.errors += 1 }
        }
        let series = series(for: Key(method: method, route: route, status: status))
        series.counter.increment(by: 1)
        series.timer.recordNanoseconds(Int64(elapsed.milliseconds * 1e6))
        own.record(route: route, status: status, milliseconds: elapsed.milliseconds)
    }

    private func series(for key: Key) -> Series {
        series.withLock { known in
            if let series = known[key] { return series }
            let dimensions = [("method", key.method), ("route", key.route), ("status", String(key.status))]
            let made = Series(
                counter: registry.makeCounter(label: "http_requests_total", dimensions: dimensions),
                timer: registry.makeTimer(label: "http_request_duration_seconds", dimensions: dimensions))
            known[key] = made
            return made
        }
    }
}
