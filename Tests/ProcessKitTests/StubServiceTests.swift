import Foundation
import Glibc
import ProcessKit
import TestSupport
import Testing

/// Starts the stub of the build.
func spawnStub(
    _ bench: ProcessBench, _ arguments: [String], port: Int, _ environment: [String: String] = [:]
) throws -> ProcessIdentity {
    try Spawner.spawn(
        SpawnRequest(
            executable: BuiltProducts.program("StubService").path, arguments: arguments,
            environment: environment.merging(["PORT": String(port)]) { given, _ in given },
            workingDirectory: bench.folder.path, logFile: bench.log))
}

extension ProcessKitTests {
    /// The stub keeps its word; otherwise the tests of the watchdog prove nothing.
    @Suite(.timeLimit(.minutes(1))) struct StubServiceTests {
        private func withStub(
            _ arguments: String...,
            body: @Sendable (ProcessBench, ProcessIdentity, Int, HTTPCaller) async throws -> Void
        ) async throws {
            try await withBench { bench in
                let port = try freePort()
                let identity = try spawnStub(bench, arguments, port: port)
                defer { endAndReap(identity) }
                try await eventually("the stub: \(bench.output)") { bench.output.contains("stub ready \(port)") }
                try await body(bench, identity, port, HTTPCaller("http://127.0.0.1:\(port)"))
            }
        }

        private func end(_ arguments: String...) async throws -> ProcessKit.ExitStatus? {
            let collected = Collected()
            try await withBench { bench in
                let watch = ProcessWatch()
                let identity = try spawnStub(bench, arguments, port: try freePort())
                defer { endAndReap(identity) }
                watch.watch(identity, isChild: true)
                await collected.set(await firstEnding(watch)?.status)
            }
            return await collected.status
        }

        private actor Collected {
            var status: ProcessKit.ExitStatus?

            func set(_ status: ProcessKit.ExitStatus?) { self.status = status }
        }

        @Test func `it ends as it is told`() async throws {
            #expect(try await end("--exit-at-once", "42") == .exited(code: 42))
            #expect(try await end("--abort-at-once") == .signalled(signal: SIGSEGV))
            #expect(try await end("--exit-after", "50", "7") == .exited(code: 7))
            #expect(try await end("--needs-file", "missing") == .exited(code: 1))
            #expect(try await end("--misspelt") == .exited(code: 64))
        }

        @Test func `it is healthy, and ends with 0 on SIGTERM`() async throws {
            try await withStub("--name", "till") { _, identity, _, caller in
                for path in ["/health", "/health/live", "/health/ready"] {
                    let answer = try await caller.get(path)
                    #expect(answer.status == 200 && answer.headers["content-type"] == "application/health+json")
                    #expect(answer.text.hasPrefix(#"{"status":"healthy","service":"till""#))
                }
                let watch = ProcessWatch()
                watch.watch(identity, isChild: true)
                ProcessSignal.send(SIGTERM, to: identity)
                #expect(await firstEnding(watch)?.status == .exited(code: 0))
            }
        }

        @Test func `it is ready late, unhealthy by a file, and ignores SIGTERM`() async throws {
            try await withStub("--ready-after", "300", "--unhealthy-file", "ill", "--ignore-term") {
                bench, identity, _, caller in
                #expect(try await caller.get("/health/ready").status == 503)
                #expect(try await caller.get("/health/live").status == 200)
                try await eventually("ready") { try await caller.get("/health/ready").status == 200 }
                bench.touch("ill")
                let answer = try await caller.get("/health")
                #expect(answer.status == 503 && answer.text.contains(#""status":"unhealthy""#))
                ProcessSignal.send(SIGTERM, to: identity)
                try await Task.sleep(for: .milliseconds(50))
                #expect(ProcessTable.isAlive(identity))
            }
        }

        @Test func `it hangs while a file is there, and answers then`() async throws {
            try await withStub("--hang-file", "hang", "--hang-ready-file", "hang-ready") { bench, _, port, caller in
                bench.touch("hang-ready")
                #expect(try await caller.get("/health/live").status == 200)
                bench.touch("hang")
                let connection = try await RawConnection.open(port: port)
                try await connection.send("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n")
                try await Task.sleep(for: .milliseconds(150))
                #expect(connection.received.isEmpty && !connection.isClosedByPeer)
                unlink(bench.path("hang"))
                try await eventually("the held answer") { connection.received.contains("200 OK") }
                await connection.close()
            }
        }

        @Test func `it lies, and floods its log`() async throws {
            try await withStub("--lie", "--flood-log", "1000000") { bench, _, _, caller in
                let answer = try await caller.get("/health")
                #expect(answer.status == 200 && answer.text.contains(#""status":"fail""#))
                try await eventually("a long log") { LogFile.size(bench.log) > 100_000 }
            }
        }

        @Test func `it listens on many ports, of which every third hangs`() async throws {
            try await withStub("--ports", "6", "--hang-every", "3") { _, _, port, _ in
                for offset in 0..<6 {
                    let connection = try await RawConnection.open(port: port + offset)
                    try await connection.send("GET /health HTTP/1.1\r\n\r\n")
                    if offset % 3 == 0 {
                        try await Task.sleep(for: .milliseconds(60))
                        #expect(connection.received.isEmpty)
                    } else {
                        try await eventually("an answer") { connection.received.contains("healthy") }
                    }
                    await connection.close()
                }
            }
        }

        @Test func `it leaves a child behind that only SIGKILL ends, and that its marker finds`() async throws {
            try await withBench { bench in
                let mark = ["STUB_MARK": bench.folder.path]
                let stub = try spawnStub(bench, ["--fork-child", "--close-output"], port: try freePort(), mark)
                defer { endAndReap(stub) }
                try await eventually("the stub") { bench.output.contains("stub ready") }
                ProcessSignal.sendToGroup(SIGTERM, of: stub)
                try await eventually("its end") { !ProcessTable.isAlive(stub) }
                try await Task.sleep(for: .milliseconds(50))
                let left = ProcessTable.find(marker: "STUB_MARK=\(bench.folder.path)")
                #expect(!left.isEmpty && left.allSatisfy { $0.identity != stub })
                #expect(left.allSatisfy { getpgid($0.identity.pid) == stub.pid }, "still in its group")
                for one in left { ProcessSignal.send(SIGKILL, to: one.identity) }
                try await eventually("nobody") {
                    let rest = ProcessTable.find(marker: "STUB_MARK=\(bench.folder.path)")
                    for one in rest { ProcessSignal.send(SIGKILL, to: one.identity) }
                    return rest.isEmpty
                }
            }
        }
    }
}
