/// The one writer of a ledger file, on a thread of its own.
///
/// Whoever posts leaves a request in the queue and sleeps. The writer takes all that wait, books them in one database
/// transaction and wakes everybody after the commit. There is no timer: while one commit is on its way to the disk,
/// the next group gathers, and an idle ledger commits at once.
actor LedgerWriter {
    /// Transactions in one commit, beside one chunk of a batch.
    static let maximumGroup = 8_192

    private nonisolated let thread: SerialThread
    private nonisolated let queue: WriteQueue
    private var engine: LedgerEngine?

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    init(capacity: Int) {
        thread = SerialThread(label: "ledger-writer")
        queue = WriteQueue(capacity: capacity)
    }

    /// Opens the file and reads what the checks need.
    func open(
        path: String, chart: [AccountDraft], options: LedgerOptions, box: SnapshotBox, tail: LedgerTail,
        projector: Projector
    ) throws(FinanceError) -> Bool {
        do throws(StorageFailure) {
            let (engine, isNew) = try LedgerEngine.open(
                path: path, chart: chart, options: options, box: box, tail: tail, projector: projector)
            self.engine = engine
            return isNew
        } catch {
            throw FinanceError(error)
        }
    }

    nonisolated var queued: Int { queue.count }

    /// Hands a request to the writer and waits until it is on disk or refused.
    nonisolated func perform(_ request: WriteRequest) async throws(FinanceError) -> WriteReply {
        let lines = request.chunkLines
        let result = await withUnsafeContinuation { continuation in
            switch queue.add(PendingWrite(request: request, lines: lines, continuation: continuation)) {
            case .admitted(startsDraining: true):
                thread.async { self.assumeIsolated { $0.drain() } }
            case .admitted(startsDraining: false):
                break
            case .refused(let error):
                continuation.resume(returning: .failure(error))
            }
        }
        return try result.get()
    }

    private func drain() {
        while let group = queue.take(atMost: Self.maximumGroup) {
            let results =
                engine?.commit(group.map(\.request))
                ?? Array(repeating: .failure(.closing), count: group.count)
            for (write, result) in zip(group, results) { write.continuation.resume(returning: result) }
        }
    }

    /// Refuses new requests, finishes the waiting ones and closes the file.
    func close() {
        queue.close()
        drain()
        engine?.close()
        engine = nil
    }
}
