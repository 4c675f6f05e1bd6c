/// The money of one row.
struct DatevMoney {
    /// What is booked, in the currency of the ledger.
    let booked: Amount
    /// What the column Umsatz says, in its own currency.
    let turnover: Amount

    /// The bare number of the column Umsatz; currencies have at most three decimals.
    var turnoverThousandths: Int64 {
        (turnover.currency.exponent..<3).reduce(turnover.minor) { value, _ in value * 10 }
    }
}

extension DatevFields {
    /// Umsatz, currency, rate and base amount; the base amount is booked when the row is in a foreign currency.
    mutating func money() -> DatevMoney? {
        let code = text(.currency).isEmpty ? header.currency.code : text(.currency)
        guard let currency = Currency(code: code) else {
            fault(
                .currency, "unknown-currency", de: "„\(code.excerpt)“ ist kein Währungskürzel nach ISO 4217.",
                en: "\"\(code.excerpt)\" is not a currency code of ISO 4217.")
            return nil
        }
        guard let turnover = amount(.turnover, currency: currency) else { return nil }
        if currency == header.currency { return DatevMoney(booked: turnover, turnover: turnover) }
        guard let base = baseAmount(of: turnover) else { return nil }
        remark(
            .currency, "foreign-currency", de: "\(turnover) als \(base) gebucht.", en: "\(turnover) booked as \(base).")
        return DatevMoney(booked: base, turnover: turnover)
    }

    /// The line's own text where the row says what the ledger has no column for, so that nothing of it is lost.
    mutating func remainder(_ money: DatevMoney) -> String? {
        var parts: [String] = []
        if let number = optional(.documentField2) { parts.append("Belegfeld 2: \(number)") }
        if money.turnover.currency != money.booked.currency {
            let rate = optional(.rate).map { ", Kurs \($0)" } ?? ""
            parts.append("Fremdwährung: \(money.turnover)\(rate)")
        }
        if let discount = optional(.discount) {
            parts.append("Skonto: \(discount)")
            remark(
                .discount, "discount-not-booked",
                de: "Das Skonto \(discount.excerpt) ist vermerkt, aber nicht gebucht.",
                en: "The cash discount \(discount.excerpt) is noted but not booked.")
        }
        return parts.isEmpty ? nil : "\(bookingText) (\(parts.joined(separator: "; ")))"
    }

    private mutating func baseAmount(of turnover: Amount) -> Amount? {
        let baseCode = text(.baseCurrency)
        if !baseCode.isEmpty, baseCode != header.currency.code {
            fault(
                .baseCurrency, "wrong-base-currency", de: "Die Basiswährung der Datei ist \(header.currency).",
                en: "The base currency of the file is \(header.currency).")
            return nil
        }
        if optional(.baseTurnover) != nil { return amount(.baseTurnover, currency: header.currency) }
        guard let rate = rateMillionths() else { return nil }
        guard let base = Self.converted(turnover, to: header.currency, rateMillionths: rate) else {
            fault(
                .rate, "amount-overflow", de: "Der umgerechnete Betrag ist null oder zu groß.",
                en: "The converted amount is zero or too large.")
            return nil
        }
        return base
    }

    /// A positive number with a decimal comma: at most ten digits before it, no separators for thousands.
    private mutating func amount(_ column: DatevColumn, currency: Currency) -> Amount? {
        let text = text(column)
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let isPlain =
            parts.count <= 2
            && parts.allSatisfy { $0.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") } }
        // Overflow cannot happen with ten digits; every parse error is the same answer to the reader.
        guard isPlain, (1...10).contains(parts[0].utf8.count),
            let amount = try? Amount(parsing: text.replacing(",", with: "."), currency: currency)
        else {
            fault(
                column, "invalid-amount",
                de:
                    "„\(text.excerpt)“ ist kein Betrag mit Dezimalkomma und höchstens \(currency.exponent) Nachkommastellen.",
                en:
                    "\"\(text.excerpt)\" is not an amount with a decimal comma and at most \(currency.exponent) decimals."
            )
            return nil
        }
        if amount.minor > 0 { return amount }
        fault(column, "amount-zero", de: "Der Betrag ist null.", en: "The amount is zero.")
        return nil
    }

    /// Units of the foreign currency for one unit of the base currency, six decimals.
    private mutating func rateMillionths() -> Int64? {
        let parts = text(.rate).split(separator: ",", omittingEmptySubsequences: false)
        let decimals = parts.count == 2 ? String(parts[1]) : ""
        if let whole = parts.first, (1...4).contains(whole.utf8.count), parts.count <= 2, decimals.utf8.count <= 6,
            let units = Int64(whole), units >= 0,
            let fraction = Int64(decimals.padding(to: 6)), fraction >= 0, units + fraction > 0
        {
            return units * 1_000_000 + fraction
        }
        fault(
            .rate, "invalid-rate", de: "Ohne Basis-Umsatz braucht ein Umsatz in Fremdwährung einen Kurs wie 1,240402.",
            en: "Without a base amount, an amount in a foreign currency needs a rate such as 1,240402.")
        return nil
    }

    /// Amount divided by rate, rounded half up to the minor unit; nil when nothing or too much is left.
    static func converted(_ amount: Amount, to base: Currency, rateMillionths: Int64) -> Amount? {
        var numerator = Int128(amount.minor) * 1_000_000
        var denominator = Int128(rateMillionths)
        for _ in 0..<base.exponent { numerator *= 10 }
        for _ in 0..<amount.currency.exponent { denominator *= 10 }
        let rounded = (2 * numerator + denominator) / (2 * denominator)
        guard rounded > 0, let minor = Int64(exactly: rounded) else { return nil }
        return Amount(minor: minor, currency: base)
    }
}

extension String {
    /// Digits filled up with zeros on the right.
    fileprivate func padding(to count: Int) -> String {
        self + String(repeating: "0", count: max(0, count - utf8.count))
    }
}
