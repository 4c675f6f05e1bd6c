/// How long to wait before the n-th retry: doubling, bounded, with jitter so that a fleet does not retry in step.
public struct RetryBackoff: Sendable, Hashable {
    /// Wait before the first retry, in seconds.
    public var initialSeconds: Double
    /// Longest wait, in seconds, before jitter.
    public var maximumSeconds: Double
    /// Share by which a wait may differ either way, 0…1.
    public var jitter: Double

    /// Creates a policy; the defaults suit a registration: 0.5 s, 1 s, 2 s … 15 s, ± 20 %.
    public init(initialSeconds: Double = 0.5, maximumSeconds: Double = 15, jitter: Double = 0.2) {
        self.initialSeconds = initialSeconds
        self.maximumSeconds = maximumSeconds
        self.jitter = jitter
    }

    /// The wait before a retry.
    ///
    /// - Parameters:
    ///   - failures: How many attempts have failed so far, 1 or more.
    ///   - random: A number from 0 to 1 that spreads the waits.
    public func delay(afterFailures failures: Int, random: Double) -> Duration {
        // 2^30 already exceeds every sensible maximum; the cap keeps the shift defined.
        let factor = Double(1 << min(max(failures - 1, 0), 30))
        let plain = min(initialSeconds * factor, maximumSeconds)
        return .seconds(plain * (1 + jitter * (2 * random - 1)))
    }
}
