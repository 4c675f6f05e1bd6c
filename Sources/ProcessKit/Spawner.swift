import CProcess
import Glibc

/// What is to be started, without any shell.
package struct SpawnRequest: Sendable {
    /// Absolute path of the program.
    package var executable: String
    /// Arguments after the program's name.
    package var arguments: [String]
    /// The whole environment.
    package var environment: [String: String]
    /// Absolute path of the folder to start in.
    package var workingDirectory: String
    /// File that standard output and error are appended to; made when missing.
    package var logFile: String

    /// Describes a start.
    package init(
        executable: String, arguments: [String], environment: [String: String], workingDirectory: String,
        logFile: String
    ) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.logFile = logFile
    }
}

/// Why a program was not started.
package enum SpawnError: Error, Sendable, Hashable {
    case programMissing(String)
    case notExecutable(String)
    case folderUnusable(String)
    case logUnusable(String)
    case outOfResources
    case other(String)
}

/// Starts programs that outlive us: own session and group, output to a file, nothing else inherited.
package enum Spawner {
    /// Starts a program.
    ///
    /// - Throws: ``SpawnError``; then no process was made.
    package static func spawn(_ request: SpawnRequest) throws(SpawnError) -> ProcessIdentity {
        let log = open(request.logFile, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard log >= 0 else { throw .logUnusable(request.logFile) }
        defer { close(log) }
        var pid: pid_t = 0
        var step: Int32 = 0
        let error = withStrings([request.executable] + request.arguments) { arguments in
            withStrings(request.environment.map { "\($0)=\($1)" }.sorted()) { environment in
                cprocess_spawn(
                    request.executable, arguments, environment, request.workingDirectory, log, &pid, &step)
            }
        }
        if error != 0 { throw spawnError(error, step: step, request) }
        // It is our child and not waited for: its entry is there even if it has ended already.
        guard let identity = ProcessTable.identityOrCorpse(ofPID: pid) else {
            throw .other("the process \(pid) cannot be seen in /proc")
        }
        return identity
    }

    private static func spawnError(_ error: Int32, step: Int32, _ request: SpawnRequest) -> SpawnError {
        if step == 1 { return .folderUnusable(request.workingDirectory) }
        switch error {
        case ENOENT, ENOTDIR: return .programMissing(request.executable)
        case EACCES, ENOEXEC, EPERM: return .notExecutable(request.executable)
        case EAGAIN, ENOMEM, EMFILE, ENFILE: return .outOfResources
        default: return .other(String(cString: strerror(error)))
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

/// Signals to one process and no other.
package enum ProcessSignal {
    /// Sends a signal to a process.
    ///
    /// - Returns: Whether it was there to receive it.
    @discardableResult
    package static func send(_ signal: Int32, to identity: ProcessIdentity) -> Bool {
        let descriptor = cprocess_pidfd_open(identity.pid)
        guard descriptor >= 0 else {
            // Without pidfd the identity is checked as late as possible.
            return errno == ENOSYS && ProcessTable.isAlive(identity) && kill(identity.pid, signal) == 0
        }
        defer { close(descriptor) }
        // Checked while the descriptor holds the process: from here on the id cannot become somebody else's.
        guard ProcessTable.exists(identity) else { return false }
        return cprocess_pidfd_send_signal(descriptor, signal) == 0
    }

    /// Sends a signal to a process and everybody in its group, whose leader it is.
    ///
    /// - Returns: Whether the leader was there to receive it.
    @discardableResult
    package static func sendToGroup(_ signal: Int32, of identity: ProcessIdentity) -> Bool {
        let wasThere = send(signal, to: identity)
        // A group keeps its number from being used again while anybody is in it.
        if wasThere, getpgid(identity.pid) == identity.pid { kill(-identity.pid, signal) }
        return wasThere
    }
}
