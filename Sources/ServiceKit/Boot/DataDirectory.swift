import Foundation
import Glibc

/// The folder of one service, held by one process at a time.
///
/// The lock is the kernel's (`flock`), so it ends with the process however that dies.
package final class DataDirectory: Sendable {
    /// Absolute path.
    package let path: String
    private let lock: Int32

    /// Creates the folder where needed and takes it.
    ///
    /// - Throws: ``StartupError`` when it cannot be made or another process holds it.
    package init(path: String) throws(StartupError) {
        self.path = path
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .cannotCreate("the data folder \(path) cannot be made: \(error.localizedDescription)")
        }
        let file = path + "/.lock"
        lock = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw .cannotCreate("\(file) cannot be opened: \(String(cString: strerror(errno)))") }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            let holder = (try? String(contentsOfFile: file, encoding: .utf8)) ?? "?"  // only for the message
            close(lock)
            throw .unavailable(
                "the data folder \(path) is in use by process \(holder). Stop it, or choose another with --data-dir.")
        }
        let pid = "\(getpid())"
        ftruncate(lock, 0)
        _ = pid.withCString { pwrite(lock, $0, strlen($0), 0) }
    }

    deinit {
        close(lock)
    }
}
