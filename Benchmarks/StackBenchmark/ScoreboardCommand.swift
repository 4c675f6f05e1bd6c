import ArgumentParser
import FinanceCore
import Foundation
import NIOCore
import NIOPosix
import ServiceKit

/// Every goal of the ledger beside what this machine shows, in one run.
struct ScoreboardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scoreboard",
        abstract: "All figures of the ledger over HTTP, as a table of ratios to what they are compared with.")

    @Option(help: "Transfers in the large ledger, two lines each.")
    var transfers = 5_000_000
    @Option(parsing: .upToNextOption, help: "Connections at the same time, one row for each number.")
    var connections = [1, 16, 64, 256]
    @Option(help: "Seconds of one measurement.")
    var seconds = 3.0
    @Option(help: "Measurements of each; they take turns, the median counts.")
    var rounds = 3
    @Option(help: "Clients at which PostgreSQL is compared, if a server is installed.")
    var postgresClients = 64

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // a folder left behind harms nothing
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        var board = Scoreboard()
        try await post(folder, group, &board)
        try await LargeLedgerMeasurement(folder: folder, transfers: transfers, group: group).run(&board)
        try await group.shutdownGracefully()
        board.print()
    }

    private func post(_ folder: URL, _ group: MultiThreadedEventLoopGroup, _ board: inout Scoreboard) async throws {
        let finance = try await MeasuredProcess(program: "Finance", arguments: [], folder: folder)
        let bare = try await MeasuredProcess(
            program: "StackBenchmark", arguments: ["without-database"], folder: folder)
        defer {
            finance.stop()
            bare.stop()
        }
        for number in connections {
            let results = try await PostingMeasurement(
                finance: finance, bare: bare, group: group, connections: number, seconds: seconds, rounds: rounds
            ).run()
            let own = results.durable.map(\.perSecond).median
            board.add(
                "durable POST, \(number) connections", own, "/s", beside: "same server without database",
                results.bare.map(\.perSecond).median, ratio: results.ratios.median, goal: number == 64 ? 0.7 : nil)
            if number == postgresClients, let postgres = PostgresComparison() {
                let tps = try postgres.run(clients: number, seconds: max(5, Int(seconds) * 2))
                board.add(
                    "durable POST, \(number) connections", own, "/s", beside: "PostgreSQL through pgbench", tps,
                    ratio: tps > 0 ? own / tps : 0, goal: number == 64 ? 2 : nil)
            }
        }
    }
}

/// Rows of figures and what they are compared with.
struct Scoreboard {
    private var rows: [[String]] = []

    /// - Parameters:
    ///   - ratio: Ours to the other; above `goal` is good.
    ///   - goal: Least ratio; nil where none is set.
    mutating func add(
        _ name: String, _ figure: Double, _ unit: String, beside: String, _ other: Double, ratio: Double, goal: Double?
    ) {
        let verdict = goal.map { ratio >= $0 ? "holds" : "NOT" } ?? ""
        rows.append([
            name, Self.text(figure) + unit, beside, Self.text(other) + unit, ratio.short, goal?.short ?? "", verdict,
        ])
        Terminal.say(rows[rows.count - 1].joined(separator: " · "))
    }

    /// A figure that must reach a goal.
    mutating func add(_ name: String, _ figure: Double, _ unit: String, atLeast goal: Double) {
        add(name, figure, unit, beside: "goal, at least", goal, ratio: figure / goal, goal: 1)
    }

    /// A figure that must not exceed a goal.
    mutating func add(_ name: String, _ figure: Double, _ unit: String, atMost goal: Double) {
        add(name, figure, unit, beside: "goal, at most", goal, ratio: goal / max(figure, 1e-9), goal: 1)
    }

    /// A figure without a goal.
    mutating func add(_ name: String, _ figure: Double, _ unit: String) {
        rows.append([name, Self.text(figure) + unit, "", "", "", "", ""])
        Terminal.say(rows[rows.count - 1].prefix(2).joined(separator: " · "))
    }

    func print() {
        let heads = ["measure", "ours", "beside", "there", "ratio", "goal", ""]
        let widths = heads.indices.map { column in ([heads] + rows).map { $0[column].count }.max() ?? 0 }
        for row in [heads] + rows {
            let cells = zip(row, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }
            Terminal.say(cells.joined(separator: "  "))
        }
    }

    private static func text(_ figure: Double) -> String { figure >= 1_000 ? figure.whole : figure.short }
}
