import CoreMetrics
import ObserverCore
import ServiceKit

/// Series of the watchdog; names begin with `observer_`.
struct WatchdogMetrics: Sendable {
    let starts: Counter
    private let ready: Gauge
    private let units: Gauge
    private let quarantined: Gauge
    private let suppressed: Gauge
    private let incidents: Gauge

    init(registry: PrometheusRegistry) {
        starts = Counter(label: "observer_unit_starts_total", dimensions: [], factory: registry)
        ready = Gauge(label: "observer_units_ready", dimensions: [], factory: registry)
        units = Gauge(label: "observer_units", dimensions: [], factory: registry)
        quarantined = Gauge(label: "observer_units_quarantined", dimensions: [], factory: registry)
        suppressed = Gauge(label: "observer_units_suppressed", dimensions: [], factory: registry)
        incidents = Gauge(label: "observer_incidents_open", dimensions: [], factory: registry)
    }

    func update(_ state: WatchdogState) {
        units.record(state.units.count)
        ready.record(state.units.count { $0.isReady })
        quarantined.record(state.units.count { if case .quarantined = $0.supervision { true } else { false } })
        suppressed.record(state.units.count { if case .suppressed = $0.supervision { true } else { false } })
        incidents.record(state.common.incidents.count)
    }
}
