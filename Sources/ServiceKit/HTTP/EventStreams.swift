import CoreMetrics
import HTTPTypes
import Shared
import Synchronization

/// Counts the open event streams and refuses more than there may be.
package final class EventStreams: Sendable {
    /// One open stream; gives its place back when it goes, however it goes.
    package final class Place: Sendable {
        private let streams: EventStreams

        fileprivate init(_ streams: EventStreams) { self.streams = streams }

        deinit { streams.leave() }
    }

    private let maximum: Int
    private let open = Mutex(0)
    private let gauge: any MeterHandler

    /// - Parameters:
    ///   - maximum: streams that may be open at once in the process.
    ///   - label: name of the gauge that counts them.
    package init(maximum: Int, label: String, registry: PrometheusRegistry) {
        self.maximum = maximum
        gauge = registry.makeMeter(label: label, dimensions: [])
        gauge.set(Int64(0))
    }

    /// Takes a place.
    ///
    /// - Throws: ``Problem`` 503 when all places are taken.
    package func enter() throws(Problem) -> Place {
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
