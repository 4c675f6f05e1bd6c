/// Which way the memory of a process goes.
///
/// The slope is that of Theil and Sen (the median of the slopes of all pairs), which single peaks do not move; how
/// steadily it goes is Kendall's rank correlation with time.
package struct MemoryTrend: Sendable, Hashable {
    /// Bytes per second.
    package let slope: Double
    /// Kendall's tau: 1 when every point is higher than all before it, 0 without a direction.
    package let steadiness: Double
    /// Slope of the second half alone: a process that has warmed up rises no more.
    package let lateSlope: Double
    /// Level at the beginning and at the end, along the slope, in bytes.
    package let from: Double
    package let to: Double
    package let spanSeconds: Int

    /// Points that it takes.
    package static let leastPoints = 20
    private static let mostPoints = 400

    /// The trend of levels at times, in order; `nil` for too few.
    package init?(_ points: [(second: Int, bytes: Double)]) {
        guard points.count >= Self.leastPoints, points.count <= Self.mostPoints, let first = points.first,
            let last = points.last, last.second > first.second
        else { return nil }
        let (slope, steadiness) = Self.slope(points[...])
        self.slope = slope
        self.steadiness = steadiness
        lateSlope = Self.slope(points[(points.count / 2)...]).slope
        spanSeconds = last.second - first.second
        let rests = points.map { $0.bytes - slope * Double($0.second - first.second) }.sorted()
        from = rests[rests.count / 2]
        to = from + slope * Double(spanSeconds)
    }

    private static func slope(_ points: ArraySlice<(second: Int, bytes: Double)>) -> (slope: Double, tau: Double) {
        var slopes: [Double] = []
        var balance = 0
        for (place, later) in zip(points.indices, points) {
            for earlier in points[points.startIndex..<place] {
                let rise = later.bytes - earlier.bytes
                balance += rise > 0 ? 1 : rise < 0 ? -1 : 0
                slopes.append(rise / Double(max(later.second - earlier.second, 1)))
            }
        }
        slopes.sort()
        return (slopes[slopes.count / 2], Double(balance) / Double(slopes.count))
    }

    /// Whether it grows without end in sight: steadily, by more than noise, and still.
    package var isGrowth: Bool {
        let growth = to - from
        return steadiness >= 0.6 && growth >= max(0.05 * from, 8_388_608) && lateSlope >= slope / 2
    }

    /// Seconds until a level is reached; `nil` when it never is.
    package func seconds(until level: Double) -> Double? {
        guard slope > 0 else { return nil }
        return max(level - to, 0) / slope
    }
}
