import Foundation
import Glibc
import ProcessKit
import ServiceKit

/// A program of the stack, started for a measurement on a free port and a folder of its own.
struct MeasuredProcess {
    private let process: Process
    /// The port it announced.
    let port: Int
    /// From the request to start it until its first good answer to `/health/ready`, in milliseconds.
    let readyMilliseconds: Double

    var pid: Int32 { process.processIdentifier }

    init(
        program: String, arguments: [String], folder: URL, environment: [String: String] = [:], port given: Int? = nil,
        dataDirectory: String? = nil
    ) async throws {
        let url = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent(program)
        let port = try given ?? FreePort.find()
        let process = Process()
        process.executableURL = url
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(
            [
                "PORT": String(port), "OBSERVER_SERVICE_URL": "none", "LOG_LEVEL": "error",
                "DATA_DIR": dataDirectory ?? folder.appendingPathComponent(UUID().uuidString).path,
            ].merging(environment) { $1 }
        ) { $1 }
        process.standardOutput = FileHandle.nullDevice
        let start = ContinuousClock.now
        try process.run()
        while !FreePort.answersReady(port) {
            guard process.isRunning, ContinuousClock.now - start < .seconds(30) else {
                throw StartupError.unavailable("\(program) did not become ready")
            }
            try await Task.sleep(for: .milliseconds(1))
        }
        readyMilliseconds = (ContinuousClock.now - start).milliseconds
        self.process = process
        self.port = port
    }

    /// Resident memory in MiB (`VmRSS`).
    var residentMebibytes: Double {
        // try? because the process may have ended, which then shows as 0
        let status = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
        let line = status?.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return (line?.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0) / 1_024
    }

    /// Greatest resident memory since the start or ``forgetPeak()``, in MiB (`VmHWM`).
    var peakMebibytes: Double { Double(ResidentMemory.of("\(pid)").peak) }

    /// Lets the peak begin anew (proc(5), `clear_refs`); where the kernel refuses, it goes on from the start.
    func forgetPeak() { try? "5".write(toFile: "/proc/\(pid)/clear_refs", atomically: false, encoding: .utf8) }

    /// Processor time used so far, in seconds.
    var cpuSeconds: Double {
        ProcessTable.identity(ofPID: pid).flatMap { ProcessStatistics.read($0) }?.cpuSeconds ?? 0
    }

    func kill() {
        Glibc.kill(pid, SIGKILL)
        Self.waitForEnd(of: pid)
    }

    func stop() {
        Glibc.kill(pid, SIGTERM)
        Self.waitForEnd(of: pid)
    }

    /// Foundation's own waiting needs the run loop of the thread that started the process, which tasks change.
    static func waitForEnd(of pid: Int32) {
        for _ in 0..<30_000 where ProcessTable.identity(ofPID: pid) != nil { usleep(1_000) }
    }
}
