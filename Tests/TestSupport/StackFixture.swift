package import Foundation
import Glibc
import Shared

/// The four real programs on free ports in a folder of their own; all gone when the test ends, however it ends.
package struct StackFixture: Sendable {
    package let folder: URL
    package let observer: ServiceProcess
    package let finance: ServiceProcess
    package let beleg: ServiceProcess
    package let minimalServer: ServiceProcess
    package let observerURL: String
    package let financeURL: String
    package let belegURL: String
    package let minimalServerURL: String

    package var all: [ServiceProcess] { [observer, finance, beleg, minimalServer] }

    /// Boots the stack, runs the body, and takes everything down in reverse order.
    package static func run(_ body: @Sendable (StackFixture) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let started = Started()
            do {
                try await body(try await boot(in: folder, started))
            } catch {
                await started.endAll()
                throw error
            }
            await started.endAll()
        }
    }

    private actor Started {
        private var processes: [ServiceProcess] = []

        func start(_ process: ServiceProcess) async throws -> String {
            processes.append(process)
            try await process.start()
            return try await process.waitUntilReady()
        }

        func endAll() async {
            for process in processes.reversed() {
                await process.send(SIGCONT)
                await process.end(with: SIGKILL)
            }
        }
    }

    private static func boot(in folder: URL, _ started: Started) async throws -> StackFixture {
        var environment = [
            "HOST": "127.0.0.1", "PORT": "0", "DATA_DIR": folder.appendingPathComponent("data").path,
            "OBSERVER_SERVICE_URL": "none", "LOG_LEVEL": "info",
        ]
        // The Observer registers with itself once its port is known; here it must be known before.
        let observerPort = try freePort()
        environment["OBSERVER_SERVICE_URL"] = "http://127.0.0.1:\(observerPort)\(ObserverRoute.register)"
        let observer = ServiceProcess(
            "Observer", arguments: ["--port", String(observerPort)], environment: environment, folder: folder)
        let observerURL = try await started.start(observer)
        let finance = ServiceProcess("Finance", environment: environment, folder: folder)
        let financeURL = try await started.start(finance)
        environment["FINANCE_SERVICE_URL"] = financeURL
        let beleg = ServiceProcess("Beleg", environment: environment, folder: folder)
        let belegURL = try await started.start(beleg)
        let minimalServer = ServiceProcess("MinimalServer", environment: environment, folder: folder)
        let minimalServerURL = try await started.start(minimalServer)
        return StackFixture(
            folder: folder, observer: observer, finance: finance, beleg: beleg, minimalServer: minimalServer,
            observerURL: observerURL, financeURL: financeURL, belegURL: belegURL, minimalServerURL: minimalServerURL)
    }
}

/// A fresh folder that is removed afterwards.
package func withTemporaryFolder(_ body: @Sendable (URL) async throws -> Void) async throws {
    let folder = try TemporaryDirectory()
    try await body(URL(fileURLWithPath: folder.path, isDirectory: true))
    withExtendedLifetime(folder) {}
}
