import ArgumentParser
import FinanceCore
import Foundation
import ServiceKit

/// The ledger's kernel alone, in this process: what the batch route can reach at most, and reads on what it wrote.
struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Durable transfers per second into the ledger itself, and the time of its reads afterwards.")

    @Option(help: "Two-line transfers.")
    var transfers = 1_000_000
    @Option(help: "Days they are spread over.")
    var days = TransferGenerator.days
    @Option(help: "Folder to keep the ledger in; without it a temporary one.")
    var folder: String?

    func run() async throws {
        let directory = folder ?? NSTemporaryDirectory() + "bench-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { if folder == nil { try? FileManager.default.removeItem(atPath: directory) } }  // harms nothing
        let store = try await LedgerStore.open(directory: directory, chart: try TransferGenerator.chart())
        if store.sequence == 0 { try await write(to: store, directory) }
        let reads = ReadMeasurement(store: store)
        try await reads.run()
        let memory = ResidentMemory.megabytes
        Terminal.say("resident memory \(memory.now) MB, at most \(memory.peak) MB")
        await store.close()
        try await reopen(directory)
    }

    /// Drafts are made before the clock runs, in portions, so that only the ledger is measured.
    private func write(to store: LedgerStore, _ directory: String) async throws {
        var generator = try TransferGenerator(days: days)
        var seconds = 0.0
        var written = 0
        while written < transfers {
            let chunks = try (0..<16).map { _ in
                try (0..<LedgerStore.chunkSize).map { _ in try generator.next().draft() }
            }
            let start = ContinuousClock.now
            // Two chunks at a time, as the batch route has them: one is written while the next waits.
            for pair in stride(from: 0, to: chunks.count, by: 2) {
                async let first = store.post(each: chunks[pair])
                async let second = store.post(each: chunks[pair + 1])
                for verdicts in [try await first, try await second] {
                    for case .refused(let error) in verdicts { throw error }
                }
            }
            seconds += (ContinuousClock.now - start).milliseconds / 1_000
            written += chunks.count * LedgerStore.chunkSize
        }
        let bytes = ["ledger.sqlite", "ledger-projection.sqlite"].map { FileSize.bytes("\(directory)/\($0)") }
        Terminal.say("\(written) transfers in \(seconds.short) s: \((Double(written) / seconds).whole)/s")
        Terminal.say(
            "journal \((Double(bytes[0]) / Double(written)).short) bytes each, "
                + "projection \((Double(bytes[1]) / Double(written)).short)")
    }

    private func reopen(_ directory: String) async throws {
        let start = ContinuousClock.now
        let store = try await LedgerStore.open(directory: directory)
        Terminal.say("opened again in \((ContinuousClock.now - start).milliseconds.short) ms")
        await store.close()
    }
}

/// The reads that people wait for, each with the median and the slowest of many.
struct ReadMeasurement {
    let store: LedgerStore

    func run() async throws {
        var generator = try TransferGenerator(seed: 7)
        let end = try await store.transactions(TransactionQuery(limit: 1)).elements.first?.date ?? .last
        try await measure("trial balance, today", 20) { _ in _ = try await store.trialBalance(through: .last) }
        try await measure("trial balance of a past day", 20) { _ in
            _ = try await store.trialBalance(through: generator.next().date)
        }
        try await measure("balance of an account as of a day", 500) { _ in
            let transfer = generator.next()
            _ = try await store.account(transfer.debit, asOf: transfer.date)
        }
        try await measure("page of a sheet (100 rows), any day", 200) { _ in
            let transfer = generator.next()
            _ = try await store.accountSheet(transfer.debit, AccountSheetQuery(start: transfer.date, limit: 100))
        }
        try await measure("page of the journal (100), any day", 200) { _ in
            _ = try await store.transactions(TransactionQuery(start: max(end, generator.next().date), limit: 100))
        }
    }

    private func measure(_ name: String, _ count: Int, _ body: (Int) async throws -> Void) async throws {
        try await body(-1)
        var times: [Double] = []
        for index in 0..<count {
            let start = ContinuousClock.now
            try await body(index)
            times.append((ContinuousClock.now - start).milliseconds)
        }
        let name = name.padding(toLength: 38, withPad: " ", startingAt: 0)
        Terminal.say("\(name) median \(times.median.short) ms, slowest \((times.max() ?? 0).short) ms")
    }
}

enum FileSize {
    static func bytes(_ path: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0  // missing shows as 0
    }
}

enum ResidentMemory {
    /// Of this process, in megabytes.
    static var megabytes: (now: Int, peak: Int) { of("self") }

    static func of(_ pid: String) -> (now: Int, peak: Int) {
        let status = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""  // none shows as 0
        func value(_ name: String) -> Int {
            let line = status.split(separator: "\n").first { $0.hasPrefix(name) }
            return (line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0) / 1_024
        }
        return (value("VmRSS:"), value("VmHWM:"))
    }
}

extension Double {
    var short: String {
        formatted(.number.precision(.significantDigits(3)).grouping(.never).locale(Locale(identifier: "en")))
    }
    var whole: String {
        formatted(.number.precision(.fractionLength(0)).grouping(.never).locale(Locale(identifier: "en")))
    }
}
