/// Buckets for distributions whose percentiles must be right to about one percent, whatever their scale.
///
/// Each power of two is cut into 64 buckets of equal width. The bucket of a value is read off the bits of its
/// floating-point form, without a logarithm. Counts of different times, routes or processes may be added up: the
/// buckets are the same everywhere.
package enum LogBuckets {
    /// Values below have bucket 0, which stands for nothing at all.
    package static let lowest = 0x1p-20
    /// Values from here on fall into the last bucket.
    package static let highest = 0x1p44
    /// Number of buckets.
    package static let count = 64 * 64 + 1
    /// Most that ``middle(of:)`` is away from a value of the bucket, as a share of the value: 1/129.
    package static let relativeError = 1.0 / 129

    /// Bits of the mantissa that do not count: 52 less the 6 that choose among 64.
    private static let unusedBits: UInt64 = 46
    private static let base = Int(lowest.bitPattern >> unusedBits) - 1

    /// The bucket of a value; 0 also for what is no number.
    package static func index(of value: Double) -> Int {
        guard value >= lowest else { return 0 }
        return Int(min(value, highest.nextDown).bitPattern >> unusedBits) - base
    }

    /// The smallest value of a bucket.
    package static func lowerBound(of index: Int) -> Double {
        index <= 0 ? 0 : Double(bitPattern: UInt64(index + base) << unusedBits)
    }

    /// The end of a bucket, which is the beginning of the next one.
    package static func upperBound(of index: Int) -> Double {
        lowerBound(of: index + 1)
    }

    /// The value that stands for a bucket: no other has a smaller relative error at both of its ends.
    package static func middle(of index: Int) -> Double {
        let lower = lowerBound(of: index)
        let upper = upperBound(of: index)
        return index <= 0 ? 0 : 2 * lower * upper / (lower + upper)
    }
}
