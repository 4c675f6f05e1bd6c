import Foundation
import Glibc
import ProcessKit
import ServiceKit

/// An Observer with a stack file, started for a measurement; its units are ended with it.
final class MeasuredStack {
    private(set) var observer: MeasuredProcess
    private let folder: URL
    private let data: String
    private let stackFile: String

    /// - Parameter services: The section `services` of the stack file, indented.
    init(services: String, folder: URL, environment: [String: String] = [:]) async throws {
        self.folder = folder
        data = folder.appendingPathComponent(UUID().uuidString).path
        stackFile = folder.appendingPathComponent("\(UUID().uuidString).yaml").path
        // Budgets that a measurement with many kills does not exhaust; everything else as a user has it.
        let head = """
            version: 1
            limits: {restarts_per_minute: 100000}
            defaults: {restart: {budgets: [{ends: 100000, within: 1h}], delays: [0s]}}
            services:

            """
        try (head + services).write(toFile: stackFile, atomically: true, encoding: .utf8)
        observer = try await Self.start(stackFile, folder, data, environment, port: nil)
    }

    private static func start(
        _ stackFile: String, _ folder: URL, _ data: String, _ environment: [String: String], port: Int?
    ) async throws -> MeasuredProcess {
        try await MeasuredProcess(
            program: "Observer", arguments: ["--stack", stackFile], folder: folder, environment: environment,
            port: port,
            dataDirectory: data)
    }

    /// Kills the Observer and starts it again on the same port; its units go on.
    func replaceObserver() async throws {
        observer.kill()
        observer = try await Self.start(stackFile, folder, data, [:], port: observer.port)
    }

    /// What the Observer says, as JSON.
    func get(_ path: String) -> [String: Any] {
        guard let data = FreePort.get(observer.port, path),
            let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any]  // nil shows as no answer
        else { return [:] }
        return object
    }

    func unit(_ name: String) -> [String: Any] {
        let units = get("/stack")["units"] as? [[String: Any]] ?? []
        return units.first { $0["unit"] as? String == name } ?? [:]
    }

    func pid(_ name: String) -> Int32 { Int32(unit(name)["pid"] as? Int ?? -1) }

    func waitUntilReady(_ name: String, otherThan pid: Int32 = -1) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            let unit = unit(name)
            if unit["ready"] as? Bool == true, unit["pid"] as? Int ?? -1 != Int(pid) { return }
            try await Task.sleep(for: .milliseconds(2))
        }
        throw StartupError.unavailable("\(name) did not become ready")
    }

    func end() {
        observer.kill()
        for found in ProcessTable.find(marker: "ERP_STACK_RUN=\(data)/observer") {
            ProcessSignal.send(SIGKILL, to: found.identity)
        }
    }
}
