import FinanceCore
import ServiceKit

/// The body of a reversal; every member may be absent, and the whole body as well.
struct ReversalBody: Decodable {
    let id: Field<String>
    let date: Field<String>
    let description: Field<String>
    let generalReversal: Field<Bool>

    private enum CodingKeys: String, CodingKey {
        case id, date, description
        case generalReversal = "general_reversal"
    }

    /// The checked request.
    /// - Throws: every fault of the body.
    func reversal(idempotencyKey: String?) throws -> ReversalRequest {
        var reader = FieldReader()
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
