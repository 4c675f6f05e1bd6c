#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A moment of UTC in milliseconds, for "recorded at" (§ 146 (1) AO, GoBD Rz. 94).
package struct Timestamp: Hashable, Sendable, Comparable, ShortText {
    package let millisecondsSince1970: Int64

    package init(millisecondsSince1970: Int64) { self.millisecondsSince1970 = millisecondsSince1970 }

    /// Reads what ``description`` writes, nil for anything else.
    package init?(description text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 24, let date = BookingDate(utf8: bytes[..<10]),
            let hours = Int64(text.dropFirst(11).prefix(2)), let minutes = Int64(text.dropFirst(14).prefix(2)),
            let seconds = Int64(text.dropFirst(17).prefix(2)), let milliseconds = Int64(text.dropFirst(20).prefix(3))
        else { return nil }
        let inDay = ((hours * 60 + minutes) * 60 + seconds) * 1_000 + milliseconds
        let days = Int64(Self.days(fromYear: date.year, month: date.month, day: date.day))
        self.init(millisecondsSince1970: days * 86_400_000 + inDay)
        if description != text { return nil }
    }

    /// The machine's clock.
    package static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(millisecondsSince1970: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.millisecondsSince1970 < right.millisecondsSince1970
    }

    /// The UTC day of this moment.
    package var day: BookingDate {
        var (year, month, day) = (1970, 1, 1)
        (year, month, day) = Self.civil(fromDays: Int(millisecondsSince1970.flooringQuotient(by: 86_400_000)))
        return BookingDate(year: year, month: month, day: day) ?? .first
    }

    /// RFC 3339 with milliseconds: `2026-01-15T12:00:00.000Z`.
    package func writeText(to buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        // Wraps for moments that no clock shows, which only a damaged file holds.
        let inDay = Int(millisecondsSince1970 &- millisecondsSince1970.flooringQuotient(by: 86_400_000) &* 86_400_000)
        var place = day.writeText(to: buffer)
        buffer[place] = UInt8(ascii: "T")
        place += 1
        func write(_ value: Int, _ width: Int, then end: Unicode.Scalar) {
            var rest = value
            for digit in (place..<place + width).reversed() {
                buffer[digit] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            }
            buffer[place + width] = UInt8(ascii: end)
            place += width + 1
        }
        write(inDay / 3_600_000, 2, then: ":")
        write(inDay / 60_000 % 60, 2, then: ":")
        write(inDay / 1000 % 60, 2, then: ".")
        write(inDay % 1000, 3, then: "Z")
        return place
    }

    package static let maximumTextBytes = 24

    // Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil and civil_from_days.
    private static func days(fromYear year: Int, month: Int, day: Int) -> Int {
        // The year begins in March. All years of a BookingDate are positive, so the quotients need no care.
        let shifted = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let yearOfEra = shifted % 400
        return shifted / 400 * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(fromDays days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}

extension Int64 {
    fileprivate func flooringQuotient(by divisor: Int64) -> Int64 {
        self / divisor - (self % divisor < 0 ? 1 : 0)
    }
}
