import ArgumentParser
import Foundation
import Glibc
import NIOCore
import NIOPosix
import ProcessKit
import ServiceKit

/// The scoreboard of the watchdog: its figures beside the goals.
struct WatchdogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watchdog", abstract: "Detection, recovery, adoption, schedule, registry and footprint.")

    @Option(help: "Kills per row.")
    var kills = 50
    @Option(help: "Seconds for which the Observer is stopped.")
    var absence = 60.0
    @Option(help: "Seconds of probing for the schedule and of rest for the footprint.")
    var seconds = 30.0

    @Option(help: "Groups of rows to measure.")
    var rows = "crashes,hangs,schedule,registry,footprint"

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // a folder left behind harms nothing
        Row.head()
        if rows.contains("crashes") { try await crashes(folder) }
        if rows.contains("hangs") { try await hangs(folder) }
        if rows.contains("schedule") { try await schedule(folder) }
        if rows.contains("registry") { try await registry(folder) }
        if rows.contains("footprint") { try await footprint(folder) }
    }

    private var programs: String {
        URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path
    }

    private func stubs(_ count: Int) throws -> String {
        try (0..<count).map {
            "  stub\($0): {command: \"\(programs)/StubService --name stub\($0)\", port: \(try FreePort.find())}\n"
        }.joined()
    }

    // MARK: Crashes

    private func crashes(_ folder: URL) async throws {
        let port = try FreePort.find()
        let stack = try await MeasuredStack(
            services: "  finance: {service_name: finance-service, command: \(programs)/Finance, port: \(port)}\n",
            folder: folder)
        defer { stack.end() }
        try await stack.waitUntilReady("finance")
        let start = try await ownStart(folder)
        var figures = Figures()
        for _ in 0..<kills { try await kill(stack, port, &figures) }
        figures.show("crash of a child", start: start, kills: kills)
        var adopted = Figures()
        for _ in 0..<kills {
            try await stack.replaceObserver()
            try await stack.waitUntilReady("finance")
            try await kill(stack, port, &adopted)
        }
        adopted.show("crash of an adopted process", start: start, kills: kills)
        let starts = stack.get("/services/finance/restarts?limit=1000")["starts"] as? [[String: Any]] ?? []
        let known = starts.dropFirst().count { $0["exit"] as? String == "ended by signal 9 (SIGKILL)" }
        Row("exit status known", "\(known) of \(starts.count - 1)", "all").show()
        try await absenceRow(stack)
    }

    /// The program's own time from start to ready, without any watchdog.
    private func ownStart(_ folder: URL) async throws -> Double {
        var spans: [Double] = []
        // In a folder that holds a ledger already, as after a crash; the first start makes it and does not count.
        let data = folder.appendingPathComponent(UUID().uuidString).path
        for _ in 0..<12 {
            let process = try await MeasuredProcess(
                program: "Finance", arguments: [], folder: folder, dataDirectory: data)
            spans.append(process.readyMilliseconds)
            process.kill()
        }
        return Array(spans.dropFirst()).median
    }

    private struct Figures {
        var detected: [Double] = []
        var ready: [Double] = []

        func show(_ what: String, start: Double, kills: Int) {
            Row("\(what) → detected, median of \(kills)", "\(detected.median) ms", "≤ 10 ms").show()
            let over = (ready.median - start).rounded()
            Row(
                "\(what) → ready again, median of \(kills)",
                "\(Int(ready.median)) ms = own start \(Int(start)) ms + \(Int(over)) ms", "start + ≤ 20 ms"
            ).show()
        }
    }

    private func kill(_ stack: MeasuredStack, _ port: Int, _ figures: inout Figures) async throws {
        let pid = stack.pid("finance")
        // A pause, so that one kill does not fall into the aftermath of the last.
        try await Task.sleep(for: .milliseconds(500))
        let killedAt = Date.now
        let start = ContinuousClock.now
        Glibc.kill(pid, SIGKILL)
        while FreePort.answersReady(port) == false, ContinuousClock.now - start < .seconds(30) {
            try await Task.sleep(for: .microseconds(500))
        }
        figures.ready.append((ContinuousClock.now - start).milliseconds)
        try await stack.waitUntilReady("finance", otherThan: pid)
        let ends = (stack.get("/services/finance/restarts?limit=3")["starts"] as? [[String: Any]] ?? [])
            .compactMap { $0["ended_at"] as? String }
        let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        if let last = try ends.first.map(format.parse) {
            // Both ends are rounded to whole milliseconds by the journal.
            figures.detected.append(max((last.timeIntervalSince(killedAt) * 1_000).rounded(.up), 0))
        }
    }

    private func absenceRow(_ stack: MeasuredStack) async throws {
        let before = stack.unit("finance")["generation"] as? Int ?? -1
        Glibc.kill(stack.observer.pid, SIGSTOP)
        try await Task.sleep(for: .seconds(absence))
        Glibc.kill(stack.observer.pid, SIGCONT)
        try await Task.sleep(for: .seconds(8))
        let after = stack.unit("finance")["generation"] as? Int ?? -1
        Row("Observer stopped for \(Int(absence)) s → restarts", "\(after - before)", "0").show()
    }

    private func hangs(_ folder: URL) async throws {
        let stack = try await MeasuredStack(services: try stubs(3), folder: folder)
        defer { stack.end() }
        var spans: [Double] = []
        for round in 0..<5 {
            let name = "stub\(round % 3)"
            try await stack.waitUntilReady(name)
            // Right after a probe has passed, so that the first one to miss is known to within its period.
            let pid = stack.pid(name)
            Glibc.kill(pid, SIGSTOP)
            let start = ContinuousClock.now
            while stack.unit(name)["health"] as? String == "pass", ContinuousClock.now - start < .seconds(20) {
                try await Task.sleep(for: .milliseconds(5))
            }
            try await stack.waitUntilReady(name, otherThan: pid)
            spans.append((ContinuousClock.now - start).milliseconds)
            try await Task.sleep(for: .seconds(12))
        }
        Row(
            "hang (SIGSTOP) → ready again, from the stop, median of 5", "\(Int(spans.median)) ms",
            "≤ 6 s after the first miss (+ ≤ 2.2 s)"
        ).show()
    }

    // MARK: Schedule, registry, footprint

    private func schedule(_ folder: URL) async throws {
        let base = 30_000
        let stub = try MeasuredStub(
            programs: programs, arguments: ["--port", "\(base)", "--ports", "1000", "--hang-every", "10"])
        defer { stub.end() }
        let observer = try await MeasuredProcess(program: "Observer", arguments: [], folder: folder)
        defer { observer.stop() }
        let group = MultiThreadedEventLoopGroup.singleton
        let requests = (0..<1_000).map { Self.registration("stub", port: base + $0) }
        _ = try await LoadGenerator(port: observer.port, connections: 16, seconds: 0).run(
            requests, expecting: "200", on: group)
        try await Task.sleep(for: .seconds(5))
        let before = Self.lateness(observer.port)
        let cpu = observer.cpuSeconds
        try await Task.sleep(for: .seconds(seconds))
        let after = Self.lateness(observer.port)
        let counts = zip(after, before).map { ($0.bound, $0.count - $1.count) }
        let total = counts.last?.1 ?? 0
        let p99 = counts.first { Double($0.1) >= 0.99 * Double(total) }?.0 ?? "?"
        Row(
            "1,000 targets every 2 s, 100 hang → start jitter p99 of \(total) probes", "≤ \(p99) s", "≤ 0.05 s"
        ).show()
        let share = (observer.cpuSeconds - cpu) / seconds * 100
        Row(
            "  … Observer meanwhile", "\(Self.short(share)) % of a core, \(Self.short(observer.residentMebibytes)) MiB",
            ""
        )
        .show()
    }

    private func registry(_ folder: URL) async throws {
        let observer = try await MeasuredProcess(program: "Observer", arguments: [], folder: folder)
        defer { observer.stop() }
        // One thread for the load: more would only take turns with those of the measured server.
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        // On a port of its own each: nobody listens there, as with services that died.
        let requests = (0..<10_000).map { Self.registration("guest\($0)", port: 20_000 + $0 % 5_000) }
        let outcome = try await LoadGenerator(port: observer.port, connections: 64, seconds: 0).run(
            requests, expecting: "200", on: group)
        try await group.shutdownGracefully()
        Row(
            "10,000 durable registrations, 64 connections",
            "\(Int(outcome.perSecond))/s, p50 \(outcome.percentile(0.5)) ms, p99 \(outcome.percentile(0.99)) ms"
                + (outcome.failures > 0 ? ", \(outcome.failures) failed" : ""), "p99 ≤ 10 ms"
        ).show()
        try await Task.sleep(for: .seconds(5))
        Row("  … memory with 10,000 services", "\(Self.short(observer.residentMebibytes)) MiB", "reported").show()
    }

    private func footprint(_ folder: URL) async throws {
        let stack = try await MeasuredStack(services: try stubs(10), folder: folder)
        defer { stack.end() }
        for number in 0..<10 { try await stack.waitUntilReady("stub\(number)") }
        try await Task.sleep(for: .seconds(5))
        let cpu = stack.observer.cpuSeconds
        try await Task.sleep(for: .seconds(seconds))
        let share = (stack.observer.cpuSeconds - cpu) / seconds * 100
        Row("10 supervised services → resident", "\(Self.short(stack.observer.residentMebibytes)) MiB", "≤ 40 MB")
            .show()
        Row("10 supervised services → processor", "\(Self.short(share)) % of a core", "≤ 1 %").show()
    }

    private static func short(_ number: Double) -> String { "\((number * 100).rounded() / 100)" }

    private static func registration(_ name: String, port: Int) -> String {
        let body = #"{"service_name":"\#(name)","host":"127.0.0.1","port":\#(port),"health_endpoint":"/health"}"#
        return "POST /register HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    /// Cumulated counts of the lateness histogram by upper bound.
    private static func lateness(_ port: Int) -> [(bound: String, count: Int)] {
        guard let body = FreePort.get(port, "/metrics") else { return [] }
        let text = String(decoding: body, as: UTF8.self)
        return text.split(separator: "\n").compactMap { line in
            guard line.hasPrefix("observer_probe_lateness_seconds_bucket"),
                let match = line.firstMatch(of: /le="([^"]+)"\} (\d+)/)
            else { return nil }
            return (String(match.1), Int(match.2) ?? 0)
        }
    }
}

/// One line of the scoreboard.
struct Row {
    let what: String
    let figure: String
    let goal: String

    init(_ what: String, _ figure: String, _ goal: String) {
        self.what = what
        self.figure = figure
        self.goal = goal
    }

    static func head() {
        Row("MEASURE", "FIGURE", "GOAL").show()
    }

    func show() {
        let name = what.padding(toLength: max(74, what.count), withPad: " ", startingAt: 0)
        let value = figure.padding(toLength: max(52, figure.count), withPad: " ", startingAt: 0)
        Terminal.say("\(name)  \(value)  \(goal)")
    }
}

/// A stub service outside any stack.
struct MeasuredStub {
    private let process = Process()

    init(programs: String, arguments: [String]) throws {
        process.executableURL = URL(fileURLWithPath: programs + "/StubService")
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        try process.run()
    }

    func end() {
        // It begins with the blocked signals of the thread that started it, and has nothing to save.
        kill(process.processIdentifier, SIGKILL)
        MeasuredProcess.waitForEnd(of: process.processIdentifier)
    }
}
