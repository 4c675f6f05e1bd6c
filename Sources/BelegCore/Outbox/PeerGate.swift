package import Foundation

/// Decides how many bookings to send at once: none while Finance is known to be away, one to try, many when it answers.
///
/// Without it, a thousand waiting bookings would each knock at a closed door.
package struct PeerGate: Sendable, Equatable {
    /// Longest pause that Finance may ask for, in seconds. What lies further ahead was planned before the clock was set
    /// back, and is due.
    package static let longestPause: TimeInterval = 300

    private let backoff: Backoff
    private var failures: Int64 = 0
    private var closedUntil: Date?

    package init(backoff: Backoff = .standard) {
        self.backoff = backoff
    }

    /// Whether the last attempt found Finance away.
    package var isClosed: Bool { failures > 0 }

    /// - Returns: how many bookings may be sent now; 0 until ``reopening``.
    package func allowance(now: Date, full: Int) -> Int {
        guard let closedUntil else { return full }
        let pause = closedUntil.timeIntervalSince(now)
        return pause > 0 && pause <= Self.longestPause ? 0 : 1
    }

    /// When to try again; `nil` while open.
    package var reopening: Date? { closedUntil }

    /// Takes in the outcomes of one round.
    ///
    /// - Returns: `true` if Finance is back after an absence, so that all waiting bookings may go at once.
    package mutating func record(_ outcomes: [DeliveryOutcome], now: Date, jitter: Double) -> Bool {
        guard !outcomes.isEmpty else { return false }
        let pauses = outcomes.compactMap(Self.pause)
        guard let pause = pauses.max() else {
            let isBack = failures > 0
            failures = 0
            closedUntil = nil
            return isBack
        }
        failures += 1
        closedUntil = now.addingTimeInterval(max(pause, backoff.delay(afterFailures: failures, jitter: jitter)))
        return false
    }

    private static func pause(_ outcome: DeliveryOutcome) -> TimeInterval? {
        guard case .unavailable(_, let retryAfter) = outcome else { return nil }
        return retryAfter ?? 0
    }
}
