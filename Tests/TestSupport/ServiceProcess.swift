package import Foundation
import Glibc
import Synchronization

/// One real process of the stack, started from the built binaries and driven by signals.
package actor ServiceProcess {
    /// How a process ended.
    package enum Ending: Sendable, Equatable {
        case exited(Int32)
        case signalled(Int32)
    }

    /// Name of the program, such as `Finance`.
    package nonisolated let program: String
    /// File that receives standard output and standard error of all runs.
    package nonisolated let log: URL
    private let environment: [String: String]
    private let arguments: [String]
    private var process: Process?
    private var ending: Task<Ending, Never>?
    private var port: Int?

    package init(_ program: String, arguments: [String] = [], environment: [String: String], folder: URL) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        log = folder.appendingPathComponent("\(program)-\(UUID().uuidString.prefix(4)).log")
    }

    deinit {
        if let process, process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// Starts the program; a restarted one gets the port it had before. Where the environment asks for any port (0), it
    /// is one that the kernel gives to nobody else while the program is away.
    package func start() throws {
        var environment = ProcessInfo.processInfo.environment
        environment.merge(self.environment) { $1 }
        if port == nil, environment["PORT"] == "0" { port = try freePort() }
        if let port { environment["PORT"] = String(port) }
        if !FileManager.default.fileExists(atPath: log.path) {
            _ = FileManager.default.createFile(atPath: log.path, contents: nil)
        }
        let output = try FileHandle(forWritingTo: log)
        try output.seekToEnd()
        let process = Process()
        process.executableURL = BuiltProducts.program(program)
        process.arguments = arguments
        process.environment = environment
        process.standardOutput = output
        process.standardError = output
        process.standardInput = FileHandle.nullDevice
        let (endings, continuation) = AsyncStream.makeStream(of: Ending.self)
        process.terminationHandler = { process in
            let status = process.terminationStatus
            continuation.yield(process.terminationReason == .exit ? .exited(status) : .signalled(status))
            continuation.finish()
        }
        try process.run()
        self.process = process
        ending = Task { await endings.first { _ in true } ?? .signalled(0) }
    }

    /// Process id of the current run.
    package var pid: Int32 { process?.processIdentifier ?? -1 }

    /// Whether the current run has not ended.
    package var isRunning: Bool { process?.isRunning ?? false }

    /// Sends a signal to the current run.
    package func send(_ signal: Int32) {
        if let process, process.isRunning { kill(process.processIdentifier, signal) }
    }

    /// Waits until the current run has ended.
    package func waitForEnd() async -> Ending {
        await ending?.value ?? .exited(-1)
    }

    /// Sends a signal and waits for the end.
    @discardableResult
    package func end(with signal: Int32) async -> Ending {
        send(signal)
        return await waitForEnd()
    }

    /// Everything the program has written so far.
    package nonisolated var output: String {
        (try? String(contentsOf: log, encoding: .utf8)) ?? ""
    }

    /// Waits until the current run announces that it answers; returns its base URL.
    @discardableResult
    package func waitUntilReady(within seconds: Double = 30) async throws -> String {
        let announcements = output.components(separatedBy: "ready after").count
        try await eventually(within: seconds, "\(program) announces itself:\n\(output)") {
            self.hasAnnounced() || !self.isRunning
        }
        guard isRunning else { throw StackFailure("\(program) ended at start (\(announcements)):\n\(output)") }
        let found = output.components(separatedBy: "ready after").last?.firstMatch(of: /http:\/\/\S+:(\d+)/)
        guard let found, let number = Int(found.1) else { throw StackFailure("\(program) announced no URL") }
        port = number
        return "http://127.0.0.1:\(number)"
    }

    private var announcementsBefore = 0

    private func hasAnnounced() -> Bool {
        output.components(separatedBy: "ready after").count - 1 > announcementsBefore
    }

    /// Starts again after an end, on the same port, without waiting.
    package func startAgain() throws {
        announcementsBefore = output.components(separatedBy: "ready after").count - 1
        try start()
    }

    /// Starts again after an end, on the same port, and waits until it answers.
    @discardableResult
    package func restart() async throws -> String {
        try startAgain()
        return try await waitUntilReady()
    }
}

/// A test environment that did not come up.
package struct StackFailure: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}

/// Where `swift build` put the programs: beside the test bundle that runs now.
package enum BuiltProducts {
    package static let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()

    package static func program(_ name: String) -> URL { folder.appendingPathComponent(name) }

    /// The root of the checkout.
    package static let packageRoot = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A file below `../shared/data`, `nil` where the samples are not there.
    package static func sample(_ path: String) -> URL? {
        let url = packageRoot.deletingLastPathComponent().appendingPathComponent("shared/data/\(path)")
        return FileManager.default.fileExists(atPath: url.path) ? url : nil
    }
}

/// Waits until a condition holds, looking often; the limit is only for the case that it never does.
package func eventually(
    within seconds: Double = 15, _ what: @autoclosure () -> String, isolation: isolated (any Actor)? = #isolation,
    _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < deadline {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(20))
    }
    throw StackFailure("not within \(seconds) s: \(what())")
}
