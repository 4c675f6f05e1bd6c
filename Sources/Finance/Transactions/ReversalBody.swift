import FinanceCore
import ServiceKit
import Shared

/// The body of a reversal; every member may be absent, and the whole body as well.
struct ReversalBody: JSONBody {
    let id: Field<String>
    let date: Field<String>
    let description: Field<String>
    let generalReversal: Field<Bool>
    var unknownMembers: [Finding] = []

    static let members = JSONMembers(CodingKeys.self)

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case id, date, description
        case generalReversal = "general_reversal"
    }

    /// The checked request.
    /// - Throws: every fault of the body.
    func reversal(idempotencyKey: String?) throws -> ReversalRequest {
        var reader = FieldReader(unknownMembers)
        let request = ReversalRequest(
            date: reader.optional(date, "/date", "string").flatMap { reader.date($0, "/date") },
            text: reader.optional(description, "/description", "string"),
            isGeneralReversal: reader.optional(generalReversal, "/general_reversal", "boolean") ?? false,
            id: reader.optional(id, "/id", "string").flatMap { reader.entity($0, "/id") },
            idempotencyKey: idempotencyKey)
        try reader.finish()
        return request
    }
}
