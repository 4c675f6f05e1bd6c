import Shared

/// What a faulty text was surely meant to be; nil where there is more than one reading. Pure.
///
/// A repair is only ever proposed, as the `fix` of a finding: nothing is booked that the caller has not written.
enum DraftRepair {
    /// Longest text that is looked at.
    private static let maximumBytes = 64

    /// A day written as `31.1.2026`, `20260131`, `2026/1/31` or without leading zeros.
    static func date(_ text: String) -> BookingDate? {
        guard text.utf8.count <= maximumBytes else { return nil }
        let text = trimmed(text)
        if text.utf8.count == 8, let number = digits(text) { return BookingDate(number: number) }
        for (sign, yearFirst) in [(Character("."), false), ("-", true), ("/", true)] {
            let parts = text.split(separator: sign, omittingEmptySubsequences: false)
            guard parts.count == 3, parts[yearFirst ? 0 : 2].utf8.count == 4,
                let year = digits(parts[yearFirst ? 0 : 2]), let month = digits(parts[1]),
                let day = digits(parts[yearFirst ? 2 : 0])
            else { continue }
            return BookingDate(year: year, month: month, day: day)
        }
        return nil
    }

    /// An amount with a decimal comma, with blanks around it, or with zeros behind the currency's last decimal.
    static func amount(_ text: String, _ currency: Currency) -> String? {
        guard text.utf8.count <= maximumBytes else { return nil }
        var text = trimmed(text)
        let comma = text.split(separator: ",", omittingEmptySubsequences: false)
        // A comma and three digits may be thousands: only one or two digits behind it are surely decimals.
        if comma.count == 2, (1...2).contains(comma[1].utf8.count), let whole = withoutThousands(comma[0]) {
            text = whole + "." + comma[1]
        }
        if let point = text.firstIndex(of: ".") {
            while text.utf8.count - text.utf8.distance(from: text.startIndex, to: point) - 1 > currency.exponent,
                text.hasSuffix("0")
            {
                text.removeLast()
            }
            if text.hasSuffix(".") { text.removeLast() }
        }
        // try? asks "can it be read now?"
        return (try? Amount(parsing: text, currency: currency)) == nil ? nil : text
    }

    /// A code in small letters or with blanks around it.
    static func currency(_ text: String) -> String? {
        guard text.utf8.count <= maximumBytes else { return nil }
        return Currency(code: trimmed(text).uppercased())?.code
    }

    private static func withoutThousands(_ whole: Substring) -> String? {
        let groups = whole.split(separator: ".", omittingEmptySubsequences: false)
        if groups.count > 1 {
            guard groups.dropFirst().allSatisfy({ $0.utf8.count == 3 }), (1...3).contains(groups[0].utf8.count) else {
                return nil
            }
        }
        return groups.joined()
    }

    private static func trimmed(_ text: String) -> String {
        let front = text.drop { $0.isWhitespace }
        guard let last = front.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(front[...last])
    }

    /// The number of one to eight ASCII digits.
    private static func digits(_ text: some StringProtocol) -> Int? {
        guard (1...8).contains(text.utf8.count), text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return Int(text)
    }
}

extension DraftRepair {
    /// The one amount that, changed, lets the lines sum to zero: the only line of its side, or the second of two.
    static func balance(_ lines: [LineDraft], general: Bool) -> [PatchOperation]? {
        guard !general, let currency = lines.first?.amount.currency,
            lines.allSatisfy({ $0.amount.currency == currency && $0.amount.minor > 0 })
        else { return nil }
        let debits = lines.indices.filter { lines[$0].side == .debit }
        let credits = lines.indices.filter { lines[$0].side == .credit }
        let place: Int
        switch (debits.count, credits.count) {
        case (1, 1): place = 1
        case (1, 2...): place = debits[0]
        case (2..., 1): place = credits[0]
        default: return nil
        }
        let side = lines[place].side
        guard let amount = sum(lines.filter { $0.side != side }, currency) else { return nil }
        return [PatchOperation(.replace, "/lines/\(place)/\(side.member)", amount.decimalString)]
    }

    /// The amount of the only line that has none, so that the lines sum to zero.
    static func missingAmount(at place: Int, beside lines: [LineDraft]) -> [PatchOperation]? {
        guard let currency = lines.first?.amount.currency, lines.allSatisfy({ $0.amount.currency == currency }),
            let debit = sum(lines.filter { $0.side == .debit }, currency),
            let credit = sum(lines.filter { $0.side == .credit }, currency), debit.minor != credit.minor
        else { return nil }
        let difference = debit.minor - credit.minor
        let side = difference > 0 ? Side.credit : .debit
        let amount = Amount(minor: abs(difference), currency: currency)
        return [PatchOperation(.add, "/lines/\(place)/\(side.member)", amount.decimalString)]
    }

    /// The amount on the other side of its line.
    static func otherSide(_ line: LineDraft, at pointer: String) -> [PatchOperation]? {
        guard line.amount.minor < 0, line.amount.minor != Int64.min, pointer.hasSuffix("/" + line.side.member) else {
            return nil
        }
        let amount = Amount(minor: -line.amount.minor, currency: line.amount.currency)
        let place = String(pointer.dropLast(line.side.member.utf8.count))
        return [
            PatchOperation(.remove, pointer),
            PatchOperation(.add, place + line.side.opposite.member, amount.decimalString),
        ]
    }

    /// A negative amount of a debit and a credit account, as the positive one from the other to the first.
    static func exchange(
        _ lines: [LineDraft], amountAt pointer: String, accountsAt accounts: (debit: String, credit: String)
    ) -> [PatchOperation]? {
        // A tax key belongs to the second account, and would come to the other one.
        guard lines[0].amount.minor < 0, lines[0].amount.minor != Int64.min, lines.allSatisfy({ $0.taxKey == nil })
        else { return nil }
        let amount = Amount(minor: -lines[0].amount.minor, currency: lines[0].amount.currency)
        return [
            PatchOperation(.replace, pointer, amount.decimalString),
            PatchOperation(.replace, accounts.debit, lines[1].account.description),
            PatchOperation(.replace, accounts.credit, lines[0].account.description),
        ]
    }

    /// Σ of positive amounts, nil when it does not fit.
    private static func sum(_ lines: [LineDraft], _ currency: Currency) -> Amount? {
        var total: Int64 = 0
        for line in lines {
            let (sum, overflowed) = total.addingReportingOverflow(line.amount.minor)
            if overflowed || line.amount.minor < 0 { return nil }
            total = sum
        }
        return Amount(minor: total, currency: currency)
    }
}

extension Side {
    /// The member of a line that holds this side's amount.
    fileprivate var member: String { self == .debit ? "debit" : "credit" }
}
