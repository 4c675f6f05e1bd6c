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
    /// Last transaction that the list shows, for account sheets: what is booked between two pages would make the running
    /// balance wrong that the cursor carries. 0 in other lists, which show what there is.
    package let known: Int64
    /// ``CursorScope`` of the list.
    package let scope: UInt64

    init(
        date: BookingDate, sequence: Int64, line: Int = 0, balanceMinor: Int64 = 0, known: Int64 = 0, scope: UInt64 = 0
    ) {
        self.date = date
        self.sequence = sequence
        self.line = line
        self.balanceMinor = balanceMinor
        self.known = known
        self.scope = scope
    }

    func scoped(_ scope: CursorScope) -> PageCursor {
        PageCursor(
            date: date, sequence: sequence, line: line, balanceMinor: balanceMinor, known: known, scope: scope.number)
    }

    /// Reads the opaque text of `token`, nil if it is none of ours.
    package init?(token: String) {
        guard token.utf8.count <= 120 else { return nil }
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 6, let day = Int(parts[0]), let date = BookingDate(number: day),
            let sequence = Int64(parts[1]), sequence >= 0, let line = Int(parts[2]), line >= 0,
            let balance = Int64(parts[3]), let known = Int64(parts[4]), known >= 0,
            let scope = UInt64(parts[5], radix: 36)
        else { return nil }
        self.init(date: date, sequence: sequence, line: line, balanceMinor: balance, known: known, scope: scope)
    }

    /// Text for a `next_cursor` field; URL-safe.
    package var token: String {
        "\(date.number).\(sequence).\(line).\(balanceMinor).\(known).\(String(scope, radix: 36))"
    }
}
