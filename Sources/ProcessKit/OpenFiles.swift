import Glibc

/// Open files and sockets of a process, for people.
package enum OpenFiles {
    /// Descriptor and target of at most `limit` open files, as `3 → /path`; sockets with their addresses.
    package static func list(_ pid: Int32, limit: Int = 200) -> [String] {
        let found = descriptors(pid).prefix(limit)
        let sockets = found.isEmpty ? [:] : socketLines(pid)
        return found.map { "\($0.number) → \(sockets[$0.target] ?? $0.target)" }
    }

    /// Empty when the process is gone, or another user's.
    private static func descriptors(_ pid: Int32) -> [(number: Int, target: String)] {
        let folder = "\(ProcessTable.folder(pid))/fd"
        return (ProcFile.entries(folder) ?? []).compactMap { Int($0) }.sorted().compactMap { number in
            ProcFile.link("\(folder)/\(number)").map { (number, $0) }
        }
    }

    /// Lines by link target (`socket:[inode]`), from the process's own network name space.
    private static func socketLines(_ pid: Int32) -> [String: String] {
        let entries = SocketEntry.all(in: "\(ProcessTable.folder(pid))/net").map {
            ("socket:[\($0.inode)]", "\($0.table) \($0.local) ↔ \($0.remote) \($0.stateName)")
        }
        return Dictionary(entries) { first, _ in first }
    }
}
