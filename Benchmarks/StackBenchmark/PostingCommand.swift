import ArgumentParser
import Foundation
import NIOCore
import NIOPosix
import ServiceKit

/// Durable single postings beside the same server without a database, and the list of accounts.
struct PostingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "posting", abstract: "Durable POSTs per second beside the same server without a database.")

    @Option(help: "Connections at the same time.")
    var connections = 64
    @Flag(help: "Compare with the equivalent insert into PostgreSQL, when a server is installed.")
    var postgres = false
    @Option(help: "Seconds of one measurement.")
    var seconds = 5.0
    @Option(help: "Measurements of each; they take turns, the median counts.")
    var rounds = 5

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // a folder left behind harms nothing
        let finance = try await MeasuredProcess(program: "Finance", arguments: [], folder: folder)
        let bare = try await MeasuredProcess(
            program: "StackBenchmark", arguments: ["without-database"], folder: folder)
        defer {
            finance.stop()
            bare.stop()
        }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let results = try await measure(finance, bare, group)
        try await group.shutdownGracefully()
        report(results)
        if postgres { try compare(results) }
    }

    private func compare(_ results: Results) throws {
        guard let comparison = PostgresComparison() else {
            return Terminal.say("PostgreSQL is not installed: nothing to compare with")
        }
        let tps = try comparison.run(clients: connections, seconds: max(5, Int(seconds) * 2))
        let own = results.posting.durable.map(\.perSecond).median
        Terminal.say(
            "PostgreSQL through pgbench, the equivalent insert: \(format(tps, 0))/s; ours is "
                + "\(format(tps > 0 ? own / tps : 0, 2)) times that")
    }

    private struct Results {
        let posting: PostingMeasurement.Results
        var accounts: [LoadGenerator.Outcome] = []
        /// On one connection, as a page asks again that knows the answer already.
        var unchanged: [LoadGenerator.Outcome] = []
    }

    private func measure(
        _ finance: MeasuredProcess, _ bare: MeasuredProcess, _ group: MultiThreadedEventLoopGroup
    ) async throws -> Results {
        let posting = PostingMeasurement(
            finance: finance, bare: bare, group: group, connections: connections, seconds: seconds, rounds: rounds)
        var results = Results(posting: try await posting.run())
        let list = "GET /api/v1/finanzen/accounts HTTP/1.1\r\nHost: localhost\r\n\r\n"
        let unchanged = "GET /api/v1/finanzen/accounts HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: *\r\n\r\n"
        for _ in 0..<rounds {
            results.accounts.append(
                try await LoadGenerator(port: finance.port, connections: connections, seconds: 2)
                    .run(list, expecting: "200", on: group))
            results.unchanged.append(
                try await LoadGenerator(port: finance.port, connections: 1, seconds: 1)
                    .run(unchanged, expecting: "304", on: group))
        }
        return results
    }

    private func report(_ results: Results) {
        let (posting, ratios) = (results.posting, results.posting.ratios)
        Terminal.say("\(connections) connections, \(rounds) x \(seconds) s each in turn, medians")
        Terminal.say(row("durable POST, two lines", posting.durable))
        Terminal.say(row("same server without database", posting.bare))
        Terminal.say(
            "ratio \(format(ratios.median, 2)) (\(format(ratios.min() ?? 0, 2))-\(format(ratios.max() ?? 0, 2)))")
        Terminal.say(
            "processor time of the server for one: \(format(posting.durableCost.median, 1)) µs durable, "
                + "\(format(posting.bareCost.median, 1)) µs without database")
        Terminal.say(row("GET list of accounts", results.accounts))
        Terminal.say(row("  … not modified, 1 connection", results.unchanged))
    }

    private func row(_ name: String, _ outcomes: [LoadGenerator.Outcome]) -> String {
        let name = name.padding(toLength: 30, withPad: " ", startingAt: 0)
        let rate = format(outcomes.map(\.perSecond).median, 0)
        let p50 = format(outcomes.map { $0.percentile(0.5) }.median, 2)
        let p99 = format(outcomes.map { $0.percentile(0.99) }.median, 2)
        let failures = outcomes.map(\.failures).reduce(0, +)
        return "\(name) \(rate)/s, p50 \(p50) ms, p99 \(p99) ms, \(failures) failures"
    }

    private func format(_ value: Double, _ digits: Int) -> String {
        value.formatted(.number.precision(.fractionLength(digits)).grouping(.never).locale(Locale(identifier: "en")))
    }
}

extension [Double] {
    /// The middle value, 0 without values.
    var median: Double { isEmpty ? 0 : sorted()[count / 2] }
}
