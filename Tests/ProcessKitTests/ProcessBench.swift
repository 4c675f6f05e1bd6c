import Foundation
import Glibc
@testable import ProcessKit
import TestSupport
import Testing

/// A folder in which real processes are started, writing to one log.
struct ProcessBench {
    let folder: URL

    /// A request for a shell script.
    func request(
        _ script: String, environment: [String: String] = ["PATH": "/usr/bin:/bin"]
    ) -> SpawnRequest {
        SpawnRequest(
            executable: "/bin/sh", arguments: ["-c", script], environment: environment,
            workingDirectory: folder.path, logFile: log)
    }

    var log: String { path("out.log") }
    var output: String { read("out.log") }

    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    func read(_ name: String) -> String { (try? String(contentsOfFile: path(name), encoding: .utf8)) ?? "" }

    func touch(_ name: String) { _ = FileManager.default.createFile(atPath: path(name), contents: nil) }

    /// Starts a script that is nobody's child here: its maker ends at once.
    ///
    /// - Returns: Its identity; it runs until a file named `go` is made.
    func startAdopted(then end: String) async throws -> ProcessIdentity {
        let name = UUID().uuidString
        let maker = try Spawner.spawn(
            request(
                "setsid sh -c 'echo $$ >\(name); while [ ! -e go ]; do sleep 0.02; done; \(end)' & exit 0"))
        let watch = ProcessWatch()
        watch.watch(maker, isChild: true)
        _ = await firstEnding(watch)
        try await eventually("the pid") { read(name).hasSuffix("\n") }
        let pid = try #require(Int32(read(name).trimmingCharacters(in: .newlines)))
        return try #require(ProcessTable.identity(ofPID: pid))
    }
}

func withBench(_ body: @Sendable (ProcessBench) async throws -> Void) async throws {
    try await withTemporaryFolder { try await body(ProcessBench(folder: $0)) }
}

/// Waits for the next end; a watch that misses it makes the test's time limit strike.
func firstEnding(_ watch: ProcessWatch) async -> ProcessEnding? {
    await watch.endings.first { _ in true }
}

/// Ends a child and its group, whatever a test has come to.
func endAndReap(_ identity: ProcessIdentity) {
    ProcessSignal.sendToGroup(SIGKILL, of: identity)
    var status: Int32 = 0
    if ProcessTable.exists(identity) { waitpid(identity.pid, &status, 0) }
}

/// How many of our descriptors are of a kind, such as `pidfd`.
func openDescriptors(of kind: String) -> Int {
    OpenFiles.list(getpid(), limit: .max).filter { $0.contains(kind) }.count
}

/// The type of the file system that a path lies on: that of the longest mount point it begins with.
func fileSystem(of path: String) -> String? {
    let mounts = (ProcFile.text("/proc/self/mounts") ?? "").split(separator: "\n").map {
        $0.split(separator: " ")
    }
    let above = mounts.filter { $0.count > 2 && (path + "/").hasPrefix($0[1] == "/" ? "/" : $0[1] + "/") }
    return above.max { $0[1].count < $1[1].count }.map { String($0[2]) }
}
