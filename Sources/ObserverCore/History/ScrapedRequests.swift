import Shared

/// What a service says of its own requests on `/metrics`: counters since its start.
package struct ScrapedRequests: Sendable, Hashable {
    /// Samples up to the end of each bucket, as the service wrote them; by index, growing.
    private var cumulated: [(index: Int, count: Int)] = []
    private var count = 0
    private var seconds = 0.0
    private var errors = 0

    /// Most buckets taken of one answer.
    private static let bucketLimit = LogBuckets.count

    /// Of a service that has not answered anything.
    package init() {}

    /// Reads the text; `nil` when the service does not have these series.
    package init?(_ text: some Collection<UInt8>) {
        let (bucket, sum) = (
            ServiceMetricName.requestDuration + "_bucket{le=\"", ServiceMetricName.requestDuration + "_sum "
        )
        let (total, failed) = (ServiceMetricName.requestDuration + "_count ", ServiceMetricName.requestErrors + " ")
        var isKnown = false
        for line in text.split(separator: UInt8(ascii: "\n")) where line.first == UInt8(ascii: "s") {
            if line.starts(with: bucket.utf8) {
                addBucket(line.dropFirst(bucket.utf8.count))
            } else if line.starts(with: sum.utf8) {
                seconds = Self.number(line.dropFirst(sum.utf8.count)).map { min($0, Self.mostSeconds) } ?? 0
            } else if line.starts(with: total.utf8) {
                count = Self.count(line.dropFirst(total.utf8.count)) ?? 0
                isKnown = true
            } else if line.starts(with: failed.utf8) {
                errors = Self.count(line.dropFirst(failed.utf8.count)) ?? 0
            }
        }
        if !isKnown { return nil }
    }

    private mutating func addBucket(_ rest: some Collection<UInt8>) {
        guard cumulated.count < Self.bucketLimit,
            let quote = rest.firstIndex(of: UInt8(ascii: "\"")),
            let bound = Self.number(rest[..<quote]), let count = Self.count(rest[quote...].dropFirst(2))
        else { return }
        // The bound is the end of the bucket, and the beginning of the next one: a hair below lies in it.
        cumulated.append((LogBuckets.index(of: bound * 1_000 * (1 - 1e-9)), count))
    }

    /// Most that a counter is believed to count: sums of many stay far from the end of an integer.
    private static let mostCount = 1e12
    /// Longest sum of durations that is believed: it still fits the numbers in which a cell is kept.
    private static let mostSeconds = 1e15

    /// A number that is not negative.
    private static func number(_ bytes: some Collection<UInt8>) -> Double? {
        Double(String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace })
            .flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
    }

    /// A whole number of what was counted; what comes from outside may be anything.
    private static func count(_ bytes: some Collection<UInt8>) -> Int? {
        number(bytes).flatMap { $0 <= mostCount ? Int(exactly: $0) : nil }
    }

    /// The requests since an earlier look; all of them where the counters began anew, as after a restart.
    ///
    /// - Parameter earlier: `nil` at the first look, which tells nothing of when the requests were.
    package func requests(since earlier: ScrapedRequests?) -> HistoryCell {
        guard let earlier else { return HistoryCell() }
        let isSame = earlier.count <= count && earlier.errors <= errors
        let before = isSame ? earlier.perBucket : [:]
        var histogram = LogHistogram()
        for (index, count) in perBucket.sorted(by: { $0.key < $1.key }) {
            let new = count - (before[index] ?? 0)
            if new > 0 { histogram.add(index: index, count: new) }
        }
        return HistoryCell(
            histogram, errors: errors - (isSame ? earlier.errors : 0),
            sum: max(seconds - (isSame ? earlier.seconds : 0), 0) * 1_000)
    }

    private var perBucket: [Int: Int] {
        var result: [Int: Int] = [:]
        var previous = 0
        for (index, count) in cumulated {
            result[index, default: 0] += max(count - previous, 0)
            previous = count
        }
        return result
    }

    package static func == (one: ScrapedRequests, other: ScrapedRequests) -> Bool {
        one.perBucket == other.perBucket && one.errors == other.errors && one.seconds == other.seconds
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(perBucket)
        hasher.combine(errors)
    }
}
