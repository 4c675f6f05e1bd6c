import Foundation
@testable import ObserverCore
import Shared
import TestSupport
import Testing

@Suite struct GrowthTests {
    /// How the memory of a process may go; hours since its start, and until the end of the day looked at.
    enum Course: String, CaseIterable, CustomTestStringConvertible {
        case steady, rhythm, warmUp, sawtooth, dailyFill, peaks

        var testDescription: String { rawValue }

        /// Mebibytes, without noise.
        func level(hour: Double, end: Double) -> Double {
            switch self {
            case .steady: 300
            case .rhythm: 300 + 100 * sin(hour / 24 * 2 * .pi)
            case .warmUp: 300 + 200 * (1 - exp(-(hour - (end - 24)) / 2))
            case .sawtooth: 300 + 30 * hour.truncatingRemainder(dividingBy: 3)
            // Fills from eight to eight, emptied in the evening, just before the day that is looked at begins.
            case .dailyFill: 300 + 20 * (hour - end + 2_400).truncatingRemainder(dividingBy: 24)
            case .peaks: hour.truncatingRemainder(dividingBy: 7) < 0.3 ? 2_000 : 300
            }
        }
    }

    @Test("a leak is found beneath noise and peaks, with its slope", arguments: 1...4, [2.0, 8.0])
    func leak(seed: Int, perHour: Double) async throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let history = try await SyntheticHistory(hours: 25) { second, add in
            let hours = Double(second - SyntheticHistory.start) / 3_600
            let peak = Int.random(in: 0..<40, using: &random) == 0 ? 150.0 : 0
            let level = 200 + perHour * hours + Double.random(in: -6...6, using: &random) + peak
            add(.memory, level * SyntheticHistory.mebibyte, false)
        }
        let finding = try #require(try await history.board().finding(.memoryGrowth))
        let slope = try #require(finding.value(.growthPerHour)) / SyntheticHistory.mebibyte
        #expect(abs(slope - perHour) < 0.15 * perHour, "\(slope)")
        // 14.4 GiB are far away at this pace: no reason to run.
        #expect(finding.priority == .low && finding.sentence(.english).hasPrefix("Grows by"))
        let left = try #require(finding.value(.reachesLimitIn))
        #expect(abs(left / 3_600 * perHour - 0.9 * 16_384 + 200 + 25 * perHour) < 0.2 * 16_384)
        let small = try await history.board(machineBytes: 512 << 20)
        #expect(try #require(small.finding(.memoryGrowth)).priority != .low)
        #expect(try #require(try await history.board(machineBytes: nil).finding(.memoryGrowth)).priority == .medium)
    }

    @Test("what goes up and down is no leak", arguments: Course.allCases, 1...2)
    func noLeak(course: Course, seed: Int) async throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let history = try await SyntheticHistory(hours: 50, every: 240) { second, add in
            let hours = Double(second - SyntheticHistory.start) / 3_600
            // Nothing before the last start of what has just warmed up.
            if course == .warmUp, hours < 26 { return }
            let level = course.level(hour: hours, end: 50) + Double.random(in: -5...5, using: &random)
            add(.memory, level * SyntheticHistory.mebibyte, false)
        }
        for span in [ObservedSpan.now, .day] {
            let board = try await history.board(span)
            #expect(board.finding(.memoryGrowth) == nil, "\(board.findings.map { $0.sentence(.english) })")
            #expect(board.unjudged(.memoryGrowth) == nil)
        }
    }

    @Test("growth is that of the process that runs: a restart begins anew")
    func restart() async throws {
        let history = try await SyntheticHistory(hours: 25) { second, add in
            let hours = Double(second - SyntheticHistory.start) / 3_600
            add(.memory, (200 + 8 * hours) * SyntheticHistory.mebibyte, false)
            if (23.99..<24.02).contains(hours) { add(.restarts, 1, false) }
        }
        let board = try await history.board()
        #expect(board.finding(.memoryGrowth) == nil)
        let unjudged = try #require(board.unjudged(.memoryGrowth))
        #expect(unjudged.known < unjudged.needed && unjudged.sentence(.english).contains("since the last start"))
    }

    @Test("a rise that reaches the limit within the hour is urgent, however young it is")
    func fast() async throws {
        let history = try await SyntheticHistory(hours: 1, every: 10) { second, add in
            let minutes = Double(second - SyntheticHistory.start) / 60
            add(.memory, (300 + 20 * minutes) * SyntheticHistory.mebibyte, false)
        }
        let finding = try #require(try await history.board(machineBytes: 2 << 30).finding(.memoryGrowth))
        #expect(finding.priority == .high && (finding.value(.reachesLimitIn) ?? .infinity) <= 3_600)
        #expect(try await history.board(machineBytes: 64 << 30).finding(.memoryGrowth) == nil)
    }

    @Test("the slope of a straight line is its slope, whatever a fifth of its points say", arguments: 1...10)
    func slope(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let points = (0..<200).map { place in
            let wild = place % 5 == 0 ? Double.random(in: 0...1e9, using: &random) : 0
            return (second: place * 60, bytes: 1e8 + 5_000 * Double(place * 60) + wild)
        }
        let trend = try #require(MemoryTrend(points))
        #expect(abs(trend.slope - 5_000) < 250)
        #expect(MemoryTrend(Array(points.prefix(MemoryTrend.leastPoints - 1))) == nil)
    }
}
