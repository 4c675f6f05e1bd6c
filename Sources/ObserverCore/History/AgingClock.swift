/// The time by which the history ages: that of the clock, but of a jump ahead only once it has lasted for a day.
///
/// A clock that is days ahead for minutes, as on a machine that has not asked for the time yet, would otherwise delete
/// in these minutes what is to be kept for days. What is kept longer for that is bounded by the limits of the tiers.
struct AgingClock: Sendable {
    /// A step ahead up to this is followed at once, in seconds.
    private static let toleratedStep = 60
    /// After this span a jump is believed, in milliseconds.
    private static let believedAfter = 86_400_000

    /// A second since 1970, and the uptime in milliseconds at which it was believed.
    private var known: (second: Int, uptime: Int)
    /// Uptime since which the clock has been ahead.
    private var aheadSince: Int?

    /// - Parameters:
    ///   - newest: The latest second of which something is known: before it began, the clock cannot be judged otherwise.
    init(newest: Int?, at now: Moment) {
        known = (min(newest ?? now.seconds, now.seconds), now.uptimeMilliseconds)
    }

    /// The second that it is for what grows old.
    mutating func second(at now: Moment) -> Int {
        let expected = known.second + (now.uptimeMilliseconds - known.uptime) / 1_000
        let isAhead = now.seconds - expected > Self.toleratedStep
        let since = aheadSince ?? now.uptimeMilliseconds
        if isAhead, now.uptimeMilliseconds - since < Self.believedAfter {
            aheadSince = since
            return expected
        }
        aheadSince = nil
        known = (now.seconds, now.uptimeMilliseconds)
        return now.seconds
    }
}
