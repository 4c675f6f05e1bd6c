import Shared

extension LedgerStore {
    /// Stores bytes and description; the bytes are on disk before the answer.
    /// - Parameter conditions: whether to write at all.
    /// - Throws: `invalid` (too large, linked transactions that do not exist), `storage` …
    package func addDocument(
        _ draft: DocumentDraft, bytes: [UInt8], conditions: PostingConditions = PostingConditions()
    ) async throws(FinanceError) -> Document {
        guard bytes.count <= options.maximumDocumentBytes else {
            throw .invalid([.documentTooLarge(maximum: options.maximumDocumentBytes)])
        }
        // Asked before, so that a refused document leaves no bytes behind. Transactions never go away.
        if !draft.transactions.isEmpty { try await checkLinks(of: draft) }
        let digest = conditions.isDryRun ? await vault.digest(of: bytes) : try await vault.store(bytes)
        let reply = try await writer.perform(
            .addDocument(draft, digest: digest, byteCount: bytes.count, conditions))
        guard case .document(let document) = reply else { throw .unexpectedReply }
        return document
    }

    private func checkLinks(of draft: DocumentDraft) async throws(FinanceError) {
        let findings = try await reader.read { db in
            try draft.transactions.enumerated().compactMap { index, id in
                try TransactionRows.exists(id, db) ? nil : Finding.unknownTransaction(id, at: "/transactions/\(index)")
            }
        }
        guard findings.isEmpty else { throw .invalid(findings) }
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
    /// - Throws: `invalid` (limit, cursor), `storage`.
    package func documents(_ query: DocumentQuery) async throws(FinanceError) -> Page<Document> {
        try checkLimit(query.limit)
        try query.cursor?.check(query.scope)
        return try await reader.read { try DocumentRows.page(query, $0) }.scoped(query.scope)
    }
}

extension Finding {
    static func unknownTransaction(_ id: EntityID, at pointer: String) -> Finding {
        Finding(
            pointer: pointer, code: "unknown-transaction",
            detail: LocalizedText(de: "Die Buchung \(id) gibt es nicht.", en: "There is no transaction \(id)."))
    }

    static func documentTooLarge(maximum: Int) -> Finding {
        Finding(
            pointer: "", code: "document-too-large",
            detail: LocalizedText(
                de: "Ein Dokument hat höchstens \(maximum) Bytes.", en: "A document has at most \(maximum) bytes."))
    }
}
