import Foundation
import Glibc
import ProcessKit
import TestSupport
import Testing

/// The scripts as an operator runs them, on free ports and with the programs of this build.
@Suite(.serialized)
struct ScriptSerialTests {
    private func script(_ name: String, _ environment: [String: String], _ arguments: [String] = []) throws -> Process {
        let process = Process()
        // A child inherits the signals that this thread blocks and a runner ignores, and a shell cannot undo either;
        // a terminal's shell starts with none.
        process.executableURL = URL(fileURLWithPath: "/usr/bin/perl")
        let unblock = "sigprocmask(SIG_SETMASK, POSIX::SigSet->new); $SIG{INT} = 'DEFAULT'; exec @ARGV"
        let path = BuiltProducts.packageRoot.appendingPathComponent("scripts/\(name)").path
        process.arguments = ["-MPOSIX", "-e", unblock, path] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        return process
    }

    private func environment(_ folder: URL) throws -> [String: String] {
        [
            "BIN_DIR": BuiltProducts.folder.path, "DATA_DIR": folder.path, "OBSERVER_PORT": "\(try freePort())",
            "FINANCE_PORT": "\(try freePort())", "BELEG_PORT": "\(try freePort())", "MINIMAL_PORT": "\(try freePort())",
        ]
    }

    private func output(of process: Process, to file: URL) throws {
        _ = FileManager.default.createFile(atPath: file.path, contents: nil)
        let handle = try FileHandle(forWritingTo: file)
        process.standardOutput = handle
        process.standardError = handle
    }

    /// The Observer and everything that bears its marker.
    private func stackPIDs(_ folder: URL) -> [Int32] {
        let marker = "ERP_STACK_RUN=\(folder.path)"
        return (ProcessTable.find(marker: marker + "/run") + ProcessTable.find(marker: marker + "/observer"))
            .map(\.identity.pid)
    }

    @Test func `start-all shows a table and stops everything in reverse on Ctrl-C`() async throws {
        try await withTemporaryFolder { folder in
            let log = folder.appendingPathComponent("terminal.log")
            let start = try script("start-all.sh", try environment(folder))
            try output(of: start, to: log)
            try start.run()
            defer { if start.isRunning { kill(start.processIdentifier, SIGKILL) } }
            try await eventually(within: 60, "the table: \(text(log))") { text(log).contains("Logs follow") }
            #expect(text(log).components(separatedBy: " alive ").count - 1 == 3, "\(text(log))")
            let pids = stackPIDs(folder)
            #expect(pids.count == 4, "\(pids)")
            kill(start.processIdentifier, SIGINT)
            try await eventually(within: 60, "the end: \(text(log))") { !start.isRunning }
            #expect(start.terminationStatus == 0)
            for pid in pids { #expect(!isAlive(pid)) }
            let observerLog = text(folder.appendingPathComponent("run/Observer.log"))
            let order = ["unit=beleg", "unit=finance"].compactMap {
                observerLog.range(of: "\($0) why=Ended as asked")?.lowerBound
            }
            #expect(order.count == 2 && order == order.sorted(), "\(observerLog)")
        }
    }

    @Test func `a service that cannot start is named with the reason, and the others are stopped`() async throws {
        try await withTemporaryFolder { folder in
            var environment = try environment(folder)
            environment["READY_SECONDS"] = "4"
            let squatter = try await MisbehavingServer.start(.silent)
            environment["BELEG_PORT"] = "\(squatter.port)"
            let log = folder.appendingPathComponent("terminal.log")
            let start = try script("start-all.sh", environment)
            try output(of: start, to: log)
            try start.run()
            try await eventually(within: 60, "the end: \(text(log))") { !start.isRunning }
            await squatter.stop()
            #expect(start.terminationStatus == 1)
            #expect(text(log).contains("Port \(squatter.port) is held by"), "\(text(log))")
            #expect(text(log).contains("(pid \(getpid()), user "), "\(text(log))")
            #expect(text(log).contains("Stopping the stack"))
            #expect(stackPIDs(folder).isEmpty)
        }
    }

    @Test func `an Observer that dies under start-all takes no service along, and the next one takes them over`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let environment = try environment(folder)
            let log = folder.appendingPathComponent("terminal.log")
            func start() async throws -> Process {
                let start = try script("start-all.sh", environment)
                try output(of: start, to: log)
                try start.run()
                try await eventually(within: 60, "the table: \(text(log))") { text(log).contains("Logs follow") }
                return start
            }
            let first = try await start()
            for found in ProcessTable.find(marker: "ERP_STACK_RUN=\(folder.path)/run") {
                ProcessSignal.send(SIGKILL, to: found.identity)
            }
            try await eventually(within: 30, "the script ends: \(text(log))") { !first.isRunning }
            #expect(first.terminationStatus == 1)
            let services = Set(stackPIDs(folder))
            #expect(services.count == 3 && services.allSatisfy(isAlive), "\(text(log))")
            #expect(text(log).contains("UNWATCHED") && !text(log).contains("Stopping"), "\(text(log))")
            for pid in services { #expect(text(log).contains("process \(pid) ("), "\(text(log))") }
            let second = try await start()
            #expect(services.isSubset(of: stackPIDs(folder)), "they are taken over as they run")
            kill(second.processIdentifier, SIGINT)
            try await eventually(within: 60, "the end: \(text(log))") { !second.isRunning }
            #expect(stackPIDs(folder).isEmpty, "Ctrl-C still stops everything")
        }
    }

    @Test func `cleanup-and-restart replaces this stack and leaves a foreign one of the same name alone`() async throws
    {
        try await withTemporaryFolder { folder in
            let foreign = ServiceProcess(
                "MinimalServer",
                environment: [
                    "PORT": "0", "OBSERVER_SERVICE_URL": "none",
                    "DATA_DIR": folder.appendingPathComponent("foreign").path,
                ], folder: folder)
            try await foreign.start()
            try await foreign.waitUntilReady()
            let environment = try environment(folder)
            let log = folder.appendingPathComponent("terminal.log")
            for name in ["start-all.sh", "cleanup-and-restart.sh"] {
                let run = try script(name, environment, ["--detach"])
                try output(of: run, to: log)
                try run.run()
                try await eventually(within: 60, "\(name) ends: \(text(log))") { !run.isRunning }
                #expect(run.terminationStatus == 0, "\(text(log))")
            }
            #expect(await foreign.isRunning)
            let pids = stackPIDs(folder)
            #expect(pids.count == 4)
            #expect(text(log).contains("Stop with: DATA_DIR=\(folder.path) "), "\(text(log))")
            // With another folder nothing is stopped, and nobody is made to believe so.
            let elsewhere = environment.merging(["DATA_DIR": folder.path + "/elsewhere"]) { $1 }
            let miss = try script("stop-all.sh", elsewhere)
            try output(of: miss, to: log)
            try miss.run()
            try await eventually(within: 60, "stop-all ends") { !miss.isRunning }
            #expect(text(log).contains("No stack over \(folder.path)/elsewhere is running."), "\(text(log))")
            #expect(text(log).contains("Still running: the stack over \(folder.path) (Observer, process "))
            for pid in pids { #expect(isAlive(pid)) }
            let stop = try script("stop-all.sh", environment)
            try output(of: stop, to: log)
            try stop.run()
            try await eventually(within: 60, "stop-all ends") { !stop.isRunning }
            for pid in pids { #expect(!isAlive(pid)) }
            #expect(await foreign.isRunning)
            await foreign.end(with: SIGKILL)
        }
    }

    @Test func `stop-all also ends what outlived its Observer`() async throws {
        try await withTemporaryFolder { folder in
            let environment = try environment(folder)
            let log = folder.appendingPathComponent("terminal.log")
            let start = try script("start-all.sh", environment, ["--detach"])
            try output(of: start, to: log)
            try start.run()
            try await eventually(within: 60, "start-all ends: \(text(log))") { !start.isRunning }
            for found in ProcessTable.find(marker: "ERP_STACK_RUN=\(folder.path)/run") {
                ProcessSignal.send(SIGKILL, to: found.identity)
            }
            // Gone from the table is only who was fetched by its parent, and that takes pid 1 a moment.
            try await eventually(within: 10, "the Observer alone is gone") { stackPIDs(folder).count == 3 }
            let stop = try script("stop-all.sh", environment)
            try output(of: stop, to: log)
            try stop.run()
            try await eventually(within: 60, "stop-all ends: \(text(log))") { !stop.isRunning }
            #expect(stackPIDs(folder).isEmpty)
        }
    }

    @Test func `a start that fails leaves alone what ran before it, and says that it is unwatched`() async throws {
        try await withTemporaryFolder { folder in
            var environment = try environment(folder)
            let log = folder.appendingPathComponent("terminal.log")
            func run(_ name: String, _ arguments: String...) async throws -> Int32 {
                let process = try script(name, environment, arguments)
                try output(of: process, to: log)
                try process.run()
                try await eventually(within: 60, "\(name) ends: \(text(log))") { !process.isRunning }
                return process.terminationStatus
            }
            #expect(try await run("start-all.sh", "--detach") == 0, "\(text(log))")
            for found in ProcessTable.find(marker: "ERP_STACK_RUN=\(folder.path)/run") {
                ProcessSignal.send(SIGKILL, to: found.identity)
            }
            try await eventually(within: 10, "the Observer alone is gone") { stackPIDs(folder).count == 3 }
            let services = Set(stackPIDs(folder))
            let broken = folder.appendingPathComponent("broken.yaml").path
            try "version: 1\nservices: {a: {}}\n".write(toFile: broken, atomically: true, encoding: .utf8)
            let file = environment["STACK_FILE"]
            environment["STACK_FILE"] = broken
            #expect(try await run("cleanup-and-restart.sh", "--detach") == 78)
            #expect(text(log).contains("\"command\" is missing") && text(log).contains("Nothing was stopped"))
            #expect(Set(stackPIDs(folder)) == services)
            #expect(try await run("start-all.sh", "--detach") == 1)
            #expect(text(log).contains("\"command\" is missing") && text(log).contains("UNWATCHED"), "\(text(log))")
            for pid in services { #expect(text(log).contains("process \(pid) ("), "\(text(log))") }
            #expect(Set(stackPIDs(folder)) == services)
            environment["STACK_FILE"] = file
            #expect(try await run("start-all.sh", "--detach") == 0, "\(text(log))")
            #expect(services.isSubset(of: stackPIDs(folder)), "they are taken over as they run")
            #expect(try await run("stop-all.sh") == 0)
            #expect(stackPIDs(folder).isEmpty)
        }
    }

    /// A zombie that its parent has not fetched yet is not alive.
    private func isAlive(_ pid: Int32) -> Bool {
        let status = text(URL(fileURLWithPath: "/proc/\(pid)/status"))
        return !status.isEmpty && status.firstMatch(of: /State:\s+Z/) == nil
    }

    private func text(_ url: URL) -> String {
        (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    }
}
