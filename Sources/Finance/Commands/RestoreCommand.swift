import ArgumentParser
import FinanceCore
import Foundation
import ServiceKit
import Shared

/// `Finance restore BACKUP --to DIR`: brings a backup back, after it was verified.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Verify a backup and put it into a new data folder.",
        discussion: """
            BACKUP is a folder that POST /backup has made. Manifest, hash chain, records, anchors and documents are \
            verified first; nothing is written before they are found well, and nothing is ever overwritten. Afterwards \
            start the service with --data-dir DIR. The key of the anchors is not part of a backup: copy anchor.key as \
            well, or a new one begins. Exit codes: 0 restored, 1 the backup is damaged, 66 it is none or \
            cannot be read, 73 the target is taken or cannot be made.
            """)

    @Argument(help: "Folder of the backup, usually data/finance/backups/TIME-SEQUENCE.")
    var backup: String

    @Option(help: "Data folder for the service (--data-dir); its folder finance must be missing or empty.")
    var to: String

    @Option(help: "Restore as this company's ledger, beside a standard one that is there.")
    var mandant: String?

    @Option(help: "Name of the company, when it is restored as one (default: its id).")
    var mandantName: String?

    @Option(help: "The Ed25519 public key that must have signed every anchor (64 hexadecimal digits).")
    var publicKey: String?

    func validate() throws {
        if let publicKey, ChainHash(hex: publicKey) == nil {
            throw ValidationError("--public-key: 64 hexadecimal digits are expected")
        }
        if let mandant, MandantID(mandant) == nil { throw ValidationError("--mandant: \(mandant) is no id") }
    }

    func run() async throws {
        do throws(RestoreFault) {
            let restore = try LedgerRestore(backup: backup)
            let progress = ProgressLine(total: 0, unit: .things("transactions verified"))
            let manifest = try await restore.verify(publicKey: publicKey.flatMap { ChainHash(hex: $0) }) {
                progress.add($0)
            }
            progress.end()
            Terminal.say("verified: \(manifest.sequence) transactions, head \(manifest.head)")
            let result = try restore.restore(to: target, manifest, as: mandantDescription)
            Terminal.say("restored to \(target): \(result.sequence) transactions, \(result.documents) documents")
            if mandant == nil, !FileManager.default.fileExists(atPath: target + "/anchor.key") {
                Terminal.say(
                    "A backup holds no anchor.key: copy yours to \(target), or a new one is made at the start.")
            }
        } catch {
            throw fail(error)
        }
    }

    private var target: String {
        let finance = URL(fileURLWithPath: to).appendingPathComponent(ServiceIdentity.finance.dataFolder)
        guard let mandant else { return finance.path }
        return finance.appendingPathComponent("mandanten").appendingPathComponent(mandant).path
    }

    private var mandantDescription: (id: MandantID, name: String)? {
        mandant.flatMap { MandantID($0) }.map { ($0, mandantName ?? $0.description) }
    }

    private func fail(_ fault: RestoreFault) -> ExitCode {
        switch fault {
        case .noBackup(let path):
            Terminal.complain("Finance: \(path) is no backup: there must be a ledger.sqlite and its manifest")
            return ExitCode(66)
        case .damaged(let faults):
            for fault in faults { Terminal.complain("  \(fault.detail(.english))") }
            let count = faults.count == 1 ? "1 fault" : "\(faults.count) faults"
            Terminal.complain("Finance: \(backup): \(count); nothing was restored")
            return ExitCode(1)
        case .documentChanged(let path):
            Terminal.complain("Finance: \(path) is not the document that was stored; nothing was restored")
            return ExitCode(1)
        case .targetTaken(let path):
            Terminal.complain("Finance: \(path) is not empty; nothing is overwritten")
            return ExitCode(73)
        case .unreadable(let reason):
            Terminal.complain("Finance: \(reason); nothing was restored")
            return ExitCode(66)
        case .storage(let reason):
            Terminal.complain("Finance: \(reason); nothing was restored")
            return ExitCode(73)
        }
    }
}
