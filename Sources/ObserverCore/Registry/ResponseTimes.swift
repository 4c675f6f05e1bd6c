import Shared

/// Durations of answered probes of one incarnation.
package struct ResponseTimes: Sendable, Hashable, Codable {
    /// Duration of the latest answered probe, in milliseconds.
    package private(set) var lastMilliseconds: Double?
    private var count = 0
    private var sumMilliseconds = 0.0

    /// Starts empty.
    package init() {}

    /// Mean over all answered probes, in milliseconds.
    package var meanMilliseconds: Double? {
        count > 0 ? sumMilliseconds / Double(count) : nil
    }

    mutating func record(milliseconds: Double) {
        lastMilliseconds = milliseconds
        count += 1
        sumMilliseconds += milliseconds
    }

    /// As its Codable form, for texts that are written often.
    var json: JSONValue {
        var members: [String: JSONValue] = [
            "count": .integer(Int64(count)), "sumMilliseconds": .number(sumMilliseconds),
        ]
        members["lastMilliseconds"] = lastMilliseconds.map { .number($0) }
        return .object(members)
    }
}
