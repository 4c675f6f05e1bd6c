/// The sums of each day of one month, account and currency: what "as of a day" adds to the whole months before.
struct MonthDays: Hashable, Sendable {
    static let version: UInt8 = 1
    private(set) var days: [Day] = []

    struct Day: Hashable, Sendable {
        let day: UInt8
        var debit: Int64
        var credit: Int64
    }

    init() {}

    /// Adds to a day. Overflow cannot happen: the volume of the ledger was checked.
    mutating func add(day: Int, debit: Int64, credit: Int64) {
        let place = days.firstIndex { $0.day >= day } ?? days.count
        if place < days.count, days[place].day == day {
            days[place].debit += debit
            days[place].credit += credit
        } else {
            days.insert(Day(day: UInt8(truncatingIfNeeded: day), debit: debit, credit: credit), at: place)
        }
    }

    /// The sums through a day of the month, nil if nothing was booked by then.
    func total(through day: Int) -> (debit: Int64, credit: Int64)? {
        guard let first = days.first, first.day <= day else { return nil }
        var total: (debit: Int64, credit: Int64) = (0, 0)
        for entry in days where entry.day <= day {
            total.debit += entry.debit
            total.credit += entry.credit
        }
        return total
    }

    func write(to form: inout ByteForm) {
        form.clear()
        form.add(byte: Self.version)
        for entry in days {
            form.add(byte: entry.day)
            form.add(variable: UInt64(bitPattern: entry.debit << 1 ^ entry.debit >> 63))
            form.add(variable: UInt64(bitPattern: entry.credit << 1 ^ entry.credit >> 63))
        }
    }

    /// The days of packed bytes, nil if they are not ours.
    init?(_ bytes: UnsafeRawBufferPointer) {
        var reader = ByteFormReader(bytes)
        guard reader.byte() == Self.version else { return nil }
        while !reader.isAtEnd {
            guard let day = reader.byte(), let debit = Self.signed(&reader), let credit = Self.signed(&reader),
                day > days.last?.day ?? 0, day <= 31
            else { return nil }
            days.append(Day(day: day, debit: debit, credit: credit))
        }
    }

    // Zigzag: small negative sums (general reversals) stay short.
    private static func signed(_ reader: inout ByteFormReader) -> Int64? {
        reader.variable().map { Int64(bitPattern: $0 >> 1) ^ -Int64(bitPattern: $0 & 1) }
    }
}
