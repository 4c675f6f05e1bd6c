import Shared

/// What was seen of one metric in one span of time. Cells of different spans may be merged without loss.
package struct HistoryCell: Sendable, Hashable {
    /// Samples.
    package private(set) var count = 0
    /// Samples that were errors.
    package private(set) var errors = 0
    /// The smallest sample.
    package private(set) var minimum = Double.infinity
    /// The largest sample.
    package private(set) var maximum = -Double.infinity
    /// Sum of all samples.
    package private(set) var sum = 0.0
    /// Where the samples lie.
    package private(set) var histogram = LogHistogram()

    /// Starts empty.
    package init() {}

    /// One sample.
    package init(_ value: Double, isError: Bool = false) {
        add(value, isError: isError)
    }

    /// Samples of which only the buckets are known.
    package init(_ histogram: LogHistogram, errors: Int, sum: Double) {
        count = histogram.buckets.reduce(0) { $0 + Int($1.count) }
        self.errors = max(0, min(errors, count))
        self.sum = sum
        self.histogram = histogram
        if let first = histogram.buckets.first, let last = histogram.buckets.last {
            minimum = LogBuckets.middle(of: Int(first.index))
            maximum = LogBuckets.middle(of: Int(last.index))
        }
    }

    init(count: Int, errors: Int, minimum: Double, maximum: Double, sum: Double, histogram: LogHistogram) {
        self.count = count
        self.errors = errors
        self.minimum = minimum
        self.maximum = maximum
        self.sum = sum
        self.histogram = histogram
    }

    /// Adds a sample. Nothing here is negative: what is below zero counts as zero.
    package mutating func add(_ value: Double, isError: Bool = false) {
        guard value.isFinite else { return }
        let value = max(value, 0)
        count += 1
        if isError { errors += 1 }
        minimum = min(minimum, value)
        maximum = max(maximum, value)
        sum += value
        histogram.add(index: LogBuckets.index(of: value), count: 1)
    }

    /// Adds the samples of another cell.
    package mutating func merge(_ other: HistoryCell) {
        guard other.count > 0 else { return }
        count += other.count
        errors += other.errors
        minimum = min(minimum, other.minimum)
        maximum = max(maximum, other.maximum)
        sum += other.sum
        histogram.merge(other.histogram)
    }

    /// Mean of all samples; `nil` without any.
    package var mean: Double? { count > 0 ? sum / Double(count) : nil }

    /// Share of errors; `nil` without samples.
    package var errorShare: Double? { count > 0 ? Double(errors) / Double(count) : nil }

    /// The sample below or at which a share of all samples lies (nearest rank), right to ``LogBuckets/relativeError``;
    /// `nil` without samples.
    package func percentile(_ share: Double) -> Double? {
        guard count > 0 else { return nil }
        let rank = min(max(Int((share * Double(count)).rounded(.up)), 1), count)
        if rank == count { return maximum }
        return min(max(histogram.value(rank: rank), minimum), maximum)
    }
}
