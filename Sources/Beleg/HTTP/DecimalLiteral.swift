import Foundation

/// A number of a JSON body as exact decimal text: a string as it stands, or a JSON number read without binary fractions.
struct DecimalLiteral: Decodable, Sendable {
    let text: String

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // try? asks "is it a string?"
        if let text = try? container.decode(String.self) {
            self.text = text
        } else {
            text = try container.decode(Decimal.self).description
        }
    }
}
