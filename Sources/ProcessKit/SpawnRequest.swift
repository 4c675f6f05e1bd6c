import Glibc

/// What is to be started, without any shell.
package struct SpawnRequest: Sendable, Hashable {
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

    /// What would keep the program from being started as things are now; nothing is started or made.
    package func fault() -> SpawnError? {
        if let fault = programFault() { return fault }
        guard Self.kind(workingDirectory) == S_IFDIR, access(workingDirectory, X_OK) == 0 else {
            return .folderUnusable(workingDirectory)
        }
        if !isLogUsable { return .logUnusable(logFile) }
        return hasUnsayableText
            ? .other(errno: EINVAL, "a zero byte in a text, or a variable without a proper name") : nil
    }

    private func programFault() -> SpawnError? {
        guard executable.hasPrefix("/"), let kind = Self.kind(executable) else { return .programMissing(executable) }
        return kind == S_IFREG && access(executable, X_OK) == 0 ? nil : .notExecutable(executable)
    }

    private var isLogUsable: Bool {
        guard let kind = Self.kind(logFile) else {
            // Not there yet: then its folder must let us make it.
            let parts = logFile.split(separator: "/", omittingEmptySubsequences: false)
            let folder = parts.dropLast().joined(separator: "/")
            return parts.count > 1 && parts.last?.isEmpty == false && access(folder + "/", W_OK | X_OK) == 0
        }
        // A device such as /dev/null takes everything; a pipe would stop the program once nobody reads.
        return (kind == S_IFREG || kind == S_IFCHR) && access(logFile, W_OK) == 0
    }

    /// C takes texts up to their first zero byte, and finds a variable's value behind the first sign of equality.
    private var hasUnsayableText: Bool {
        let texts = [executable, workingDirectory] + arguments + environment.keys + environment.values
        return texts.contains { $0.utf8.contains(0) } || environment.keys.contains { $0.isEmpty || $0.contains("=") }
    }

    /// The file type bits of whatever a path leads to, `nil` when that is nothing.
    private static func kind(_ path: String) -> mode_t? {
        var info = stat()
        return stat(path, &info) == 0 ? info.st_mode & S_IFMT : nil
    }
}

/// Why a program was not started.
package enum SpawnError: Error, Sendable, Hashable {
    case programMissing(String)
    /// Not a program, not permitted, or a script whose interpreter is missing.
    case notExecutable(String)
    case folderUnusable(String)
    /// Cannot be made or appended to, or is neither a plain file nor a device such as `/dev/null`.
    case logUnusable(String)
    /// No process, memory or descriptor left; another attempt may work.
    case outOfResources
    /// Anything else, as a text for people that ends with the number of the error.
    case other(String)

    static func other(errno number: Int32, _ text: String? = nil) -> SpawnError {
        .other("\(text ?? String(cString: strerror(number))) (error \(number))")
    }
}
