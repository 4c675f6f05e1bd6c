import Foundation
import Glibc
import ProcessKit
import TestSupport
import Testing

extension ProcessKitTests {
    /// Ends that are easily missed, late, or mistaken for another's.
    @Suite(.enabled(if: ProcessWatch.isExact, "this kernel has no pidfd"), .timeLimit(.minutes(1)))
    struct ProcessWatchTests {
        @Test(arguments: [("exit 9", ProcessKit.ExitStatus.exited(code: 9)), ("kill -SEGV $$", .signalled(signal: 11))])
        func `an adopted process ends with its true status`(end: String, status: ProcessKit.ExitStatus) async throws {
            try await withBench { bench in
                let adopted = try await bench.startAdopted(then: end)
                let watch = ProcessWatch()
                watch.watch(adopted, isChild: false)
                bench.touch("go")
                #expect(await firstEnding(watch) == ProcessEnding(identity: adopted, status: status))
            }
        }

        @Test func `kill -9 of an adopted process is noticed within 20 ms, as the median of 20`() async throws {
            try await withBench { bench in
                var spans: [Duration] = []
                for _ in 0..<20 {
                    let adopted = try await bench.startAdopted(then: "true")
                    let watch = ProcessWatch()
                    watch.watch(adopted, isChild: false)
                    let start = ContinuousClock.now
                    #expect(ProcessSignal.send(SIGKILL, to: adopted))
                    #expect(await firstEnding(watch)?.status == .signalled(signal: 9))
                    spans.append(ContinuousClock.now - start)
                }
                let sorted = spans.sorted()
                #expect(sorted[10] < .milliseconds(20))
            }
        }

        @Test func `five hundred watched ends leave no descriptor behind, and none is missed`() async throws {
            try await withBench { bench in
                let before = openDescriptors(of: "pidfd")
                let watch = ProcessWatch()
                var expected: Set<ProcessIdentity> = []
                for _ in 0..<500 {
                    let identity = try Spawner.spawn(bench.request("exit 0"))
                    watch.watch(identity, isChild: true)
                    expected.insert(identity)
                }
                for await ending in watch.endings {
                    #expect(ending.status == .exited(code: 0))
                    expected.remove(ending.identity)
                    if expected.isEmpty { break }
                }
                try await eventually("closed descriptors") { openDescriptors(of: "pidfd") <= before }
            }
        }

        @Test func `a process watched twice ends once`() async throws {
            try await withBench { bench in
                let first = try Spawner.spawn(bench.request("while [ ! -e go ]; do sleep 0.01; done"))
                let second = try Spawner.spawn(bench.request("while [ ! -e on ]; do sleep 0.01; done"))
                let before = openDescriptors(of: "pidfd")
                let watch = ProcessWatch()
                for _ in 0..<20 { watch.watch(first, isChild: true) }
                watch.watch(second, isChild: true)
                #expect(openDescriptors(of: "pidfd") <= before + 4, "other suites may hold one for a moment")
                bench.touch("go")
                try await eventually("the first end") { !ProcessTable.exists(first) }
                bench.touch("on")
                var ended: [ProcessIdentity] = []
                for await ending in watch.endings {
                    ended.append(ending.identity)
                    if ended.last == second { break }
                }
                #expect(ended == [first, second])
            }
        }

        @Test func `a watch that is dropped gives back its own descriptors and those of the living`() async throws {
            try await withBench { bench in
                let identity = try Spawner.spawn(bench.request("exec sleep 60"))
                defer { endAndReap(identity) }
                let kinds = ["pidfd", "eventpoll", "eventfd"]
                let before = kinds.map(openDescriptors)
                for _ in 0..<50 { ProcessWatch().watch(identity, isChild: false) }
                // Other suites may open a few of their own meanwhile; fifty would show.
                try await eventually("closed descriptors") {
                    zip(kinds.map(openDescriptors), before).allSatisfy { $0 <= $1 + 10 }
                }
            }
        }

        @Test func `a process whose first thread has left is alive, and ends when all have`() async throws {
            try await withBench { bench in
                let port = try freePort()
                let identity = try spawnStub(bench, ["--leave-first-thread"], port: port, ["MARK": bench.folder.path])
                defer { endAndReap(identity) }
                try await eventually("Z in ps") {
                    ProcFile.text("/proc/\(identity.pid)/stat")?.contains(") Z ") == true
                }
                #expect(ProcessTable.isAlive(identity) && ProcessTable.exitStatus(ofZombie: identity) == nil)
                #expect(ProcessTable.find(marker: "MARK=\(bench.folder.path)").map(\.identity) == [identity])
                #expect(PortOwner.find(port: port)?.pid == Int(identity.pid))
                #expect((ProcessStatistics.read(identity)?.residentBytes ?? 0) > 0)
                let watch = ProcessWatch()
                watch.watch(identity, isChild: true)
                #expect(ProcessSignal.send(SIGKILL, to: identity))
                #expect(await firstEnding(watch) == ProcessEnding(identity: identity, status: .signalled(signal: 9)))
            }
        }

        @Test func `a watch for one that is gone does not take the end of another with its id`() async throws {
            try await withBench { bench in
                let child = try Spawner.spawn(bench.request("exit 5"))
                try await eventually("its end") { !ProcessTable.isAlive(child) }
                var gone = child
                gone.startTicks -= 1
                let watch = ProcessWatch()
                watch.watch(gone, isChild: true)
                #expect(await firstEnding(watch) == ProcessEnding(identity: gone, status: .unknown))
                #expect(ProcessTable.exitStatus(ofZombie: child) == .exited(code: 5), "still to be waited for")
                endAndReap(child)
            }
        }

        @Test func `the status of a child that somebody else has waited for comes from the kernel`() async throws {
            try await withBench { bench in
                let child = try Spawner.spawn(bench.request("while [ ! -e go ]; do sleep 0.01; done; exit 6"))
                let watch = ProcessWatch()
                watch.watch(child, isChild: false)
                bench.touch("go")
                var status: Int32 = 0
                waitpid(child.pid, &status, 0)
                #expect(await firstEnding(watch) == ProcessEnding(identity: child, status: .exited(code: 6)))
            }
        }

        @Test func `a group gets each signal once, and all of it`() async throws {
            try await withBench { bench in
                let leader = try Spawner.spawn(
                    bench.request(
                        "trap 'echo leader' USR1; (trap 'echo member' USR1; echo up; while :; do sleep 0.02; done) & "
                            + "echo up; while :; do sleep 0.02; done"))
                defer { endAndReap(leader) }
                try await eventually("both") { bench.output.components(separatedBy: "up").count == 3 }
                #expect(ProcessSignal.sendToGroup(SIGUSR1, of: leader))
                try await eventually("answers") { bench.output.contains("leader") && bench.output.contains("member") }
                try await Task.sleep(for: .milliseconds(100))
                // The shells also tell of their sleep, which the signal ends.
                let answers = bench.output.split(separator: "\n").filter { $0.hasSuffix("er") }
                #expect(answers.sorted() == ["leader", "member"])
            }
        }

        @Test func `the dead get no signals`() async throws {
            try await withBench { bench in
                let child = try Spawner.spawn(bench.request("exit 0"))
                try await eventually("its end") { !ProcessTable.isAlive(child) }
                #expect(!ProcessSignal.send(SIGTERM, to: child) && !ProcessSignal.sendToGroup(SIGTERM, of: child))
                endAndReap(child)
                #expect(!ProcessSignal.send(SIGTERM, to: child) && !ProcessSignal.sendToGroup(SIGTERM, of: child))
            }
        }
    }
}
