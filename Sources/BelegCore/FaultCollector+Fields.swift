import EInvoice
import Foundation

extension FaultCollector {
    /// Reads a text field: trimmed, without control characters, of bounded length.
    ///
    /// - Returns: `nil` if the field is absent, empty or faulty.
    mutating func text(
        _ value: String?, _ pointer: String, maximum: Int, required: Bool = false, multiline: Bool = false
    ) -> String? {
        let trimmed = (value ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        guard !trimmed.isEmpty else {
            if required { addMissing(pointer) }
            return nil
        }
        guard trimmed.unicodeScalars.count <= maximum else {
            add(
                pointer, "too-long", de: "Höchstens \(maximum) Zeichen sind erlaubt.",
                en: "At most \(maximum) characters are allowed.")
            return nil
        }
        let isClean = trimmed.unicodeScalars.allSatisfy { scalar in
            scalar.properties.generalCategory != .control || (multiline && (scalar == "\n" || scalar == "\r"))
        }
        guard isClean else {
            add(
                pointer, "control-character", de: "Steuerzeichen sind nicht erlaubt.",
                en: "Control characters are not allowed.")
            return nil
        }
        return trimmed
    }

    /// Reads an exact decimal with at most four decimals within `range`.
    mutating func decimal(
        _ value: String?, _ pointer: String, in range: ClosedRange<ExactDecimal>, required: Bool = false
    ) -> ExactDecimal? {
        guard let value else {
            if required { addMissing(pointer) }
            return nil
        }
        do {
            let number = try ExactDecimal(parsing: value)
            guard range.contains(number) else {
                let limits = "\(range.lowerBound) … \(range.upperBound)"
                add(
                    pointer, "out-of-range", de: "„\(number)“ liegt außerhalb von \(limits).",
                    en: "\"\(number)\" is outside of \(limits).")
                return nil
            }
            return number
        } catch {
            addDecimalFault(error, pointer)
            return nil
        }
    }

    /// Reads an amount of money in cents.
    mutating func amount(_ value: String?, _ pointer: String) -> Int64? {
        guard let value else { return nil }
        do {
            return try MoneyFormat.minor(value)
        } catch {
            addDecimalFault(error, pointer)
            return nil
        }
    }

    /// Reads a calendar day in the form `2026-01-15`.
    mutating func day(_ value: String?, _ pointer: String, required: Bool = false) -> CalendarDay? {
        guard let value else {
            if required { addMissing(pointer) }
            return nil
        }
        guard let day = CalendarDay(value) else {
            add(
                pointer, "invalid-date", de: "Kein Kalendertag der Form JJJJ-MM-TT (1900–2199).",
                en: "Not a calendar day in the form YYYY-MM-DD (1900–2199).")
            return nil
        }
        return day
    }

    /// Reads an account number of the ledger: three to nine digits.
    mutating func account(_ value: String?, _ pointer: String) -> String? {
        guard let text = text(value, pointer, maximum: 9) else { return nil }
        guard text.utf8.count >= 3, text.utf8.allSatisfy(\.isDigit) else {
            add(
                pointer, "invalid-account", de: "Eine Kontonummer hat drei bis neun Ziffern.",
                en: "An account number has three to nine digits.")
            return nil
        }
        return text
    }

    mutating func addMissing(_ pointer: String) {
        add(pointer, "missing", de: "Pflichtfeld fehlt.", en: "Required field is missing.")
    }

    private mutating func addDecimalFault(_ fault: DecimalFault, _ pointer: String) {
        switch fault {
        case .notANumber:
            add(pointer, "not-a-decimal", de: "Keine Dezimalzahl wie 12.50.", en: "Not a decimal number such as 12.50.")
        case .tooManyDecimals(let allowed):
            add(
                pointer, "too-many-decimals", de: "Höchstens \(allowed) Nachkommastellen; gerundet wird nie.",
                en: "At most \(allowed) decimals; nothing is rounded.")
        case .tooLarge:
            add(pointer, "too-large", de: "Der Betrag ist zu groß.", en: "The amount is too large.")
        }
    }
}
