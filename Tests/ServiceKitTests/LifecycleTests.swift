import Foundation
import HTTPTypes
import Hummingbird
import ServiceKit
import ServiceLifecycle
import Shared
import Synchronization
import TestSupport
import Testing

/// The whole service on a real port, started and stopped as the program does it, but for the signal.
@Suite struct LifecycleTests {
    /// Runs a service until the body asks for its end; returns when all of it has ended.
    private func run(
        _ service: ServiceApplication, _ boot: ServiceBoot,
        _ body: @escaping @Sendable (_ port: Int, _ stop: @escaping @Sendable () async -> Void) async throws -> Void
    ) async throws {
        let group = try service.serviceGroup(signals: [])
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            do {
                try await eventually("the port is bound") { boot.boundPort.current != nil }
                try await body(try #require(boot.boundPort.current)) { await group.triggerGracefulShutdown() }
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    @Sendable private static func observer(_ call: HTTPPeer.Call) -> HTTPPeer.Answer {
        switch call.path {
        case "/register":
            .json(
                200,
                .object([
                    "service_id": "x", "registered": true, "health_status": "healthy", "success": true, "message": "",
                    "lease_seconds": 15, "generation": 1,
                ]))
        default: .json(200, .object(["service_id": "x", "deregistered": true]))
        }
    }

    @Test("at shutdown a service deregisters first, finishes open requests, and idle connections hold nothing")
    func shutdown() async throws {
        let observer = try await HTTPPeer.start(answer: Self.observer)
        let boot = try ServiceBoot.forTests(
            identity: KitFixture.identity, values: ["observer.service.url": observer.url()])
        let (gate, opener) = AsyncStream.makeStream(of: Void.self)
        let hasEntered = Mutex(false)
        let service = ServiceApplication(boot: boot) { router in
            router.get("/slow") { _, _ in
                hasEntered.withLock { $0 = true }
                for await _ in gate {}
                return "finished"
            }
        }
        let connections = Mutex<[RawConnection]>([])
        try await run(service, boot) { port, stop in
            let (slow, idle) = (try await RawConnection.open(port: port), try await RawConnection.open(port: port))
            connections.withLock { $0 = [slow, idle] }
            try await slow.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
            try await idle.send("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")
            try await eventually("both are served") {
                hasEntered.withLock { $0 } && idle.received.contains("healthy") && observer.calls.count == 1
            }
            await stop()
            try await eventually("deregistration") { observer.calls.last?.path == "/deregister" }
            try await eventually("the idle connection ends") { idle.isClosedByPeer }
            #expect(!slow.received.contains("finished"))
            opener.finish()
            try await eventually("the open request ends well") { slow.received.contains("finished") }
        }
        #expect(observer.calls.first?.json["service_name"] == "kit-service")
        #expect(observer.calls.first?.json["dependencies"] == .array(["finance-service"]))
        #expect(observer.calls.first?.json["host"] == "localhost")
        #expect(observer.calls.map(\.path) == ["/register", "/deregister"])
        for connection in connections.withLock({ $0 }) { await connection.close() }
        try await observer.stop()
    }

    @Test("who asks before sending a body is told to go on, and not in the middle of another answer")
    func expectContinue() async throws {
        let kit = try KitFixture()
        let asking = "POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nExpect: 100-Continue\r\n\r\n"
        try await run(kit.service, kit.boot) { port, _ in
            let connection = try await RawConnection.open(port: port)
            for round in 1...2 {
                try await connection.send(asking)
                try await eventually("the word to go on") {
                    connection.received.components(separatedBy: "HTTP/1.1 100 Continue\r\n\r\n").count == round + 1
                }
                try await connection.send("body")
                try await eventually("the answer") {
                    connection.received.components(separatedBy: #"{"bytes":4}"#).count == round + 1
                }
            }
            await connection.close()

            let pipelining = try await RawConnection.open(port: port)
            try await pipelining.send("POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n" + "bo")
            try await pipelining.send("dy" + asking + "more")
            try await eventually("both answers") {
                pipelining.received.components(separatedBy: #"{"bytes":4}"#).count == 3
            }
            #expect(!pipelining.received.contains("100 Continue"))
            await pipelining.close()

            let refused = try await RawConnection.open(port: port)
            try await refused.send(
                "POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\nExpect: 100-continue\r\n\r\n")
            try await eventually("the refusal") { refused.received.contains("content-too-large") }
            #expect(refused.received.hasPrefix("HTTP/1.1 413"))
            await refused.close()
        }
    }

    @Test("requests that no library would send get an answer or an end, and the service lives on")
    func rawRequests() async throws {
        let kit = try KitFixture()
        try await run(kit.service, kit.boot) { port, _ in
            let chunk = String(repeating: "x", count: 600)
            let expectations = [
                // Streamed beyond the limit without an announced length.
                (
                    "POST /small HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n258\r\n\(chunk)\r\n258\r\n\(chunk)\r\n",
                    "413"
                ),
                // Announced beyond the limit: refused before the body is there.
                ("POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999999\r\n\r\n", "413"),
                ("POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", ""),
                ("POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n", ""),
                ("NONSENSE\r\n\r\n", ""),
                ("GET / HTTP/1.1\r\nX: \(String(repeating: "y", count: 200_000))\r\n\r\n", ""),
                ("GET /%00%ff%zz HTTP/1.1\r\nHost: x\r\n\r\n", "404"),
            ]
            for (request, status) in expectations {
                let connection = try await RawConnection.open(port: port)
                try? await connection.send(request)  // the service may hang up in the middle of it
                try await eventually("an answer or an end to \(request.prefix(60))") {
                    status.isEmpty
                        ? connection.isClosedByPeer || connection.received.hasPrefix("HTTP/1.1 4")
                        : connection.received.hasPrefix("HTTP/1.1 \(status)")
                }
                await connection.close()
            }
            let liar = try await RawConnection.open(port: port)
            try await liar.send("POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nshort")
            await liar.close()
            let answer = try await HTTPCaller("http://127.0.0.1:\(port)").get("/health/live")
            #expect(answer.status == 200)
        }
    }
}
