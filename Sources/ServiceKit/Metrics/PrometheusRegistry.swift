package import CoreMetrics
import Synchronization

/// A swift-metrics back end that keeps every series in memory and renders Prometheus text (exposition format 0.0.4).
///
/// Counters become counters, gauges and meters gauges, timers and recorders histograms. The number of series is
/// bounded; beyond it new series are counted and dropped, so that a label from outside cannot fill the memory.
package final class PrometheusRegistry: MetricsFactory {
    /// Most series kept.
    static let seriesLimit = 10_000

    private enum Instrument {
        case counter(AtomicCounter)
        case gauge(AtomicGauge)
        case histogram(Histogram)
    }

    private struct Series {
        let labels: [(String, String)]
        let instrument: Instrument
    }

    private struct Family {
        let kind: String
        var series: [String: Series] = [:]
    }

    private struct State {
        var families: [String: Family] = [:]
        var count = 0
        var dropped = 0
    }

    private let state = Mutex(State())

    /// Creates an empty registry.
    package init() {}

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        let counter = AtomicCounter()
        guard case .counter(let known) = instrument(label, "counter", dimensions, .counter(counter)) else {
            return counter
        }
        return known
    }

    package func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        let counter = AtomicCounter()
        guard case .counter(let known) = instrument(label, "counter", dimensions, .counter(counter)) else {
            return counter
        }
        return known
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        gauge(label, dimensions)
    }

    package func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        aggregate ? histogram(label, dimensions) : gauge(label, dimensions)
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        histogram(label, dimensions)
    }

    // A series lives as long as the process: Prometheus expects counters not to vanish.
    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}

    private func gauge(_ label: String, _ dimensions: [(String, String)]) -> AtomicGauge {
        let gauge = AtomicGauge()
        guard case .gauge(let known) = instrument(label, "gauge", dimensions, .gauge(gauge)) else { return gauge }
        return known
    }

    private func histogram(_ label: String, _ dimensions: [(String, String)]) -> Histogram {
        let histogram = Histogram()
        guard case .histogram(let known) = instrument(label, "histogram", dimensions, .histogram(histogram)) else {
            return histogram
        }
        return known
    }

    private func instrument(
        _ label: String, _ kind: String, _ labels: [(String, String)], _ new: Instrument
    ) -> Instrument {
        let name = PrometheusText.name(label)
        let key = PrometheusText.labels(labels)
        return state.withLock { state in
            if let known = state.families[name]?.series[key] { return known.instrument }
            // One family has one kind: a series of another would make the whole text unreadable.
            guard state.count < Self.seriesLimit, state.families[name]?.kind ?? kind == kind else {
                state.dropped += 1
                return new
            }
            state.count += 1
            state.families[name, default: Family(kind: kind)].series[key] = Series(labels: labels, instrument: new)
            return new
        }
    }

    /// All series as Prometheus text, names and labels in alphabetical order.
    ///
    /// - Parameter wanted: Names of families; none for all.
    package func render(only wanted: [String] = []) -> String {
        let (families, dropped) = state.withLock { ($0.families, $0.dropped) }
        var text = ""
        for (name, family) in families.sorted(by: { $0.key < $1.key })
        where wanted.isEmpty || wanted.contains(name) {
            text += "# TYPE \(name) \(family.kind)\n"
            for (key, series) in family.series.sorted(by: { $0.key < $1.key }) {
                switch series.instrument {
                case .counter(let counter): text += "\(name)\(key) \(PrometheusText.number(counter.value))\n"
                case .gauge(let gauge): text += "\(name)\(key) \(PrometheusText.number(gauge.value))\n"
                case .histogram(let histogram): text += histogram.snapshot.render(name: name, labels: series.labels)
                }
            }
        }
        text += "# TYPE metrics_series_dropped_total counter\nmetrics_series_dropped_total \(dropped)\n"
        return text
    }
}
