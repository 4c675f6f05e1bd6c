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
            let transfers = (0..<Self.batchSize).map { _ in generator.next() }
            let singles = (0..<Self.singles).map { _ in Self.single(generator.next()) }
            let delay = Double((generator.next().minor * 7_919) % 800 + 20) / 1_000
            async let posted = BatchClient(
                port: finance.port, path: "/api/v1/finanzen/transactions/batch?mode=each&verdicts=failures",
                mediaType: "application/x-ndjson"
            ).acknowledged(Self.pieces(transfers))
            async let answered = LoadGenerator(port: finance.port, connections: Self.connections, seconds: 30)
                .run(singles.map(\.request), expecting: "201", on: group)
            try await Task.sleep(for: .seconds(delay))
            finance.kill()
            // The items of a batch are booked in their order, so the first ones are those that are booked.
            var acknowledged = await transfers.prefix(posted).map(\.id)
            let accepted = (try? await answered.accepted) ?? [:]  // the kill cuts connections
            for (connection, requests) in accepted {
                acknowledged += requests.map { singles[$0 * Self.connections + connection].id }
            }
            let isThorough = kill % 25 == 0 || kill == count
            try await tally.verify(ledger + "/ledger.sqlite", acknowledged, withStructure: isThorough)
            if isThorough { tally.report(kill) }
        }
        try await group.shutdownGracefully()
        guard tally.lost == 0, tally.broken == 0 else { throw ExitCode(1) }
    }

    /// Transfers of the batch that runs into a kill: more than can be booked until then.
    private static let batchSize = 80_000
    /// Single transactions beside it, likewise.
    private static let singles = 24_000
    private static let connections = 8

    /// Transfers as lines, two thousand in a piece.
    private static func pieces(_ transfers: [Transfer]) -> [ByteBuffer] {
        stride(from: 0, to: transfers.count, by: 2_000).map { start in
            var piece = ByteBuffer()
            for transfer in transfers[start..<min(start + 2_000, transfers.count)] {
                piece.writeString(BatchCommand.line(transfer) + "\n")
            }
            return piece
        }
    }

    private static func single(_ transfer: Transfer) -> (id: EntityID, request: String) {
        let body = BatchCommand.line(transfer)
        let request =
            "POST /api/v1/finanzen/transactions HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        return (transfer.id, request)
    }
}

/// What the kills have shown so far.
private struct Tally {
    var starts: [Double] = []
    var sequence: Int64 = 0
    private var head = ChainHash.origin
    var acknowledged = 0
    var lost = 0
    var broken = 0

    /// What the killed process has left: everything of the round before as it was, every acknowledged transaction by its
    /// id, the chain and the counters.
    ///
    /// - Parameter withStructure: also pages, indexes and constraints, which takes as long as the file is.
    mutating func verify(_ file: String, _ ids: [EntityID], withStructure: Bool) async throws {
        acknowledged += ids.count
        let verifier = LedgerVerifier(path: file)
        lost += try verifier.missing(among: ids).count
        if sequence > 0 {
            // The head covers all transactions before it: if it is the same, so are they.
            let known = try await verifier.verifyChain(from: max(1, sequence - 1_000), through: sequence)
            if !known.faults.isEmpty || known.sequences?.upperBound != sequence || known.head != head { broken += 1 }
        }
        let added = try await verifier.verifyChain(from: sequence + 1)
        if !added.faults.isEmpty { broken += 1 }
        if let last = added.sequences?.upperBound { (sequence, head) = (last, added.head) }
        broken += try verifier.verifyCounters(added.tally).count
        if withStructure { broken += try verifier.verifyStructure().count + verifier.verifyRecords().count }
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
