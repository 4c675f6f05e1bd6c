/// The visible form of a document number: prefix, year and a counter padded to five digits, `RE-2026-00001`.
///
/// Beyond 99,999 documents a year the number simply grows a digit.
package struct NumberPattern: Sendable, Equatable {
    package static let width = 5

    package let prefix: String

    package func format(year: Int, counter: Int64) -> String {
        let digits = String(counter)
        let padding = String(repeating: "0", count: max(0, Self.width - digits.count))
        return "\(prefix)-\(year)-\(padding)\(digits)"
    }
}
