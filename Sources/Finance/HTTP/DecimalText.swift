import Foundation

/// An amount in a body: a decimal string, or a JSON number taken exactly (never through a floating-point number).
struct DecimalText: Decodable, Sendable {
    let text: String

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {  // try? asks "is it a string?"
            self.text = text
        } else {
            let number = try container.decode(Decimal.self)
            // Exact: `JSONDocument` has refused numbers of more digits than a `Decimal` has room for.
            text = number.description
        }
    }
}
