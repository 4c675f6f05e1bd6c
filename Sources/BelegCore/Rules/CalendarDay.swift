import EInvoice
package import Foundation

/// A day of the Gregorian calendar without time zone, `2026-01-15`.
package struct CalendarDay: Sendable, Hashable, Comparable, CustomStringConvertible {
    package static let years = 1900...2199

    package let year: Int
    package let month: Int
    package let day: Int

    /// - Returns: `nil` if the day does not exist or its year is outside ``years``.
    package init?(year: Int, month: Int, day: Int) {
        guard Self.years.contains(year), (1...12).contains(month) else { return nil }
        guard (1...Self.length(ofMonth: month, year: year)).contains(day) else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Parses exactly `YYYY-MM-DD`.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        let dash = UInt8(ascii: "-")
        guard bytes.count == 10, bytes[4] == dash, bytes[7] == dash else { return nil }
        guard (bytes[0..<4] + bytes[5..<7] + bytes[8..<10]).allSatisfy(\.isDigit) else { return nil }
        func number(_ range: Range<Int>) -> Int {
            bytes[range].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        }
        self.init(year: number(0..<4), month: number(5..<7), day: number(8..<10))
    }

    /// The day of an instant in UTC; clamped to ``years``, which no clock leaves.
    package init(utc instant: Date) {
        let civil = Self.civil(Int((instant.timeIntervalSince1970 / 86_400).rounded(.down)))
        self = Self(year: civil.year, month: civil.month, day: civil.day) ?? Self.last
    }

    /// - Returns: the day `days` later; the last possible day if that lies beyond ``years``.
    package func adding(days: Int) -> CalendarDay {
        let civil = Self.civil(dayNumber + days)
        return Self(year: civil.year, month: civil.month, day: civil.day) ?? Self.last
    }

    package static func < (left: CalendarDay, right: CalendarDay) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    package var description: String {
        func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(year)-\(padded(month))-\(padded(day))"
    }

    private init(last: Void) {
        (year, month, day) = (Self.years.upperBound, 12, 31)
    }

    private static let last = CalendarDay(last: ())

    /// Days since 1970-01-01 (the era arithmetic of proleptic Gregorian calendars, years starting in March).
    private var dayNumber: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func civil(_ dayNumber: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = dayNumber + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
