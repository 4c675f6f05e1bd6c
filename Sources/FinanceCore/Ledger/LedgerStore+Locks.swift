extension LedgerStore {
    /// The locks as of the last commit.
    package var locks: PeriodLocks { box.value.locks }

    /// Locks through a day (Festschreibung); from the answer on no earlier booking is taken.
    /// - Parameter conditions: whether to write at all.
    /// - Throws: `invalid`, `lockNotRising`, `queueFull`, `closing`, `storage`.
    package func lock(
        _ draft: PeriodLockDraft, conditions: PostingConditions = PostingConditions()
    ) async throws(FinanceError) -> PeriodLock {
        guard case .lock(let lock) = try await writer.perform(.lock(draft, conditions)) else { throw .unexpectedReply }
        return lock
    }
}
