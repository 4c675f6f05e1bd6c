import Foundation
import ObserverCore
import ProcessKit
import Shared

/// What could be found out about a unit when it failed, one file each.
struct EvidenceStore: Sendable {
    /// Bundles kept of each unit.
    private static let keep = 20

    /// Everything in one bundle.
    struct Bundle: Codable, Sendable {
        let unit: String
        let generation: Int
        /// ISO 8601.
        let at: String
        let reasonCode: String
        let reason: LocalizedText
        let lastExit: String?
        let executable: String
        let executableSize: Int
        /// The linker's mark of the program, where it has one.
        let buildID: String?
        /// `/proc/<pid>/status`, where the process still was there.
        let processStatus: [String]
        let openFiles: [String]
        /// Where in the kernel the process waits.
        let waitsIn: String?
        /// The last minute.
        let figures: [UnitFigures.Sample]
        /// The last 200 lines of its log.
        let log: [String]
    }

    let folder: String
    let logFile: @Sendable (String) -> String
    let figures: UnitFigures

    /// Collects a bundle and writes it; a failure to do so must not hold up a restart and is only returned.
    func collect(_ decision: Decision, unit: UnitState, spec: UnitSpec, at now: Moment) -> String? {
        let pid = unit.identity?.pid
        let status = pid.flatMap { ProcFile.text("/proc/\($0)/status") } ?? ""
        let bundle = Bundle(
            unit: unit.name, generation: decision.generation, at: Timestamp.text(now.unixMilliseconds),
            reasonCode: decision.why.code, reason: decision.why.text, lastExit: unit.lastExit?.text.en,
            executable: spec.executable, executableSize: LogFile.size(spec.executable),
            buildID: BuildID.read(spec.executable),
            processStatus: status.split(separator: "\n").map(String.init),
            openFiles: pid.map { OpenFiles.list($0) } ?? [],
            waitsIn: pid.flatMap { ProcFile.text("/proc/\($0)/wchan") },
            figures: figures.samples(of: unit.name), log: LogFile.tail(logFile(unit.name)))
        return write(bundle, at: now)
    }

    private func write(_ bundle: Bundle, at now: Moment) -> String? {
        let place = "\(folder)/\(bundle.unit)"
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            try FileManager.default.createDirectory(
                atPath: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let name = "\(now.unixMilliseconds)-\(bundle.generation)-\(bundle.reasonCode).json"
            try encoder.encode(bundle).write(to: URL(fileURLWithPath: "\(place)/\(name)"))
            for old in names(of: bundle.unit).dropFirst(Self.keep) {
                try FileManager.default.removeItem(atPath: "\(place)/\(old)")
            }
            return nil
        } catch {
            return "\(error)"
        }
    }

    /// Names of a unit's bundles, the latest first.
    func names(of unit: String) -> [String] {
        // try? because a unit without failures has no folder
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(unit)")) ?? []).sorted(by: >)
    }

    /// The content of a bundle.
    func content(unit: String, name: String) -> Data? {
        // Only names that are in the list: no path of a request reaches the disk.
        guard names(of: unit).contains(name) else { return nil }
        return FileManager.default.contents(atPath: "\(folder)/\(unit)/\(name)")
    }
}
