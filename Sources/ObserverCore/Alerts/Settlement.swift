/// How an attempt at an alert ended, as it is written down.
struct Settlement: Sendable, Hashable {
    let delivery: AlertStore.Delivery
    let attempts: Int
    var reason: String?
    /// When it is tried again; times are milliseconds since 1970.
    var dueAt: Int?
    var deliveredAt: Int?
    var givenUpAt: Int?

    init(_ delivery: AlertStore.Delivery, _ outcome: AlertStore.Outcome, at unixMilliseconds: Int) {
        self.delivery = delivery
        attempts = delivery.attempts + 1
        switch outcome {
        case .delivered: deliveredAt = unixMilliseconds
        case .refused(let reason):
            self.reason = reason
            givenUpAt = unixMilliseconds
        case .failed(let reason):
            self.reason = reason
            dueAt = unixMilliseconds + AlertStore.wait(afterAttempts: attempts)
            if unixMilliseconds - delivery.createdAt >= AlertStore.patienceMilliseconds { givenUpAt = unixMilliseconds }
        }
    }

    /// Whether there is nothing more to be done about it.
    var isFinal: Bool { deliveredAt != nil || givenUpAt != nil }
}

/// Alerts that must go out one after another.
struct Line: Sendable, Hashable {
    let channel: String
    let incident: Int

    init(channel: String, incident: Int) {
        self.channel = channel
        self.incident = incident
    }

    init(_ delivery: AlertStore.Delivery) {
        self.init(channel: delivery.channel, incident: delivery.alert.incident.id)
    }
}
