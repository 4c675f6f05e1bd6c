/// What is known about a document besides its bytes.
package struct DocumentDraft: Hashable, Sendable {
    /// `rechnung`, `receipt`, `contract` …
    package let type: String
    package let date: BookingDate
    package let text: String
    package let filename: String
    package let mediaType: String
    /// Transactions this document proves (Belegfunktion, GoBD Rz. 61).
    package let transactions: [EntityID]

    /// - Throws: `FinanceError.invalid` with every fault.
    package init(
        type: String, date: BookingDate, text: String, filename: String, mediaType: String,
        transactions: [EntityID] = []
    ) throws(FinanceError) {
        self.type = type
        self.date = date
        self.text = text
        self.filename = filename
        self.mediaType = mediaType
        self.transactions = transactions
        let findings = DocumentRules.findings(in: self)
        guard findings.isEmpty else { throw .invalid(findings) }
    }
}

/// A stored document. Its bytes lie under their SHA-256 and never change.
package struct Document: Hashable, Sendable {
    package let id: EntityID
    package let type: String
    package let date: BookingDate
    package let text: String
    package let filename: String
    package let mediaType: String
    package let byteCount: Int
    /// 64 hexadecimal digits.
    package let sha256: String
    package let recordedAt: Timestamp
    package let transactions: [EntityID]
}
