/// Checks, numbers and writes groups of requests. Synchronous; lives inside the writer.
final class LedgerEngine {
    let connection: LedgerConnection
    let statements: LedgerStatements
    let options: LedgerOptions
    /// As of the last commit.
    private var state: LedgerState
    let box: SnapshotBox
    let tail: LedgerTail
    let projector: Projector
    /// Scratch space for the packed lines and for the form that is hashed.
    var packed = ByteForm()
    var form = ByteForm(capacity: 1_024)
    var ids = EntityIDGenerator()
    /// What the clock shows while a group is written.
    var clock = Timestamp(millisecondsSince1970: 0)
    /// Time of recording of the group being written: what the clock shows, but never before that of the commit before.
    ///
    /// A clock that was put back would make later bookings look earlier than those before them (GoBD Rz. 94: the time of
    /// recording must be traceable), and `known_at` would show some of them too early and others too late. So the time
    /// stands still until the clock has caught up, as that of the anchors does; a clock that ran ahead holds it there.
    /// The order of recording is the sequence, whatever a clock does. Days that depend on today follow the clock itself.
    var recordedAt = Timestamp(millisecondsSince1970: 0)
    /// Last day that the group being written may name.
    var horizon = PostingHorizon(today: .first)

    init(
        connection: LedgerConnection, statements: LedgerStatements, state: LedgerState, options: LedgerOptions,
        box: SnapshotBox, tail: LedgerTail, projector: Projector
    ) {
        self.connection = connection
        self.statements = statements
        self.options = options
        self.state = state
        self.box = box
        self.tail = tail
        self.projector = projector
    }

    typealias Outcome = Result<WriteReply, FinanceError>

    /// Writes a group in one commit. A request that breaks a rule fails alone; a disk that refuses fails them all.
    func commit(_ requests: [WriteRequest]) -> [Outcome] {
        // Nothing is booked while the projection is too far behind, so nobody else would try its file again.
        if projector.obstacle != nil { projector.note() }
        if let obstacle = projector.obstacle {
            box.refuse(obstacle)
            return Array(repeating: .failure(.storage(obstacle, mayPass: true)), count: requests.count)
        }
        clock = options.now()
        recordedAt = max(clock, state.recordedAt)
        horizon = PostingHorizon(today: clock.day)
        var staged = StagedGroup(state)
        staged.state.recordedAt = recordedAt
        do throws(StorageFailure) {
            try statements.begin.run()
            var outcomes: [Outcome] = []
            outcomes.reserveCapacity(requests.count)
            for request in requests { outcomes.append(try process(request, &staged)) }
            try finish(&staged)
            return outcomes
        } catch {
            rollBack()
            if error.isAboutContent, requests.count > 1 {
                // The file refused one of them. Which one is found by writing each in a commit of its own.
                return requests.flatMap { commit([$0]) }
            }
            box.refuse(error.description)
            if !error.isAboutContent { overwriteRefused() }
            return Array(repeating: .failure(FinanceError(error)), count: requests.count)
        }
    }

    /// A commit that was written but could not be synchronised lies in the log as if it were whole: a process killed now
    /// would find it booked at its next start, although it was refused. The next commit is written over it; so one that
    /// says nothing is tried at once. It does its work even if the disk refuses to synchronise that one as well.
    private func overwriteRefused() {
        do throws(StorageFailure) {
            try statements.begin.run()
            try statements.probe.run()
            try statements.commit.run()
        } catch {
            // The refusal is told already; whether the disk takes anything is asked with each look at the health.
            rollBack()
        }
    }

    private func finish(_ staged: inout StagedGroup) throws(StorageFailure) {
        guard staged.hasWrites else {
            try statements.rollback.run()
            return
        }
        try writeCounters(staged)
        try statements.commit.run()
        box.accept()
        state = staged.state
        // The tail first: whoever sees the new sequence must find its lines.
        if !staged.entries.isEmpty {
            tail.append(staged.entries, through: state.sequence, head: state.head)
        }
        let group = staged
        box.update { $0.apply(group) }
        projector.note()
    }

    private func writeCounters(_ staged: StagedGroup) throws(StorageFailure) {
        for (year, number) in staged.state.journal.changes(since: state.journal) {
            try statements.setCounter("journal:\(year)", number)
        }
        for (currency, volume) in staged.state.volume.changes(since: state.volume) {
            try statements.setCounter("volume:\(currency.code)", volume)
        }
    }

    private func rollBack() {
        // SQLite may have rolled back itself; a failing rollback leaves the connection to the next BEGIN, which fails.
        if connection.isInTransaction { try? statements.rollback.run() }
    }

    private func process(_ request: WriteRequest, _ staged: inout StagedGroup) throws(StorageFailure) -> Outcome {
        switch request {
        case .post(let draft, let fingerprint, let key, let conditions):
            return try post(draft, fingerprint: fingerprint, key: key, conditions, &staged)
        case .batch(let batch):
            return try post(batch, &staged)
        case .each(let drafts, let conditions):
            return .success(
                .each(try conditions.isDryRun ? rehearse(each: drafts, &staged) : post(each: drafts, &staged)))
        case .reverse(let id, let request, let fingerprint, let conditions):
            return try reverse(id, request, fingerprint: fingerprint, conditions, &staged)
        case .createAccount(let draft, let conditions):
            return try createAccount(draft, conditions, &staged)
        case .changeAccount(let number, let change, let expected, let conditions):
            return try changeAccount(number, change, expected, conditions, &staged)
        case .importAccounts(let drafts, let conditions):
            return try importAccounts(drafts, conditions, &staged)
        case .addDocument(let draft, let digest, let byteCount, let conditions):
            return try addDocument(draft, digest: digest, byteCount: byteCount, conditions, &staged)
        case .lock(let draft, let conditions):
            return try lock(draft, conditions, &staged)
        case .draft(let change):
            return try self.change(change, &staged)
        case .postDraft(let id, let version, let transaction, let conditions):
            return try post(draft: id, version: version, transaction, conditions, &staged)
        case .bookingBatch(let change):
            return try self.change(change, &staged)
        case .postBookingBatch(let posting, let conditions):
            return try post(posting, conditions, &staged)
        case .anchor:
            return .success(.anchor(try dailyAnchor(&staged)))
        case .probe:
            return try probe(&staged)
        case .flush:
            return .success(.done)
        }
    }

    /// Moves the log into the file; the connection closes with the last reference.
    func close() { connection.checkpoint() }
}
