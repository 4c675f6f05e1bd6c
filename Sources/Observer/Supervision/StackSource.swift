import Foundation
import ObserverCore

/// The stack file that this Observer was started with.
struct StackSource: Sendable {
    /// Absolute path.
    let path: String
    /// Environment for `${NAME}`.
    let variables: [String: String]

    /// Reads the file anew.
    func load() throws(StackFileFaults) -> StackSpec {
        let programs = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? programs.path
        return try StackFile.load(
            path: path, programs: URL(fileURLWithPath: own).deletingLastPathComponent().path, variables: variables)
    }
}
