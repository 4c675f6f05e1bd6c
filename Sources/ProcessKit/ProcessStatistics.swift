import Foundation
import Glibc

/// What a process uses at a moment.
package struct ProcessStatistics: Sendable, Hashable, Codable {
    /// Processor time since its start, in seconds.
    package var cpuSeconds: Double
    /// Resident memory, in bytes.
    package var residentBytes: Int
    package var threads: Int
    /// Descriptors in use; `nil` where they cannot be seen.
    package var openFiles: Int?
    /// State letter of `/proc/<pid>/stat`: R running, S sleeping, T stopped, D waiting for a disk, Z dead.
    package var state: String

    /// Reads the figures; `nil` when the process is gone.
    package static func read(_ identity: ProcessIdentity) -> ProcessStatistics? {
        guard let stat = ProcessStat(pid: identity.pid), stat.startTicks == identity.startTicks else { return nil }
        let pages = ProcFile.text("/proc/\(identity.pid)/statm")?.split(separator: " ").dropFirst().first
        return ProcessStatistics(
            cpuSeconds: Double(stat.cpuTicks) / Double(max(sysconf(Int32(_SC_CLK_TCK)), 1)),
            residentBytes: (pages.flatMap { Int($0) } ?? 0) * max(sysconf(Int32(_SC_PAGESIZE)), 1),
            threads: stat.threads,
            // try? because processes of other users cannot be looked into
            openFiles: (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(identity.pid)/fd"))?.count,
            state: String(stat.state))
    }
}

/// Open files and sockets of a process, for people.
package enum OpenFiles {
    /// Descriptor and target of at most `limit` open files, as `3 → /path`; sockets with their addresses.
    package static func list(_ pid: Int32, limit: Int = 200) -> [String] {
        let folder = "/proc/\(pid)/fd"
        // try? because the process may be another user's, or gone
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted {
            (Int($0) ?? 0) < (Int($1) ?? 0)
        }
        let sockets = names.isEmpty ? [:] : socketAddresses(pid)
        return names.prefix(limit).compactMap { name in
            guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(name)") else {
                return nil
            }
            return "\(name) → \(sockets[target] ?? target)"
        }
    }

    /// Addresses by link target (`socket:[inode]`), from the process's own network name space.
    private static func socketAddresses(_ pid: Int32) -> [String: String] {
        var result: [String: String] = [:]
        for table in ["tcp", "tcp6"] {
            guard let text = ProcFile.text("/proc/\(pid)/net/\(table)") else { continue }
            for line in text.split(separator: "\n").dropFirst() {
                let fields = line.split(separator: " ")
                guard fields.count > 9 else { continue }
                result["socket:[\(fields[9])]"] =
                    "\(table) \(port(fields[1])) ↔ \(port(fields[2])) \(states[fields[3]] ?? String(fields[3]))"
            }
        }
        return result
    }

    private static let states: [Substring: String] = [
        "01": "established", "06": "time-wait", "08": "close-wait", "0A": "listening",
    ]

    private static func port(_ address: Substring) -> String {
        address.split(separator: ":").last.flatMap { Int($0, radix: 16) }.map { ":\($0)" } ?? "?"
    }
}

/// Space on disks.
package enum DiskSpace {
    /// Bytes that we may still write where a path is; `nil` when that cannot be found out.
    package static func freeBytes(_ path: String) -> Int? {
        var info = statvfs()
        guard statvfs(path, &info) == 0 else { return nil }
        return Int(info.f_bavail) * Int(info.f_frsize)
    }
}

/// Marks one state of a file, so that another one is noticed.
package struct ExecutableStamp: Sendable, Hashable {
    private let device: UInt
    private let inode: UInt
    private let size: Int
    private let seconds: Int
    private let nanoseconds: Int

    /// Looks at the file behind all links; `nil` when there is none.
    package static func read(_ path: String) -> ExecutableStamp? {
        var info = stat()
        guard stat(path, &info) == 0 else { return nil }
        return ExecutableStamp(
            device: UInt(info.st_dev), inode: UInt(info.st_ino), size: Int(info.st_size),
            seconds: info.st_mtim.tv_sec, nanoseconds: info.st_mtim.tv_nsec)
    }
}
