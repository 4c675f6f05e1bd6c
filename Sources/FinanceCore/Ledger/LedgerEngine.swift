/// Checks, numbers and writes groups of requests. Synchronous; lives inside the writer.
final class LedgerEngine {
    let connection: LedgerConnection
    let statements: LedgerStatements
    let options: LedgerOptions
    /// As of the last commit.
    private var state: LedgerState
    let box: SnapshotBox
    var ids = EntityIDGenerator()
    /// Time of the group being written.
    var recordedAt = Timestamp(millisecondsSince1970: 0)

    init(connection: LedgerConnection, state: LedgerState, options: LedgerOptions, box: SnapshotBox)
        throws(StorageFailure)
    {
        self.connection = connection
        self.statements = try LedgerStatements(connection)
        self.options = options
        self.state = state
        self.box = box
    }

    typealias Outcome = Result<WriteReply, FinanceError>

    /// Writes a group in one commit. A request that breaks a rule fails alone; a disk that refuses fails them all.
    func commit(_ requests: [WriteRequest]) -> [Outcome] {
        recordedAt = options.now()
        var staged = StagedGroup(state)
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
            return Array(repeating: .failure(.storage(error.description)), count: requests.count)
        }
    }

    private func finish(_ staged: inout StagedGroup) throws(StorageFailure) {
        guard staged.hasWrites else {
            try statements.rollback.run()
            return
        }
        try writeTotals(staged)
        try writeCounters(staged)
        try statements.commit.run()
        state = staged.state
        let group = staged
        box.update { $0.apply(group) }
    }

    private func rollBack() {
        // SQLite may have rolled back itself; a failing rollback leaves the connection to the next BEGIN, which fails.
        if connection.isInTransaction { try? statements.rollback.run() }
    }

    private func process(_ request: WriteRequest, _ staged: inout StagedGroup) throws(StorageFailure) -> Outcome {
        switch request {
        case .post(let draft, let fingerprint, let key):
            return try post(draft, fingerprint: fingerprint, key: key, &staged)
        case .batch(let batch):
            return try post(batch, &staged)
        case .reverse(let id, let request, let fingerprint):
            return try reverse(id, request, fingerprint: fingerprint, &staged)
        case .createAccount(let draft):
            return try createAccount(draft, &staged)
        case .changeAccount(let number, let change):
            return try changeAccount(number, change, &staged)
        case .importAccounts(let drafts):
            return try importAccounts(drafts, &staged)
        case .addDocument(let draft, let digest, let byteCount):
            return try addDocument(draft, digest: digest, byteCount: byteCount, &staged)
        case .flush:
            return .success(.done)
        }
    }

    /// Moves the log into the file; the connection closes with the last reference.
    func close() { connection.checkpoint() }
}
