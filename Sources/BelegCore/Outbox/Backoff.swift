package import Foundation

/// How long to wait after failed attempts.
///
/// | failed attempts | 0 | 1   | 2 | 3 | 4 | 5 | 6  | 7 and more |
/// |-----------------|---|-----|---|---|---|---|----|------------|
/// | seconds at most | 0 | 0.5 | 1 | 2 | 4 | 8 | 16 | 30         |
///
/// Jitter takes up to a quarter off, so that many waiting senders do not return in step.
package struct Backoff: Sendable, Equatable {
    package let first: TimeInterval
    package let cap: TimeInterval

    package static let standard = Backoff(first: 0.5, cap: 30)

    package init(first: TimeInterval, cap: TimeInterval) {
        self.first = first
        self.cap = cap
    }

    /// - Parameter jitter: a random number in 0..<1.
    /// - Returns: seconds.
    package func delay(afterFailures failures: Int64, jitter: Double) -> TimeInterval {
        guard failures > 0 else { return 0 }
        let doublings = min(failures - 1, 32)
        let full = min(cap, first * TimeInterval(Int64(1) << doublings))
        return full * (1 - jitter / 4)
    }
}
