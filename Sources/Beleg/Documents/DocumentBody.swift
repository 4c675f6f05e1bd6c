import BelegCore
import ServiceKit
import Shared

/// The body of a draft to be created or replaced.
struct DocumentBody: Decodable {
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

    /// What the body says, and the members of the wrong type.
    func input(_ kind: DocumentKind) -> (input: DocumentInput, faults: [Finding]) {
        var reader = FieldReader()
        var input = DocumentInput()
        input.partnerID =
            kind == .rechnung
            ? reader.optional(kundenId, "/kundenId", "string")
            : reader.optional(lieferantenId, "/lieferantenId", "string")
        input.date = reader.optional(datum, "/datum", "string")
        input.serviceDate = reader.optional(leistungsdatum, "/leistungsdatum", "string")
        input.dueDate = reader.optional(faelligAm, "/faelligAm", "string")
        input.currency = reader.optional(waehrung, "/waehrung", "string")
        if kind == .eingangsrechnung {
            input.supplierNumber = reader.optional(
                lieferantenRechnungsnummer, "/lieferantenRechnungsnummer", "string")
            input.supplierDate = reader.optional(lieferantenRechnungsdatum, "/lieferantenRechnungsdatum", "string")
        }
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
struct ReversalBody: Decodable {
    let datum: Field<String>
    let grund: Field<String>

    /// - Throws: `BelegError.invalid` with every fault of the body.
    func request() throws -> ReversalRequest {
        var reader = FieldReader()
        let date = reader.optional(datum, "/datum", "string")
        let reason = reader.optional(grund, "/grund", "string")
        return try ReversalRequest(parsing: date, reason: reason, faults: reader.findings)
    }
}
