import Shared

/// Counts per bucket of ``LogBuckets``, only of buckets that hold something.
package struct LogHistogram: Sendable, Hashable {
    /// One bucket.
    package struct Bucket: Sendable, Hashable {
        package var index: UInt16
        package var count: UInt32
    }

    /// By index, growing.
    package private(set) var buckets: [Bucket] = []

    /// Starts empty.
    package init() {}

    /// Adds samples to a bucket.
    package mutating func add(index: Int, count: Int) {
        let index = UInt16(clamping: index)
        if let last = buckets.last, last.index < index {
            return buckets.append(Bucket(index: index, count: UInt32(clamping: count)))
        }
        let place = position(of: index)
        if place < buckets.count, buckets[place].index == index {
            buckets[place].count = UInt32(clamping: Int(buckets[place].count) + count)
        } else {
            buckets.insert(Bucket(index: index, count: UInt32(clamping: count)), at: place)
        }
    }

    /// Adds the counts of another.
    package mutating func merge(_ other: LogHistogram) {
        if buckets.isEmpty { return buckets = other.buckets }
        for bucket in other.buckets { add(index: Int(bucket.index), count: Int(bucket.count)) }
    }

    /// The middle of the bucket of the sample with a rank, counted from 1 in the order of size.
    package func value(rank: Int) -> Double {
        var seen = 0
        for bucket in buckets {
            seen += Int(bucket.count)
            if seen >= rank { return LogBuckets.middle(of: Int(bucket.index)) }
        }
        return buckets.last.map { LogBuckets.middle(of: Int($0.index)) } ?? 0
    }

    /// The first place whose bucket is not below.
    private func position(of index: UInt16) -> Int {
        var low = 0
        var high = buckets.count
        while low < high {
            let middle = (low + high) / 2
            if buckets[middle].index < index { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
