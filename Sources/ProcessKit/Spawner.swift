import CProcess
import Glibc

/// Starts programs that outlive us: own session and group, output to a file, nothing else inherited.
package enum Spawner {
    /// Starts a program.
    ///
    /// Whoever calls this must wait for the end of the child, as ``ProcessWatch`` does: until then its entry stays.
    /// - Returns: The process, which may have ended already.
    /// - Throws: ``SpawnError``; then no process was made.
    package static func spawn(_ request: SpawnRequest) throws(SpawnError) -> ProcessIdentity {
        if let fault = request.fault() { throw fault }
        let log = try openLog(request.logFile)
        defer { close(log) }
        var pid: pid_t = 0
        let error = withStrings([request.executable] + request.arguments) { arguments in
            withStrings(request.environment.map { "\($0)=\($1)" }.sorted()) { environment in
                cprocess_spawn(request.executable, arguments, environment, request.workingDirectory, log, &pid)
            }
        }
        if error != 0 { throw spawnError(error, request) }
        // It is our child and not waited for: its entry is there even if it has ended already. Only a machine without
        // readable /proc, or a parent that ignores SIGCHLD, has none.
        guard let identity = ProcessTable.identityOrZombie(ofPID: pid) else {
            kill(pid, SIGKILL)
            throw .other(errno: ESRCH, "the new process \(pid) cannot be seen in /proc")
        }
        return identity
    }

    private static func openLog(_ path: String) throws(SpawnError) -> Int32 {
        // Non-blocking only concerns a pipe put there since the check: opening one would wait for a reader.
        let opened = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o600)
        guard opened >= 0 else { throw isShortage(errno) ? .outOfResources : .logUnusable(path) }
        defer { close(opened) }
        // Above the standard descriptors, which are replaced one by one in the child.
        let log = fcntl(opened, F_DUPFD_CLOEXEC, 3)
        guard log >= 0 else { throw .outOfResources }
        return log
    }

    private static func isShortage(_ error: Int32) -> Bool {
        [EAGAIN, ENOMEM, EMFILE, ENFILE].contains(error)
    }

    private static func spawnError(_ error: Int32, _ request: SpawnRequest) -> SpawnError {
        if isShortage(error) { return .outOfResources }
        // Something may have gone since the check. If nothing has, the program needs something that is not there.
        if let fault = request.fault() { return fault }
        switch error {
        case ENOENT, ENOTDIR, EACCES, ENOEXEC, EPERM, ELIBBAD: return .notExecutable(request.executable)
        default: return .other(errno: error)
        }
    }

    /// Lends an array of strings to C, closed by a null pointer.
    private static func withStrings<Result>(
        _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers = strings.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return pointers.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("an array with a null pointer has a base") }
            return body(UnsafePointer(base))
        }
    }
}
