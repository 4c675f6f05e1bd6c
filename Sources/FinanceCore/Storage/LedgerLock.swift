#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Keeps a second process away from a ledger: two writers with a memory of their own would number twice.
///
/// The operating system drops the lock with the process, however it ends.
final class LedgerLock: Sendable {
    private let file: Int32

    /// - Throws: `FinanceError.storage` if another process has the ledger open.
    init(path: String) throws(FinanceError) {
        file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        guard file >= 0 else { throw .storage("open \(path): \(String(cString: strerror(errno)))") }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            close(file)
            throw .storage("the ledger \(path) is open in another process")
        }
    }

    deinit { close(file) }
}
