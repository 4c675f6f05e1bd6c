import BelegCore
import ServiceKit
import Shared

/// The body of a partner to be created or replaced.
struct PartnerBody: JSONBody {
    let nummer: Field<String>
    let name: Field<String>
    let rollen: Field<[String]>
    let strasse: Field<String>
    let plz: Field<String>
    let ort: Field<String>
    let land: Field<String>
    let ustId: Field<String>
    let leitwegId: Field<String>
    let iban: Field<String>
    let zahlungszielTage: Field<Int64>
    let debitorenkonto: Field<String>
    let kreditorenkonto: Field<String>
    var unknownMembers: [Finding] = []

    static let members = JSONMembers(CodingKeys.self, readOnly: ["id", "version", "erstelltAm", "geaendertAm"])

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case nummer, name, rollen, strasse, plz, ort, land, ustId, leitwegId, iban, zahlungszielTage, debitorenkonto
        case kreditorenkonto
    }

    /// - Throws: `BelegError.invalid` with every fault of the body.
    func draft() throws -> PartnerDraft {
        var reader = FieldReader(unknownMembers)
        var input = PartnerInput()
        input.number = reader.optional(nummer, "/nummer", "string")
        input.name = reader.optional(name, "/name", "string")
        input.roles = reader.optional(rollen, "/rollen", "array of strings")
        input.street = reader.optional(strasse, "/strasse", "string")
        input.postalCode = reader.optional(plz, "/plz", "string")
        input.city = reader.optional(ort, "/ort", "string")
        input.country = reader.optional(land, "/land", "string")
        input.vatID = reader.optional(ustId, "/ustId", "string")
        input.leitwegID = reader.optional(leitwegId, "/leitwegId", "string")
        input.iban = reader.optional(iban, "/iban", "string")
        input.paymentDays = reader.optional(zahlungszielTage, "/zahlungszielTage", "whole number")
        input.debtorAccount = reader.optional(debitorenkonto, "/debitorenkonto", "string")
        input.creditorAccount = reader.optional(kreditorenkonto, "/kreditorenkonto", "string")
        return try PartnerDraft(input, faults: reader.findings)
    }
}
