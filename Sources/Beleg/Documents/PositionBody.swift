import BelegCore
import ServiceKit
import Shared

/// One line of a document's body.
struct PositionBody: Decodable {
    let artikelId: Field<String>
    let bezeichnung: Field<String>
    let menge: Field<DecimalLiteral>
    let einheit: Field<String>
    let einzelpreis: Field<DecimalLiteral>
    let mwstSatz: Field<DecimalLiteral>
    let mwstKategorie: Field<String>
    let befreiungsgrund: Field<String>
    let rabattProzent: Field<DecimalLiteral>
    let konto: Field<String>
    let summeNetto: Field<DecimalLiteral>

    static let members = JSONMembers(CodingKeys.self, readOnly: ["rabattBetrag"])

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case artikelId, bezeichnung, menge, einheit, einzelpreis, mwstSatz, mwstKategorie, befreiungsgrund
        case rabattProzent, konto, summeNetto
    }

    /// - Parameter place: pointer of the line.
    func input(_ reader: inout FieldReader, at place: String) -> PositionInput {
        var input = PositionInput()
        input.articleID = reader.optional(artikelId, place + "/artikelId", "string")
        input.text = reader.optional(bezeichnung, place + "/bezeichnung", "string")
        input.quantity = reader.decimal(menge, place + "/menge")
        input.unit = reader.optional(einheit, place + "/einheit", "string")
        input.unitPrice = reader.decimal(einzelpreis, place + "/einzelpreis")
        input.vatRate = reader.decimal(mwstSatz, place + "/mwstSatz")
        input.vatCategory = reader.optional(mwstKategorie, place + "/mwstKategorie", "string")
        input.exemptionReason = reader.optional(befreiungsgrund, place + "/befreiungsgrund", "string")
        input.discountPercent = reader.decimal(rabattProzent, place + "/rabattProzent")
        input.account = reader.optional(konto, place + "/konto", "string")
        input.net = reader.decimal(summeNetto, place + "/summeNetto")
        return input
    }
}

/// The lines of a body. Too many are not looked at: each would cost memory and an answer of its own.
struct PositionBodies: Decodable, Sendable {
    let fields: [Field<PositionBody>]
    /// A number of lines that is too large, 0 for a number that may be.
    let excess: Int

    init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        let limit = DocumentDraft.maximumPositions
        guard container.count ?? 0 <= limit else {
            (fields, excess) = ([], limit + 1)
            return
        }
        var fields: [Field<PositionBody>] = []
        while !container.isAtEnd { fields.append(try container.decode(Field<PositionBody>.self)) }
        (self.fields, excess) = (fields, 0)
    }
}

extension FieldReader {
    /// A decimal as string or number.
    mutating func decimal(_ field: Field<DecimalLiteral>, _ pointer: String) -> String? {
        optional(field, pointer, "decimal")?.text
    }
}
