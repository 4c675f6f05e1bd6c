extension DatevFields {
    /// The document date TTMM; its year is the one that lies in the header's period, else in the fiscal year.
    mutating func documentDate() -> BookingDate? {
        let text = text(.documentDate)
        guard let (day, month) = dayAndMonth(text) else {
            fault(
                .documentDate, "invalid-date", de: "„\(text.excerpt)“ ist kein Datum der Form TTMM.",
                en: "\"\(text.excerpt)\" is not a date of the form DDMM.")
            return nil
        }
        let start = header.fiscalYearStart.year
        let years = Set(
            [start, start + 1] + [header.period?.lowerBound.year, header.period?.upperBound.year].compactMap { $0 })
        let dates = years.sorted().compactMap { BookingDate(year: $0, month: month, day: day) }
        if dates.isEmpty {
            fault(
                .documentDate, "invalid-date", de: "Den Tag „\(text.excerpt)“ gibt es in diesem Wirtschaftsjahr nicht.",
                en: "There is no day \"\(text.excerpt)\" in this fiscal year.")
            return nil
        }
        if let date = dates.first(where: isAllowed) { return date }
        fault(
            .documentDate, "date-outside-period",
            de: "Der Tag „\(text.excerpt)“ liegt außerhalb des Zeitraums \(allowedPeriod).",
            en: "The day \"\(text.excerpt)\" lies outside the period \(allowedPeriod).")
        return nil
    }

    /// The service date TTMMJJJJ, if any.
    mutating func serviceDate() -> BookingDate? {
        let text = text(.serviceDate)
        if text.isEmpty || text == "0" { return nil }
        let digits = text.utf8.count == 7 ? "0" + text : text
        if digits.utf8.count == 8, let number = Int(digits),
            let date = BookingDate(year: number % 10_000, month: number / 10_000 % 100, day: number / 1_000_000)
        {
            return date
        }
        fault(
            .serviceDate, "invalid-date", de: "„\(text.excerpt)“ ist kein Datum der Form TTMMJJJJ.",
            en: "\"\(text.excerpt)\" is not a date of the form DDMMYYYY.")
        return nil
    }

    /// Three digits are four whose leading zero got lost.
    private func dayAndMonth(_ text: String) -> (day: Int, month: Int)? {
        guard (3...4).contains(text.utf8.count),
            text.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }), let number = Int(text)
        else { return nil }
        return (number / 100, number % 100)
    }

    private func isAllowed(_ date: BookingDate) -> Bool {
        if let period = header.period { return period.contains(date) }
        return date >= header.fiscalYearStart && date.number < header.fiscalYearStart.number + 1_00_00
    }

    private var allowedPeriod: String {
        guard let period = header.period else { return "\(header.fiscalYearStart) + 12" }
        return "\(period.lowerBound) – \(period.upperBound)"
    }
}
