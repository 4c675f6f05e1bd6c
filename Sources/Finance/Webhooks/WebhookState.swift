import FinanceCore
import Synchronization

/// How a subscription is doing, for whoever asks.
final class WebhookState: Sendable {
    struct Value: Sendable {
        var place: EventPosition?
        /// Attempts in a row that have failed.
        var failures = 0
        /// Why the last attempt failed, nil after one that did not.
        var lastError: String?
        var lastDelivery: Timestamp?
        /// It does not go on by itself.
        var isStopped = false
    }

    let subscription: WebhookSubscription
    private let value = Mutex(Value())

    init(_ subscription: WebhookSubscription) { self.subscription = subscription }

    var current: Value { value.withLock { $0 } }

    func update(_ change: (inout Value) -> Void) { value.withLock { change(&$0) } }
}
