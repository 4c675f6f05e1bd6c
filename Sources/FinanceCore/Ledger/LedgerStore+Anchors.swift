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
            throw .storage("anchors: \(error)")
        }
    }

    /// Why the disk refused the last commit, nil if it did not. After a refusal it is asked again: a ledger that nobody
    /// writes to must find out by itself that it is well again.
    package func refusal() async -> String? {
        guard box.lastRefusal != nil else { return nil }
        do throws(FinanceError) {
            _ = try await writer.perform(.probe)
        } catch {
            guard case .storage(let reason) = error else { return "\(error)" }
            return reason
        }
        return box.lastRefusal
    }
}
