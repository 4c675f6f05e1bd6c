import Foundation
import Glibc
import ProcessKit
import TestSupport
import Testing

/// Real processes: started, watched, signalled and recognised.
@Suite(.serialized)
struct ProcessKitTests {
    /// A folder and a shell script run in it, or any other program.
    private struct Bench {
        let folder: URL

        func request(
            _ script: String, environment: [String: String] = ["PATH": "/usr/bin:/bin"]
        ) -> SpawnRequest {
            SpawnRequest(
                executable: "/bin/sh", arguments: ["-c", script], environment: environment,
                workingDirectory: folder.path, logFile: log)
        }

        var log: String { folder.appendingPathComponent("out.log").path }
        var output: String { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }
    }

    private func withBench(_ body: @Sendable (Bench) async throws -> Void) async throws {
        try await withTemporaryFolder { try await body(Bench(folder: $0)) }
    }

    private func firstEnding(_ watch: ProcessWatch) async -> ProcessEnding? {
        await watch.endings.first { _ in true }
    }

    @Test func `a spawned process leads its own session and group and inherits nothing but its log`() async throws {
        try await withBench { bench in
            let identity = try Spawner.spawn(
                bench.request(
                    "echo one; pwd; echo $COLOUR; ls /proc/self/fd | tr '\\n' ' '; ps -o sid=,pgid= -p $$; sleep 5",
                    environment: ["PATH": "/usr/bin:/bin", "COLOUR": "blue"]))
            defer { ProcessSignal.sendToGroup(SIGKILL, of: identity) }
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

    @Test(.enabled(if: ProcessWatch.isExact, "this kernel has no pidfd"))
    func `the end of a process that is not our child is noticed with its true status`() async throws {
        try await withBench { bench in
            for (end, status) in [("exit 9", ExitStatus.exited(code: 9)), ("kill -SEGV $$", .signalled(signal: 11))] {
                let pidFile = bench.folder.appendingPathComponent("\(UUID()).pid").path
                let go = bench.folder.appendingPathComponent("\(UUID()).go").path
                // Made by a process that ends at once, so that somebody else becomes its parent.
                let maker = try Spawner.spawn(
                    bench.request(
                        "sh -c 'echo $$ >\(pidFile); while [ ! -e \(go) ]; do sleep 0.02; done; \(end)' & exit 0"))
                let made = ProcessWatch()
                made.watch(maker, isChild: true)
                _ = await firstEnding(made)
                try await eventually("the pid") { Int32(read(pidFile)) != nil }
                let pid = try #require(Int32(read(pidFile)))
                let adopted = try #require(ProcessTable.identity(ofPID: pid))
                let watch = ProcessWatch()
                watch.watch(adopted, isChild: false)
                _ = FileManager.default.createFile(atPath: go, contents: nil)
                #expect(await firstEnding(watch) == ProcessEnding(identity: adopted, status: status))
            }
        }
    }

    private func read(_ path: String) -> String {
        ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
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
            defer { ProcessSignal.sendToGroup(SIGKILL, of: identity) }
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
            defer { ProcessSignal.sendToGroup(SIGKILL, of: identity) }
            try await eventually("the marker") { !ProcessTable.find(marker: "\(marker)=run-1").isEmpty }
            let found = ProcessTable.find(marker: "\(marker)=run-1")
            #expect(found.map(\.identity) == [identity] && found.first?.environment["N"] == "5")
            #expect(ProcessTable.find(marker: "\(marker)=run").isEmpty)
        }
    }

    @Test func `five hundred watched ends leave no descriptor behind`() async throws {
        try await withBench { bench in
            let before = openDescriptors
            let watch = ProcessWatch()
            for _ in 0..<500 { watch.watch(try Spawner.spawn(bench.request("exit 0")), isChild: true) }
            var ends = 0
            for await _ in watch.endings {
                ends += 1
                if ends == 500 { break }
            }
            try await eventually("closed descriptors: \(openDescriptors) of \(before)") {
                openDescriptors <= before + 8
            }
        }
    }

    private var openDescriptors: Int {
        ((try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []).count
    }

    @Test func `a log is rotated under a writing process, and lines are kept`() async throws {
        try await withBench { bench in
            let identity = try Spawner.spawn(
                bench.request("i=0; while [ $i -lt 3000 ]; do echo line-$i-xxxxxxxxxxxxxxxxxxxx; i=$((i+1)); done"))
            let watch = ProcessWatch()
            watch.watch(identity, isChild: true)
            var rotations = 0
            while ProcessTable.isAlive(identity) {
                if LogFile.rotateIfNeeded(bench.log, limitBytes: 20_000, keep: 50) { rotations += 1 }
                try await Task.sleep(for: .milliseconds(1))
            }
            _ = await firstEnding(watch)
            var lines: Set<String> = []
            for number in 0...rotations {
                let path = number == 0 ? bench.log : "\(bench.log).\(number)"
                lines.formUnion(LogFile.tail(path, lines: 100_000, maximumBytes: 10 << 20))
            }
            // A line may fall between the last look and the cut: at most a handful of thousands.
            #expect(rotations > 0 && lines.count > 2_900, "\(rotations) rotations, \(lines.count) lines")
            #expect(lines.contains("line-2999-xxxxxxxxxxxxxxxxxxxx"))
        }
    }

    @Test func `figures of a process, its open files, and marks of its program can be read`() async throws {
        let me = try #require(ProcessTable.identity(ofPID: getpid()))
        let figures = try #require(ProcessStatistics.read(me))
        #expect(figures.residentBytes > 1 << 20 && figures.threads > 0 && (figures.openFiles ?? 0) > 2)
        #expect(OpenFiles.list(getpid()).contains { $0.hasPrefix("0 → ") })
        #expect(ExecutableStamp.read("/bin/sh") == ExecutableStamp.read("/bin/sh"))
        #expect(ExecutableStamp.read("/no/such/file") == nil)
        #expect((DiskSpace.freeBytes("/") ?? 0) > 0)
    }
}
