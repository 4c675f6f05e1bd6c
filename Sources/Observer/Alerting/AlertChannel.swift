import ObserverCore

/// A way to people.
protocol AlertChannel: Sendable {
    /// Names the channel in storage and metrics; no secret and no whole URL.
    var key: String { get }

    /// Hands an alert over.
    ///
    /// - Parameter deliveryID: The same for every attempt at the same alert.
    /// - Returns: What the operator should know although it was taken; `nil` for nothing.
    func send(_ alert: Alert, deliveryID: String) async throws(AlertDeliveryError) -> String?
}

/// Why an alert was not handed over.
enum AlertDeliveryError: Error, Sendable, Hashable {
    /// Another attempt may succeed.
    case transient(String)
    /// The other side will never take it, whatever is set right meanwhile.
    case final(String)
}
