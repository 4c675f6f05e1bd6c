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
    /// Last event that a reconnecting reader has got (WHATWG HTML, section 9.2).
    package static let lastEventID = name("Last-Event-ID")
    /// Tells nginx to hand each event on at once.
    package static let xAccelBuffering = name("X-Accel-Buffering")
    /// How much of its address a page tells others (Referrer Policy, section 3).
    package static let referrerPolicy = name("Referrer-Policy")
    /// Whether a page may be shown inside of another one, for browsers that do not know `frame-ancestors`.
    package static let xFrameOptions = name("X-Frame-Options")
    /// Whether a browser sent a request for a page of the same origin (Fetch Metadata).
    package static let secFetchSite = name("Sec-Fetch-Site")
}
