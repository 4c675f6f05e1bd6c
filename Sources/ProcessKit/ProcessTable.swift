import Foundation
import Glibc

/// What `/proc` says of the processes of this machine.
package enum ProcessTable {
    /// A process found by its environment.
    package struct Found: Sendable {
        package let identity: ProcessIdentity
        package let environment: [String: String]
    }

    /// The kernel's id of this boot; empty where there is no `/proc`.
    package static let bootID: String = {
        (ProcFile.text("/proc/sys/kernel/random/boot_id") ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    }()

    /// The process that has an id now; `nil` when there is none, or only its corpse.
    package static func identity(ofPID pid: Int32) -> ProcessIdentity? {
        guard let stat = ProcessStat(pid: pid), !stat.isDead else { return nil }
        return identity(stat, pid)
    }

    /// The same, also for a process that has ended and waits for its parent.
    static func identityOrCorpse(ofPID pid: Int32) -> ProcessIdentity? {
        ProcessStat(pid: pid).map { identity($0, pid) }
    }

    private static func identity(_ stat: ProcessStat, _ pid: Int32) -> ProcessIdentity {
        ProcessIdentity(pid: pid, startTicks: stat.startTicks, bootID: bootID)
    }

    /// Whether the very process runs. A zombie is dead.
    package static func isAlive(_ identity: ProcessIdentity) -> Bool {
        self.identity(ofPID: identity.pid) == identity
    }

    /// Whether the very process runs, or has ended and can still tell how.
    package static func exists(_ identity: ProcessIdentity) -> Bool {
        identityOrCorpse(ofPID: identity.pid) == identity
    }

    /// How a process ended that its parent has not waited for yet.
    static func exitStatus(ofCorpse identity: ProcessIdentity) -> ExitStatus? {
        guard let stat = ProcessStat(pid: identity.pid), stat.isDead, stat.startTicks == identity.startTicks else {
            return nil
        }
        return ExitStatus(waitStatus: stat.waitStatus)
    }

    /// All processes whose environment holds exactly `NAME=value`, as far as they may be looked into.
    package static func find(marker: String) -> [Found] {
        let entry = Array(marker.utf8)
        return processIDs().compactMap { pid in
            // Identity first: should the process be another by the time its environment is read, it does not match.
            guard let identity = identity(ofPID: pid), let bytes = ProcFile.bytes("/proc/\(pid)/environ") else {
                return nil
            }
            let entries = bytes.split(separator: 0)
            guard entries.contains(where: { $0.elementsEqual(entry) }), isAlive(identity) else { return nil }
            return Found(identity: identity, environment: environment(entries))
        }
    }

    private static func environment(_ entries: [ArraySlice<UInt8>]) -> [String: String] {
        var result: [String: String] = [:]
        for entry in entries {
            let text = String(decoding: entry, as: UTF8.self)
            guard let sign = text.firstIndex(of: "=") else { continue }
            result[String(text[..<sign])] = String(text[text.index(after: sign)...])
        }
        return result
    }

    static func processIDs() -> [Int32] {
        // try? because without /proc nobody can be named
        ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { Int32($0) }
    }
}

/// The fields of `/proc/<pid>/stat` that are used here (`proc_pid_stat(5)`).
struct ProcessStat {
    let state: Character
    let startTicks: UInt64
    let cpuTicks: UInt64
    let threads: Int
    let waitStatus: Int32

    /// Reads the line; the program's name may hold blanks and parentheses, so that counting begins behind its last one.
    init?(pid: Int32) {
        guard let text = ProcFile.text("/proc/\(pid)/stat"), let end = text.lastIndex(of: ")") else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ")
        guard fields.count >= 50, let state = fields[0].first, let start = UInt64(fields[19]) else { return nil }
        self.state = state
        startTicks = start
        cpuTicks = (UInt64(fields[11]) ?? 0) + (UInt64(fields[12]) ?? 0)
        threads = Int(fields[17]) ?? 0
        waitStatus = Int32(fields[49].trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
    }

    /// Ended, and only kept for the parent.
    var isDead: Bool { state == "Z" || state == "X" || state == "x" }
}

extension ExitStatus {
    /// Takes the status of `wait(2)` apart.
    init(waitStatus status: Int32) {
        let signal = status & 0x7F
        self = signal == 0 ? .exited(code: (status >> 8) & 0xFF) : .signalled(signal: signal)
    }
}
