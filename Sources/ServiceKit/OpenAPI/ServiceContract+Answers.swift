/// Pieces of contracts that most operations have, as lines below `responses`.
extension ServiceContract {
    /// The names below `components/responses` by status.
    private static let refusalNames = [
        400: "BadRequest", 403: "Forbidden", 404: "NotFound", 405: "MethodNotAllowed", 409: "Conflict",
        412: "PreconditionFailed", 413: "ContentTooLarge", 415: "UnsupportedMediaType", 422: "Invalid",
        428: "PreconditionRequired", 429: "TooManyRequests", 503: "Unavailable",
    ]

    /// The refusals that an operation may answer, in the given order.
    package static func refused(_ statuses: Int...) -> String {
        statuses.map { status in
            guard let name = refusalNames[status] else { preconditionFailure("no refusal has the status \(status)") }
            return "\"\(status)\": {$ref: '#/components/responses/\(name)'}"
        }.joined(separator: indent)
    }

    /// The answer 200 with a body and no headers of its own.
    ///
    /// - Parameter schema: of the body, as YAML on one line.
    package static func done(_ mediaType: String = "application/json", _ schema: String = "{}") -> String {
        [
            "\"200\":", "  description: Done", "  content:", "    \(mediaType):", "      schema: \(schema)",
        ].joined(separator: indent)
    }

    /// The answer 200 with a JSON object of which the contract tells no more.
    package static let doneWithObject = done("application/json", "{type: object}")

    /// The end of a line and where the entries of `responses` begin.
    private static let indent = "\n        "
}
