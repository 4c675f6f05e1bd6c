import Foundation
import GRDB
import Glibc
import Hummingbird
import HummingbirdTesting
import Logging
@testable import Observer
import ObserverCore
import ServiceKit
import Shared
import Synchronization
import TestSupport
import Testing

/// Restart scripts as they are really run.
struct RestartScriptTests {
    /// Services whose script notes that it has run, and with whose id.
    private struct Bench {
        let folder: TemporaryDirectory
        let registry: RegistrySupervisor
        let runner: RestartScriptRunner
        var script: String { folder.file("scripts/restart.sh") }

        init(_ more: String = "") throws {
            folder = try TemporaryDirectory()
            for name in ["scripts", "logs"] {
                try FileManager.default.createDirectory(
                    atPath: folder.file(name), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755]
                )
            }
            let logger = Logger(label: "test")
            registry = try RegistrySupervisor(
                store: try RegistryStore(try DatabaseQueue()), logger: logger, at: .current())
            runner = RestartScriptRunner(
                rule: RestartScriptRule(folders: [folder.file("scripts")]), registry: registry,
                logFolder: folder.file("logs"), logger: logger)
            try "#!/bin/sh\necho \"ran $SERVICE_ID\"\n\(more)\n".write(
                toFile: script, atomically: true, encoding: .utf8)
            chmod(script, 0o755)
        }

        func register(_ name: String, port: Int, isDead: Bool = true) async throws {
            let descriptor = ServiceDescriptor(
                serviceName: name, host: "localhost", port: port, restartScript: script)
            let entry = try await registry.register(descriptor, bytes: 100, at: .current()).entry
            for _ in 0..<3 {
                _ = try await registry.record(
                    ProbeResult(
                        serviceID: entry.serviceID, generation: entry.generation, startedAt: .current(),
                        elapsedMilliseconds: 1, verdict: isDead ? .miss(.connectionRefused) : .pass), at: .current())
            }
        }

        var log: String { folder.file("logs/restart-scripts.log") }

        var runs: [String] {
            let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
            return text.split(separator: "\n").filter { $0.hasPrefix("ran ") }.map { String($0.dropFirst(4)) }
        }
    }

    @Test func `the script of one service does not run twice at once`() async throws {
        let bench = try Bench("sleep 1")
        try await bench.register("shop", port: 1)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { await bench.runner.run("shop", why: .serviceDown("shop")) } }
        }
        #expect(bench.runs == ["shop_localhost_1"])
        await bench.runner.run("shop", why: .serviceDown("shop"))
        #expect(bench.runs.count == 2)
    }

    @Test func `all services together have a budget`() async throws {
        let bench = try Bench()
        for port in 1...20 {
            try await bench.register("s\(port)", port: port)
            await bench.runner.run("s\(port)", why: .serviceDown("s\(port)"))
        }
        #expect(bench.runs.count == 10)
        let budget = RestartScriptBudget()
        for number in 0..<3 { try budget.enter("\(number)", at: 0) }
        #expect(throws: RestartScriptBudget.Refusal.tooMany) { try budget.enter("3", at: 0) }
        #expect(throws: RestartScriptBudget.Refusal.running) { try budget.enter("2", at: 0) }
        budget.leave("2")
        try budget.enter("3", at: 0)
    }

    @Test func `instances that do not work are restarted, or the one that an operator names`() async throws {
        let bench = try Bench()
        try await bench.register("shop", port: 1)
        try await bench.register("shop", port: 2, isDead: false)
        try await bench.register("shop", port: 3)
        await bench.runner.run("shop", why: .serviceDown("shop"))
        #expect(bench.runs == ["shop_localhost_1", "shop_localhost_3"])
        await bench.runner.run("shop_localhost_2", why: .asked(.restart, by: "ops"))
        #expect(bench.runs.last == "shop_localhost_2" && bench.runs.count == 3)
    }

    @Test func `a script that is refused is logged once, until script or reason change`() async throws {
        let bench = try Bench()
        let lines = LogLines()
        let logger = Logger(label: "test") { _ in lines }
        let watch = RegistryWatch(
            supervisor: bench.registry, metrics: ObserverMetrics(registry: PrometheusRegistry()), logger: logger)
        let router = Router(context: ServiceContext.self)
        RegistrationController(watch: watch, portGuard: PortGuard(allowsForeignPorts: true), scripts: bench.runner)
            .addRoutes(to: router)
        try await Application(router: router, logger: logger).test(.router) { client in
            func register(_ script: String, name: String = "shop") async throws {
                let body =
                    #"{"service_name":"\#(name)","host":"localhost","port":1,"restart_script":"\#(script)"}"#
                #expect(try await client.post("/register", body).status == .ok)
            }
            for _ in 0..<3 { try await register("/tmp/elsewhere.sh") }
            #expect(lines.refusals == ["restart-script-missing"])
            try await register("/tmp/elsewhere.sh", name: "other")
            try await register("relative.sh")
            #expect(lines.refusals == ["restart-script-missing", "restart-script-missing", "restart-script-name"])
            try await register(bench.script)
            #expect(lines.refusals.count == 3, "it is allowed")
            chmod(bench.script, 0o644)
            for _ in 0..<2 { try await register(bench.script) }
            #expect(lines.refusals.last == "restart-script-not-executable" && lines.refusals.count == 4)
        }
    }

    @Test func `the log of the scripts is rotated`() async throws {
        let bench = try Bench()
        try Data(count: 11 << 20).write(to: URL(fileURLWithPath: bench.log))
        try await bench.register("shop", port: 1)
        await bench.runner.run("shop", why: .serviceDown("shop"))
        #expect(FileManager.default.fileExists(atPath: bench.log + ".1"))
        let size = try FileManager.default.attributesOfItem(atPath: bench.log)[.size] as? Int ?? .max
        #expect(size < 1 << 20)
    }
}

/// Keeps the codes of the refusals that were logged.
private final class LogLines: LogHandler {
    private let codes = Mutex<[String]>([])
    var refusals: [String] { codes.withLock { $0 } }

    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }
    var logLevel: Logger.Level {
        get { .info }
        set {}
    }
    subscript(metadataKey _: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    func log(event: LogEvent) {
        if let code = event.metadata?["code"] { codes.withLock { $0.append("\(code)") } }
    }
}
