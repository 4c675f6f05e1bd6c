/// A plain calendar day without time zone, the way documents and bookings are dated.
package struct BookingDate: Hashable, Sendable, Comparable, ShortText {
    /// The day as the number yyyymmdd: sorts, groups by month and year, and can be read in the database by eye.
    package let number: Int32

    package var year: Int { Int(number) / 10_000 }
    package var month: Int { Int(number) / 100 % 100 }
    package var day: Int { Int(number) % 100 }
    /// The month as yyyymm.
    package var monthNumber: Int32 { number / 100 }

    /// The day of the Gregorian calendar, nil if there is none such. Years 1900 to 9999.
    package init?(year: Int, month: Int, day: Int) {
        guard (1900...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.days(inMonth: month, of: year)
        else { return nil }
        number = Int32(year * 10_000 + month * 100 + day)
    }

    /// Reads `2026-01-31`, nothing else.
    package init?(iso text: some StringProtocol) { self.init(utf8: text.utf8) }

    /// Reads the ASCII form `2026-01-31`, nothing else.
    package init?(utf8 text: some Sequence<UInt8>) {
        var value = 0
        var index = 0
        for byte in text {
            if index == 4 || index == 7 {
                guard byte == UInt8(ascii: "-") else { return nil }
            } else {
                guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"), index < 10 else { return nil }
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
            }
            index += 1
        }
        guard index == 10 else { return nil }
        self.init(number: value)
    }

    /// The day of a number yyyymmdd, nil if there is none such.
    package init?(number: Int) {
        self.init(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }

    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }

    package static let first = BookingDate(unchecked: 1900_01_01)
    package static let last = BookingDate(unchecked: 9999_12_31)

    /// A day that is known to exist, for example one that comes from our own rows.
    init(unchecked number: Int32) { self.number = number }

    /// The day before; the first day of the calendar stays itself.
    package var previous: BookingDate {
        if day > 1 { return BookingDate(unchecked: number - 1) }
        if self == .first { return self }
        let (newYear, newMonth) = month == 1 ? (year - 1, 12) : (year, month - 1)
        let last = Self.days(inMonth: newMonth, of: newYear)
        return BookingDate(unchecked: Int32(newYear * 10_000 + newMonth * 100 + last))
    }

    /// The day after; the last day of the calendar stays itself.
    package var next: BookingDate {
        if let day = BookingDate(year: year, month: month, day: day + 1) { return day }
        if let first = BookingDate(year: year, month: month + 1, day: 1) { return first }
        return BookingDate(year: year + 1, month: 1, day: 1) ?? self
    }

    package static let maximumTextBytes = 10

    /// The day as `2026-01-31`.
    package func writeText(to buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        // A damaged file may hold any number.
        var rest = number.magnitude
        for place in (0..<10).reversed() {
            if place == 4 || place == 7 {
                buffer[place] = UInt8(ascii: "-")
            } else {
                buffer[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            }
        }
        return 10
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
