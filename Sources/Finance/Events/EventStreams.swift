import CoreMetrics
import HTTPTypes
import ServiceKit
import Shared
import Synchronization

/// Counts the open event streams and refuses more than there may be.
final class EventStreams: Sendable {
    /// One open stream; gives its place back when it goes, however it goes.
    final class Place: Sendable {
        private let streams: EventStreams

        fileprivate init(_ streams: EventStreams) { self.streams = streams }

        deinit { streams.leave() }
    }

    private let maximum: Int
    private let open = Mutex(0)
    private let gauge: any MeterHandler

    /// - Parameter maximum: streams that may be open at once, over all ledgers of the process.
    init(maximum: Int, registry: PrometheusRegistry) {
        self.maximum = maximum
        gauge = registry.makeMeter(label: "finance_event_streams_open", dimensions: [])
        gauge.set(Int64(0))
    }

    /// - Throws: ``Problem`` 503 when all places are taken.
    func enter() throws(Problem) -> Place {
        let count = open.withLock { open -> Int? in
            guard open < maximum else { return nil }
            open += 1
            return open
        }
        guard let count else {
            throw Problem(
                .serviceUnavailable, code: "too-many-streams",
                detail: .init(
                    de: "Mehr als \(maximum) Ereignisströme zugleich gibt es nicht.",
                    en: "There are at most \(maximum) event streams at once."),
                headers: [.retryAfter: "5"])
        }
        gauge.set(Int64(count))
        return Place(self)
    }

    private func leave() {
        gauge.set(
            Int64(
                open.withLock { open in
                    open -= 1
                    return open
                }))
    }
}
