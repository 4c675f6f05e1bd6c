import Foundation
import Glibc
import ProcessKit
import TestSupport
import Testing

/// Real processes: started, watched, signalled and recognised.
@Suite(.serialized)
struct ProcessKitTests {
    @Test func `a spawned process leads its own session and group and inherits nothing but its log`() async throws {
        try await withBench { bench in
            let identity = try Spawner.spawn(
                bench.request(
                    "echo one; pwd; echo $COLOUR; ls /proc/self/fd | tr '\\n' ' '; ps -o sid=,pgid= -p $$; sleep 5",
                    environment: ["PATH": "/usr/bin:/bin", "COLOUR": "blue"]))
            defer { endAndReap(identity) }
            try await eventually("its output: \(bench.output)") { bench.output.contains("\(identity.pid)") }
            #expect(getsid(identity.pid) == identity.pid && getpgid(identity.pid) == identity.pid)
            #expect(bench.output.contains("one") && bench.output.contains("blue"))
            #expect(bench.output.contains(bench.folder.lastPathComponent))
            #expect(bench.output.contains("0 1 2 3 "), "3 is what ls itself opens: \(bench.output)")
            #expect(ProcessTable.identity(ofPID: identity.pid) == identity)
        }
    }

    @Test func `the log is appended to`() async throws {
        try await withBench { bench in
            for word in ["first", "second"] {
                let watch = ProcessWatch()
                watch.watch(try Spawner.spawn(bench.request("echo \(word)")), isChild: true)
                _ = await firstEnding(watch)
            }
            #expect(bench.output == "first\nsecond\n")
        }
    }

    @Test func `each reason why nothing starts is told apart`() async throws {
        try await withBench { bench in
            let plain = bench.folder.appendingPathComponent("plain.txt").path
            try "x".write(toFile: plain, atomically: true, encoding: .utf8)
            var request = bench.request("true")
            request.executable = "/no/such/program"
            #expect(throws: SpawnError.programMissing("/no/such/program")) { try Spawner.spawn(request) }
            request.executable = plain
            #expect(throws: SpawnError.notExecutable(plain)) { try Spawner.spawn(request) }
            request = bench.request("true")
            request.workingDirectory = "/no/such/folder"
            #expect(throws: SpawnError.folderUnusable("/no/such/folder")) { try Spawner.spawn(request) }
            request = bench.request("true")
            request.logFile = "/no/such/folder/log"
            #expect(throws: SpawnError.logUnusable("/no/such/folder/log")) { try Spawner.spawn(request) }
        }
    }

    @Test(arguments: [true, false])
    func `the end of a child is noticed with its true status`(usesPidfd: Bool) async throws {
        try await withBench { bench in
            let watch = ProcessWatch(usesPidfd: usesPidfd)
            let coded = try Spawner.spawn(bench.request("exit 7"))
            watch.watch(coded, isChild: true)
            #expect(await firstEnding(watch) == ProcessEnding(identity: coded, status: .exited(code: 7)))
            let second = ProcessWatch(usesPidfd: usesPidfd)
            let killed = try Spawner.spawn(bench.request("sleep 60"))
            second.watch(killed, isChild: true)
            ProcessSignal.send(SIGKILL, to: killed)
            #expect(await firstEnding(second) == ProcessEnding(identity: killed, status: .signalled(signal: 9)))
        }
    }

    @Test(.enabled(if: ProcessWatch.isExact, "this kernel has no pidfd"))
    func `kill -9 is noticed within 10 ms, as the median of 50`() async throws {
        try await withBench { bench in
            var spans: [Duration] = []
            for _ in 0..<50 {
                let watch = ProcessWatch()
                let identity = try Spawner.spawn(bench.request("sleep 60"))
                watch.watch(identity, isChild: true)
                let start = ContinuousClock.now
                ProcessSignal.send(SIGKILL, to: identity)
                _ = await firstEnding(watch)
                spans.append(ContinuousClock.now - start)
            }
            let median = spans.sorted()[25]
            #expect(median < .milliseconds(10), "\(median)")
        }
    }

    @Test func `a process that is gone before it is watched is reported all the same`() async throws {
        try await withBench { bench in
            let identity = try Spawner.spawn(bench.request("exit 3"))
            try await eventually("its end") { !ProcessTable.isAlive(identity) }
            let watch = ProcessWatch()
            watch.watch(identity, isChild: true)
            #expect(await firstEnding(watch)?.status == .exited(code: 3))
            let again = ProcessWatch()
            again.watch(identity, isChild: false)
            #expect(await firstEnding(again)?.status == .unknown)
        }
    }

    @Test func `a signal never reaches another process that got the same id`() async throws {
        try await withBench { bench in
            let identity = try Spawner.spawn(bench.request("sleep 60"))
            defer { endAndReap(identity) }
            var other = identity
            other.startTicks += 1
            #expect(!ProcessSignal.send(SIGKILL, to: other) && !ProcessSignal.sendToGroup(SIGKILL, of: other))
            #expect(ProcessTable.isAlive(identity) && !ProcessTable.isAlive(other))
        }
    }

    @Test func `a zombie is dead`() async throws {
        try await withBench { bench in
            let identity = try Spawner.spawn(bench.request("exit 0"))
            try await eventually("the zombie") { !ProcessTable.isAlive(identity) }
            #expect(kill(identity.pid, 0) == 0, "it is still in the table")
            #expect(ProcessTable.exists(identity))
            var status: Int32 = 0
            waitpid(identity.pid, &status, 0)
            #expect(!ProcessTable.exists(identity))
        }
    }

    @Test func `processes are found by their marker, and only by the whole of it`() async throws {
        try await withBench { bench in
            let marker = "ERP_TEST_\(UUID().uuidString.prefix(8))"
            let identity = try Spawner.spawn(
                bench.request("exec sleep 60", environment: ["PATH": "/usr/bin:/bin", marker: "run-1", "N": "5"]))
            defer { endAndReap(identity) }
            try await eventually("the marker") { !ProcessTable.find(marker: "\(marker)=run-1").isEmpty }
            let found = ProcessTable.find(marker: "\(marker)=run-1")
            #expect(found.map(\.identity) == [identity] && found.first?.environment["N"] == "5")
            #expect(ProcessTable.find(marker: "\(marker)=run").isEmpty)
        }
    }
}
