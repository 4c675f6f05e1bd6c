/// When a service worked and when it did not, from its availability over time.
package struct WorkingSpans: Sendable {
    /// Spans in which it did not work, in order: when they began, and for how many seconds it did not work.
    package private(set) var outages: [(start: Int, seconds: Double)] = []
    /// The largest weighted share of changes in any ``flappingWindow`` neighbours.
    package private(set) var changeShare = 0.0
    /// Changes between working and not working.
    package private(set) var changes = 0

    /// Neighbours that flapping is judged by.
    static let flappingWindow = 21

    /// Reads cells of a width in order; a gap ends an outage, for nobody looked.
    ///
    /// - Parameter breaks: Starts of cells before which it is known to have worked again.
    package init(_ points: [HistoryAnswer.Point], width: Int, breaks: Set<Int> = []) {
        var previous: (start: Int, isDown: Bool)?
        var results: UInt32 = 0
        for point in points {
            let isDown = point.cell.errors > 0
            let isNext = previous.map { point.start - $0.start == width } ?? false
            // By the looks, not by their share: the latest minute has only begun.
            let seconds = Double(min(point.cell.errors * HistorySubject.lookSeconds, width))
            let goesOn = isNext && previous?.isDown == true && !breaks.contains(point.start)
            if isDown, goesOn, let last = outages.indices.last {
                outages[last].seconds += seconds
            } else if isDown {
                outages.append((point.start, seconds))
            }
            if isNext, previous?.isDown != isDown { changes += 1 }
            let mask: UInt32 = (1 << UInt32(Self.flappingWindow)) - 1
            results = (isNext ? results << 1 : (isDown ? mask : 0)) & mask | (isDown ? 1 : 0)
            changeShare = max(changeShare, WatchdogState.changeShare(results))
            previous = (point.start, isDown)
        }
    }

    /// Seconds of the longest outage; 0 without one.
    package var longest: Double { outages.map(\.seconds).max() ?? 0 }
}
