package import Foundation

/// State of a booking on its way to Finance.
package enum OutboxState: String, Sendable, CaseIterable {
    /// To be sent, now or at the next attempt.
    case waiting
    /// Finance has it; final.
    case posted
    /// Finance refused it; an operator corrects the cause and repeats.
    case rejected
}

/// What to do in Finance.
package enum OutboxAction: Sendable, Equatable {
    case post
    /// Reverse the transaction of the original document.
    case reverse(transactionID: String)
}

/// One booking that is due.
package struct OutboxEntry: Sendable, Equatable {
    package let documentID: String
    package let version: Int64
    package let action: OutboxAction
    /// JSON body, the same at each attempt.
    package let payload: String
    package let attempts: Int64

    /// Finance books a key once, however often it is sent.
    package var idempotencyKey: String { "\(documentID):\(version)" }
}

/// What came of one attempt.
package enum DeliveryOutcome: Sendable, Equatable {
    /// Finance has the booking, now or from an earlier attempt.
    case posted(transactionID: String)
    /// Finance cannot be reached or asks to wait: nothing is wrong with the booking, and others will fail as well.
    case unavailable(reason: String, retryAfter: TimeInterval?)
    /// Finance failed on this booking; others may pass.
    case failed(reason: String)
    /// Finance refuses the booking.
    case rejected(reason: String)
}

/// Result of a transition: the new values of an outbox row.
package struct OutboxChange: Sendable, Equatable {
    package let state: OutboxState
    package let attempts: Int64
    package let nextAttempt: Date
    package let lastError: String?
    package let transactionID: String?
}
