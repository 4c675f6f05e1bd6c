package import GRDB
import Synchronization

/// The figures of all services over time: memory first, the disk once a second.
///
/// When the disk fails, everything goes on in memory as far as there is room, and ``isStorageWorking`` says so.
package final class HistoryStore: Sendable {
    private struct Shared {
        var state: HistoryState
        var sizes: HistorySizes
        var cuts: HistoryCuts
        var clock: AgingClock
        var isWorking: Bool
    }

    private let file: HistoryFile?
    private let shared: Mutex<Shared>
    /// Why there is no file; `nil` when there is one.
    package let openingFault: String?

    /// Opens `metrics.sqlite` in a folder and goes on where the last run ended. A file that cannot be used is left
    /// alone, and the history is in memory only.
    package convenience init(inDirectory directory: String, at now: Moment) {
        do {
            let file = try HistoryFile.open(inDirectory: directory)
            self.init(file, try file.restore(at: now.seconds), at: now)
        } catch {
            self.init(nil, HistoryFile.Restored(), at: now, fault: "\(error)")
        }
    }

    /// Uses an open database.
    package convenience init(_ writer: any DatabaseWriter, at now: Moment) throws {
        let file = try HistoryFile(writer)
        self.init(file, try file.restore(at: now.seconds), at: now)
    }

    /// Keeps a history in memory alone: a day of it at most.
    package convenience init() {
        self.init(nil, HistoryFile.Restored(), at: .current())
    }

    private init(_ file: HistoryFile?, _ found: HistoryFile.Restored, at now: Moment, fault: String? = nil) {
        self.file = file
        openingFault = fault
        shared = Mutex(
            Shared(
                state: found.state, sizes: found.sizes, cuts: found.cuts,
                clock: AgingClock(newest: found.newest, at: now), isWorking: fault == nil))
    }

    /// Whether the last write reached the disk.
    package var isStorageWorking: Bool { shared.withLock { $0.isWorking } }

    /// Bytes of cells on disk.
    package var sizes: HistorySizes { shared.withLock { $0.sizes } }

    /// What the tiers have lost before its time, for want of room.
    package var cuts: HistoryCuts { shared.withLock { $0.cuts } }

    /// Samples that could not be kept, in seconds, chunks and series.
    package var droppedCount: Int { shared.withLock { $0.state.droppedCount } }

    /// Number of series.
    package var seriesCount: Int { shared.withLock { $0.state.numbers.count } }

    // MARK: Adding

    /// Adds a sample.
    package func record(_ value: Double, _ key: HistoryKey, isError: Bool = false, at now: Moment) {
        guard value.isFinite else { return }
        record(HistoryCell(value, isError: isError), key, at: now)
    }

    /// Adds samples.
    package func record(_ cell: HistoryCell, _ key: HistoryKey, at now: Moment) {
        shared.withLock { $0.state.record(cell, key, at: now.seconds) }
    }

    /// Writes what the seconds before now brought; called once a second.
    ///
    /// - Throws: What SQLite says when the write failed, `CancellationError` for a cancelled task; everything stays in
    ///   memory then.
    package func commit(at now: Moment) async throws {
        do {
            try restartAfterStepBack(now)
        } catch {
            shared.withLock { $0.isWorking = false }
            throw error
        }
        let batch = shared.withLock { shared in
            shared.state.advance(to: now.seconds)
            return shared.state.takeBatch()
        }
        guard let batch else { return }
        guard let file else {
            // Without a file the chunks of the last hours stay readable; the oldest make room.
            return shared.withLock { $0.state.settled(isWritten: false) }
        }
        do {
            let growth = try await file.write(batch)
            shared.withLock { shared in
                shared.state.settled(isWritten: true)
                shared.sizes.grow(by: growth)
                shared.isWorking = true
            }
        } catch {
            shared.withLock { shared in
                shared.state.settled(isWritten: false)
                // A write that was called off says nothing of the disk; the next one brings what it held.
                if !(error is CancellationError) { shared.isWorking = false }
            }
            throw error
        }
    }

    /// Deletes what is too old or too much; a bounded amount each time.
    ///
    /// - Parameter isThorough: Whether names of series without any cell are looked for as well.
    /// - Returns: Whether there is more to delete.
    @discardableResult
    package func prune(at now: Moment, isThorough: Bool = false) async throws -> Bool {
        guard let file else { return false }
        let (before, second) = shared.withLock { ($0.sizes, $0.clock.second(at: now)) }
        let pruned = try await file.prune(before, at: second)
        let inUse = shared.withLock { shared in
            // What was written meanwhile counts as well.
            for tier in HistoryTier.allCases { shared.sizes[tier] += pruned.sizes[tier] - before[tier] }
            shared.cuts = pruned.cuts
            return shared.state.inUse
        }
        guard isThorough else { return pruned.isMoreLeft }
        let gone = try await file.forgetSeries(except: inUse)
        shared.withLock { $0.state.forget(gone) }
        return pruned.isMoreLeft
    }

    /// A clock set back by more than a minute would leave everything in the last second that was reached: the history
    /// is read anew as of now, without its future.
    private func restartAfterStepBack(_ now: Moment) throws {
        guard shared.withLock({ $0.state.isAheadOf(now.seconds) }) else { return }
        let found = try file?.restore(at: now.seconds) ?? HistoryFile.Restored()
        shared.withLock { shared in
            shared.state = found.state
            shared.sizes = found.sizes
        }
    }

    // MARK: Reading

    /// The metrics of which something is known about a service.
    package func metrics(of subject: String) -> [HistoryMetric] {
        shared.withLock { shared in
            HistoryMetric.allCases.filter { shared.state.numbers[HistoryKey(subject, $0.source)] != nil }
        }
    }

    /// The cells of a series in a tier that begin in [from, to), in seconds since 1970, in order. Of the window only
    /// what the tier keeps is looked at: the number of chunks read has a limit, whatever is asked.
    package func cells(
        _ key: HistoryKey, _ tier: HistoryTier, from: Int, to: Int
    ) async throws -> [(start: Int, cell: HistoryCell)] {
        let key = HistoryKey(key.subject, key.metric.source)
        let (found, latest) = shared.withLock { ($0.state.numbers[key], $0.state.second) }
        let (from, to) = (max(from, latest - tier.keepSeconds - tier.cellSeconds), min(to, latest + 1))
        guard to > from, let number = found else { return [] }
        if tier == .second { return try await seconds(number, from: from, to: to) }
        // Memory first: what reaches the disk meanwhile is then seen twice, and not missed.
        let (recent, running) = shared.withLock { ($0.state.chunks(number, tier), $0.state.runningCell(number)) }
        let starts = stride(
            from: tier.chunkStart(from, series: number), to: to, by: tier.chunkSeconds
        ).filter { recent[$0] == nil }
        var chunks = try await file?.chunks(number, tier, starts: starts) ?? [:]
        chunks.merge(recent) { $1 }
        var cells: [Int: HistoryCell] = [:]
        for chunk in chunks.values {
            for (start, cell) in chunk.cells where start >= from && start < to {
                cells[start, default: .init()].merge(cell)
            }
        }
        if let running, case let start = tier.cellStart(running.second), start >= from, start < to {
            cells[start, default: HistoryCell()].merge(running.cell)
        }
        return cells.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private func seconds(_ number: Int, from: Int, to: Int) async throws -> [(start: Int, cell: HistoryCell)] {
        let recent = shared.withLock { $0.state.seconds(number) }
        var cells = try await file?.seconds(number, from: from, to: to) ?? [:]
        cells.merge(recent) { $1 }
        return cells.filter { $0.key >= from && $0.key < to }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension Moment {
    /// Whole seconds since 1970.
    package var seconds: Int { unixMilliseconds / 1_000 }
}
