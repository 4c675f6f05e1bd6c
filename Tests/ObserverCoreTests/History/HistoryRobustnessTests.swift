import Foundation
import GRDB
import Shared
import TestSupport
import Testing

@testable import ObserverCore

/// What services say, what the disk gives back and what the clock shows may be anything.
struct HistoryRobustnessTests {
    private static let start = 1_768_467_600
    private static let key = HistoryKey("shop_localhost_4001", .requestDuration)

    // MARK: Metrics of others

    /// `/metrics` of a service that has answered so many requests.
    private static func text(buckets: [(String, String)], sum: String, count: String, errors: String) -> [UInt8] {
        let lines =
            buckets.map { "service_request_duration_seconds_bucket{le=\"\($0.0)\"} \($0.1)" } + [
                "service_request_duration_seconds_sum \(sum)", "service_request_duration_seconds_count \(count)",
                "service_request_errors_total \(errors)",
            ]
        return Array(lines.joined(separator: "\n").utf8)
    }

    @Test func `counters without sense add up to something, and never to a crash`() throws {
        let numbers = [
            "0", "1", "50", "9e18", "-9e18", "-1", "1e300", "+Inf", "-Inf", "NaN", "1e12", "9223372036854775807", "0.5",
            "",
        ]
        var random = SeededGenerator(seed: 3)
        var total = HistoryCell()
        var last: ScrapedRequests?
        for _ in 0..<5_000 {
            func any() -> String { numbers.randomElement(using: &random) ?? "0" }
            let text = Self.text(
                buckets: [("0.001", any()), ("0.002", any()), ("+Inf", any())], sum: any(), count: any(), errors: any())
            let scraped = try #require(ScrapedRequests(text))
            let cell = scraped.requests(since: last)
            last = scraped
            #expect(cell.count >= 0 && (0...max(cell.count, 0)).contains(cell.errors) && cell.sum.isFinite)
            total.merge(cell)
            guard cell.count > 0 else { continue }
            var bytes: [UInt8] = []
            cell.encode(into: &bytes)
            var reader = ByteReader(bytes)
            #expect(HistoryCell(from: &reader)?.count == cell.count, "what was written can be read")
        }
        #expect(total.count > 0)
    }

    // MARK: Damaged bytes

    @Test(arguments: 1...20)
    func `damaged seconds and chunks lose cells, and never crash`(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        var cells: [Int: HistoryCell] = [:]
        for series in 1...5 {
            var cell = HistoryCell()
            for _ in 0..<20 { cell.add(Double.random(in: 0...100, using: &random), isError: series == 2) }
            cells[series] = cell
        }
        let bytes = HistoryBatch.Second(at: Self.start, cells: cells).bytes
        let far: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]
        for _ in 0..<300 {
            var wrong = bytes
            let place = Int.random(in: 0..<wrong.count, using: &random)
            if Bool.random(using: &random) {
                wrong.replaceSubrange(place..<min(place + 1, wrong.count), with: far)
            } else {
                wrong[place] ^= UInt8.random(in: 1...255, using: &random)
            }
            var sum = HistoryCell()
            HistoryBatch.Second(at: Self.start, bytes: wrong).forEach { _, cell in sum.merge(cell) }
            HistoryBatch.Second(at: Self.start, bytes: wrong).forEach(only: 3) { _, cell in sum.merge(cell) }
            let chunk = HistoryBatch.Chunk(
                key: .init(tier: .tenSeconds, start: Self.start, series: 1), through: Self.start + 300, bytes: wrong)
            for (_, cell) in chunk.cells { sum.merge(cell) }
        }
    }

    // MARK: Restarts and clocks

    @Test func `a series that is quiet over a restart keeps what its open chunk held`() async throws {
        let database = try DatabaseQueue()
        var store = try HistoryStore(database, at: .second(Self.start))
        for second in Self.start..<Self.start + 20 {
            store.record(30, Self.key, at: .second(second))
            try await store.commit(at: .second(second + 1))
        }
        // Hours later nothing of it is left in seconds; then the Observer begins anew, and later there is one request.
        let later = (Self.start / 3_600 + 3) * 3_600
        try await store.commit(at: .second(later))
        while try await store.prune(at: .second(later)) {}
        store = try HistoryStore(database, at: .second(later))
        for second in later...later + 30 { try await store.commit(at: .second(second)) }
        store.record(30, Self.key, at: .second(later + 40))
        for second in later + 41...later + 4_000 { try await store.commit(at: .second(second)) }
        store = try HistoryStore(database, at: .second(later + 4_000))
        let query = HistoryQuery(
            from: Self.start - 3_600, to: later + 4_000, step: 3_600, now: later + 4_000)
        let total = try await store.answer(query, Self.key).total
        #expect(query.tier == .hour && total.count == 21, "\(total.count)")
    }

    @Test func `a clock far behind the file deletes nothing of it`() async throws {
        try await withTemporaryFolder { folder in
            let store = HistoryStore(inDirectory: folder.path, at: .second(Self.start))
            for second in Self.start..<Self.start + 400 {
                store.record(30, Self.key, at: .second(second))
                try await store.commit(at: .second(second + 1))
            }
            let lost = HistoryStore(inDirectory: folder.path, at: .second(86_400))
            #expect(lost.openingFault?.contains("set the clock right") == true)
            lost.record(30, Self.key, at: .second(86_400))
            try await lost.commit(at: .second(86_401))
            let found = HistoryStore(inDirectory: folder.path, at: .second(Self.start + 400))
            let query = HistoryQuery(from: Self.start, to: Self.start + 400, step: 60, now: Self.start + 400)
            #expect(try await found.answer(query, Self.key).total.count == 400)
        }
    }

    @Test func `a write that a shutdown calls off is no fault, and the next one brings what it held`() async throws {
        let database = try DatabaseQueue()
        let store = try HistoryStore(database, at: .second(Self.start))
        store.record(30, Self.key, at: .second(Self.start))
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                withUnsafeCurrentTask { $0?.cancel() }
                await #expect(throws: CancellationError.self) {
                    try await store.commit(at: .second(Self.start + 1))
                }
            }
        }
        #expect(store.isStorageWorking)
        try await store.commit(at: .second(Self.start + 2))
        let found = try HistoryStore(database, at: .second(Self.start + 2))
        let query = HistoryQuery(from: Self.start, to: Self.start + 2, step: 1, now: Self.start + 2)
        #expect(try await found.answer(query, Self.key).total.count == 1)
    }

    /// A store with twenty seconds of figures, and the same after a restart.
    private func stores(_ database: DatabaseQueue) async throws -> [HistoryStore] {
        let store = try HistoryStore(database, at: .second(Self.start))
        for second in Self.start..<Self.start + 20 {
            store.record(30, Self.key, at: .second(second))
            try await store.commit(at: .second(second + 1))
        }
        return [store, try HistoryStore(database, at: .second(Self.start + 20))]
    }

    /// What the clock says, after so many seconds of uptime, when it is so many seconds ahead.
    private func moment(after seconds: Int, ahead: Int) -> Moment {
        Moment(
            uptimeMilliseconds: (Self.start + 20 + seconds) * 1_000,
            unixMilliseconds: (Self.start + 20 + seconds + ahead) * 1_000)
    }

    @Test(arguments: [0, 1])
    func `a clock that is years ahead for minutes deletes nothing`(restarts: Int) async throws {
        let database = try DatabaseQueue()
        let store = try await stores(database)[restarts]
        let years = 3 * 365 * 86_400
        for minute in 1...10 {
            try await store.commit(at: moment(after: minute * 60, ahead: years))
            try await store.prune(at: moment(after: minute * 60, ahead: years))
        }
        let back = moment(after: 660, ahead: 0)
        try await store.commit(at: back)
        try await store.prune(at: back)
        let query = HistoryQuery(from: Self.start, to: Self.start + 20, step: 1, now: back.seconds)
        #expect(query.tier == .second)
        #expect(try await store.answer(query, Self.key).points.count == 20)
    }

    @Test(arguments: [0, 1])
    func `a clock that stays ahead for a day is believed`(restarts: Int) async throws {
        let database = try DatabaseQueue()
        let store = try await stores(database)[restarts]
        for hour in 0...25 {
            let now = moment(after: hour * 3_600, ahead: 40 * 86_400)
            try await store.commit(at: now)
            try await store.prune(at: now)
            let tiers = try await database.read { try Int.fetchAll($0, sql: "SELECT DISTINCT tier FROM chunk") }
            #expect(tiers.contains(HistoryTier.minute.rawValue) == (hour < 24), "\(hour)")
            #expect(tiers.contains(HistoryTier.hour.rawValue))
        }
    }

    @Test func `a machine that slept is followed, a clock that is set back at once`() {
        var clock = AgingClock(newest: Self.start, at: .second(Self.start))
        #expect(clock.second(at: .second(Self.start + 5_000)) == Self.start + 5_000)
        let slept = Moment(
            uptimeMilliseconds: (Self.start + 5_000) * 1_000, unixMilliseconds: (Self.start + 9_000) * 1_000)
        #expect(clock.second(at: slept) == Self.start + 5_000)
        #expect(clock.second(at: slept.advanced(byMilliseconds: 86_400_000)) == Self.start + 9_000 + 86_400)
        let back = Moment(uptimeMilliseconds: (Self.start + 5_000) * 1_000, unixMilliseconds: Self.start * 1_000)
        #expect(clock.second(at: back) == Self.start)
    }
}
