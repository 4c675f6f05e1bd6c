/// How figures and dates are shown.
struct ViewFormat {
    let language: ViewLanguage

    /// A number with the decimals it was written with, digits in groups of three.
    func number(_ value: ExactDecimal) -> String {
        let magnitude = String(value.digits.magnitude)
        let padded = String(repeating: "0", count: max(value.decimals + 1 - magnitude.count, 0)) + magnitude
        let whole = padded.dropLast(value.decimals)
        let fraction = padded.suffix(value.decimals)
        let sign = value.digits < 0 ? "\u{2212}" : ""
        let point = fraction.isEmpty ? "" : language.pick(",", ".")
        return sign + grouped(whole) + point + fraction
    }

    private func grouped(_ digits: Substring) -> String {
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { result += language.pick(".", ",") }
            result.append(digit)
        }
        return result
    }

    /// An amount with at least two decimals and its currency.
    func amount(_ value: ExactDecimal, _ currency: String?) -> String {
        var shown = value
        if value.decimals < 2 {
            let (digits, isTooLarge) = value.digits.multipliedReportingOverflow(by: value.decimals == 1 ? 10 : 100)
            if !isTooLarge { shown = ExactDecimal(digits: digits, decimals: 2) }
        }
        return number(shown) + (currency.map { "\u{A0}" + $0 } ?? "")
    }

    func percent(_ value: ExactDecimal) -> String {
        number(value) + "\u{A0}%"
    }

    /// `2026-01-31` as a German writes it; English keeps the unambiguous form.
    func date(_ value: String) -> String {
        let parts = value.split(separator: "-", omittingEmptySubsequences: false)
        guard language == .german, LexicalForm.isDate(Array(value.utf8)[...]), parts.count == 3, value.count == 10
        else {
            return value
        }
        return "\(parts[2]).\(parts[1]).\(parts[0])"
    }

    func period(_ period: Period) -> String? {
        guard period.start != nil || period.end != nil else { return nil }
        return [period.start, period.end].map { $0.map(date) ?? "…" }.joined(separator: " – ")
    }

    /// A code with its meaning.
    func code(_ code: String, _ list: CodeNames.List) -> String {
        CodeNames.name(of: code, in: list, language).map { "\($0) (\(code))" } ?? code
    }

    /// A unit in words, or its code.
    func unit(_ code: String) -> String {
        CodeNames.name(of: code, in: .unit, language) ?? code
    }

    func identifier(_ identifier: Identifier) -> String {
        let scheme = [identifier.scheme, identifier.schemeVersion].compactMap { $0 }.joined(separator: " ")
        return scheme.isEmpty ? identifier.value : "\(identifier.value) (\(scheme))"
    }
}
