import Foundation
import GRDB
@testable import ObserverCore
import Shared
import TestSupport
import Testing

@Suite struct HistoryPropertyTests {
    /// 2026-01-15 09:00 UTC, less a few seconds so that nothing begins at a border.
    private static let start = 1_768_467_600 - 137

    @Test("any window of any tier has the samples' own percentiles, to 1.1 %", arguments: 1...5)
    func anyWindow(seed: Int) async throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let store = try HistoryStore(DatabaseQueue(), at: .second(Self.start))
        var raw = RawSamples()
        let end = Self.start + 3 * 3_600
        try await Self.fill(store, &raw, from: Self.start, to: end, &random)
        for round in 0..<40 {
            let query = Self.window(in: Self.start..<end, &random)
            raw.check(try await store.answer(query, RawSamples.key), "seed \(seed), round \(round), \(query)")
        }
    }

    @Test(
        "after an end without warning at any second the history goes on, and at most one second is missing",
        arguments: 1...5)
    func restart(seed: Int) async throws {
        var random = SeededGenerator(seed: UInt64(seed) &+ 1_000)
        let database = try DatabaseQueue()
        var raw = RawSamples()
        var second = Self.start
        for run in 0..<6 {
            // Nothing of the former store but its file is left.
            let store = try HistoryStore(database, at: .second(second))
            let end = second + Int.random(in: 1...2_400, using: &random)
            try await Self.fill(store, &raw, from: second, to: end, &random)
            for round in 0..<8 {
                let query = Self.window(in: Self.start..<end, &random)
                raw.check(
                    try await store.answer(query, RawSamples.key), "seed \(seed), run \(run), round \(round), \(query)")
            }
            // This one is lost: it was not committed.
            store.record(1e9, RawSamples.key, at: .second(end))
            second = end + Int.random(in: 1...1_000, using: &random)
        }
    }

    /// Random spans, and spans around borders of cells and chunks.
    private static func window(in range: Range<Int>, _ random: inout SeededGenerator) -> HistoryQuery {
        let from = Int.random(in: range.lowerBound...range.upperBound - 1, using: &random)
        let to =
            Bool.random(using: &random)
            ? Int.random(in: from + 1...range.upperBound, using: &random) : min(from + 301, range.upperBound)
        let steps = [1, 7, 10, 60, 300, 3_600, 20_000]
        return HistoryQuery(
            from: from, to: to, step: steps.randomElement(using: &random), now: range.upperBound)
    }

    /// Samples of very different sizes, in bursts and with gaps, committed once a second.
    private static func fill(
        _ store: HistoryStore, _ raw: inout RawSamples, from: Int, to: Int, _ random: inout SeededGenerator
    ) async throws {
        var second = from
        while second < to {
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                let value = pow(10, Double.random(in: -3...5, using: &random))
                raw.add(value, isError: Int.random(in: 0..<20, using: &random) == 0, at: second, to: store)
            }
            try await store.commit(at: .second(second + 1))
            second += Int.random(in: 0..<200, using: &random) == 0 ? 400 : 1
        }
        try await store.commit(at: .second(to))
    }
}
