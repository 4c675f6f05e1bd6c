#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Small files that are there whole or not at all, also after a power failure.
package enum DurableFile {
    /// Writes beside the file, waits for the disk, takes the name, and waits for the folder.
    /// - Throws: `StorageFailure` with the step and the system's reason.
    package static func write(_ text: String, to path: String, permissions: UInt32 = 0o640) throws(StorageFailure) {
        let temporary = path + ".new"
        unlink(temporary)
        let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions)
        guard file >= 0 else { throw failure("create", temporary) }
        let bytes = Array(text.utf8)
        var written = 0
        var error: StorageFailure?
        while written < bytes.count, error == nil {
            let part = bytes.withUnsafeBytes { buffer in
                Glibc.write(file, buffer.baseAddress?.advanced(by: written), bytes.count - written)
            }
            if part >= 0 { written += part } else if errno != EINTR { error = failure("write", temporary) }
        }
        if error == nil, fsync(file) != 0 { error = failure("fsync", temporary) }
        if close(file) != 0, error == nil { error = failure("close", temporary) }
        if error == nil, rename(temporary, path) != 0 { error = failure("rename", path) }
        if let error {
            unlink(temporary)
            throw error
        }
        try synchroniseFolder(of: path)
    }

    /// Makes the names in the folder of a file durable.
    static func synchroniseFolder(of path: String) throws(StorageFailure) {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { throw failure("open", folder) }
        defer { close(file) }
        if fsync(file) != 0 { throw failure("fsync", folder) }
    }

    static func failure(_ step: String, _ path: String) -> StorageFailure {
        StorageFailure(system: errno, "\(step) \(path)")
    }
}
