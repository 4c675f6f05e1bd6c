import ArgumentParser
import EInvoice
import Foundation
import Glibc

/// How long a verdict takes, parsing included, and how much memory.
struct SpeedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "speed", abstract: "Times verdicts on real invoices and on a large one.")

    @Argument(help: "Folder with xrechnung and corpus.")
    var folder = "../shared/data/einvoice"

    @Option(help: "Verdicts on each invoice.")
    var rounds = 20

    @Option(help: "Lines of the large invoices.")
    var lines: [Int] = [1_000, 4_000, 16_000]

    func run() throws {
        let invoices = try load().sorted { $0.count < $1.count }
        guard let first = invoices.first else { throw ValidationError("there are no invoices in \(folder)") }
        print("first verdict \(Self.text(time(first))), with the rules being made")
        report("≤ 10 KB", invoices.filter { $0.count <= 10_240 })
        report("all", invoices)
        guard let model = invoices.last(where: { String(decoding: $0, as: UTF8.self).contains("<cac:InvoiceLine>") })
        else { return }
        for count in lines {
            let large = Self.enlarged(model, to: count)
            let best = (0..<3).map { _ in time(large) }.min() ?? 0
            print("\(count) lines, \(large.count / 1_024) KiB: \(Self.text(best))")
        }
        print("resident \(Self.residentMebibytes()) MiB at most")
    }

    private func load() throws -> [[UInt8]] {
        try ["xrechnung", "corpus"].flatMap { name in
            let url = URL(fileURLWithPath: folder).appending(path: name)
            return try FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: nil)
                .filter { $0.pathExtension == "xml" }.map { try [UInt8](Data(contentsOf: $0)) }
        }
    }

    private func report(_ name: String, _ invoices: [[UInt8]]) {
        var times: [Double] = []
        for _ in 0..<rounds { times += invoices.map(time) }
        times.sort()
        guard !times.isEmpty else { return }
        let mean = invoices.reduce(0) { $0 + $1.count } / invoices.count
        print(
            "\(invoices.count) invoices \(name), \(mean) bytes on average: median \(Self.text(times[times.count / 2])), "
                + "p99 \(Self.text(times[times.count * 99 / 100]))")
    }

    private func time(_ bytes: [UInt8]) -> Double {
        let start = ContinuousClock.now
        let verdict = InvoiceValidator.validate(bytes)
        let elapsed = ContinuousClock.now - start
        precondition(verdict.syntax != nil, "an unreadable invoice")
        return Double(elapsed.components.attoseconds) / 1e15 + Double(elapsed.components.seconds) * 1_000
    }

    /// The same invoice with its first line many times.
    private static func enlarged(_ bytes: [UInt8], to count: Int) -> [UInt8] {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let start = text.range(of: "<cac:InvoiceLine>"), let end = text.range(of: "</cac:InvoiceLine>") else {
            return bytes
        }
        let line = text[start.lowerBound..<end.upperBound]
        return Array(
            (text[..<start.lowerBound] + String(repeating: String(line), count: count) + text[end.upperBound...]).utf8)
    }

    private static func text(_ milliseconds: Double) -> String { "\((milliseconds * 100).rounded() / 100) ms" }

    private static func residentMebibytes() -> Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss / 1_024
    }
}
