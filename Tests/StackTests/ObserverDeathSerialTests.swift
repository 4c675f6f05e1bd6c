import Foundation
import Glibc
import ProcessKit
import Shared
import TestSupport
import Testing

/// The Observer's own death and absence.
@Suite(.serialized)
struct ObserverDeathSerialTests {
    private typealias Stub = SupervisedStack.Stub

    private actor Acknowledged {
        private(set) var ids: Set<String> = []
        func add(_ id: String) { ids.insert(id) }
    }

    @Test(.timeLimit(.minutes(5)))
    func `200 deaths at random moments: no acknowledged registration lost, no duplicate, nobody unwatched`()
        async throws
    {
        let stubs = [Stub(name: "a"), Stub(name: "b", more: "depends_on: [a]"), Stub(name: "c")]
        try await SupervisedStack.run(stubs, head: SupervisedStack.generous) { stack in
            var random = SeededGenerator(seed: 20)
            let acknowledged = Acknowledged()
            // On a slow machine the Observer takes longer to be there at all, and is left alone for longer.
            let clock = ContinuousClock()
            await stack.observer.end(with: SIGKILL)
            let start = try await clock.measure { try await stack.observer.restart() }
            let longest = max(220, Int(2 * (start / .milliseconds(1))))
            for round in 0..<200 {
                let span = Duration.milliseconds(Int.random(in: 5...longest, using: &random))
                let victim = ["a", "b", "c"].randomElement(using: &random) ?? "a"
                await disturb(stack, victim: victim, round: round, for: span, acknowledged)
                await stack.observer.end(with: SIGKILL)
                for (unit, living) in stack.living() where living.count > 1 {
                    Issue.record("round \(round): \(living.count) processes of \(unit)")
                }
                // Not waiting for ready: the next death may well come during the start.
                try await stack.observer.startAgain()
            }
            await stack.observer.end(with: SIGKILL)
            try await stack.observer.restart()
            try await stack.untilReady("a", "b", "c")
            let known = try await stack.caller.get("/services").json["services"].objectValue ?? [:]
            let lost = await acknowledged.ids.subtracting(known.keys)
            #expect(lost.isEmpty, "lost: \(lost)")
            #expect(await acknowledged.ids.count > 50, "the disturbance must have worked")
            for name in ["a", "b", "c"] {
                #expect(stack.living()[name]?.count == 1)
                let pid = try await stack.pid(name)
                kill(pid, SIGKILL)
                try await stack.untilReplaced(name, pid)
            }
        }
    }

    /// Registers guests and kills the victim half-way through.
    private func disturb(
        _ stack: SupervisedStack, victim: String, round: Int, for span: Duration, _ acknowledged: Acknowledged
    ) async {
        let end = ContinuousClock.now + span
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                var number = 0
                while number < 20, ContinuousClock.now < end {
                    let name = "guest-\(round)-\(number)"
                    let body: JSONValue = .object(["service_name": .string(name), "host": "localhost", "port": 1])
                    // try? because the Observer is meant to die during these calls; only what it acknowledged counts
                    guard let answer = try? await stack.caller.post("/register", json: body) else {
                        try? await Task.sleep(for: .milliseconds(5))
                        continue
                    }
                    if answer.status == 200 { await acknowledged.add("\(name)_localhost_1") }
                    number += 1
                }
            }
            group.addTask {
                try? await Task.sleep(for: span / 2)
                if let process = stack.living()[victim]?.first { ProcessSignal.send(SIGKILL, to: process) }
            }
            try? await Task.sleep(for: span)
        }
    }

    @Test func `a stopped Observer blames nobody when it goes on`() async throws {
        try await SupervisedStack.run([Stub(name: "a"), Stub(name: "b")]) { stack in
            try await stack.untilReady("a", "b")
            await stack.observer.send(SIGSTOP)
            try await Task.sleep(for: .seconds(12))
            await stack.observer.send(SIGCONT)
            try await Task.sleep(for: .seconds(4))
            for name in ["a", "b"] { #expect(try await stack.unit(name)["generation"] == 1) }
            #expect(stack.observer.output.contains("stood still"))
            #expect(try await stack.incidents().isEmpty)
        }
    }

    @Test func `a crash during the Observer's own absence is noticed when it is back`() async throws {
        try await SupervisedStack.run([Stub(name: "a")]) { stack in
            try await stack.untilReady("a")
            let pid = try await stack.pid("a")
            await stack.observer.end(with: SIGKILL)
            kill(pid, SIGKILL)
            try await Task.sleep(for: .milliseconds(200))
            try await stack.observer.restart()
            try await stack.untilReplaced("a", pid)
        }
    }

    @Test func `a torn tail of the database loses nothing that was committed before it`() async throws {
        try await SupervisedStack.run([Stub(name: "a")], head: SupervisedStack.generous) { stack in
            try await stack.untilReady("a")
            let body: JSONValue = .object(["service_name": "guest", "host": "localhost", "port": 1])
            #expect(try await stack.caller.post("/register", json: body).status == 200)
            let pid = try await stack.pid("a")
            await stack.observer.end(with: SIGKILL)
            // A write-ahead log whose last frame never became whole, as after a power cut.
            let log = stack.folder.appendingPathComponent("data/observer/observer.sqlite-wal")
            let handle = try FileHandle(forWritingTo: log)
            try handle.seekToEnd()
            try handle.write(contentsOf: Data((0..<3_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }))
            try handle.close()
            try await stack.observer.restart()
            try await stack.untilReady("a")
            #expect(try await stack.pid("a") == pid)
            #expect(try await stack.caller.get("/service/guest_localhost_1").status == 200)
        }
    }

    @Test func `a hundred crashes leave memory and descriptors of the Observer flat`() async throws {
        try await SupervisedStack.run([Stub(name: "a"), Stub(name: "b")], head: SupervisedStack.generous) { stack in
            try await stack.untilReady("a", "b")
            let observer = try #require(ProcessTable.identity(ofPID: await stack.observer.pid))
            var before: ProcessStatistics?
            for round in 0..<120 {
                for name in ["a", "b"] {
                    let pid = try await stack.pid(name)
                    kill(pid, SIGKILL)
                    try await stack.untilReplaced(name, pid)
                }
                // Caches and pools are warm after the first twenty.
                if round == 20 { before = ProcessStatistics.read(observer) }
            }
            try await Task.sleep(for: .seconds(2))
            let start = try #require(before)
            let after = try #require(ProcessStatistics.read(observer))
            #expect((after.openFiles ?? 0) <= (start.openFiles ?? 0) + 10, "\(start) \(after)")
            #expect(after.residentBytes < start.residentBytes + (24 << 20), "\(start) \(after)")
            #expect(after.threads <= start.threads + 8)
        }
    }

    @Test(.enabled(if: canMount, "this user may not mount a small file system"))
    func `a disk without space: people are told at once, and told once, and of its end as well`() async throws {
        let peer = try await HTTPPeer.start { _ in .json(200, .null) }
        try await withTemporaryFolder { folder in
            let disk = folder.appendingPathComponent("disk")
            try FileManager.default.createDirectory(at: disk, withIntermediateDirectories: true)
            try #require(mount(disk.path) == 0)
            defer { _ = Self.run("/bin/umount", "-l", disk.path) }
            let head = "alerts: {webhooks: [{url: \"\(peer.url("/hook"))\"}]}"
            try await SupervisedStack.run([Stub(name: "a")], head: head, environment: ["DATA_DIR": disk.path]) {
                stack in
                try await stack.untilReady("a")
                _ = Self.run("/bin/dd", "if=/dev/zero", "of=\(disk.path)/full", "bs=4k")
                let text = String(repeating: "x", count: 400)
                try await eventually("the alarm: \(stack.observer.output)") {
                    // Whatever is written needs room.
                    let body = JSONValue.object(["service": "b", "minutes": 1, "reason": .string(text)])
                    _ = try await stack.caller.post("/silences", json: body)
                    return peer.calls.contains { $0.json["type"] == "incident.down" }
                }
                try await Task.sleep(for: .seconds(2))
                #expect(peer.calls.count { $0.json["type"] == "incident.down" } == 1)
                #expect(peer.calls.first?.json["incident"]["kind"] == "storage")
                unlink("\(disk.path)/full")
                try await eventually("the all-clear: \(stack.observer.output)") {
                    peer.calls.contains { $0.json["type"] == "incident.up" }
                }
                for found in ProcessTable.find(marker: "ERP_STACK_RUN=\(disk.path)/observer") {
                    ProcessSignal.send(SIGKILL, to: found.identity)
                }
            }
        }
        try await peer.stop()
    }

    @Test(.enabled(if: canMount, "this user may not mount a small file system"))
    func `a disk without space: supervision goes on, registrations are refused, and red is shown`() async throws {
        try await withTemporaryFolder { folder in
            let disk = folder.appendingPathComponent("disk")
            try FileManager.default.createDirectory(at: disk, withIntermediateDirectories: true)
            try #require(mount(disk.path) == 0)
            defer { _ = Self.run("/bin/umount", "-l", disk.path) }
            try await SupervisedStack.run(
                [Stub(name: "a")], head: SupervisedStack.generous, environment: ["DATA_DIR": disk.path]
            ) { stack in
                try await stack.untilReady("a")
                _ = Self.run("/bin/dd", "if=/dev/zero", "of=\(disk.path)/full", "bs=64k")
                let body: JSONValue = .object(["service_name": "guest", "host": "localhost", "port": 1])
                try await eventually("a refusal") { try await stack.caller.post("/register", json: body).status == 503 }
                #expect(try await stack.caller.get("/health").status == 503)
                let pid = try await stack.pid("a")
                unlink("\(disk.path)/full")
                kill(pid, SIGKILL)
                try await stack.untilReplaced("a", pid)
                try await eventually("green again") { try await stack.caller.get("/health").status == 200 }
                for found in ProcessTable.find(marker: "ERP_STACK_RUN=\(disk.path)/observer") {
                    ProcessSignal.send(SIGKILL, to: found.identity)
                }
            }
        }
    }

    private static let canMount: Bool = {
        guard geteuid() == 0, let folder = try? TemporaryDirectory() else { return false }
        let isMounted = run("/bin/mount", "-t", "tmpfs", "tmpfs", folder.path) == 0
        if isMounted { _ = run("/bin/umount", folder.path) }
        return isMounted
    }()

    private func mount(_ path: String) -> Int32 {
        Self.run("/bin/mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", path)
    }

    private static func run(_ program: String, _ arguments: String...) -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { return -1 }
        process.waitUntilExit()
        return process.terminationStatus
    }
}
