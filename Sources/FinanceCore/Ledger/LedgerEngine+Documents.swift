extension LedgerEngine {
    /// Records a document whose bytes are on disk already, but for a dry run.
    func addDocument(
        _ draft: DocumentDraft, digest: [UInt8], byteCount: Int, _ conditions: PostingConditions,
        _ staged: inout StagedGroup
    ) throws(StorageFailure) -> Outcome {
        var links: [Int64] = []
        for id in draft.transactions {
            guard let sequence = try sequence(of: id) else {
                return .failure(.notFound(.transaction, id.description))
            }
            if !links.contains(sequence) { links.append(sequence) }
        }
        let document = Document(
            id: ids.next(at: recordedAt), type: draft.type, date: draft.date, text: draft.text,
            filename: draft.filename, mediaType: draft.mediaType, byteCount: byteCount,
            sha256: Digest.hex(digest), recordedAt: recordedAt, transactions: draft.transactions)
        if conditions.isDryRun { return .success(.document(document)) }
        staged.state.lastDocument += 1
        staged.hasWrites = true
        try statements.insert(document, sequence: staged.state.lastDocument, digest: digest, links: links)
        try record(.document, staged.state.lastDocument, &staged)
        return .success(.document(document))
    }
}
