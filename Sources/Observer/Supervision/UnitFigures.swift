import Foundation
import ObserverCore
import ProcessKit
import Synchronization

/// What the units' processes used in the last minute, for evidence and for the screen.
final class UnitFigures: Sendable {
    /// One look at a process.
    struct Sample: Sendable, Codable {
        /// Milliseconds since 1970.
        let at: Int
        let statistics: ProcessStatistics
    }

    private static let keepMilliseconds = 60_000
    private let samples = Mutex<[String: [Sample]]>([:])

    /// Looks at every unit that has a process.
    func sample(_ state: WatchdogState, at now: Moment) {
        for unit in state.units {
            guard let identity = unit.identity, let statistics = ProcessStatistics.read(identity) else { continue }
            let sample = Sample(at: now.unixMilliseconds, statistics: statistics)
            samples.withLock { samples in
                samples[unit.name, default: []].append(sample)
                samples[unit.name]?.removeAll { $0.at < now.unixMilliseconds - Self.keepMilliseconds }
            }
        }
    }

    /// The samples of a unit, oldest first.
    func samples(of unit: String) -> [Sample] {
        samples.withLock { $0[unit] ?? [] }
    }
}
