/// A start that cannot succeed: one line for the person at the terminal and an exit code from `sysexits.h`.
package struct StartupError: Error, Sendable {
    /// What is wrong and what to do about it.
    package let message: String
    /// Exit code of the process.
    package let exitCode: Int32

    /// Describes a failed start.
    package init(_ message: String, exitCode: Int32) {
        self.message = message
        self.exitCode = exitCode
    }

    /// `EX_UNAVAILABLE`: something the service needs is taken or missing.
    package static func unavailable(_ message: String) -> StartupError { StartupError(message, exitCode: 69) }
    /// `EX_CANTCREAT`: a file or folder cannot be made.
    package static func cannotCreate(_ message: String) -> StartupError { StartupError(message, exitCode: 73) }
    /// `EX_CONFIG`: the settings cannot be used.
    package static func configuration(_ message: String) -> StartupError { StartupError(message, exitCode: 78) }
}
