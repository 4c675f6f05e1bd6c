extension LedgerEngine {
    /// Locks through a day. The same lock again changes nothing; one of a day to come has to be confirmed.
    func lock(
        _ draft: PeriodLockDraft, _ conditions: PostingConditions, _ staged: inout StagedGroup
    ) throws(StorageFailure) -> Outcome {
        if draft.kind == .year, draft.through.next.month != options.fiscalYearStartMonth || draft.through.next.day != 1
        {
            return .failure(.invalid([.notEndOfYear]))
        }
        if let last = staged.state.locks.events.last(where: { $0.kind == draft.kind }) {
            if last.through == draft.through { return .success(.lock(last)) }
            if draft.kind != .soft, draft.through < last.through {
                return .failure(.lockNotRising(draft.kind, last.through))
            }
        }
        let today = clock.day
        if draft.through > today, !draft.isFutureConfirmed {
            return .failure(.invalid([.lockInFuture(draft.through, today: today)]))
        }
        let lock = PeriodLock(
            id: staged.state.locks.events.count + 1, kind: draft.kind, through: draft.through, reason: draft.reason,
            actor: draft.actor, recordedAt: recordedAt, sequence: staged.state.sequence, head: staged.state.head)
        if conditions.isDryRun { return .success(.lock(lock)) }
        try statements.insert(lock)
        staged.hasWrites = true
        staged.state.locks.append(lock)
        try record(.lock, Int64(lock.id), &staged)
        if let key = options.anchorKey { _ = try anchor(.lock, key, &staged) }
        return .success(.lock(lock))
    }
}
