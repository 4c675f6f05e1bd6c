/// The part of the history that is in memory: the second that runs, the open chunks, and what waits for the disk.
///
/// Pure: time is a parameter, and nothing is read or written here.
struct HistoryState: Sendable {
    /// Most series. Beyond it new ones are counted and not kept: names of services come from outside.
    static let seriesLimit = 200_000
    /// Seconds that are held while the disk takes none: as many as are kept on it.
    static let waitingSeconds = HistoryTier.second.keepSeconds
    /// Chunks that are held while the disk takes none.
    static let waitingChunks = 5_000
    /// A step of the clock backwards by more than this, in seconds, begins anew from the disk.
    static let toleratedStep = 60
    /// After so many seconds without a sample a series is taken out of memory.
    private static let idleSeconds = 2 * 86_400

    private(set) var numbers: [HistoryKey: Int] = [:]
    private var series: [Int: SeriesRollUp] = [:]
    private var nextNumber = 1
    /// The second that runs.
    private(set) var second = 0
    private(set) var running: [Int: HistoryCell] = [:]
    private(set) var waiting = HistoryBatch()
    /// Being written at this moment.
    private(set) var inFlight: HistoryBatch?
    /// Seconds, chunks and series that were given up because there was no room for them.
    private(set) var droppedCount = 0

    init() {}

    // MARK: Adding

    /// Adds samples of a series.
    mutating func record(_ cell: HistoryCell, _ key: HistoryKey, at now: Int) {
        guard cell.count > 0 else { return }
        begin(now)
        guard let number = number(of: key) else {
            droppedCount += 1
            return
        }
        running[number, default: HistoryCell()].merge(cell)
    }

    /// Lets time pass: seconds end, and every ten seconds the chunks of series that have gone quiet.
    mutating func advance(to now: Int) {
        begin(now)
        guard now % 10 == 0 else { return }
        for number in Array(series.keys) {
            guard var rollUp = series[number] else { continue }
            let finished = rollUp.advance(to: now, series: number)
            let isIdle = now - rollUp.latest >= Self.idleSeconds
            if isIdle || !finished.isEmpty { series[number] = isIdle ? nil : rollUp }
            waiting.chunks += finished
        }
    }

    /// The clock has been set back by more than is tolerated.
    func isAheadOf(_ now: Int) -> Bool { second - now > Self.toleratedStep }

    private mutating func begin(_ now: Int) {
        guard now > second else { return }
        finishSecond()
        second = now
    }

    private mutating func finishSecond() {
        guard !running.isEmpty else { return }
        waiting.seconds.append(HistoryBatch.Second(at: second, cells: running))
        for (number, cell) in running { rollUp(cell, number, at: second) }
        running.removeAll(keepingCapacity: true)
        dropExcess()
    }

    private mutating func rollUp(_ cell: HistoryCell, _ number: Int, at second: Int) {
        waiting.chunks += series[number, default: SeriesRollUp()].add(cell, at: second, series: number)
    }

    private mutating func number(of key: HistoryKey) -> Int? {
        if let number = numbers[key] { return number }
        guard numbers.count < Self.seriesLimit else { return nil }
        defer { nextNumber += 1 }
        numbers[key] = nextNumber
        waiting.newSeries.append((nextNumber, key))
        return nextNumber
    }

    private mutating func dropExcess() {
        let seconds = waiting.seconds.count - Self.waitingSeconds
        if seconds > 0 {
            waiting.seconds.removeFirst(seconds)
            droppedCount += seconds
        }
        let chunks = waiting.chunks.count - Self.waitingChunks
        if chunks > 0 {
            waiting.chunks.removeFirst(chunks)
            droppedCount += chunks
        }
    }

    // MARK: Writing

    /// Everything that is to be written; ``settled(isWritten:)`` must follow.
    mutating func takeBatch() -> HistoryBatch? {
        guard inFlight == nil, !waiting.isEmpty else { return nil }
        defer { waiting = HistoryBatch() }
        inFlight = waiting
        return waiting
    }

    /// Says how the write ended. What was not written waits for the next one.
    mutating func settled(isWritten: Bool) {
        if !isWritten, let inFlight {
            waiting.prepend(inFlight)
            dropExcess()
        }
        inFlight = nil
    }

    /// Series that are gone from the disk and not in use.
    mutating func forget(_ gone: [Int]) {
        let unused = Set(gone.filter { series[$0] == nil && running[$0] == nil })
        numbers = numbers.filter { !unused.contains($0.value) }
    }

    /// Numbers of the series in use.
    var inUse: Set<Int> { Set(series.keys).union(running.keys) }

    // MARK: Restoring

    /// Takes back what was on disk: series, the chunks that may be incomplete, oldest first, and the seconds, in order.
    mutating func restore(series known: [(id: Int, key: HistoryKey)], chunks: [HistoryBatch.Chunk], at now: Int) {
        second = now
        for (id, key) in known {
            numbers[key] = id
            nextNumber = max(nextNumber, id + 1)
        }
        for chunk in chunks { series[chunk.key.series, default: SeriesRollUp()].restore(chunk) }
    }

    /// Rolls up again what a second brought, as far as the chunks do not have it.
    mutating func replay(_ second: HistoryBatch.Second) {
        self.second = max(self.second, second.at)
        var cells: [(Int, HistoryCell)] = []
        second.forEach { cells.append(($0, $1)) }
        for (number, cell) in cells { rollUp(cell, number, at: second.at) }
    }

    // MARK: Reading

    /// What memory knows of a series in a tier; it is newer than what the disk says.
    func chunks(_ number: Int, _ tier: HistoryTier) -> [Int: HistoryBatch.Chunk] {
        var result: [Int: HistoryBatch.Chunk] = [:]
        for chunk in (inFlight?.chunks ?? []) + waiting.chunks
        where chunk.key.series == number && chunk.key.tier == tier {
            result[chunk.key.start] = chunk
        }
        if let open = series[number]?.chunk(tier, series: number) { result[open.key.start] = open }
        return result
    }

    /// The seconds that memory holds of a series.
    func seconds(_ number: Int) -> [Int: HistoryCell] {
        var result: [Int: HistoryCell] = [:]
        for second in (inFlight?.seconds ?? []) + waiting.seconds {
            second.forEach(only: number) { result[second.at] = $1 }
        }
        if let cell = running[number] { result[second] = cell }
        return result
    }

    /// The second that runs has not reached the chunks yet.
    func runningCell(_ number: Int) -> (second: Int, cell: HistoryCell)? {
        running[number].map { (second, $0) }
    }
}
