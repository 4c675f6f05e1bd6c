import Foundation
import Glibc
import ProcessKit
import TestSupport
import Testing

extension ProcessKitTests {
    /// Everything that can be wrong with a start, before and while it happens.
    @Suite struct SpawnFaultTests {
        @Test func `the check before says what the start would say, and makes nothing`() async throws {
            try await withBench { bench in
                #expect(bench.request("true").fault() == nil)
                #expect(changed(bench) { $0.logFile = "/dev/null" }.fault() == nil)
                #expect(LogFile.size(bench.log) == 0 && !FileManager.default.fileExists(atPath: bench.log))
                for (request, error) in try faults(bench) {
                    #expect(request.fault() == error)
                    #expect(throws: error) { try Spawner.spawn(request) }
                }
                #expect(!FileManager.default.fileExists(atPath: bench.log))
            }
        }

        private func faults(_ bench: ProcessBench) throws -> [(SpawnRequest, SpawnError)] {
            let plain = bench.path("plain.txt")
            try "x".write(toFile: plain, atomically: true, encoding: .utf8)
            mkfifo(bench.path("pipe"), 0o600)
            let unsayable = SpawnError.other(
                "a zero byte in a text, or a variable without a proper name (error \(EINVAL))")
            return [
                (changed(bench) { $0.executable = "/no/such" }, .programMissing("/no/such")),
                (changed(bench) { $0.executable = "sh" }, .programMissing("sh")),
                (changed(bench) { $0.executable = plain }, .notExecutable(plain)),
                (changed(bench) { $0.executable = "/usr" }, .notExecutable("/usr")),
                (changed(bench) { $0.workingDirectory = "/no/such" }, .folderUnusable("/no/such")),
                (changed(bench) { $0.workingDirectory = plain }, .folderUnusable(plain)),
                (changed(bench) { $0.logFile = "/no/such/log" }, .logUnusable("/no/such/log")),
                (changed(bench) { $0.logFile = "/usr" }, .logUnusable("/usr")),
                (changed(bench) { $0.logFile = bench.path("pipe") }, .logUnusable(bench.path("pipe"))),
                (changed(bench) { $0.environment["A=B"] = "" }, unsayable),
                (changed(bench) { $0.arguments.append("a\0b") }, unsayable),
            ]
        }

        private func changed(_ bench: ProcessBench, _ change: (inout SpawnRequest) -> Void) -> SpawnRequest {
            var request = bench.request("true")
            change(&request)
            return request
        }

        @Test(arguments: ["#!/no/such/interpreter\n", "no program at all"])
        func `a file that may be executed but cannot is told apart from a missing one`(content: String) async throws {
            try await withBench { bench in
                let script = bench.path("script")
                try content.write(toFile: script, atomically: true, encoding: .utf8)
                chmod(script, 0o755)
                let request = changed(bench) { $0.executable = script }
                #expect(request.fault() == nil, "only the start can tell")
                #expect(throws: SpawnError.notExecutable(script)) { try Spawner.spawn(request) }
            }
        }

        @Test func `an argument list beyond the kernel's limit is an error with its number`() async throws {
            try await withBench { bench in
                let request = changed(bench) { $0.arguments.append(String(repeating: "x", count: 4 << 20)) }
                #expect(throws: SpawnError.other("Argument list too long (error 7)")) {
                    try Spawner.spawn(request)
                }
            }
        }

        @Test func `ignored signals and a signal mask are not inherited`() async throws {
            try await withBench { bench in
                signal(SIGUSR2, SIG_IGN)
                defer { signal(SIGUSR2, SIG_DFL) }
                let identity = try Spawner.spawn(bench.request("grep -E '^Sig(Blk|Ign)' /proc/self/status"))
                let watch = ProcessWatch()
                watch.watch(identity, isChild: true)
                #expect(await firstEnding(watch)?.status == .exited(code: 0))
                let masks = bench.output.split(whereSeparator: \.isWhitespace).compactMap { UInt64($0, radix: 16) }
                #expect(masks.count == 2 && masks.first == 0)
                // glibc leaves its two internal signals, 32 and 33, ignored, whatever it is told.
                #expect(masks.last.map { $0 & ~(3 << 31) } == 0, "\(bench.output)")
            }
        }

        @Test func `a process that has died before it is looked at still has its identity`() async throws {
            try await withBench { bench in
                for _ in 0..<100 {
                    let identity = try Spawner.spawn(changed(bench) { $0.executable = "/bin/true" })
                    #expect(identity.startTicks > 0 && ProcessTable.exists(identity))
                    endAndReap(identity)
                }
            }
        }
    }
}
