import Foundation
import Glibc
import ProcessKit
import Shared
import TestSupport

/// A real Observer with a stack file of stub services, all on free ports in a folder of their own; everything is gone
/// when the test ends, however it ends.
struct SupervisedStack: Sendable {
    let folder: URL
    /// Folder of the Observer's data.
    let data: String
    let observer: ServiceProcess
    let url: String
    let ports: [String: Int]

    var caller: HTTPCaller { HTTPCaller(url) }
    private var file: URL { folder.appendingPathComponent("stack.yaml") }

    /// One stub service of the stack file.
    struct Stub: Sendable {
        var name: String
        var arguments = ""
        var more = ""
        /// A port of the test's choosing, instead of a free one.
        var port: Int?
        var program = BuiltProducts.program("StubService").path
    }

    /// Budgets wide enough for tests that kill often.
    static let generous = """
        defaults:
          restart: {budgets: [{ends: 100000, within: 1h}], delays: [0s]}
        limits: {restarts_per_minute: 100000}
        """

    /// Boots the Observer with the given services, runs the body, and ends everything.
    static func run(
        _ stubs: [Stub], head: String = "", environment: [String: String] = [:],
        _ body: @Sendable (SupervisedStack) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let data = environment["DATA_DIR"] ?? folder.appendingPathComponent("data").path
            var ports: [String: Int] = [:]
            for stub in stubs { ports[stub.name] = try stub.port ?? freePort() }
            try write(stubs, ports, head: head, in: folder)
            let observerPort = try freePort()
            let observer = ServiceProcess(
                "Observer", arguments: ["--stack", folder.appendingPathComponent("stack.yaml").path],
                environment: [
                    "PORT": "\(observerPort)", "DATA_DIR": data, "OBSERVER_SERVICE_URL": "none",
                    // With its crash handler on, the Swift runtime survives a SIGSEGV that somebody sends.
                    "SWIFT_BACKTRACE": "enable=no",
                ].merging(environment) { $1 }, folder: folder)
            try await observer.start()
            do {
                let url = try await observer.waitUntilReady()
                try await body(
                    SupervisedStack(folder: folder, data: data, observer: observer, url: url, ports: ports))
            } catch {
                await endAll(observer, data)
                throw error
            }
            await endAll(observer, data)
        }
    }

    private static func endAll(_ observer: ServiceProcess, _ data: String) async {
        await observer.send(SIGCONT)
        await observer.end(with: SIGKILL)
        for found in ProcessTable.find(marker: "ERP_STACK_RUN=\(data)/observer") {
            ProcessSignal.send(SIGKILL, to: found.identity)
        }
    }

    private static func write(_ stubs: [Stub], _ ports: [String: Int], head: String, in folder: URL) throws {
        var text = "version: 1\n\(head)\nservices:\n"
        for stub in stubs {
            text += """
                  \(stub.name):
                    command: \(stub.program) --name \(stub.name) \(stub.arguments)
                    port: \(ports[stub.name] ?? 0)
                    working_directory: \(folder.path)
                \(stub.more.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))

                """
        }
        try text.write(to: folder.appendingPathComponent("stack.yaml"), atomically: true, encoding: .utf8)
    }

    /// Writes the file anew; ``reload()`` applies it.
    func rewrite(_ stubs: [Stub], head: String = "") throws {
        var ports = ports
        for stub in stubs where ports[stub.name] == nil { ports[stub.name] = try stub.port ?? freePort() }
        try Self.write(stubs, ports, head: head, in: folder)
    }

    /// What the Observer says of a unit.
    func unit(_ name: String) async throws -> JSONValue {
        try await caller.get("/stack").json["units"].elements.first { $0["unit"].stringValue == name } ?? .null
    }

    func pid(_ name: String) async throws -> Int32 { Int32(try await unit(name)["pid"].intValue ?? -1) }

    func isReady(_ name: String) async throws -> Bool { try await unit(name)["ready"] == true }

    func untilReady(_ names: String..., within seconds: Double = 20) async throws {
        for name in names {
            try await eventually(within: seconds, "\(name) is ready: \(observer.output)") { try await isReady(name) }
        }
    }

    /// Waits until a unit runs as another process than before, and is ready.
    func untilReplaced(_ name: String, _ pid: Int32, within seconds: Double = 20) async throws {
        try await eventually(within: seconds, "\(name) is replaced: \(observer.output)") {
            let unit = try await unit(name)
            return unit["ready"] == true && unit["pid"].intValue.map { Int32($0) } != pid
        }
    }

    func ask(_ name: String, _ command: String) async throws {
        _ = try await caller.call("POST", "/services/\(name)/\(command)", body: nil)
    }

    /// The decisions about a unit, the latest first.
    func decisions(_ name: String) async throws -> [JSONValue] {
        try await caller.get("/services/\(name)/why?limit=1000").json["decisions"].elements
    }

    func incidents() async throws -> [JSONValue] {
        try await caller.get("/incidents").json["incidents"].elements
    }

    /// Makes, or removes, the file that switches a stub's behaviour.
    func switchOn(_ name: String) { _ = FileManager.default.createFile(atPath: path(name), contents: nil) }
    func switchOff(_ name: String) { unlink(path(name)) }
    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    /// Living processes that bear the marker of this stack, by unit.
    func living() -> [String: [ProcessIdentity]] {
        let found = ProcessTable.find(marker: "ERP_STACK_RUN=\(data)/observer")
        return Dictionary(grouping: found) { $0.environment["ERP_STACK_UNIT"] ?? "" }.mapValues { $0.map(\.identity) }
    }
}
