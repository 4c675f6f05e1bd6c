import ArgumentParser
import FinanceCore
import Foundation
import NIOCore
import NIOPosix
import ServiceKit

/// Kills Finance over and over while it is written to, and looks at what it has left.
struct KillsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kills",
        abstract:
            "kill -9 of Finance at random moments under load: what was acknowledged must be there, and the chain whole."
    )

    @Option(help: "Kills.")
    var count = 300
    @Option(help: "Seed of the moments.")
    var seed: UInt64 = 1

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bench-\(UUID().uuidString)")
        let data = folder.appendingPathComponent("data")
        let ledger = data.appendingPathComponent("finance").path
        try FileManager.default.createDirectory(atPath: ledger, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // a folder left behind harms nothing
        let store = try await LedgerStore.open(directory: ledger, chart: try TransferGenerator.chart())
        await store.close()
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        var generator = try TransferGenerator(seed: seed)
        var tally = Tally()
        for kill in 1...count {
            let finance = try await MeasuredProcess(
                program: "Finance", arguments: [], folder: folder, dataDirectory: data.path)
            tally.starts.append(finance.readyMilliseconds)
            try await tally.compareAnswers(finance)
            let pieces = try (0..<40).map { _ in try Self.piece(&generator) }
            let delay = Double((generator.next().minor * 7_919) % 800 + 20) / 1_000
            async let batch = BatchClient(
                port: finance.port, path: "/api/v1/finanzen/transactions/batch?mode=each&verdicts=failures",
                mediaType: "application/x-ndjson"
            ).acknowledged(pieces)
            let single = Self.single
            async let singles = LoadGenerator(port: finance.port, connections: 8, seconds: 30)
                .run(single, expecting: "201", on: group)
            try await Task.sleep(for: .seconds(delay))
            finance.kill()
            let acknowledged = await batch + ((try? await singles.answers) ?? 0)  // the kill cuts connections
            try await tally.verify(ledger + "/ledger.sqlite", acknowledged: acknowledged)
            if kill % 25 == 0 || kill == count { tally.report(kill) }
        }
        try await group.shutdownGracefully()
        guard tally.lost == 0, tally.broken == 0 else { throw ExitCode(1) }
    }

    /// Two thousand transfers as lines.
    private static func piece(_ generator: inout TransferGenerator) throws -> ByteBuffer {
        var piece = ByteBuffer()
        for _ in 0..<2_000 { piece.writeString(BatchCommand.line(generator.next()) + "\n") }
        return piece
    }

    private static let single: String = {
        let body =
            #"{"date":"2026-01-15","description":"Single","lines":[{"account":"10001","debit":"1.00"},"#
            + #"{"account":"10002","credit":"1.00"}]}"#
        return "POST /api/v1/finanzen/transactions HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }()
}

/// What the kills have shown so far.
private struct Tally {
    var starts: [Double] = []
    var sequence: Int64 = 0
    var acknowledged = 0
    var lost = 0
    var broken = 0

    /// Chain, structure and count of what the killed process has left.
    mutating func verify(_ file: String, acknowledged count: Int) async throws {
        acknowledged += count
        let verifier = LedgerVerifier(path: file)
        let end = try verifier.lastSequence()
        let report = try await verifier.verifyChain(from: max(1, sequence - 1_000))
        if !report.faults.isEmpty { broken += 1 }
        if end - sequence < Int64(count) { lost += Int(Int64(count) - (end - sequence)) }
        sequence = end
    }

    /// The trial balance of the process that goes on must be zero in sum, also through the projection.
    mutating func compareAnswers(_ finance: MeasuredProcess) async throws {
        guard let data = FreePort.get(finance.port, "/api/v1/finanzen/reports/trial-balance"),
            let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        else { return broken += 1 }
        for sum in object["totals"] as? [[String: Any]] ?? [] {
            let isEven = sum["debit"] as? String == sum["credit"] as? String
            if !isEven || sum["balance"] as? String != "0.00" { broken += 1 }
        }
    }

    func report(_ kills: Int) {
        Terminal.say(
            "\(kills) kills: \(acknowledged) acknowledged, \(sequence) in the ledger, \(lost) lost, \(broken) broken; "
                + "start median \(starts.median.short) ms, slowest \((starts.max() ?? 0).short) ms")
    }
}
