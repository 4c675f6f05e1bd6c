import FinanceCore
import Foundation
import NIOCore
import NIOPosix
import ServiceKit

/// A large ledger: filled through the batch route, then read, all over HTTP and with the memory of each step.
struct LargeLedgerMeasurement {
    let folder: URL
    let transfers: Int
    let group: MultiThreadedEventLoopGroup

    private static let days = TransferGenerator.days

    func run(_ board: inout Scoreboard) async throws {
        let data = folder.appendingPathComponent("large")
        let ledger = data.appendingPathComponent("finance").path
        try FileManager.default.createDirectory(atPath: ledger, withIntermediateDirectories: true)
        let store = try await LedgerStore.open(directory: ledger, chart: try TransferGenerator.chart())
        await store.close()
        let finance = try await MeasuredProcess(
            program: "Finance", arguments: [], folder: folder, dataDirectory: data.path)
        defer { finance.stop() }
        board.add("memory after the start", finance.residentMebibytes, " MiB")
        try await fill(finance, ledger, &board)
        try await read(finance, &board)
        try await verify(finance, &board)
    }

    /// Portions of a million transfers, made before the clock runs.
    private func fill(_ finance: MeasuredProcess, _ ledger: String, _ board: inout Scoreboard) async throws {
        var generator = try TransferGenerator(days: Self.days)
        var (written, seconds, rates) = (0, 0.0, [Double]())
        finance.forgetPeak()
        while written < transfers {
            let count = min(1_000_000, transfers - written)
            let pieces = Self.pieces(count, &generator)
            let client = BatchClient(
                port: finance.port, path: "/api/v1/finanzen/transactions/batch?mode=each&verdicts=failures",
                mediaType: "application/x-ndjson")
            let start = ContinuousClock.now
            let posted = try await client.posted(pieces)
            let elapsed = (ContinuousClock.now - start).milliseconds / 1_000
            guard posted == count else { throw StartupError.unavailable("\(posted) of \(count) were posted") }
            seconds += elapsed
            rates.append(Double(count) / elapsed)
            written += count
        }
        board.add("batch, the first \(min(1_000_000, transfers)) transfers", rates[0], "/s", atLeast: 150_000)
        board.add("batch, all \(written) transfers", Double(written) / seconds, "/s")
        board.add("memory while importing, at most", finance.peakMebibytes, " MiB", atMost: 300)
        board.add("memory after it", finance.residentMebibytes, " MiB", atMost: 120)
        let bytes = ["ledger.sqlite", "ledger-projection.sqlite"].map {
            Double(FileSize.bytes("\(ledger)/\($0)")) / Double(written)
        }
        board.add("journal, per transaction", bytes[0], " bytes")
        board.add("projection, per transaction", bytes[1], " bytes")
    }

    private static func pieces(_ count: Int, _ generator: inout TransferGenerator) -> [ByteBuffer] {
        var pieces: [ByteBuffer] = []
        var piece = ByteBuffer()
        for _ in 0..<count {
            piece.writeString(BatchCommand.line(generator.next()) + "\n")
            if piece.readableBytes > 1 << 20 {
                pieces.append(piece)
                piece = ByteBuffer()
            }
        }
        return pieces + [piece]
    }

    private func read(_ finance: MeasuredProcess, _ board: inout Scoreboard) async throws {
        let base = "/api/v1/finanzen"
        var generator = try TransferGenerator(seed: 7)
        func paths(_ count: Int, _ path: (Transfer) -> String) -> [String] {
            (0..<count).map { _ in base + path(generator.next()) }
        }
        let last = "2100-12-31"
        try await measure(
            finance, "trial balance", paths(30) { _ in "/reports/trial-balance?as_of=\(last)" }, 20, &board)
        try await measure(
            finance, "trial balance of a past day", paths(30) { "/reports/trial-balance?as_of=\($0.date)" }, 20, &board)
        try await measure(
            finance, "balance as of any day", paths(500) { "/accounts/\($0.debit)?as_of=\($0.date)" }, 1,
            &board)
        try await measure(
            finance, "page of a sheet, any day",
            paths(200) { "/accounts/\($0.debit)/sheet?start_date=\($0.date)&limit=100" }, 5, &board)
        try await measure(
            finance, "not modified (304)", Array(repeating: base + "/reports/trial-balance", count: 2_000), 0.3, &board,
            header: "If-None-Match: *\r\n", status: "304")
        board.add("memory after reading", finance.residentMebibytes, " MiB", atMost: 120)
    }

    private func measure(
        _ finance: MeasuredProcess, _ name: String, _ paths: [String], _ goal: Double, _ board: inout Scoreboard,
        header: String = "", status: String = "200"
    ) async throws {
        let requests = paths.map { "GET \($0) HTTP/1.1\r\nHost: localhost\r\n\(header)\r\n" }
        let outcome = try await LoadGenerator(port: finance.port, connections: 1, seconds: 0)
            .run(requests, expecting: status, on: group)
        guard outcome.failures == 0 else {
            throw StartupError.unavailable("\(name): \(outcome.failures) of \(requests.count) were not \(status)")
        }
        board.add("\(name), median over HTTP", outcome.percentile(0.5), " ms", atMost: goal)
        board.add("\(name), p99", outcome.percentile(0.99), " ms")
    }

    private func verify(_ finance: MeasuredProcess, _ board: inout Scoreboard) async throws {
        let start = ContinuousClock.now
        let last = try await BatchClient(port: finance.port, path: "/api/v1/finanzen/integrity", mediaType: nil).send([]
        )
        let seconds = (ContinuousClock.now - start).milliseconds / 1_000
        guard last.contains("\"ok\":true") else {
            throw StartupError.unavailable("the chain: \(last)")
        }
        board.add("verification over HTTP, transactions", Double(transfers) / seconds, "/s", atLeast: 500_000)
        board.add("memory after verifying", finance.residentMebibytes, " MiB", atMost: 120)
    }
}
