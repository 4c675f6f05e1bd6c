import CoreMetrics
import ObserverCore
import ServiceKit

/// The Observer's own series; names as in the contract, everything new begins with `observer_`.
struct ObserverMetrics: Sendable {
    let registrations: Counter
    let deregistrations: Counter
    let heartbeats: Counter
    let restarts: Counter
    let lateness: Timer
    let probesInFlight: Gauge
    private let registered: Gauge
    private let healthy: Gauge
    private let unhealthy: Gauge
    private let storage: Gauge
    private let byStatus: [ServiceStatus: Gauge]
    private let checks: [String: Counter]
    private let checkDuration: Timer

    init(registry: PrometheusRegistry) {
        func counter(_ label: String, _ dimensions: [(String, String)] = []) -> Counter {
            Counter(label: label, dimensions: dimensions, factory: registry)
        }
        func gauge(_ label: String, _ dimensions: [(String, String)] = []) -> Gauge {
            Gauge(label: label, dimensions: dimensions, factory: registry)
        }
        registrations = counter("service_registrations_total")
        deregistrations = counter("service_deregistrations_total")
        heartbeats = counter("observer_heartbeats_total")
        restarts = counter("service_restarts_total")
        lateness = Timer(label: "observer_probe_lateness_seconds", dimensions: [], factory: registry)
        probesInFlight = gauge("observer_probes_in_flight")
        registered = gauge("registered_services")
        healthy = gauge("healthy_services")
        unhealthy = gauge("unhealthy_services")
        storage = gauge("observer_storage_working")
        byStatus = Dictionary(
            uniqueKeysWithValues: ServiceStatus.allCases.map {
                ($0, gauge("observer_services", [("status", $0.rawValue)]))
            })
        checks = Dictionary(
            uniqueKeysWithValues: ["pass", "warn", "miss", "void"].map {
                ($0, counter("health_checks_total", [("result", $0)]))
            })
        checkDuration = Timer(label: "health_check_duration_seconds", dimensions: [], factory: registry)
    }

    /// Counts a finished probe. Misses are timed too: a time-out counts with its whole span.
    func probed(_ result: ProbeResult) {
        let word =
            switch result.verdict {
            case .pass: "pass"
            case .warn: "warn"
            case .miss: "miss"
            case .void: "void"
            }
        checks[word]?.increment()
        if word != "void" { checkDuration.recordNanoseconds(Int64(result.elapsedMilliseconds * 1e6)) }
    }

    /// Shows the counts of the moment.
    func update(_ counts: ServiceCounts, isStorageWorking: Bool) {
        registered.record(counts.total)
        healthy.record(counts[.healthy])
        unhealthy.record(counts[.unhealthy] + counts[.unreachable])
        storage.record(isStorageWorking ? 1 : 0)
        for (status, gauge) in byStatus { gauge.record(counts[status]) }
    }
}
