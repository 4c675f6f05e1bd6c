import ObserverCore

/// Wakes one loop, now or later; rings that come before the loop looks count as one.
final class Alarm: Sendable {
    /// The rings, for the one loop that follows them.
    let rings: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (rings, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func ring() { continuation.yield() }

    /// Rings after a span unless the group is cancelled.
    ///
    /// A span cannot be shortened or called off: ring anew for an earlier moment, and bear the late one.
    func ring(afterMilliseconds span: Int, in group: inout DiscardingTaskGroup) {
        group.addTask {
            try? await Task.sleep(for: .milliseconds(span))  // cancelled: the loop has ended
            self.ring()
        }
    }
}

/// Keeps a loop's alarm set to its next due time with as few timers as possible.
struct AlarmClock {
    private var setTo = Int.min

    /// Sets the alarm unless an earlier ring is already coming.
    mutating func set(
        _ alarm: Alarm, afterMilliseconds span: Int, at now: Moment, in group: inout DiscardingTaskGroup
    ) {
        let time = now.uptimeMilliseconds + span
        guard setTo <= now.uptimeMilliseconds || time < setTo else { return }
        setTo = time
        alarm.ring(afterMilliseconds: span, in: &group)
    }
}
