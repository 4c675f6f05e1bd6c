extension LedgerEngine {
    /// Chains a row that was just inserted beside the journal.
    func record(
        _ kind: RecordKind, _ subject: Int64, version: Int64 = 1, _ staged: inout StagedGroup
    ) throws(StorageFailure) {
        guard let leaf = try statements.records.leaf(kind, subject: subject, version: version, &form) else {
            throw StorageFailure(code: 0, "\(kind.rawValue) \(subject) cannot be read back")
        }
        let entry = RecordEntry(
            id: staged.state.record + 1, sequence: staged.state.sequence, kind: kind, subject: subject,
            version: version)
        let head = HashChain.recordHead(
            after: staged.state.recordHead, record: entry.id, sequence: entry.sequence, journal: staged.state.head,
            leaf: leaf)
        try statements.insert(entry, head: head)
        (staged.state.record, staged.state.recordHead) = (entry.id, head)
    }

    /// Signs the heads for today, unless that was done. A day is one of the clock, so a clock that jumps makes one
    /// anchor for each day it shows, and none twice.
    func dailyAnchor(_ staged: inout StagedGroup) throws(StorageFailure) -> Anchor? {
        guard let key = options.anchorKey, try !statements.hasDailyAnchor(clock.day) else { return nil }
        return try anchor(.day, key, &staged)
    }

    func anchor(
        _ reason: Anchor.Reason, _ key: AnchorKey, _ staged: inout StagedGroup
    ) throws(StorageFailure) -> Anchor {
        let last = staged.state.lastAnchor
        let anchor = try Anchor(
            id: (last?.id ?? 0) + 1, reason: reason, day: clock.day,
            recordedAt: recordedAt, sequence: staged.state.sequence,
            head: staged.state.head, record: staged.state.record, recordHead: staged.state.recordHead,
            previous: last?.digest ?? .origin, signedWith: key)
        try statements.insert(anchor)
        staged.hasWrites = true
        staged.state.lastAnchor = anchor
        return anchor
    }

    /// Counts the attempts after a failure, a number that nothing depends on.
    func probe(_ staged: inout StagedGroup) throws(StorageFailure) -> Outcome {
        try statements.probe.run()
        staged.hasWrites = true
        return .success(.done)
    }
}
