package import Foundation

/// The rules of the outbox as a pure function: attempt and outcome in, new row values out.
package struct OutboxMachine: Sendable {
    /// Longest error text that is kept, in characters.
    package static let maximumReason = 2_000

    package let backoff: Backoff

    package init(backoff: Backoff = .standard) {
        self.backoff = backoff
    }

    /// - Parameters:
    ///   - attempts: attempts before this one.
    ///   - jitter: a random number in 0..<1.
    package func change(
        attempts: Int64, outcome: DeliveryOutcome, now: Date, jitter: Double
    ) -> OutboxChange {
        let attempts = attempts + 1
        switch outcome {
        case .posted(let transactionID):
            return OutboxChange(
                state: .posted, attempts: attempts, nextAttempt: now, lastError: nil, transactionID: transactionID)
        case .rejected(let reason):
            return OutboxChange(
                state: .rejected, attempts: attempts, nextAttempt: now, lastError: cut(reason), transactionID: nil)
        case .failed(let reason):
            return waiting(attempts, reason, atLeast: 0, now, jitter)
        case .unavailable(let reason, let retryAfter):
            return waiting(attempts, reason, atLeast: retryAfter ?? 0, now, jitter)
        }
    }

    private func waiting(
        _ attempts: Int64, _ reason: String, atLeast minimum: TimeInterval, _ now: Date, _ jitter: Double
    ) -> OutboxChange {
        let delay = max(minimum, backoff.delay(afterFailures: attempts, jitter: jitter))
        return OutboxChange(
            state: .waiting, attempts: attempts, nextAttempt: now.addingTimeInterval(delay), lastError: cut(reason),
            transactionID: nil)
    }

    private func cut(_ reason: String) -> String {
        String(reason.prefix(Self.maximumReason))
    }
}
