package import HTTPTypes

extension HTTPField.Name {
    private static func name(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("not a field name: \(text)") }
        return name
    }

    /// Identifies a request in answers and logs.
    package static let xRequestID = name("X-Request-ID")
    /// A client's key that makes a POST repeatable (draft-ietf-httpapi-idempotency-key-header).
    package static let idempotencyKey = name("Idempotency-Key")
    /// `true` when an answer repeats an earlier one.
    package static let idempotencyReplayed = name("Idempotency-Replayed")
    /// Sequence number of the ledger that an answer shows.
    package static let ledgerSeq = name("Ledger-Seq")
}
