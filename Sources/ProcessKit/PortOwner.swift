import Foundation
import Glibc

/// Finds out who listens on a TCP port of this machine, from `/proc`.
package struct PortOwner: Sendable, CustomStringConvertible {
    package let pid: Int
    package let program: String
    package let user: String

    package var description: String { "\(program) (pid \(pid), user \(user))" }

    /// The process that listens on a port, `nil` when there is none or it may not be seen.
    package static func find(port: Int) -> PortOwner? {
        let inodes = Set(["/proc/net/tcp", "/proc/net/tcp6"].flatMap { listeningInodes(in: $0, port: port) })
        guard !inodes.isEmpty else { return nil }
        for pid in ProcessTable.processIDs().map(Int.init) where holds(pid: pid, inodes: inodes) {
            return PortOwner(pid: pid, program: program(of: pid), user: user(of: pid))
        }
        return nil
    }

    /// Lines of `/proc/net/tcp`: field 1 is `address:port` in hexadecimal, 3 the state (0A: listening), 9 the inode.
    package static func listeningInodes(in path: String, port: Int) -> [String] {
        guard let table = ProcFile.text(path) else { return [] }
        let suffix = ":" + String(format: "%04X", port)
        return table.split(separator: "\n").dropFirst().compactMap { line in
            let fields = line.split(separator: " ")
            guard fields.count > 9, fields[1].hasSuffix(suffix), fields[3] == "0A" else { return nil }
            return String(fields[9])
        }
    }

    /// The user whose process listens on a port, `nil` when nobody does; needs no look into processes.
    package static func uid(ofListenerOn port: Int) -> UInt32? {
        let suffix = ":" + String(format: "%04X", port)
        for path in ["/proc/net/tcp", "/proc/net/tcp6"] {
            for line in ProcFile.text(path)?.split(separator: "\n").dropFirst() ?? [] {
                let fields = line.split(separator: " ")
                if fields.count > 9, fields[1].hasSuffix(suffix), fields[3] == "0A" { return UInt32(fields[7]) }
            }
        }
        return nil
    }

    private static func holds(pid: Int, inodes: Set<String>) -> Bool {
        let folder = "/proc/\(pid)/fd"
        // try? because processes of other users, and those that just ended, cannot be looked into
        guard let entries = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return false }
        return entries.contains { entry in
            guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(entry)") else {
                return false
            }
            return target.hasPrefix("socket:[") && inodes.contains(String(target.dropFirst(8).dropLast()))
        }
    }

    private static func program(of pid: Int) -> String {
        ProcFile.text("/proc/\(pid)/comm")?.split(separator: "\n").first.map(String.init) ?? "unknown program"
    }

    private static func user(of pid: Int) -> String {
        // try? because it may just have ended
        let attributes = try? FileManager.default.attributesOfItem(atPath: "/proc/\(pid)")
        return attributes?[.ownerAccountName] as? String ?? "unknown"
    }
}
