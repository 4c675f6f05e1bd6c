import Glibc

/// A process found by its environment.
package struct FoundProcess: Sendable, Hashable {
    package let identity: ProcessIdentity
    /// What it was started with; of a name given twice the first, as `getenv` has it.
    package let environment: [String: String]
    package let parentPID: Int32

    /// Describes a find.
    package init(identity: ProcessIdentity, environment: [String: String], parentPID: Int32) {
        self.identity = identity
        self.environment = environment
        self.parentPID = parentPID
    }
}

/// What `/proc` says of the processes of this machine.
package enum ProcessTable {
    /// The kernel's id of this boot; empty where there is no `/proc`.
    package static let bootID: String =
        ProcFile.text("/proc/sys/kernel/random/boot_id")?.split(whereSeparator: \.isNewline).first.map(String.init)
        ?? ""

    /// The process that has an id now; `nil` when there is none, or only a zombie.
    package static func identity(ofPID pid: Int32) -> ProcessIdentity? {
        guard let stat = ProcessStat(pid: pid), !stat.isDead else { return nil }
        return identity(stat, pid)
    }

    /// The same, also for a process that has ended and waits for its parent.
    static func identityOrZombie(ofPID pid: Int32) -> ProcessIdentity? {
        ProcessStat(pid: pid).map { identity($0, pid) }
    }

    static func identity(_ stat: ProcessStat, _ pid: Int32) -> ProcessIdentity {
        ProcessIdentity(pid: pid, startTicks: stat.startTicks, bootID: bootID)
    }

    /// Whether the very process runs. A zombie is dead.
    package static func isAlive(_ identity: ProcessIdentity) -> Bool {
        self.identity(ofPID: identity.pid) == identity
    }

    /// Whether the very process runs, or is a zombie that can still tell how it ended.
    package static func exists(_ identity: ProcessIdentity) -> Bool {
        identityOrZombie(ofPID: identity.pid) == identity
    }

    /// How a process ended that its parent has not waited for yet; `nil` when it lives, is gone, or may not be asked.
    package static func exitStatus(ofZombie identity: ProcessIdentity) -> ExitStatus? {
        guard let stat = ProcessStat(pid: identity.pid), stat.isDead, self.identity(stat, identity.pid) == identity,
            isOurs(identity.pid)
        else { return nil }
        return ExitStatus(waitStatus: stat.waitStatus)
    }

    /// The kernel shows strangers a status of 0, which would read as a proper end.
    private static func isOurs(_ pid: Int32) -> Bool {
        var info = stat()
        return geteuid() == 0 || (stat("/proc/\(pid)", &info) == 0 && info.st_uid == geteuid())
    }

    /// All living processes whose environment holds exactly `NAME=value`, as far as they may be looked into.
    package static func find(marker: String) -> [FoundProcess] {
        let entry = Array(marker.utf8)
        return processIDs().compactMap { pid in
            // Identity first: should the id be another's by the time its environment is read, it does not match.
            guard let stat = ProcessStat(pid: pid), !stat.isDead,
                let bytes = ProcFile.bytes("\(folder(pid, stat))/environ")
            else { return nil }
            let entries = bytes.split(separator: 0)
            let identity = identity(stat, pid)
            guard entries.contains(where: { $0.elementsEqual(entry) }), isAlive(identity) else { return nil }
            return FoundProcess(identity: identity, environment: environment(entries), parentPID: stat.parentPID)
        }
    }

    private static func environment(_ entries: [ArraySlice<UInt8>]) -> [String: String] {
        var result: [String: String] = [:]
        for entry in entries {
            let text = String(decoding: entry, as: UTF8.self)
            guard let sign = text.firstIndex(of: "=") else { continue }
            let name = String(text[..<sign])
            if result[name] == nil { result[name] = String(text[text.index(after: sign)...]) }
        }
        return result
    }

    static func processIDs() -> [Int32] {
        (ProcFile.entries("/proc") ?? []).compactMap { Int32($0) }
    }

    /// Where environment, memory and descriptors of a process are shown: a first thread that has ended shows none.
    static func folder(_ pid: Int32, _ stat: ProcessStat? = nil) -> String {
        guard (stat ?? ProcessStat(pid: pid))?.isHeadless == true else { return "/proc/\(pid)" }
        let thread = (ProcFile.entries("/proc/\(pid)/task") ?? []).first { $0 != String(pid) }
        return thread.map { "/proc/\(pid)/task/\($0)" } ?? "/proc/\(pid)"
    }
}
