import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Keeps a second process away from a ledger: two writers with a memory of their own would number twice.
///
/// The operating system drops the lock with the process, however it ends.
final class LedgerLock: Sendable {
    /// The open lock file, nil after the release.
    private let file: Mutex<Int32?>

    /// - Throws: `FinanceError.storage` if another process has the ledger open.
    init(path: String) throws(FinanceError) {
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        guard opened >= 0 else { throw FinanceError(DurableFile.failure("open", path)) }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            close(opened)
            throw .storage("the ledger \(path) is open in another process")
        }
        file = Mutex(opened)
    }

    deinit { release() }

    /// Lets the next one in; may be called twice.
    func release() {
        file.withLock { file in
            if let opened = file { close(opened) }
            file = nil
        }
    }
}
