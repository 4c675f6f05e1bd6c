import Foundation
import Glibc
import Shared
import TestSupport
import Testing

/// Registration as it happens between real processes.
@Suite(.serialized)
struct RegistrationSerialTests {
    @Test func `all four services register and turn healthy`() async throws {
        try await StackFixture.run { stack in
            try await stack.untilHealthy(4)
            let services = try await stack.services()
            #expect(
                Set(services.values.map { $0["service_name"].stringValue })
                    == ["observer-service", "finance-service", "beleg-service", "minimal-server"])
            let page = try await HTTPCaller(stack.observerURL).get("/", headers: ["Accept": "text/html"])
            #expect(page.status == 200 && page.text.contains("finance-service"))
        }
    }

    @Test func `after kill -9 of the Observer all services are back without their help`() async throws {
        try await StackFixture.run { stack in
            try await stack.untilHealthy(4)
            let before = Set(try await stack.services().keys)
            await stack.observer.end(with: SIGKILL)
            // Stopped processes can neither register nor send a heartbeat.
            for process in [stack.finance, stack.beleg, stack.minimalServer] { await process.send(SIGSTOP) }
            try await stack.observer.restart()
            #expect(Set(try await stack.services().keys).isSuperset(of: before))
            for process in [stack.finance, stack.beleg, stack.minimalServer] { await process.send(SIGCONT) }
            try await stack.untilHealthy(4)
        }
    }

    @Test func `services that start before the Observer register once it is there`() async throws {
        try await withTemporaryFolder { folder in
            let port = try freePort()
            let environment = [
                "PORT": "0", "DATA_DIR": folder.path, "OBSERVER_SERVICE_URL": "http://127.0.0.1:\(port)/register",
            ]
            let minimal = ServiceProcess("MinimalServer", environment: environment, folder: folder)
            try await minimal.start()
            try await minimal.waitUntilReady()
            let observer = ServiceProcess(
                "Observer", arguments: ["--port", "\(port)"], environment: environment, folder: folder)
            try await observer.start()
            let url = try await observer.waitUntilReady()
            try await eventually("MinimalServer finds the Observer: \(minimal.output)") {
                try await HTTPCaller(url).get("/services").text.contains("minimal-server")
            }
            #expect(await minimal.end(with: SIGTERM) == .exited(0))
            try await eventually("MinimalServer has left") {
                try await !HTTPCaller(url).get("/services").text.contains("minimal-server")
            }
            #expect(await observer.end(with: SIGTERM) == .exited(0))
        }
    }

    @Test func `a slow, a dead and a lying service are told apart, and none delays the others`() async throws {
        let slow = try await MisbehavingServer.start(.silent)
        let lying = try await MisbehavingServer.start(MisbehavingServer.health("down", service: "lying-service"))
        let deadPort = try freePort()
        try await StackFixture.run { stack in
            try await stack.untilHealthy(4)
            let observer = HTTPCaller(stack.observerURL)
            for (name, port) in [("slow", slow.port), ("lying", lying.port), ("dead", deadPort)] {
                let descriptor: JSONValue = .object([
                    "service_name": .string("\(name)-service"), "host": "127.0.0.1", "port": .integer(Int64(port)),
                ])
                let span = try await undisturbedTime {
                    let status = try await observer.post("/register", json: descriptor).status
                    #expect(status == 200)
                }
                #expect(span < .seconds(1), "registering waited for the \(name) service")
            }
            try await eventually("three different reasons") {
                let kinds = try await stack.services().values.compactMap { $0["reason_kind"].stringValue }
                return Set(kinds).isSuperset(of: ["slow", "lying", "dead"])
            }
            try await stack.untilHealthy(4)
        }
        await slow.stop()
        await lying.stop()
    }

    @Test func `a descriptor as the original's Python client sends it is accepted`() async throws {
        try await StackFixture.run { stack in
            let descriptor: JSONValue = .object([
                "service_name": "lager-service", "host": "localhost", "port": "8099", "health_endpoint": "/health",
                "metrics_endpoint": "/metrics", "service_type": "microservice", "version": "1.2.0",
                "api_endpoints": .array(["/api/v1/lager"]),
                "monitoring": .object(["log_level": "INFO", "metrics_enabled": true]),
                "restart_script": "scripts/restart.sh", "system_info": "Linux 5.15",
                "additional_info": .object(["python": "3.11"]), "started_by": "cron",
            ])
            let answer = try await HTTPCaller(stack.observerURL).post("/register", json: descriptor)
            #expect(answer.status == 200)
            #expect(answer.json["service_id"].stringValue == "lager-service_localhost_8099")
            #expect(answer.json["success"] == true && answer.json["message"].stringValue != nil)
            let info = try await HTTPCaller(stack.observerURL).get("/service/lager-service_localhost_8099").json["info"]
            #expect(info["started_by"] == "cron" && info["restart_script"] == "scripts/restart.sh")
        }
    }
}

extension StackFixture {
    /// The Observer's view, by service id.
    func services() async throws -> [String: JSONValue] {
        try await HTTPCaller(observerURL).get("/services").json["services"].objectValue ?? [:]
    }

    /// Waits until the Observer sees so many healthy services.
    func untilHealthy(_ count: Int) async throws {
        try await eventually(within: 20, "\(count) healthy services") {
            try await services().values.filter { $0["status"] == "healthy" }.count >= count
        }
    }
}
