import ObserverCore
import Synchronization

/// Slows down a unit that is obstructed again each time its obstacle seemed to be gone: what the look cannot see must
/// not become a start twice a second.
final class ClearancePace: Sendable {
    private static let shortestMilliseconds = 1_000
    private static let longestMilliseconds = 60_000
    /// A clearance longer ago than this has nothing to do with the next obstacle, in milliseconds.
    private static let memoryMilliseconds = 300_000

    private struct Clearances: Sendable {
        var count: Int
        /// Uptime of the latest, in milliseconds.
        var latest: Int
    }

    private let clearances = Mutex<[String: Clearances]>([:])

    /// Wait before the first look at a new obstacle of a unit; `nil` when none was cleared lately.
    func firstWait(of unit: String, at now: Moment) -> Duration? {
        clearances.withLock { clearances in
            guard let known = clearances[unit], isRecent(known, now) else {
                clearances[unit] = nil
                return nil
            }
            return .milliseconds(
                min(Self.shortestMilliseconds << min(known.count - 1, 16), Self.longestMilliseconds))
        }
    }

    func cleared(_ unit: String, at now: Moment) {
        clearances.withLock { clearances in
            let count = clearances[unit].map { isRecent($0, now) ? $0.count : 0 } ?? 0
            clearances[unit] = Clearances(count: count + 1, latest: now.uptimeMilliseconds)
        }
    }

    private func isRecent(_ known: Clearances, _ now: Moment) -> Bool {
        now.uptimeMilliseconds - known.latest < Self.memoryMilliseconds
    }
}
