/// Reads dates and times of XML Schema from the front of a text.
struct LexicalScanner {
    private var rest: ArraySlice<UInt8>

    init(_ text: ArraySlice<UInt8>) {
        rest = text
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func scan(_ byte: UInt8) -> Bool {
        guard rest.first == byte else { return false }
        rest.removeFirst()
        return true
    }

    /// A calendar day that exists, with a year of at least four digits.
    mutating func scanDate() -> Bool {
        _ = scan(UInt8(ascii: "-"))
        guard let year = scanYear(), scan(UInt8(ascii: "-")), let month = scanTwoDigits(),
            scan(UInt8(ascii: "-")), let day = scanTwoDigits()
        else { return false }
        return (1...12).contains(month) && day >= 1 && day <= Self.days(of: month, in: year)
    }

    /// A time of the day with seconds; midnight at the day's end is written 24:00:00.
    mutating func scanTime() -> Bool {
        guard let hour = scanTwoDigits(), scan(UInt8(ascii: ":")), let minute = scanTwoDigits(),
            scan(UInt8(ascii: ":")), let second = scanTwoDigits()
        else { return false }
        if hour == 24 { return minute == 0 && second == 0 && scanOptionalFraction(onlyZeros: true) }
        return hour < 24 && minute < 60 && second < 60 && scanOptionalFraction(onlyZeros: false)
    }

    /// Nothing, `Z`, or a shift of at most fourteen hours.
    mutating func scanOptionalZone() -> Bool {
        guard let sign = rest.first else { return true }
        rest.removeFirst()
        if sign == UInt8(ascii: "Z") { return true }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), let hours = scanTwoDigits(),
            scan(UInt8(ascii: ":")), let minutes = scanTwoDigits()
        else { return false }
        return (hours < 14 && minutes < 60) || (hours == 14 && minutes == 0)
    }

    private mutating func scanOptionalFraction(onlyZeros: Bool) -> Bool {
        guard scan(UInt8(ascii: ".")) else { return true }
        var count = 0
        while let digit = scanDigit() {
            if onlyZeros, digit != 0 { return false }
            count += 1
        }
        return count > 0
    }

    /// Year zero does not exist, and a year of more than four digits starts with none.
    private mutating func scanYear() -> Int? {
        let startsWithZero = rest.first == UInt8(ascii: "0")
        var year = 0
        var count = 0
        while count < 9, let digit = scanDigit() {
            year = year * 10 + digit
            count += 1
        }
        return count >= 4 && year > 0 && !(count > 4 && startsWithZero) ? year : nil
    }

    private mutating func scanTwoDigits() -> Int? {
        guard let tens = scanDigit(), let ones = scanDigit() else { return nil }
        return tens * 10 + ones
    }

    private mutating func scanDigit() -> Int? {
        guard let byte = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        rest.removeFirst()
        return Int(byte - UInt8(ascii: "0"))
    }

    private static func days(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
