/// One line of the journal as the projection keeps it: enough to order, to filter and to sum.
struct LineEntry: Hashable, Sendable {
    let sequence: Int64
    /// Negative only in a general reversal.
    let minor: Int64
    let date: BookingDate
    /// Row id of the account; 0 stands for the journal itself, which has an entry without amount per transaction.
    let account: Int32
    let currency: Currency
    /// Place of the line in its transaction, from 0.
    let line: UInt16
    let side: Side

    /// The account under which the journal itself is listed.
    static let journal: Int32 = 0

    var key: LineKey { LineKey(date: date, sequence: sequence, line: line) }
    var debitMinor: Int64 { side == .debit ? minor : 0 }
    var creditMinor: Int64 { side == .credit ? minor : 0 }

    /// The entry of a whole transaction in the journal's own list.
    static func journalEntry(_ sequence: Int64, _ date: BookingDate) -> LineEntry {
        LineEntry(
            sequence: sequence, minor: 0, date: date, account: journal, currency: .eur, line: 0, side: .debit)
    }
}

extension LineEntry {
    /// The entry of a line. Row ids of accounts and places of lines fit: the journal's own limits are far lower.
    init(sequence: Int64, date: BookingDate, account: Int, line: Int, side: Side, amount: Amount) {
        self.init(
            sequence: sequence, minor: amount.minor, date: date, account: Int32(truncatingIfNeeded: account),
            currency: amount.currency, line: UInt16(truncatingIfNeeded: line), side: side)
    }
}

/// The order of lists and account sheets: booking date, then sequence, then line.
struct LineKey: Hashable, Sendable, Comparable {
    let date: BookingDate
    let sequence: Int64
    let line: UInt16

    static func < (left: Self, right: Self) -> Bool {
        if left.date != right.date { return left.date < right.date }
        if left.sequence != right.sequence { return left.sequence < right.sequence }
        return left.line < right.line
    }

    /// The place before everything that is booked on a day.
    static func before(_ day: BookingDate) -> LineKey { LineKey(date: day, sequence: 0, line: 0) }

    /// The place after all lines of a transaction.
    static func after(_ date: BookingDate, _ sequence: Int64) -> LineKey {
        LineKey(date: date, sequence: sequence, line: .max)
    }
}
