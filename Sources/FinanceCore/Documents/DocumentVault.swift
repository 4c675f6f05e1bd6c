#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The bytes of documents, each file named by its SHA-256, written once and never again.
///
/// A thread of its own, because `fsync` waits for the disk.
actor DocumentVault {
    private nonisolated let thread: SerialThread
    private let directory: String
    private var temporaryCount = 0
    private var isTidy = false

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    init(directory: String) {
        thread = SerialThread(label: "document-vault")
        self.directory = directory
    }

    /// The name that bytes would have, without keeping them.
    func digest(of bytes: [UInt8]) -> [UInt8] { Digest.sha256(bytes) }

    /// Makes the bytes durable and answers their SHA-256. The same bytes are kept once.
    func store(_ bytes: [UInt8]) throws(FinanceError) -> [UInt8] {
        let digest = Digest.sha256(bytes)
        let name = Digest.hex(digest)
        let folder = directory + "/" + name.prefix(2)
        let path = folder + "/" + name
        // Present means complete: a file gets this name only after its bytes are on disk. The name itself may be
        // younger than the last fsync of its folder, when the process ended in between.
        if access(path, F_OK) == 0 {
            try synchroniseFolder(directory)
            try synchroniseFolder(folder)
            return digest
        }
        try makeFolder(directory)
        try makeFolder(folder)
        removeLeftovers()
        temporaryCount += 1
        let temporary = directory + "/" + Self.temporaryPrefix + "\(getpid())-\(temporaryCount)"
        do throws(FinanceError) {
            try write(bytes, to: temporary)
            guard rename(temporary, path) == 0 else { throw failure("rename", path) }
            try synchroniseFolder(folder)
        } catch {
            unlink(temporary)
            throw error
        }
        return digest
    }

    /// Where the bytes of a digest lie within the folder.
    static func place(of name: String) -> String { "\(name.prefix(2))/\(name)" }

    /// Reads the bytes of a digest and makes sure that they are still the ones that were stored.
    func bytes(_ name: String) throws(FinanceError) -> [UInt8] {
        let path = directory + "/" + name.prefix(2) + "/" + name
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw failure("open", path) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw failure("stat", path) }
        let size = Int(status.st_size)
        var readError: FinanceError?
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let part = read(file, buffer.baseAddress?.advanced(by: count), size - count)
                if part > 0 {
                    count += part
                } else if part == 0 || errno != EINTR {
                    readError = failure("read", path)
                    return
                }
            }
        }
        if let readError { throw readError }
        guard Digest.hex(Digest.sha256(bytes)) == name else {
            throw .storage("document \(name): the bytes are not the ones that were stored")
        }
        return bytes
    }

    private func write(_ bytes: [UInt8], to path: String) throws(FinanceError) {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o640)
        guard file >= 0 else { throw failure("create", path) }
        var written = 0
        var error: FinanceError?
        bytes.withUnsafeBytes { buffer in
            while written < buffer.count, error == nil {
                let part = Glibc.write(file, buffer.baseAddress?.advanced(by: written), buffer.count - written)
                if part >= 0 { written += part } else if errno != EINTR { error = failure("write", path) }
            }
        }
        if error == nil, fsync(file) != 0 { error = failure("fsync", path) }
        if close(file) != 0, error == nil { error = failure("close", path) }
        if let error { throw error }
    }

    /// Removes, once, what a process that was killed left half written. The ledger's lock keeps other writers out.
    private func removeLeftovers() {
        guard !isTidy, let folder = opendir(directory) else { return }
        defer { closedir(folder) }
        isTidy = true
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasPrefix(Self.temporaryPrefix) { unlink(directory + "/" + name) }
        }
    }

    private static let temporaryPrefix = ".new-"

    private func makeFolder(_ path: String) throws(FinanceError) {
        if mkdir(path, 0o750) == 0 {
            let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
            try synchroniseFolder(parent)
        } else if errno != EEXIST {
            throw failure("mkdir", path)
        }
    }

    /// Makes a new name in a folder durable.
    private func synchroniseFolder(_ path: String) throws(FinanceError) {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw failure("open", path) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw failure("fsync", path) }
    }

    private nonisolated func failure(_ what: String, _ path: String) -> FinanceError {
        FinanceError(StorageFailure(system: errno, "\(what) \(path)"))
    }
}
