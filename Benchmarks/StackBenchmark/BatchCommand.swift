import ArgumentParser
import FinanceCore
import Foundation
import NIOCore
import NIOPosix
import ServiceKit

/// The batch route as a client sees it: over HTTP, answers read, everything on this machine.
struct BatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch", abstract: "Durable two-line transfers per second through the batch route.")

    enum Format: String, ExpressibleByArgument { case ndjson, json, csv }

    @Option(help: "Transfers.")
    var transfers = 1_000_000
    @Option(help: "ndjson, json or csv.")
    var format = Format.ndjson
    @Flag(help: "Let the answer name every receipt, not only what was refused.")
    var receipts = false
    @Option(help: "Days the transfers are spread over.")
    var days = TransferGenerator.days

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // a folder left behind harms nothing
        let data = folder.appendingPathComponent("data")
        try await makeLedger(data.appendingPathComponent("finance").path)
        let finance = try await MeasuredProcess(
            program: "Finance", arguments: [], folder: folder, dataDirectory: data.path)
        defer { finance.stop() }
        let pieces = try body()
        let bytes = pieces.reduce(0) { $0 + $1.readableBytes }
        let before = ResidentMemory.of("\(finance.pid)")
        let client = BatchClient(port: finance.port, path: path, mediaType: mediaType)
        let start = ContinuousClock.now
        let last = try await client.send(pieces)
        let seconds = (ContinuousClock.now - start).milliseconds / 1_000
        let after = ResidentMemory.of("\(finance.pid)")
        Terminal.say(
            "\(transfers) transfers as \(format.rawValue) in \(seconds.short) s: "
                + "\((Double(transfers) / seconds).whole)/s, \(bytes / transfers) bytes each on the wire")
        Terminal.say("memory before \(before.now) MB, at most \(after.peak) MB, after \(after.now) MB")
        Terminal.say("last line: \(last)")
    }

    private var path: String {
        "/api/v1/finanzen/transactions/batch?mode=each&verdicts=\(receipts ? "all" : "failures")"
    }

    private var mediaType: String {
        switch format {
        case .ndjson: "application/x-ndjson"
        case .json: "application/json"
        case .csv: "text/csv"
        }
    }

    private func makeLedger(_ folder: String) async throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let store = try await LedgerStore.open(directory: folder, chart: try TransferGenerator.chart())
        await store.close()
    }

    /// The body in pieces of a megabyte, made before the clock runs.
    private func body() throws -> [ByteBuffer] {
        var generator = try TransferGenerator(days: days)
        var pieces: [ByteBuffer] = []
        var piece = ByteBuffer()
        if format == .csv {
            piece.writeString("id,date,debit_account,credit_account,amount,document_number,description\n")
        }
        for index in 0..<transfers {
            if format == .json { piece.writeString(index == 0 ? "[" : ",") }
            piece.writeString(text(generator.next()))
            if format != .json { piece.writeString("\n") }
            if piece.readableBytes > 1 << 20 {
                pieces.append(piece)
                piece = ByteBuffer()
            }
        }
        if format == .json { piece.writeString("]") }
        return pieces + [piece]
    }

    private func text(_ transfer: Transfer) -> String {
        let amount = Amount(minor: transfer.minor, currency: .eur).decimalString
        if format == .csv {
            return "\(transfer.id),\(transfer.date),\(transfer.debit),\(transfer.credit),\(amount),"
                + "R-\(transfer.number),Transfer"
        }
        return Self.line(transfer)
    }

    /// A transfer as one line of JSON.
    static func line(_ transfer: Transfer) -> String {
        let amount = Amount(minor: transfer.minor, currency: .eur).decimalString
        return #"{"id":"\#(transfer.id)","date":"\#(transfer.date)","document_number":"R-\#(transfer.number)","#
            + #""description":"Transfer","lines":[{"account":"\#(transfer.debit)","debit":"\#(amount)"},"#
            + #"{"account":"\#(transfer.credit)","credit":"\#(amount)"}]}"#
    }
}
