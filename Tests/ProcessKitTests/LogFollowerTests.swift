import Foundation
@testable import ProcessKit
import TestSupport
import Testing

/// Reading a log while it is written.
struct LogFollowerTests {
    private func append(_ text: String, to path: String) throws {
        let file = try #require(FileHandle(forWritingAtPath: path))
        defer { try? file.close() }  // a test's file
        try file.seekToEnd()
        try file.write(contentsOf: Data(text.utf8))
    }

    private func take(_ follower: inout LogFollower) -> [String] {
        var lines: [String] = []
        var look: LogFollower.Look
        repeat {
            look = follower.look()
            lines += look.lines
        } while look.hasMore
        return lines
    }

    @Test func `only whole lines are told, and only those written since`() async throws {
        try await withBench { bench in
            bench.touch("out.log")
            try append("old\n", to: bench.log)
            var follower = LogFollower(bench.log)
            #expect(follower.look() == LogFollower.Look())
            try append("one\ntw", to: bench.log)
            #expect(follower.look().lines == ["one"])
            try append("o\n\nthree\n", to: bench.log)
            #expect(follower.look().lines == ["two", "", "three"])
        }
    }

    @Test func `a line without an end is cut instead of filling the memory`() async throws {
        try await withBench { bench in
            bench.touch("out.log")
            var follower = LogFollower(bench.log)
            for _ in 0..<10 { try append(String(repeating: "x", count: 20_000), to: bench.log) }
            try append("\nnext\n", to: bench.log)
            let lines = take(&follower)
            #expect(lines.count == 2)
            #expect(lines.first?.count == 8 * 1_024 + 1 && lines.first?.last == "…")
            #expect(lines.last == "next")
        }
    }

    @Test func `a flood is left out but for its end, and the gap is told`() async throws {
        try await withBench { bench in
            bench.touch("out.log")
            var follower = LogFollower(bench.log)
            try append((0..<300_000).map { "line-\($0)\n" }.joined(), to: bench.log)
            let look = follower.look()
            #expect(look.isGap)
            #expect(look.lines.last == "line-299999")
            #expect(look.lines.allSatisfy { $0.hasPrefix("line-") }, "no half line: \(look.lines.first ?? "")")
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `a rotation under a reader who keeps up costs no line, where blocks can be taken out`() async throws {
        try await withBench { bench in
            guard ["ext4", "xfs"].contains(fileSystem(of: bench.folder.path) ?? "") else { return }
            bench.touch("out.log")
            var follower = LogFollower(bench.log)
            var told: [String] = []
            var rotations = 0
            for number in 0..<4_000 {
                try append("line-\(number)\n", to: bench.log)
                if number % 7 == 0 { told += take(&follower) }
                if number % 1_000 == 700, LogFile.rotateIfNeeded(bench.log, limitBytes: 5_000, keep: 3) {
                    rotations += 1
                }
            }
            told += take(&follower)
            #expect(rotations > 1)
            #expect(told == (0..<4_000).map { "line-\($0)" })
        }
    }

    @Test func `an emptied file is read from its beginning, a missing one is no fault`() async throws {
        try await withBench { bench in
            bench.touch("out.log")
            try append("a long first line\n", to: bench.log)
            var follower = LogFollower(bench.log)
            try "new\n".write(toFile: bench.log, atomically: false, encoding: .utf8)
            #expect(follower.look().lines == ["new"])
            try FileManager.default.removeItem(atPath: bench.log)
            #expect(follower.look() == LogFollower.Look())
        }
    }

    // MARK: Coming back

    @Test func `whoever comes back goes on behind the line that was seen last`() async throws {
        try await withBench { bench in
            bench.touch("out.log")
            var follower = LogFollower(bench.log)
            try append("one\ntwo\nthr", to: bench.log)
            let places = follower.look().places
            #expect(places.count == 2 && places.map(\.offset) == [4, 8])
            try append("ee\nfour\n", to: bench.log)
            for (place, rest) in zip(places, [["two", "three", "four"], ["three", "four"]]) {
                let read = try #require(LogPlace(place.text))
                var again = LogFollower(bench.log, after: read)
                let look = again.look()
                #expect(look.lines == rest && !look.isGap)
            }
        }
    }

    @Test func `a log's end and what follows join without a gap, though the last line is not whole`() async throws {
        try await withBench { bench in
            bench.touch("out.log")
            var places: [LogPlace] = []
            let steps: [(String, [String])] = [("", []), ("on", []), ("e\ntw", ["one"]), ("o\n", ["one", "two"])]
            for (written, shown) in steps {
                try append(written, to: bench.log)
                let (lines, place) = LogFile.tailToFollow(bench.log, lines: 10)
                #expect(lines == shown)
                places.append(place)
            }
            for (place, rest) in zip(places, [["one", "two"], ["one", "two"], ["two"], []]) {
                var follower = LogFollower(bench.log, after: place)
                #expect(follower.look().lines == rest)
            }
        }
    }

    @Test func `after one rotation nothing is missing, after two that is told`() async throws {
        try await withBench { bench in
            guard ["ext4", "xfs"].contains(fileSystem(of: bench.folder.path) ?? "") else { return }
            bench.touch("out.log")
            var follower = LogFollower(bench.log)
            let old = (0..<2_000).map { "line-\($0)" }
            try append(old.map { $0 + "\n" }.joined(), to: bench.log)
            _ = take(&follower)
            try append("seen\n", to: bench.log)
            let place = try #require(follower.look().places.last)
            #expect(LogFile.rotateIfNeeded(bench.log, limitBytes: 5_000, keep: 3))
            try append("missed\n", to: bench.log)
            var back = LogFollower(bench.log, after: place)
            #expect(back.look().lines == ["missed"])
            try append(old.map { $0 + "\n" }.joined(), to: bench.log)
            #expect(LogFile.rotateIfNeeded(bench.log, limitBytes: 5_000, keep: 3))
            try append("latest\n", to: bench.log)
            var late = LogFollower(bench.log, after: place)
            let look = late.look()
            #expect(look.isGap && look.lines.last == "latest")
            #expect(look.lines.allSatisfy { $0 == "latest" || old.contains($0) }, "no half line")
        }
    }

    @Test(arguments: ["", "-", "1", "1-", "-1-2", "1--2", "a-b", "1-2-3", "99999999999999999999-1"])
    func `what is no place is none`(text: String) {
        #expect(LogPlace(text) == nil)
    }

    @Test func `a place far behind the end is a file that was begun anew`() async throws {
        try await withBench { bench in
            bench.touch("out.log")
            try append("one\n", to: bench.log)
            var follower = LogFollower(bench.log, after: try #require(LogPlace("0-\(Int.max)")))
            #expect(follower.look().lines == ["one"])
        }
    }
}
