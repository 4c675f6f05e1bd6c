import BelegCore
import ServiceKit
import Shared

/// The body of a draft to be created or replaced.
struct DocumentBody: JSONBody {
    let kundenId: Field<String>
    let lieferantenId: Field<String>
    let datum: Field<String>
    let leistungsdatum: Field<String>
    let faelligAm: Field<String>
    let waehrung: Field<String>
    let lieferantenRechnungsnummer: Field<String>
    let lieferantenRechnungsdatum: Field<String>
    let bemerkung: Field<String>
    let positionen: Field<PositionBodies>
    let summeNetto: Field<DecimalLiteral>
    let summeMwst: Field<DecimalLiteral>
    let summeBrutto: Field<DecimalLiteral>
    var unknownMembers: [Finding] = []

    static let members = JSONMembers(
        CodingKeys.self, inner: ["positionen": PositionBody.members],
        readOnly: [
            "id", "typ", "status", "version", "nummer", "partner", "mwst", "stornoVon", "storniertDurch", "buchung",
            "erstelltAm", "finalisiertAm",
        ])

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case kundenId, lieferantenId, datum, leistungsdatum, faelligAm, waehrung, lieferantenRechnungsnummer
        case lieferantenRechnungsdatum, bemerkung, positionen, summeNetto, summeMwst, summeBrutto
    }

    /// What the body says, and the members of the wrong type.
    func input(_ kind: DocumentKind) -> (input: DocumentInput, faults: [Finding]) {
        var reader = FieldReader(unknownMembers)
        var input = DocumentInput()
        if kind == .rechnung {
            input.partnerID = reader.optional(kundenId, "/kundenId", "string")
            reader.refuse(lieferantenId, "/lieferantenId", kind)
            reader.refuse(lieferantenRechnungsnummer, "/lieferantenRechnungsnummer", kind)
            reader.refuse(lieferantenRechnungsdatum, "/lieferantenRechnungsdatum", kind)
        } else {
            input.partnerID = reader.optional(lieferantenId, "/lieferantenId", "string")
            reader.refuse(kundenId, "/kundenId", kind)
            input.supplierNumber = reader.optional(
                lieferantenRechnungsnummer, "/lieferantenRechnungsnummer", "string")
            input.supplierDate = reader.optional(lieferantenRechnungsdatum, "/lieferantenRechnungsdatum", "string")
        }
        input.date = reader.optional(datum, "/datum", "string")
        input.serviceDate = reader.optional(leistungsdatum, "/leistungsdatum", "string")
        input.dueDate = reader.optional(faelligAm, "/faelligAm", "string")
        input.currency = reader.optional(waehrung, "/waehrung", "string")
        input.note = reader.optional(bemerkung, "/bemerkung", "string")
        input.positions = reader.optional(positionen, "/positionen", "array").map { positions($0, &reader) }
        input.net = reader.decimal(summeNetto, "/summeNetto")
        input.vat = reader.decimal(summeMwst, "/summeMwst")
        input.gross = reader.decimal(summeBrutto, "/summeBrutto")
        return (input, reader.findings)
    }

    private func positions(_ bodies: PositionBodies, _ reader: inout FieldReader) -> [PositionInput] {
        var inputs = Array(repeating: PositionInput(), count: bodies.excess)
        for (index, field) in bodies.fields.enumerated() {
            let place = "/positionen/\(index)"
            let body = reader.required(field, place, "object")
            inputs.append(body?.input(&reader, at: place) ?? PositionInput())
        }
        return inputs
    }
}

/// The optional body of a storno.
struct ReversalBody: JSONBody {
    let datum: Field<String>
    let grund: Field<String>
    var unknownMembers: [Finding] = []

    static let members = JSONMembers(CodingKeys.self)

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case datum, grund
    }

    /// - Throws: `BelegError.invalid` with every fault of the body.
    func request() throws -> ReversalRequest {
        var reader = FieldReader(unknownMembers)
        let date = reader.optional(datum, "/datum", "string")
        let reason = reader.optional(grund, "/grund", "string")
        return try ReversalRequest(parsing: date, reason: reason, faults: reader.findings)
    }
}

extension FieldReader {
    /// A member that only the other kind of document has: dropped, it would be missed by whoever sent it.
    fileprivate mutating func refuse(_ field: Field<String>, _ pointer: String, _ kind: DocumentKind) {
        switch field {
        case .absent, .null: break
        default:
            report(
                pointer, "member-unknown", de: "Dieses Feld gibt es bei einer \(kind.germanName) nicht.",
                en: "There is no such member in \(kind == .rechnung ? "an invoice" : "an incoming invoice").")
        }
    }
}
