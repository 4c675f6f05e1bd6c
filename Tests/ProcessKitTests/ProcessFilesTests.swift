import Foundation
import Glibc
@testable import ProcessKit
import TestSupport
import Testing

extension ProcessKitTests {
    /// What is read from files: logs, programs, tables of the kernel.
    @Suite(.timeLimit(.minutes(1))) struct ProcessFilesTests {
        /// Lets a process write 20,000 numbered lines while its log is rotated again and again.
        ///
        /// - Parameter end: What the process does after that.
        /// - Returns: How often it was, and all that was kept, oldest first.
        private func rotateUnderWriter(
            _ bench: ProcessBench, end: String = "true"
        ) async throws -> (rotations: Int, text: String) {
            let identity = try Spawner.spawn(
                bench.request("i=0; while [ $i -lt 20000 ]; do echo line-$i; i=$((i+1)); done; \(end)"))
            defer { endAndReap(identity) }
            var rotations = 0
            while ProcessTable.isAlive(identity) {
                if LogFile.rotateIfNeeded(bench.log, limitBytes: 20_000, keep: 100) { rotations += 1 }
                try await Task.sleep(for: .milliseconds(1))
            }
            let old = (0..<rotations).map { bench.read("out.log.\(rotations - $0)") }
            return (rotations, old.joined() + bench.output)
        }

        @Test
        func `a log is rotated under a writing process without the loss of a byte, where blocks can be taken out`()
            async throws
        {
            try await withBench { bench in
                // What other file systems lose is limited in the next test.
                guard ["ext4", "xfs"].contains(fileSystem(of: bench.folder.path)) else { return }
                let (rotations, text) = try await rotateUnderWriter(bench)
                let expected = (0..<20_000).map { "line-\($0)\n" }.joined()
                #expect(rotations > 2 && text.utf8.count == expected.utf8.count && text == expected)
                #expect(!FileManager.default.fileExists(atPath: bench.log + ".copy"))
            }
        }

        @Test func `a log in memory is rotated too, and what is kept is in order`() async throws {
            let folder = URL(fileURLWithPath: "/dev/shm/processkit-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            // Any line may fall into a cut, and one cut may take many; what comes after the last cut must be there.
            let (rotations, text) = try await rotateUnderWriter(
                ProcessBench(folder: folder), end: "sleep 0.5; echo line-20000")
            let numbers = text.split(separator: "\n").compactMap { Int($0.dropFirst(5)) }
            print("rotation in memory: \(rotations) times, \(numbers.count) of 20001 lines kept")
            #expect(rotations > 0 && numbers == numbers.sorted() && Set(numbers).count == numbers.count)
            #expect(numbers.first == 0 && numbers.last == 20_000 && numbers.count > 10_000)
        }

        @Test func `old logs move on, the oldest goes, and a small log stays`() async throws {
            try await withBench { bench in
                #expect(!LogFile.rotateIfNeeded(bench.log, limitBytes: 0, keep: 2), "there is none")
                for word in ["one", "two", "three"] {
                    try word.write(toFile: bench.log, atomically: false, encoding: .utf8)
                    #expect(!LogFile.rotateIfNeeded(bench.log, limitBytes: 10, keep: 2))
                    #expect(LogFile.rotateIfNeeded(bench.log, limitBytes: 2, keep: 2))
                }
                #expect(LogFile.size(bench.log) == 0 && bench.read("out.log.1") == "three")
                #expect(bench.read("out.log.2") == "two" && LogFile.size(bench.path("out.log.3")) == 0)
            }
        }

        @Test func `two who rotate the same log at once lose nothing and keep nothing twice`() async throws {
            try await withBench { bench in
                let identity = try Spawner.spawn(
                    bench.request("i=0; while [ $i -lt 20000 ]; do echo line-$i; i=$((i+1)); done"))
                defer { endAndReap(identity) }
                let rotations = await withTaskGroup(of: Int.self) { group in
                    for _ in 0..<2 {
                        group.addTask {
                            var rotations = 0
                            while ProcessTable.isAlive(identity) {
                                if LogFile.rotateIfNeeded(bench.log, limitBytes: 20_000, keep: 100) { rotations += 1 }
                                await Task.yield()
                            }
                            return rotations
                        }
                    }
                    return await group.reduce(0, +)
                }
                let old = (0..<100).map { bench.read("out.log.\(100 - $0)") }
                let numbers = (old.joined() + bench.output).split(separator: "\n").compactMap { Int($0.dropFirst(5)) }
                #expect(rotations > 2 && Set(numbers).count == numbers.count && numbers == numbers.sorted())
                guard ["ext4", "xfs"].contains(fileSystem(of: bench.folder.path)) else { return }
                #expect(numbers == Array(0..<20_000))
            }
        }

        @Test func `the tail of a log has whole lines, and empty ones`() async throws {
            try await withBench { bench in
                try "first\n\nthird\nfourth".write(toFile: bench.log, atomically: true, encoding: .utf8)
                #expect(LogFile.tail(bench.log) == ["first", "", "third", "fourth"])
                #expect(LogFile.tail(bench.log, lines: 1) == ["fourth"])
                #expect(LogFile.tail(bench.log, maximumBytes: 12) == ["third", "fourth"])
                #expect(LogFile.tail(bench.log, maximumBytes: 11) == ["fourth"])
                #expect(LogFile.tail(bench.path("none")).isEmpty)
            }
        }

        @Test func `a program's name may hold blanks and parentheses`() throws {
            var fields = (4...52).map { String($0) }
            fields[22 - 4] = "777"
            fields[52 - 4] = "2304"
            let rest = fields.joined(separator: " ")
            let stat = try #require(ProcessStat("12 (a) b) (c) S \(rest)\n"))
            #expect(stat.state == "S" && stat.startTicks == 777 && stat.parentPID == 4)
            #expect(ExitStatus(waitStatus: stat.waitStatus) == .exited(code: 9))
            #expect(ExitStatus(waitStatus: 0x8B) == .signalled(signal: 11), "with a core dump")
            #expect(ProcessStat("12 (a S 1 2") == nil && ProcessStat("") == nil)
        }

        @Test func `figures of a process can be read, not those of the gone`() throws {
            let me = try #require(ProcessTable.identity(ofPID: getpid()))
            let figures = try #require(ProcessStatistics.read(me))
            #expect(figures.residentBytes > 1 << 20 && figures.threads > 0 && figures.cpuSeconds > 0)
            #expect((figures.openFiles ?? 0) > 2 && "RSD".contains(figures.state))
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            #expect(figures.openFilesLimit == Int(limit.rlim_cur))
            #expect(figures.readBytes != nil && figures.writtenBytes != nil)
            var other = me
            other.startTicks += 1
            #expect(ProcessStatistics.read(other) == nil)
        }

        @Test func `a build has its id and its stamp`() async throws {
            try await withBench { bench in
                let program = BuiltProducts.program("StubService").path
                let copy = bench.path("copy")
                try FileManager.default.copyItem(atPath: program, toPath: copy)
                let id = BuildID.read("/bin/sh")
                #expect(id.map { $0.count == 40 && $0.allSatisfy(\.isHexDigit) } == true)
                #expect(BuildID.read(copy) == BuildID.read(program))
                #expect(ExecutableStamp.read(program) == ExecutableStamp.read(program))
                #expect(ExecutableStamp.read(program) != ExecutableStamp.read(copy))
                #expect(BuildID.read("/etc/passwd") == nil && BuildID.read("/no/such") == nil)
                #expect(BuildID.read("/usr") == nil && ExecutableStamp.read("/no/such") == nil)
            }
        }

        @Test func `a file that only pretends to be a program has no id, whatever it claims`() async throws {
            try await withBench { bench in
                let genuine = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "/bin/sh")).prefix(4_096))
                for seed in 0..<300 {
                    var bytes = genuine
                    // Deterministic damage to header, table and notes.
                    for step in 0..<20 {
                        bytes[(seed * 31 + step * 97) % 1_024] = UInt8(truncatingIfNeeded: seed &* step)
                    }
                    bytes.replaceSubrange(0..<6, with: [0x7F, 0x45, 0x4C, 0x46, 2, 1])
                    try Data(bytes).write(to: bench.folder.appendingPathComponent("odd"))
                    _ = BuildID.read(bench.path("odd"))
                }
                #expect(BuildID.buildID(inNotes: [UInt8](repeating: 0xFF, count: 64)) == nil)
            }
        }

        @Test func `sockets are listed with both ends, and a caller over the loopback is known`() async throws {
            try await withBench { bench in
                let port = try freePort()
                let stub = try spawnStub(bench, ["--hang-file", "hang"], port: port)
                defer { endAndReap(stub) }
                bench.touch("hang")
                try await eventually("the stub") { PortOwner.find(port: port) != nil }
                #expect(PortOwner.find(port: port)?.pid == Int(stub.pid))
                #expect(PortOwner.uid(ofListenerOn: port) == getuid())
                let connection = try await RawConnection.open(port: port)
                try await connection.send("GET /health HTTP/1.1\r\n\r\n")
                let sockets = { OpenFiles.list(stub.pid).filter { $0.contains(" → tcp ") } }
                try await eventually("both sockets") { sockets().count == 2 }
                #expect(sockets().contains { $0.hasSuffix("tcp 127.0.0.1:\(port) ↔ 0.0.0.0:0 listening") })
                let client = try #require(sockets().first { $0.hasSuffix("established") }?.split(separator: ":").last)
                let clientPort = try #require(Int(client.split(separator: " ")[0]))
                let home = try #require(LoopbackAddress("127.0.0.1"))
                #expect(LoopbackPeer.uid(local: (home, port), remote: (home, clientPort)) == getuid())
                #expect(LoopbackPeer.uid(local: (home, clientPort), remote: (home, port)) == getuid())
                await connection.close()
                #expect(LoopbackPeer.uid(local: (home, port), remote: (home, 1)) == nil)
                #expect(PortOwner.uid(ofListenerOn: try freePort()) == nil)
            }
        }

        @Test func `only addresses of the loopback interface are taken for one`() {
            #expect(LoopbackAddress("::1") == .version6 && LoopbackAddress("::ffff:127.0.0.1") == .version4)
            #expect(LoopbackAddress("127.9.8.7") != nil && LoopbackAddress("128.0.0.1") == nil)
            #expect(LoopbackAddress("7f00::1") == nil && LoopbackAddress("localhost") == nil)
        }

        @Test func `open files are listed up to a limit, and disks have space`() {
            #expect(OpenFiles.list(getpid()).contains { $0.hasPrefix("0 → ") })
            #expect(OpenFiles.list(getpid(), limit: 2).count == 2 && OpenFiles.list(-1).isEmpty)
            #expect((DiskSpace.freeBytes("/") ?? 0) > 0 && DiskSpace.freeBytes("/no/such") == nil)
        }
    }
}
