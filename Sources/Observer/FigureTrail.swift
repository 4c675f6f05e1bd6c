import ObserverCore
import Synchronization

/// The figures of the last quarter of an hour, in memory: what sparklines and charts draw.
///
/// All trails together hold a bounded number of points; with very many services each one is shorter.
final class FigureTrail: Sendable {
    /// What is measured.
    enum Figure: Hashable, Sendable {
        /// Milliseconds from the start of a probe to its answer.
        case response
        /// Resident memory, in MiB.
        case memory
        /// Processor time, in percent of one core.
        case processor
    }

    struct Point: Sendable, Equatable {
        /// Milliseconds since 1970.
        let at: Int
        /// `nil` when there was no answer.
        let value: Float?
    }

    private struct Key: Hashable {
        let figure: Figure
        let subject: String
    }

    static let spanMilliseconds = 15 * 60_000
    /// A start is probed many times a second: a failure this soon after another is the same one.
    private static let missSpacing = 1_000
    private static let pointLimit = 500_000
    private static let longestTrail = 450
    private static let shortestTrail = 20

    private struct State {
        var trails: [Key: [Point]] = [:]
        /// Number of trails at which those that ended are looked for.
        var sweepAt = 64

        mutating func sweep(at now: Int) {
            trails = trails.filter { $0.value.last.map { $0.at > now - FigureTrail.spanMilliseconds } ?? false }
            sweepAt = max(trails.count * 2, 64)
        }
    }

    private let state = Mutex(State())

    /// The subject of whoever listens on a port of this machine.
    static func key(port: Int) -> String { "port \(port)" }

    /// Adds what a probe found; one that could not be made says nothing.
    func add(_ verdict: ProbeVerdict, _ milliseconds: Double, of subject: String, at moment: Moment) {
        switch verdict {
        case .pass, .warn: add(milliseconds, to: .response, of: subject, at: moment)
        case .miss: add(nil, to: .response, of: subject, at: moment)
        case .void: break
        }
    }

    func add(_ value: Double?, to figure: Figure, of subject: String, at moment: Moment) {
        let now = moment.unixMilliseconds
        let key = Key(figure: figure, subject: subject)
        state.withLock { state in
            if state.trails.count >= state.sweepAt { state.sweep(at: now) }
            if value == nil, let last = state.trails[key]?.last, last.value == nil, now - last.at < Self.missSpacing {
                return
            }
            state.trails[key, default: []].append(Point(at: now, value: value.map(Float.init)))
            let limit = min(max(Self.pointLimit / state.trails.count, Self.shortestTrail), Self.longestTrail)
            // Cut in strides: taking one point off the front moves all others.
            guard let count = state.trails[key]?.count, count > limit + limit / 4 else { return }
            state.trails[key]?.removeFirst(count - limit)
        }
    }

    /// The points of the last quarter of an hour, oldest first.
    func points(of figure: Figure, _ subject: String, at now: Moment) -> [Point] {
        let earliest = now.unixMilliseconds - Self.spanMilliseconds
        let key = Key(figure: figure, subject: subject)
        return state.withLock { $0.trails[key] ?? [] }.filter { $0.at >= earliest }
    }
}
