import NIOCore
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
}

/// Keeps a loop's alarm set to its next due time with as few timers as possible.
///
/// The timers are those of an event loop that is awake for its sockets anyway: a sleeping task costs two threads a
/// wake-up each, which is most of what a quiet Observer does.
struct AlarmClock {
    private let eventLoop: any EventLoop
    private var setTo = Int.min

    init(on eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    /// Sets the alarm unless an earlier ring is already coming.
    ///
    /// A span cannot be shortened or called off: ring anew for an earlier moment, and bear the late one.
    mutating func set(_ alarm: Alarm, afterMilliseconds span: Int, at now: Moment) {
        let time = now.uptimeMilliseconds + span
        guard setTo <= now.uptimeMilliseconds || time < setTo else { return }
        setTo = time
        eventLoop.scheduleTask(in: .milliseconds(Int64(span))) { alarm.ring() }
    }
}
