import ArgumentParser
import FinanceCore
import Foundation
import ServiceKit
import Shared

/// `Finance verify FILE`: checks a ledger file, a copy of it or an export of its journal, without the service.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check a ledger file, a copy or an export: every transaction, account, lock and document.",
        discussion: """
            Reads only. A copy that POST /backup has made has a manifest beside it; then every changed byte is found \
            and its place is named, as in an export that GET /export/journal has given. Exit codes: 0 all is well, \
            1 something is wrong, 66 the file cannot be read.
            """)

    @Argument(help: "The file, usually data/finance/ledger.sqlite; or an export, journal.ndjson.")
    var file: String

    @Option(help: "First sequence to verify; the chain before it is taken as given. An export is always checked whole.")
    var from: Int64 = 1

    @Option(help: "The chain's head that the file must have at its end (64 hexadecimal digits).")
    var head: String?

    @Option(help: "The Ed25519 public key that must have signed every anchor (64 hexadecimal digits).")
    var publicKey: String?

    @Option(help: "Folder of the documents; without it, documents/ beside a ledger file if it is there.")
    var documents: String?

    func validate() throws {
        if let publicKey, ChainHash(hex: publicKey) == nil {
            throw ValidationError("--public-key: 64 hexadecimal digits are expected")
        }
    }

    func run() async throws {
        _ = try InputFile.open(file)
        let export = JournalExportFile(path: file)
        let faults = export.isExport ? try faults(in: export) : try await faultsOfLedger()
        for fault in faults { Terminal.complain("  \(fault.detail(.english))") }
        if faults.isEmpty { return Terminal.say("no fault found") }
        Terminal.complain("Finance: \(file): \(faults.count) \(faults.count == 1 ? "fault" : "faults")")
        throw ExitCode(1)
    }

    private func faultsOfLedger() async throws -> [IntegrityFault] {
        var faults = try manifestFaults()
        let verifier = LedgerVerifier(path: file)
        let last = (try? verifier.lastSequence()) ?? 0  // whatever cannot be read is a fault below
        let progress = ProgressLine(total: last - from + 1, unit: .things("transactions verified"))
        let start = ContinuousClock.now
        let key = publicKey.flatMap { ChainHash(hex: $0) }
        let findings = try await verifier.verifyWhole(from: from, publicKey: key) { progress.add($0) }
        progress.end()
        if let report = findings.chain { tell(report, ContinuousClock.now - start) }
        faults += findings.faults
        do {
            faults += try documentFaults()
        } catch let failure as StorageFailure {
            if !faults.contains(.unreadable(failure)) { faults.append(.unreadable(failure)) }
        }
        return faults + headFaults(findings.chain.flatMap { $0.faults.isEmpty ? $0.head : nil })
    }

    private func faults(in export: JournalExportFile) throws -> [IntegrityFault] {
        let progress = ProgressLine(total: 0, unit: .things("transactions verified"))
        let report: JournalExportVerifier.Report
        do {
            report = try export.verify(
                publicKey: publicKey.flatMap { ChainHash(hex: $0) }, documents: documents
            ) { progress.add($0) }
        } catch {
            throw InputFile.refuse(file, error.localizedDescription)
        }
        progress.end()
        if let moment = report.exportedAt { Terminal.say("export of \(report.ledger), made \(moment)") }
        Terminal.say(
            "\(report.lines) lines: \(report.transactions) transactions, \(report.records) records, "
                + "\(report.anchors) anchors")
        Terminal.say("head \(report.head)")
        if let fault = report.fault {
            Terminal.complain("  line \(report.lines) of the export:")
            return [fault]
        }
        return (publicKey != nil && report.anchors == 0 ? [.noAnchor] : []) + headFaults(report.head)
    }

    /// - Parameter actual: head at the end, nil if the chain is broken anyway.
    private func headFaults(_ actual: ChainHash?) -> [IntegrityFault] {
        guard let head, let actual, ChainHash(hex: head) != actual else { return [] }
        return [.headDiffers(expected: head, actual: actual)]
    }

    /// Whether there are anchors where a key is asked for, and the bytes of the documents where they are.
    private func documentFaults() throws -> [IntegrityFault] {
        let verifier = LedgerVerifier(path: file)
        let counts = try verifier.counts()
        Terminal.say("beside it: \(counts.records) records, \(counts.anchors) anchors, \(counts.documents) documents")
        var faults = publicKey != nil && counts.anchors == 0 ? [IntegrityFault.noAnchor] : []
        let beside = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("documents").path
        let folder = documents ?? beside
        if documents != nil || FileManager.default.fileExists(atPath: folder) {
            faults += try verifier.verifyDocuments(in: folder)
        } else if counts.documents > 0 {
            Terminal.say("the documents' bytes were not looked at: there is no \(folder)")
        }
        return faults
    }

    private func manifestFaults() throws -> [IntegrityFault] {
        let path = BackupManifest.path(of: file)
        guard let data = FileManager.default.contents(atPath: path) else { return [] }
        guard let manifest = BackupManifest(text: String(decoding: data, as: UTF8.self)) else {
            return [.manifestUnreadable(path)]
        }
        Terminal.say("manifest: \(manifest.blocks.count) blocks, through transaction \(manifest.sequence)")
        return try manifest.compare(with: file)
    }

    private func tell(_ report: IntegrityReport, _ duration: Duration) {
        guard let sequences = report.sequences else { return Terminal.say("the ledger has no transactions") }
        let seconds = max(duration.milliseconds / 1_000, 0.001)
        let rate = Int(Double(sequences.count) / seconds)
        Terminal.say(
            "chain of transactions \(sequences.lowerBound) to \(sequences.upperBound) in \(Int(seconds * 1_000)) ms "
                + "(\(rate)/s)")
        Terminal.say("head \(report.head)")
    }
}

extension IntegrityFault {
    fileprivate static func headDiffers(expected: String, actual: ChainHash) -> IntegrityFault {
        file(
            "head-differs", de: "Der Kopf der Kette ist \(actual), nicht \(expected).",
            en: "The chain's head is \(actual), not \(expected).")
    }

    fileprivate static let noAnchor = file(
        "anchor-missing", de: "Die Datei hat keinen Anker.", en: "The file has no anchor.")

    fileprivate static func manifestUnreadable(_ path: String) -> IntegrityFault {
        file(
            "manifest-unreadable", de: "\(path) ist kein Verzeichnis der Prüfsummen.",
            en: "\(path) is no manifest.")
    }
}
