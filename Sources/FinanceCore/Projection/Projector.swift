import Synchronization

/// Carries the tail into the projection's file, on a thread of its own beside the writer.
///
/// It may lag behind: readers put file and tail together. It must not lag far, because the tail is memory and is
/// replayed from the journal after a crash; so the writer waits for it when it falls behind by two runs.
actor Projector {
    /// How long it leaves a file alone that has refused.
    private static let pause = Duration.milliseconds(250)
    /// Reads that meet damage so soon after the file was made anew have met it elsewhere.
    private static let trust = Duration.seconds(60)

    /// Entries of one run.
    private nonisolated let runSize: Int
    private nonisolated let thread: SerialThread
    private nonisolated let tail: LedgerTail
    private nonisolated let isScheduled = Atomic(false)
    private nonisolated let condition = Mutex(ProjectionCondition())
    private var file: ProjectionFile?
    /// Last transaction of the file, also when it is damaged or gone: the tail begins behind it.
    private var reached: Int64 = 0
    /// Makes the file anew while the ledger is open; nil before and after.
    private var remaking: ProjectionRemaking?
    /// When a file that has refused is tried again.
    private var nextAttempt = ContinuousClock.now

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
    /// - Throws: what may pass, a full disk say: that is no reason to throw a good file away.
    nonisolated func open(path: String) throws(StorageFailure) -> Progress {
        do throws(StorageFailure) {
            return try onThread { projector throws(StorageFailure) in try projector.load(path) }
        } catch {
            if error.mayPass { throw error }
            return try make(path: path)
        }
    }

    /// Makes the file anew, in place of one that is damaged or does not belong to the journal.
    nonisolated func make(path: String) throws(StorageFailure) -> Progress {
        try onThread { projector throws(StorageFailure) in
            projector.file = nil
            ProjectionFile.remove(path)
            return try projector.load(path)
        }
    }

    private func load(_ path: String) throws(StorageFailure) -> Progress {
        let file = try ProjectionFile(path: path, runSize: runSize)
        self.file = file
        reached = file.sequence
        condition.withLock { $0 = ProjectionCondition() }
        tail.start(after: file.sequence, head: file.head)
        return Progress(sequence: file.sequence, head: file.head)
    }

    /// From now on a file that turns out to be damaged is made anew from the journal, without a restart.
    ///
    /// - Parameter exchanged: called when another file lies under the path, which readers must open.
    nonisolated func watch(journal: String, path: String, exchanged: @escaping @Sendable () -> Void) {
        thread.sync {
            self.assumeIsolated {
                $0.remaking = ProjectionRemaking(
                    journal: journal, path: path, runSize: $0.runSize, exchanged: exchanged)
            }
        }
    }

    /// Waits for the runs that are being written.
    /// - Throws: the damage that they have met.
    nonisolated func settle() throws(StorageFailure) {
        thread.sync {}
        if let damage = condition.withLock({ $0.damage }) { throw .damage(damage) }
    }

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

    /// Told by the writer after each commit, and before it refuses one: starts a run when there is enough for one, and
    /// holds the writer back when there is too much.
    nonisolated func note() {
        let waiting = tail.count
        guard waiting >= runSize || condition.withLock({ $0.damage != nil }) else { return }
        schedule()
        if waiting >= 2 * runSize { thread.sync {} }
    }

    private nonisolated func schedule() {
        if !isScheduled.exchange(true, ordering: .acquiringAndReleasing) {
            thread.async { self.assumeIsolated { $0.work() } }
        }
    }

    /// Why the writer must not add to what waits, nil while it may: the file has refused for long.
    nonisolated var obstacle: String? {
        guard tail.count >= 8 * runSize else { return nil }
        return "the projection cannot be written: \(fault ?? "it is behind")"
    }

    /// What is wrong with the file, nil while all is well.
    nonisolated var fault: String? { condition.withLock { $0.damage ?? $0.lastFailure } }

    /// Told by a reader that has met damage: the file is made anew. Asking for it again and again does no more.
    nonisolated func suspect(_ damage: String) {
        let isNew = condition.withLock { condition in
            if let last = condition.lastRemade, ContinuousClock.now - last < Self.trust { return false }
            defer { if condition.damage == nil { condition.damage = damage } }
            return true
        }
        if isNew { schedule() }
    }

    private func work() {
        isScheduled.store(false, ordering: .releasing)
        guard ContinuousClock.now >= nextAttempt else { return }
        if condition.withLock({ $0.damage != nil }) { return remake() }
        while tail.count >= runSize { guard flush() else { return } }
        // A merge gives way to the next run after each of its steps.
        while tail.count < runSize, merge() {}
    }

    /// Writes a run's worth of what waits into the file. What cannot be written stays in memory and is tried again with
    /// the next run.
    private func flush() -> Bool {
        guard let file else { return false }
        var pages: [TailPage] = []
        var count = 0
        for page in tail.closedPages() where count < 2 * runSize {
            pages.append(page)
            count += page.count
        }
        do throws(StorageFailure) {
            try file.append(pages)
        } catch {
            refused(error)
            return false
        }
        condition.withLock { $0.lastFailure = nil }
        reached = file.sequence
        tail.drop(through: reached)
        return true
    }

    private func merge() -> Bool {
        do throws(StorageFailure) {
            return try file?.mergeStep() ?? false
        } catch {
            refused(error)
            return false
        }
    }

    private func refused(_ failure: StorageFailure) {
        condition.withLock { condition in
            condition.lastFailure = failure.description
            if failure.isDamage { condition.damage = failure.description }
        }
        nextAttempt = ContinuousClock.now + Self.pause
        if failure.isDamage, remaking != nil {
            nextAttempt = ContinuousClock.now
            schedule()
        }
    }

    /// Does a step of making the file anew. Others find their turn between the steps, and readers go on with the old file
    /// until the new one has got as far.
    private func remake() {
        guard let remaking else { return }
        do throws(StorageFailure) {
            guard try remaking.step(through: reached) else { return schedule() }
            // Closed before its name is taken away, so that it does not remove the log of the next.
            file = nil
            file = try remaking.exchange()
        } catch {
            remaking.abandon()
            condition.withLock { $0.lastFailure = error.description }
            nextAttempt = ContinuousClock.now + Self.pause
            return
        }
        condition.withLock { $0 = ProjectionCondition(lastRemade: .now) }
        remaking.exchanged()
        if tail.count >= runSize { schedule() }
    }

    /// Writes the rest if it is worth it, and closes the file. A damaged one is made anew by the next opening.
    func close() {
        if let remaking, condition.withLock({ $0.damage != nil }) {
            remaking.abandon()
            file = nil
            ProjectionFile.remove(remaking.path)
        }
        while tail.count >= tail.pageSize, flush() {}
        file?.connection.checkpoint()
        file = nil
        remaking = nil
    }
}

/// How the projection's file is.
private struct ProjectionCondition: Sendable {
    /// Why the last attempt to write failed, nil while all goes well.
    var lastFailure: String?
    /// What shows that the file is not as it was written; it is made anew.
    var damage: String?
    /// When that was done last.
    var lastRemade: ContinuousClock.Instant?
}
