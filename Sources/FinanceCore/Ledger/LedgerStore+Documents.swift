import Shared

extension LedgerStore {
    /// Stores bytes and description; the bytes are on disk before the answer.
    /// - Throws: `invalid` (too large), `notFound` (linked transaction), `storage` …
    package func addDocument(_ draft: DocumentDraft, bytes: [UInt8]) async throws(FinanceError) -> Document {
        guard bytes.count <= options.maximumDocumentBytes else {
            throw .invalid([.documentTooLarge(maximum: options.maximumDocumentBytes)])
        }
        let digest = try await vault.store(bytes)
        let reply = try await writer.perform(.addDocument(draft, digest: digest, byteCount: bytes.count))
        guard case .document(let document) = reply else { throw .unexpectedReply }
        return document
    }

    /// - Throws: `notFound`, `storage`.
    package func document(_ id: EntityID) async throws(FinanceError) -> Document {
        try await reader.read { try DocumentRows.document(id, $0) }
    }

    /// The stored bytes, checked against their hash.
    /// - Throws: `notFound`, `storage`.
    package func documentBytes(_ id: EntityID) async throws(FinanceError) -> [UInt8] {
        let document = try await document(id)
        return try await vault.bytes(document.sha256)
    }

    /// Documents in order of date.
    /// - Throws: `invalid` (limit), `storage`.
    package func documents(_ query: DocumentQuery) async throws(FinanceError) -> Page<Document> {
        try checkLimit(query.limit)
        return try await reader.read { try DocumentRows.page(query, $0) }
    }
}

extension Finding {
    static func documentTooLarge(maximum: Int) -> Finding {
        Finding(
            pointer: "", code: "document-too-large",
            detail: LocalizedText(
                de: "Ein Dokument hat höchstens \(maximum) Bytes.", en: "A document has at most \(maximum) bytes."))
    }
}
