import Foundation
import GRDB
@testable import ObserverCore
import Shared
import TestSupport
import Testing

@Suite struct HistoryStoreTests {
    private static let start = 1_768_467_600
    private static let key = RawSamples.key

    @Test("a bucket's middle is never further from its values than the promise")
    func buckets() {
        for index in 1..<LogBuckets.count {
            let (low, high) = (LogBuckets.lowerBound(of: index), LogBuckets.upperBound(of: index))
            #expect(LogBuckets.index(of: low) == index && LogBuckets.index(of: high.nextDown) == index)
            let middle = LogBuckets.middle(of: index)
            #expect(max(middle - low, 0) <= low * LogBuckets.relativeError * 1.0001)
            #expect(max(high - middle, 0) <= high * LogBuckets.relativeError * 1.0001)
        }
        #expect(LogBuckets.index(of: 0) == 0 && LogBuckets.index(of: .nan) == 0 && LogBuckets.index(of: -1) == 0)
        #expect(LogBuckets.index(of: .infinity) == LogBuckets.count - 1)
    }

    @Test("cells come back from their bytes as they were", arguments: 1...50)
    func coding(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        var cell = HistoryCell()
        for _ in 0..<Int.random(in: 1...60, using: &random) {
            let value = Double(Float(Double.random(in: 0...100, using: &random)))
            cell.add(seed % 5 == 0 ? 3 : value, isError: Bool.random(using: &random))
        }
        var bytes: [UInt8] = []
        cell.encode(into: &bytes)
        var reader = ByteReader(bytes)
        let back = try #require(HistoryCell(from: &reader))
        #expect(reader.isAtEnd && back.count == cell.count && back.errors == cell.errors)
        #expect(back.histogram == cell.histogram && back.maximum == cell.maximum && back.minimum == cell.minimum)
        // Damaged bytes are no cell, or another one, but never a crash.
        for end in bytes.indices {
            var short = ByteReader(Array(bytes[..<end]))
            _ = HistoryCell(from: &short)
            var wrong = ByteReader(bytes.enumerated().map { $0 == end ? $1 ^ UInt8.random(in: 1...255) : $1 })
            _ = HistoryCell(from: &wrong)
        }
    }

    @Test("the tier follows from the beginning and the step")
    func tiers() {
        let now = Self.start
        #expect(HistoryTier.best(from: now - 600, step: 1, now: now) == .second)
        #expect(HistoryTier.best(from: now - 600, step: 60, now: now) == .minute)
        #expect(HistoryTier.best(from: now - 3_600, step: 1, now: now) == .tenSeconds)
        #expect(HistoryTier.best(from: now - 2 * 86_400, step: 10, now: now) == .minute)
        #expect(HistoryTier.best(from: now - 40 * 86_400, step: 60, now: now) == .hour)
        #expect(HistoryTier.best(from: 0, step: 60, now: now) == .hour)
        let query = HistoryQuery(from: now - 86_399, to: now + 7, now: now + 7)
        #expect(query.tier == .minute && query.step == 600 && query.pointCount <= 240)
        #expect(query.from % 60 == 0 && query.to % 60 == 0 && query.from <= now - 86_399 && query.to >= now + 7)
    }

    @Test("each tier forgets what is older than it keeps, and no more, a bounded number of rows at a time")
    func pruning() async throws {
        let database = try DatabaseQueue()
        let store = try HistoryStore(database, at: .second(Self.start))
        let end = Self.start + 26 * 3_600
        for second in stride(from: Self.start, to: end, by: 30) {
            store.record(Double(second % 97), Self.key, at: .second(second))
            if second % 600 == 0 { try await store.commit(at: .second(second + 1)) }
        }
        try await store.commit(at: .second(end))
        func count(_ sql: String) async throws -> Int {
            try await database.read { try Int.fetchOne($0, sql: sql) ?? -1 }
        }
        let before = try await count("SELECT count(*) FROM sample_second")
        for round in 1...4 {
            try await store.prune(at: .second(end))
            let deleted = before - (try await count("SELECT count(*) FROM sample_second"))
            #expect(deleted == min(round * HistoryFile.pruneLimit, before - 30))
        }
        #expect(try await count("SELECT min(at) FROM sample_second") >= end - 901)
        #expect(try await count("SELECT min(start) FROM chunk WHERE tier = 1") >= end - 86_400 - 300)
        let tens = try await store.cells(Self.key, .tenSeconds, from: 0, to: end)
        #expect(try #require(tens.first).start >= end - 86_400 - 10 && tens.count >= 2_880)
        let minutes = try await store.cells(Self.key, .minute, from: 0, to: .max / 4)
        #expect(minutes.count == 26 * 60 && minutes.allSatisfy { $0.cell.count == 2 })
        #expect(
            try await store.cells(Self.key, .hour, from: 0, to: end).map(\.cell.count)
                == [Int](repeating: 120, count: 26))
        let bytes = try await count("SELECT sum(length(data)) FROM chunk")
        #expect(HistoryTier.chunked.reduce(0) { $0 + store.sizes[$1] } == bytes)
    }

    @Test("a tier that grows beyond its limit loses its oldest, and the others nothing")
    func limits() async throws {
        let database = try DatabaseQueue()
        let now = Self.start + 900
        let first = try HistoryStore(database, at: .second(now))
        first.record(1, Self.key, at: .second(now))
        try await first.commit(at: .second(now + 1))
        // Eight hundred rows that together hold a little more than the tier of a second may.
        let row = Data(repeating: 0xFF, count: HistoryTier.second.limitBytes / 790)
        try await database.write { database in
            for second in now - 800..<now {
                try database.execute(sql: "INSERT INTO sample_second VALUES (?, ?)", arguments: [second, row])
            }
        }
        let store = try HistoryStore(database, at: .second(now + 1))
        let before = store.sizes
        #expect(before[.second] > HistoryTier.second.limitBytes)
        #expect(try await !store.prune(at: .second(now + 1)))
        #expect(store.sizes[.second] <= HistoryTier.second.limitBytes)
        let (oldest, bytes) = try await database.read { database in
            (
                try Int.fetchOne(database, sql: "SELECT min(at) FROM sample_second"),
                try Int.fetchOne(database, sql: "SELECT sum(length(data)) FROM sample_second")
            )
        }
        // The steps are of fifty rows.
        #expect(try #require(oldest) == now - 750 && bytes == store.sizes[.second])
        #expect(HistoryTier.chunked.allSatisfy { store.sizes[$0] == before[$0] })
        // Who asks for what is gone is answered by the next tier, also after a restart.
        for store in [store, try HistoryStore(database, at: .second(now + 1))] {
            func tier(from: Int) -> HistoryTier {
                HistoryQuery(from: from, to: now, step: 1, now: now, cuts: store.cuts).tier
            }
            #expect(tier(from: now - 750) == .second && tier(from: now - 751) == .tenSeconds)
        }
    }

    @Test(
        "a window of which nothing is kept, or that has not begun, is empty, and is the one that was asked for",
        arguments: [(-1_000_000_000, -999_990_000), (-730 * 86_400 - 7_200, -730 * 86_400), (3_600, 7_200)])
    func elsewhere(from: Int, to: Int) async throws {
        let now = Self.start / 3_600 * 3_600
        let store = try HistoryStore(try DatabaseQueue(), at: .second(now))
        for second in now - 20...now { store.record(1, Self.key, at: .second(second)) }
        try await store.commit(at: .second(now + 1))
        for step in [nil, 3_600] {
            let query = HistoryQuery(from: now + from, to: now + to, step: step, now: now)
            let hour = HistoryTier.hour.cellSeconds
            #expect(abs(query.from - (now + from)) < hour && abs(query.to - (now + to)) < hour)
            #expect(query.pointCount <= HistoryQuery.pointLimit)
            let answer = try await store.answer(query, Self.key)
            #expect(answer.points.isEmpty && answer.total.count == 0)
        }
    }

    @Test("series of services long gone leave no trace, and one that comes back begins anew")
    func forgetting() async throws {
        let database = try DatabaseQueue()
        let store = try HistoryStore(database, at: .second(Self.start))
        store.record(5, Self.key, at: .second(Self.start))
        try await store.commit(at: .second(Self.start + 1))
        let later = Self.start + 733 * 86_400
        try await store.commit(at: .second(later))
        try await store.prune(at: .second(later), isThorough: true)
        let rows = try await database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM series") }
        #expect(rows == 0 && store.metrics(of: Self.key.subject).isEmpty && store.seriesCount == 0)
        store.record(7, Self.key, at: .second(later))
        try await store.commit(at: .second(later + 1))
        #expect(try await store.cells(Self.key, .hour, from: 0, to: later + 1).map(\.cell.maximum) == [7])
    }

    @Test("a disk that takes nothing costs nothing of the last minutes, and is written when it does again")
    func fullDisk() async throws {
        let database = try DatabaseQueue()
        let store = try HistoryStore(database, at: .second(Self.start))
        try await database.write {
            try $0.execute(
                sql: "CREATE TRIGGER full BEFORE INSERT ON sample_second BEGIN SELECT RAISE(ABORT, 'disk full'); END")
        }
        var raw = RawSamples()
        for second in Self.start..<Self.start + 700 {
            raw.add(Double(second % 13 + 1), isError: false, at: second, to: store)
            await #expect(throws: (any Error).self) { try await store.commit(at: .second(second + 1)) }
        }
        #expect(!store.isStorageWorking)
        let end = Self.start + 700
        for step in [1, 10, 60] {
            let query = HistoryQuery(from: Self.start, to: end, step: step, now: end)
            raw.check(try await store.answer(query, Self.key), "while full, step \(step)")
        }
        try await database.write { try $0.execute(sql: "DROP TRIGGER full") }
        try await store.commit(at: .second(end + 1))
        #expect(store.isStorageWorking && store.droppedCount == 0)
        let again = try HistoryStore(database, at: .second(end + 2))
        let query = HistoryQuery(from: Self.start, to: end, step: 1, now: end)
        raw.check(try await again.answer(query, Self.key), "after a restart")
    }

    @Test(
        "a clock set back loses what was after it, and counts what comes then",
        arguments: [90, 299, 1_000, 3_600], [false, true])
    func clockSetBack(by step: Int, afterRestart: Bool) async throws {
        let database = try DatabaseQueue()
        var store = try HistoryStore(database, at: .second(Self.start))
        for second in Self.start..<Self.start + 5_000 {
            store.record(1, Self.key, at: .second(second))
            if second % 10 == 0 { try await store.commit(at: .second(second + 1)) }
        }
        try await store.commit(at: .second(Self.start + 5_000))
        let back = Self.start + 5_000 - step
        if afterRestart { store = try HistoryStore(database, at: .second(back)) }
        try await store.commit(at: .second(back))
        // Long enough that every chunk ends which was open.
        let end = back + 4_000
        for second in back..<end {
            store.record(2, Self.key, at: .second(second))
            if second % 10 == 0 { try await store.commit(at: .second(second + 1)) }
        }
        try await store.commit(at: .second(end))
        for tier in HistoryTier.chunked {
            let cells = try await store.cells(Self.key, tier, from: 0, to: .max / 4)
            let (old, new) = cells.reduce(into: (0, 0)) { sums, entry in
                // Of the values 1 and 2 the sum tells how many there were of each.
                let twos = Int(entry.cell.sum) - entry.cell.count
                sums = (sums.0 + entry.cell.count - twos, sums.1 + twos)
            }
            // The cell of ten seconds in which it happens may know a little of the future.
            #expect((back - Self.start...back - Self.start + 10).contains(old), "\(tier)")
            #expect((3_998...4_000).contains(new), "\(tier)")
            #expect(try #require(cells.last).start < end)
        }
        let again = try HistoryStore(database, at: .second(end + 1))
        for tier in HistoryTier.chunked {
            let count = try await store.cells(Self.key, tier, from: 0, to: end).reduce(0) { $0 + $1.cell.count }
            #expect(
                try await again.cells(Self.key, tier, from: 0, to: end).reduce(0) { $0 + $1.cell.count } == count)
        }
    }

    @Test("a question of any size reads what is kept, and no more")
    func absurdWindow() async throws {
        let store = try HistoryStore(DatabaseQueue(), at: .second(Self.start))
        store.record(3, Self.key, at: .second(Self.start))
        try await store.commit(at: .second(Self.start + 1))
        for tier in HistoryTier.allCases {
            #expect(try await store.cells(Self.key, tier, from: .min / 4, to: .max / 4).map(\.cell.count) == [1])
        }
        let query = HistoryQuery(from: 0, to: .max / 4, now: Self.start + 1)
        #expect(query.to <= Self.start + 3_601 && query.from >= Self.start - 731 * 86_400)
        #expect(try await store.answer(query, Self.key).total.count == 1)
    }

    @Test("more series than may be kept are counted, and the known ones go on")
    func tooManySeries() {
        var state = HistoryState()
        for number in 0..<HistoryState.seriesLimit + 3 {
            state.record(HistoryCell(1), HistoryKey("\(number)", .cpu), at: Self.start)
        }
        state.record(HistoryCell(1), HistoryKey("0", .cpu), at: Self.start)
        #expect(state.numbers.count == HistoryState.seriesLimit && state.droppedCount == 3)
    }

    @Test("the questions find their rows by key, never by walking through the table")
    func queryPlan() async throws {
        let database = try DatabaseQueue()
        _ = try HistoryStore(database, at: .second(Self.start))
        for sql in [
            "SELECT * FROM chunk WHERE tier = 1 AND start = 2 AND series = 3",
            "SELECT at, data FROM sample_second WHERE at >= 1 AND at < 2",
            "SELECT start, series FROM chunk WHERE tier = 1 AND start < 9 ORDER BY start, series LIMIT 10",
        ] {
            let plan = try await database.read { database in
                try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(sql)").map { $0["detail"] as String }
            }
            #expect(!plan.isEmpty && !plan.contains { $0.contains("SCAN") || $0.contains("TEMP B-TREE") }, "\(plan)")
        }
    }
}
