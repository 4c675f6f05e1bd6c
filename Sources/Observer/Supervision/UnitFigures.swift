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
    /// What is drawn: memory and processor time over a longer span.
    let trail = FigureTrail()
    private let samples = Mutex<[String: [Sample]]>([:])

    /// Looks at every unit that has a process.
    func sample(_ state: WatchdogState, at now: Moment) {
        for unit in state.units {
            guard let identity = unit.identity, let statistics = ProcessStatistics.read(identity) else { continue }
            let sample = Sample(at: now.unixMilliseconds, statistics: statistics)
            draw(sample, after: samples.withLock { $0[unit.name]?.last }, unit.name, at: now)
            samples.withLock { samples in
                samples[unit.name, default: []].append(sample)
                samples[unit.name]?.removeAll { $0.at < now.unixMilliseconds - Self.keepMilliseconds }
            }
        }
    }

    private func draw(_ sample: Sample, after last: Sample?, _ unit: String, at now: Moment) {
        let (new, old) = (sample.statistics, last?.statistics)
        trail.add(Double(new.residentBytes) / 1_048_576, to: .memory, of: unit, at: now)
        guard let last, let old, sample.at > last.at, new.cpuSeconds >= old.cpuSeconds else { return }
        let share = (new.cpuSeconds - old.cpuSeconds) / (Double(sample.at - last.at) / 1_000)
        trail.add(share * 100, to: .processor, of: unit, at: now)
    }

    /// The samples of a unit, oldest first.
    func samples(of unit: String) -> [Sample] {
        samples.withLock { $0[unit] ?? [] }
    }
}
