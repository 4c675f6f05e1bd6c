extension LedgerStore {
    /// Who signs the anchors.
    package var anchorKey: AnchorKey? { options.anchorKey }

    /// Signs the chains' heads for the day that the clock shows; nil if that was done already or nobody signs.
    /// - Throws: `queueFull`, `closing`, `storage`.
    @discardableResult
    package func anchorDay() async throws(FinanceError) -> Anchor? {
        guard case .anchor(let anchor) = try await writer.perform(.anchor) else { throw .unexpectedReply }
        return anchor
    }

    /// Anchors in order.
    /// - Throws: `invalid` (limit), `storage`.
    package func anchors(after id: Int64 = 0, limit: Int = 1_000) throws(FinanceError) -> [Anchor] {
        try checkLimit(limit)
        do throws(StorageFailure) {
            return try Anchor.list(try LedgerConnection(reading: path, isLive: true), after: id, limit: limit)
        } catch {
            throw FinanceError("anchors", error)
        }
    }
}
