import Glibc
import ProcessKit

/// A helper process that may use so much time, memory and disk, and no more.
///
/// The limits are set by `prlimit` of util-linux, which then becomes the program: they hold before its first
/// instruction.
struct LimitedProcess: Sendable {
    private static let launcher = "/usr/bin/prlimit"

    let program: String
    let arguments: [String]
    let folder: String
    let outputFile: String
    let limits: HybridPDFLimits

    enum Outcome: Sendable {
        case exited(Int32)
        /// It wrote more than it may.
        case outputTooLarge
        /// It took too long, or was ended by the system.
        case stopped
    }

    /// Runs the program to its end.
    ///
    /// - Throws: `toolMissing`.
    func run() async throws(HybridPDFError) -> Outcome {
        guard access(program, X_OK) == 0 else { throw .toolMissing(program) }
        let watch = ProcessWatch()
        let identity = try spawn()
        watch.watch(identity, isChild: true)
        let ending = await Self.ending(of: watch, within: limits.timeoutMilliseconds) {
            ProcessSignal.sendToGroup(SIGKILL, of: identity)
        }
        switch ending?.status {
        case .exited(let code): return .exited(code)
        case .signalled(SIGXFSZ): return .outputTooLarge
        default: return .stopped
        }
    }

    private func spawn() throws(HybridPDFError) -> ProcessIdentity {
        let request = SpawnRequest(
            executable: Self.launcher,
            arguments: [
                "--as=\(limits.memoryBytes)", "--cpu=\(limits.processorSeconds)", "--fsize=\(limits.outputBytes)",
                "--core=0", program,
            ] + arguments,
            environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"], workingDirectory: folder,
            logFile: outputFile)
        do throws(SpawnError) {
            return try Spawner.spawn(request)
        } catch {
            throw .toolMissing("\(error)")
        }
    }

    /// The end of the only process of a watch. At the deadline it is stopped, and its end awaited all the same, so
    /// that none is left behind.
    private static func ending(
        of watch: ProcessWatch, within milliseconds: Int, stop: @escaping @Sendable () -> Void
    ) async -> ProcessEnding? {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                // Cancelled as soon as the process has ended.
                guard (try? await Task.sleep(for: .milliseconds(milliseconds))) != nil else { return }
                stop()
            }
            var endings = watch.endings.makeAsyncIterator()
            let ending = await endings.next()
            group.cancelAll()
            return ending
        }
    }
}
