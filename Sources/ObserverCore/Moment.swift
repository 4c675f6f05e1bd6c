import Foundation

/// One point in time as both clocks saw it.
///
/// Rules that measure spans (leases, schedules) use ``uptimeMilliseconds``, which a change of the wall clock cannot
/// move; what people read and what is written to disk uses ``unixMilliseconds``.
package struct Moment: Sendable, Hashable {
    /// Milliseconds of a clock that only goes forward; its zero point means nothing outside this boot.
    package var uptimeMilliseconds: Int
    /// Milliseconds since 1970-01-01 UTC by the wall clock.
    package var unixMilliseconds: Int

    /// The uptime at which the machine booted: a day, so that spans before it stay positive.
    package static let bootMilliseconds = 86_400_000

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
    ///
    /// The uptime counts from the machine's boot, so that what one run of the Observer wrote down still means something
    /// to the next.
    package static func current() -> Moment {
        Moment(
            uptimeMilliseconds: bootMilliseconds + Int(ProcessInfo.processInfo.systemUptime * 1_000),
            unixMilliseconds: Int(Date().timeIntervalSince1970 * 1_000))
    }
}
