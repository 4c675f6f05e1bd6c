import Foundation
import Glibc
import Shared
import TestSupport
import Testing

/// Units that need a service which the Observer does not start but which registers on its own.
@Suite(.serialized)
struct ExternalNeedSerialTests {
    private typealias Stub = SupervisedStack.Stub

    /// The service has long registered and its status does not change: nothing tells the rules of it but the look that
    /// the watchdog takes every second at what the file needs.
    @Test func `a file that comes to need a service already registered starts who needs it`() async throws {
        try await SupervisedStack.run([Stub(name: "a")]) { stack in
            try await stack.untilReady("a")
            let port = try freePort()
            let outside = ServiceProcess(
                "StubService", arguments: ["--port", "\(port)", "--name", "outside"], environment: [:],
                folder: stack.folder)
            try await outside.start()
            do {
                let registered = try await stack.caller.post(
                    "/register",
                    json: .object([
                        "service_name": "outside", "host": "localhost", "port": .integer(Int64(port)),
                    ]))
                #expect(registered.status == 200, "\(registered)")
                try await eventually(within: 10, "outside works") {
                    let services = try await stack.caller.get("/services").json["services"].objectValue ?? [:]
                    return services["outside_localhost_\(port)"]?["status"] == "healthy"
                }
                try stack.rewrite([Stub(name: "a"), Stub(name: "b", more: "depends_on: [{external: outside}]")])
                let reload = try await stack.caller.call("POST", "/stack/reload", body: nil)
                #expect(reload.status == 200, "\(reload)")
                try await stack.untilReady("b", within: 10)
            } catch {
                await outside.end(with: SIGKILL)
                throw error
            }
            await outside.end(with: SIGKILL)
        }
    }
}
