import Synchronization

/// Carries the tail into the projection's file, on a thread of its own beside the writer.
///
/// It may lag behind: readers put file and tail together. It must not lag far, because the tail is memory and is
/// replayed from the journal after a crash; so the writer waits for it when it falls behind by two runs.
actor Projector {
    /// Entries of one run.
    private nonisolated let runSize: Int
    private nonisolated let thread: SerialThread
    private nonisolated let tail: LedgerTail
    private nonisolated let isScheduled = Atomic(false)
    /// Why the last run could not be written, nil while all goes well.
    private nonisolated let lastFailure = Mutex<String?>(nil)
    private var file: ProjectionFile?

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    init(tail: LedgerTail, runSize: Int) {
        thread = SerialThread(label: "ledger-projector")
        self.runSize = runSize
        self.tail = tail
    }

    /// How far the file has got: its last transaction and the chain's head after it.
    struct Progress: Sendable {
        let sequence: Int64
        let head: ChainHash
    }

    /// Opens the file, and makes it anew if it cannot be read: everything in it is in the journal as well.
    nonisolated func open(path: String) throws(StorageFailure) -> Progress {
        do throws(StorageFailure) {
            return try onThread { projector throws(StorageFailure) in try projector.load(path) }
        } catch {
            return try make(path: path)
        }
    }

    /// Makes the file anew, in place of one that does not belong to the journal.
    nonisolated func make(path: String) throws(StorageFailure) -> Progress {
        try onThread { projector throws(StorageFailure) in
            projector.file = nil
            ProjectionFile.remove(path)
            return try projector.load(path)
        }
    }

    private func load(_ path: String) throws(StorageFailure) -> Progress {
        let file = try ProjectionFile(path: path)
        self.file = file
        tail.start(after: file.sequence, head: file.head)
        return Progress(sequence: file.sequence, head: file.head)
    }

    /// Waits for the runs that are being written.
    nonisolated func settle() { thread.sync {} }

    /// The sums of all time that the file holds, by account id less 1, and its last transaction.
    nonisolated func totals(accounts: Int) throws(StorageFailure) -> (sequence: Int64, totals: [[AccountTotal]]) {
        try onThread { projector throws(StorageFailure) in
            guard let file = projector.file else { throw StorageFailure(code: 0, "the projection is closed") }
            return (file.sequence, try file.totals(accounts: accounts))
        }
    }

    private nonisolated func onThread<Value: Sendable>(
        _ body: @Sendable (isolated Projector) throws(StorageFailure) -> Value
    ) throws(StorageFailure) -> Value {
        var result: Result<Value, StorageFailure>?
        thread.sync {
            result = self.assumeIsolated { projector in
                do throws(StorageFailure) {
                    return .success(try body(projector))
                } catch {
                    return .failure(error)
                }
            }
        }
        guard let result else { throw StorageFailure(code: 0, "the projector is gone") }
        return try result.get()
    }

    /// Told by the writer after each commit: starts a run when there is enough for one, and holds the writer back when
    /// there is too much.
    nonisolated func note() {
        let waiting = tail.count
        guard waiting >= runSize else { return }
        if !isScheduled.exchange(true, ordering: .acquiringAndReleasing) {
            thread.async { self.assumeIsolated { $0.work() } }
        }
        if waiting >= 2 * runSize { thread.sync {} }
    }

    /// Why the writer must not add to what waits, nil while it may: the file has refused for long.
    nonisolated var obstacle: String? {
        guard tail.count >= 8 * runSize else { return nil }
        return "the projection cannot be written: \(lastFailure.withLock { $0 } ?? "it is behind")"
    }

    private func work() {
        isScheduled.store(false, ordering: .releasing)
        guard flush() else { return }
        // A merge gives way to the next run after each of its steps.
        while tail.count < runSize, merge() {}
    }

    /// Writes what waits into the file. What cannot be written stays in memory and is tried again with the next run.
    private func flush() -> Bool {
        guard let file else { return false }
        let pages = tail.closedPages()
        do throws(StorageFailure) {
            try file.append(pages)
        } catch {
            lastFailure.withLock { $0 = error.description }
            return false
        }
        lastFailure.withLock { $0 = nil }
        tail.drop(through: file.sequence)
        return true
    }

    private func merge() -> Bool {
        do throws(StorageFailure) {
            return try file?.mergeStep() ?? false
        } catch {
            return false
        }
    }

    /// Writes the rest if it is worth it, and closes the file.
    func close() {
        if tail.count >= tail.pageSize { _ = flush() }
        file?.connection.checkpoint()
        file = nil
    }
}
