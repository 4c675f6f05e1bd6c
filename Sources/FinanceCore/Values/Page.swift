/// One page of a list and the place where the next begins.
package struct Page<Element: Sendable>: Sendable {
    package let elements: [Element]
    /// nil on the last page.
    package let next: PageCursor?
}

/// A place in a list ordered by date and sequence (keyset, not offset): stable while others post.
package struct PageCursor: Hashable, Sendable {
    package let date: BookingDate
    package let sequence: Int64
    package let line: Int
    /// Running balance after this place, for account sheets.
    package let balanceMinor: Int64

    init(date: BookingDate, sequence: Int64, line: Int = 0, balanceMinor: Int64 = 0) {
        self.date = date
        self.sequence = sequence
        self.line = line
        self.balanceMinor = balanceMinor
    }

    /// Reads the opaque text of `token`, nil if it is none of ours.
    package init?(token: String) {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard token.utf8.count <= 80, parts.count == 4, let day = Int(parts[0]), let date = BookingDate(number: day),
            let sequence = Int64(parts[1]), sequence >= 0, let line = Int(parts[2]), line >= 0,
            let balance = Int64(parts[3])
        else { return nil }
        self.init(date: date, sequence: sequence, line: line, balanceMinor: balance)
    }

    /// Text for a `next_cursor` field; URL-safe.
    package var token: String { "\(date.number).\(sequence).\(line).\(balanceMinor)" }
}
