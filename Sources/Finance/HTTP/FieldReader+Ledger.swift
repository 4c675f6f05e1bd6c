import FinanceCore
import ServiceKit

extension FieldReader {
    /// The number of an account.
    mutating func account(_ text: String, _ pointer: String) -> AccountNumber? {
        let number = AccountNumber(text)
        if number == nil {
            report(
                pointer, "account-malformed", de: "Eine Kontonummer besteht aus 1 bis 9 Ziffern.",
                en: "An account number is 1 to 9 digits.")
        }
        return number
    }

    /// One of the five kinds of accounts.
    mutating func category(_ text: String) -> AccountCategory? {
        let category = AccountCategory(rawValue: text)
        if category == nil {
            let words = AccountCategory.allCases.map(\.rawValue).joined(separator: ", ")
            report("/category", "category-unknown", de: "Erlaubt sind \(words).", en: "Use one of \(words).")
        }
        return category
    }

    /// A calendar day `2026-01-31`.
    mutating func date(_ text: String, _ pointer: String) -> BookingDate? {
        let date = BookingDate(iso: text)
        if date == nil {
            report(
                pointer, "date-malformed", de: "Kein Tag des Kalenders in der Form JJJJ-MM-TT.",
                en: "Not a calendar day in the form YYYY-MM-DD.")
        }
        return date
    }

    /// The id of a transaction or document.
    mutating func entity(_ text: String, _ pointer: String) -> EntityID? {
        let id = EntityID(text)
        if id == nil { report(pointer, "id-malformed", de: "Die id ist keine UUID.", en: "The id is not a UUID.") }
        return id
    }
}
