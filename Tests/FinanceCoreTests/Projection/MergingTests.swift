import TestSupport
import Testing

@testable import FinanceCore

/// A merge moves every line once, in steps that are bounded whatever an account holds.
@Suite("Merging of runs") struct MergingTests {
    private static let runSize = 1_024

    /// Adds a run of random entries, most of them of account 0 as in a real journal.
    private static func addRun(
        to file: ProjectionFile, after sequence: Int64, _ random: inout SeededGenerator
    ) throws -> [LineEntry] {
        var entries: [LineEntry] = []
        var last = sequence
        for _ in 0..<Int.random(in: 200...900, using: &random) {
            last += 1
            let date = BookingDate(unchecked: Int32(2026_01_01 + Int.random(in: 0..<28, using: &random)))
            entries.append(.journalEntry(last, date))
            entries.append(
                LineEntry(
                    sequence: last, date: date, account: Int.random(in: 1...150, using: &random), line: 0, side: .debit,
                    amount: Amount(minor: Int64.random(in: 1...1_000_000, using: &random), currency: .eur)))
        }
        try file.append([TailPage(entries, sequences: sequence + 1...last, head: .origin)])
        return entries
    }

    /// All lines by run, and how many blocks each run has.
    private static func lines(_ file: ProjectionFile) throws -> (lines: [LineEntry], blocks: [Int64: Int]) {
        let rows = try file.connection.prepare("SELECT account, run, entries FROM line_block ORDER BY 1, 2, 3")
        var lines: [LineEntry] = []
        var blocks: [Int64: Int] = [:]
        while try rows.next() {
            let account = Int32(rows.int64(0))
            lines += try #require(rows.withBytes(2) { LineBlock.read($0, account: account) })
            blocks[rows.int64(1), default: 0] += 1
        }
        return (lines, blocks)
    }

    @Test("Each step is bounded, and after each every line is there once", arguments: 1...4 as ClosedRange<UInt64>)
    func steps(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let folder = try TemporaryDirectory()
        let path = folder.file("ledger-projection.sqlite")
        var file = try ProjectionFile(path: path, runSize: Self.runSize)
        var all: [LineEntry] = []
        for _ in 0..<9 { all += try Self.addRun(to: file, after: file.sequence, &random) }
        let expected = all.sorted { ($0.account, $0.key) < ($1.account, $1.key) }
        var before = try Self.lines(file).blocks
        var steps = 0
        while try file.mergeStep() {
            steps += 1
            let (lines, blocks) = try Self.lines(file)
            #expect(lines.sorted { ($0.account, $0.key) < ($1.account, $1.key) } == expected)
            let written = blocks.map { $0.value - (before[$0.key] ?? 0) }.max() ?? 0
            #expect(written <= file.blocksPerStep, "step \(steps)")
            before = blocks
            // A merge that was broken off goes on after the next start.
            if Int.random(in: 0..<4, using: &random) == 0 {
                file = try ProjectionFile(path: path, runSize: Self.runSize)
            }
        }
        #expect(steps > 10)
        #expect(before.count == 2)
    }
}
