/// A place in the stream of events, written `120` behind transaction 120 and `120-7` behind record 7, which was written
/// after transaction 120 and before 121.
///
/// Transactions are numbered by the journal, everything beside it by the record chain; this order of both is the order
/// in which they were committed, so a place stays what it is for ever.
package struct EventPosition: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Last transaction that lies before the place.
    package let sequence: Int64
    /// Last record that lies before the place, 0 directly behind a transaction.
    package let record: Int64

    /// Before everything.
    package static let start = EventPosition(sequence: 0)

    package init(sequence: Int64, record: Int64 = 0) {
        self.sequence = sequence
        self.record = record
    }

    /// Reads the written form; nil if it is none.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(Self.number)
        guard (1...2).contains(parts.count), let sequence = parts[0] else { return nil }
        if parts.count == 1 {
            self.init(sequence: sequence)
        } else if let record = parts[1], record > 0 {
            self.init(sequence: sequence, record: record)
        } else {
            return nil
        }
    }

    /// Digits alone: a sign or a blank is no number of ours.
    private static func number(_ text: Substring) -> Int64? {
        guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        return Int64(text)
    }

    package var description: String { record == 0 ? String(sequence) : "\(sequence)-\(record)" }

    package static func < (left: Self, right: Self) -> Bool {
        (left.sequence, left.record) < (right.sequence, right.record)
    }
}
