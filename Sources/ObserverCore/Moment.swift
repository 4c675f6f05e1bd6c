import Foundation

/// One point in time as both clocks saw it.
///
/// Rules that measure spans (leases, schedules) use ``uptimeMilliseconds``, which a change of the wall clock cannot
/// move; what people read and what is written to disk uses ``unixMilliseconds``.
package struct Moment: Sendable, Hashable {
    /// Milliseconds of a clock that only goes forward; its zero point means nothing outside this process.
    package var uptimeMilliseconds: Int
    /// Milliseconds since 1970-01-01 UTC by the wall clock.
    package var unixMilliseconds: Int

    /// Joins the readings of both clocks.
    package init(uptimeMilliseconds: Int, unixMilliseconds: Int) {
        self.uptimeMilliseconds = uptimeMilliseconds
        self.unixMilliseconds = unixMilliseconds
    }

    /// This moment moved by a span, in milliseconds, on both clocks.
    package func advanced(byMilliseconds span: Int) -> Moment {
        Moment(uptimeMilliseconds: uptimeMilliseconds + span, unixMilliseconds: unixMilliseconds + span)
    }

    /// Reads both clocks. Only the shell calls this; rules get a moment as a parameter.
    package static func current() -> Moment {
        let uptime = processStart.duration(to: SuspendingClock().now)
        return Moment(
            uptimeMilliseconds: Int(uptime / .milliseconds(1)),
            unixMilliseconds: Int(Date().timeIntervalSince1970 * 1_000))
    }

    /// Zero point of the uptime: a day before the first reading, so that spans before it stay positive.
    private static let processStart = SuspendingClock().now.advanced(by: .seconds(-86_400))
}
