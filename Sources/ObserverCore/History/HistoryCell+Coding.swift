import Shared

// A cell in few bytes:
//
//   varint  count * 4 + (2 when there are errors) + (1 when all samples are alike)
//   varint  errors, when there are any
//   float32 smallest sample
//   then, unless all are alike:
//   float32 largest sample
//   float32 sum
//   varint  number of buckets, then per bucket: varint distance from the one before, varint count
//           (without the last count, which the others leave over)
extension HistoryCell {
    /// Appends the cell; an empty one must not be written.
    func encode(into bytes: inout [UInt8]) {
        let isConstant = minimum == maximum
        bytes.appendVarint(count << 2 | (errors > 0 ? 2 : 0) | (isConstant ? 1 : 0))
        if errors > 0 { bytes.appendVarint(errors) }
        bytes.appendFloat(minimum)
        guard !isConstant else { return }
        bytes.appendFloat(maximum)
        bytes.appendFloat(sum)
        bytes.appendVarint(histogram.buckets.count)
        var previous = 0
        for (place, bucket) in histogram.buckets.enumerated() {
            bytes.appendVarint(Int(bucket.index) - previous)
            previous = Int(bucket.index)
            if place < histogram.buckets.count - 1 { bytes.appendVarint(Int(bucket.count)) }
        }
    }

    /// Takes a cell; `nil` when the bytes are none.
    init?(from reader: inout ByteReader) {
        guard let head = reader.varint(), let errors = head & 2 == 0 ? 0 : reader.varint(), let least = reader.float()
        else { return nil }
        let count = head >> 2
        // Damaged bytes may say anything; sums of many cells must stay far from the end of an integer.
        guard count <= 1 << 40, errors <= count else { return nil }
        guard head & 1 == 0 else {
            var histogram = LogHistogram()
            histogram.add(index: LogBuckets.index(of: least), count: count)
            self.init(
                count: count, errors: errors, minimum: least, maximum: least, sum: least * Double(count),
                histogram: histogram)
            return
        }
        guard let most = reader.float(), let sum = reader.float(),
            let histogram = Self.histogram(from: &reader, count: count)
        else { return nil }
        self.init(count: count, errors: errors, minimum: least, maximum: most, sum: sum, histogram: histogram)
    }

    private static func histogram(from reader: inout ByteReader, count: Int) -> LogHistogram? {
        guard let buckets = reader.varint(), buckets <= LogBuckets.count else { return nil }
        var histogram = LogHistogram()
        var (index, left) = (0, count)
        for place in 0..<buckets {
            guard let distance = reader.varint(), distance <= LogBuckets.count else { return nil }
            index += distance
            guard let inBucket = place == buckets - 1 ? left : reader.varint(), inBucket >= 0, inBucket <= left
            else { return nil }
            left -= inBucket
            histogram.add(index: index, count: inBucket)
        }
        return histogram
    }
}

/// Takes numbers from bytes, never beyond their end.
struct ByteReader {
    private let bytes: [UInt8]
    private(set) var position: Int
    private let end: Int

    init(_ bytes: [UInt8], from start: Int = 0, count: Int? = nil) {
        self.bytes = bytes
        position = start
        let rest = max(bytes.count - start, 0)
        end = start + min(count ?? rest, rest)
    }

    var isAtEnd: Bool { position >= end }

    mutating func skip(_ count: Int) { position = count > end - position ? end : position + count }

    /// A whole number of up to nine bytes.
    mutating func varint() -> Int? {
        var (value, shift) = (0, 0)
        while position < end, shift < 63 {
            let byte = bytes[position]
            position += 1
            value |= Int(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }

    mutating func float() -> Double? {
        guard position + 4 <= end else { return nil }
        let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[position + $1]) << (8 * UInt32($1)) }
        position += 4
        let value = Float(bitPattern: bits)
        return value.isFinite ? Double(value) : nil
    }
}

extension [UInt8] {
    mutating func appendVarint(_ value: Int) {
        var rest = UInt64(Swift.max(value, 0))
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }

    mutating func appendFloat(_ value: Double) {
        let bits = Float(value).bitPattern
        for shift in [UInt32(0), 8, 16, 24] { append(UInt8(truncatingIfNeeded: bits >> shift)) }
    }
}
