import ObserverCore
import TestSupport
import Testing

@testable import Observer

@Suite("Probes of real servers")
struct ProbeClientTests {
    /// For those who never answer; the others get time enough for a busy machine.
    private static let short = Duration.milliseconds(300)

    private func probe(
        port: Int, host: String = "localhost", service: String = "finance-service", timeout: Duration = .seconds(20)
    ) async throws -> (verdict: ProbeVerdict, elapsed: Duration) {
        let settings = ProbeSettings(timeout: timeout)
        let order = ProbeOrder(
            serviceID: "x", generation: 1, serviceName: service, host: host, port: port, path: "/health")
        return await ProbeClient(settings: settings).probe(order)
    }

    @Test("A healthy service passes")
    func healthy() async throws {
        try await MisbehavingServer.run(MisbehavingServer.health("healthy", service: "finance-service")) {
            server async throws in
            #expect(try await probe(port: server.port).verdict == .pass)
        }
    }

    @Test("A dead service is dead at once")
    func refused() async throws {
        let result = try await probe(port: try freePort(), timeout: .seconds(10))
        #expect(result.verdict == .miss(.connectionRefused))
        #expect(result.elapsed < .seconds(10))
    }

    @Test("A service that says nothing is slow, and costs no more than the deadline")
    func silent() async throws {
        try await MisbehavingServer.run(.silent) { server async throws in
            let result = try await probe(port: server.port, timeout: Self.short)
            #expect(result.verdict == .miss(.timedOut))
            #expect(result.elapsed < .seconds(3))
        }
    }

    @Test("A service that hangs with a full queue of connections is slow, not dead")
    func fullQueue() async throws {
        let queue = try FullQueue()
        for _ in 0..<3 {
            let result = try await probe(port: queue.port, host: "127.0.0.1", timeout: Self.short)
            #expect(result.verdict == .miss(.timedOut))
        }
    }

    @Test("A service that drips bytes is slow: the deadline is for the whole answer")
    func dripping() async throws {
        try await MisbehavingServer.run(.dripping) { server async throws in
            let result = try await probe(port: server.port, timeout: Self.short)
            #expect(result.verdict == .miss(.timedOut))
            #expect(result.elapsed < .seconds(3))
        }
    }

    @Test("A body without end is cut off at 64 KiB")
    func endless() async throws {
        try await MisbehavingServer.run(.endlessBody) { server async throws in
            #expect(try await probe(port: server.port, timeout: .seconds(5)).verdict == .miss(.answerTooLarge))
        }
    }

    @Test("A redirect is not followed")
    func redirect() async throws {
        let target = try await MisbehavingServer.start(MisbehavingServer.health("healthy", service: "finance-service"))
        let behaviour = MisbehavingServer.http(
            "302 Found", headers: ["Location: http://127.0.0.1:\(target.port)/health"])
        try await MisbehavingServer.run(behaviour) { server async throws in
            #expect(try await probe(port: server.port).verdict == .miss(.redirected(status: 302)))
        }
        #expect(target.connections == 0)
        await target.stop()
    }

    @Test("What is not HTTP, or breaks off, is told apart from silence")
    func garbage() async throws {
        try await MisbehavingServer.run(.answer("SSH-2.0-OpenSSH_9.2\r\n")) { server async throws in
            #expect(try await probe(port: server.port).verdict == .miss(.notHTTP))
        }
        try await MisbehavingServer.run(.hangUp) { server async throws in
            #expect(try await probe(port: server.port).verdict == .miss(.connectionLost))
        }
        let short = MisbehavingServer.Behaviour.answer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
        try await MisbehavingServer.run(short) { server async throws in
            #expect(try await probe(port: server.port).verdict == .miss(.connectionLost))
        }
    }

    @Test("A lying service is caught")
    func lying() async throws {
        try await MisbehavingServer.run(MisbehavingServer.http(body: "<h1>It works!</h1>")) { server async throws in
            #expect(try await probe(port: server.port).verdict == .miss(.notAHealthReport))
        }
        try await MisbehavingServer.run(MisbehavingServer.health("down", service: "finance-service")) {
            server async throws in
            #expect(try await probe(port: server.port).verdict == .miss(.okButUnhealthy))
        }
        try await MisbehavingServer.run(MisbehavingServer.health("ok", service: "beleg-service")) {
            server async throws in
            #expect(try await probe(port: server.port).verdict == .miss(.wrongService("beleg-service")))
        }
    }

    @Test(
        "Addresses beyond loopback are not touched", arguments: ["10.0.0.1", "192.168.1.1", "example.org", "8.8.8.8"])
    func foreignAddress(_ host: String) async throws {
        #expect(try await probe(port: 80, host: host).verdict == .void(.addressNotAllowed))
    }

    @Test("A cancelled probe says nothing about its target")
    func cancelled() async throws {
        try await MisbehavingServer.run(.silent) { server async throws in
            let verdict = try await withThrowingTaskGroup(of: ProbeVerdict.self) { group in
                group.addTask { try await probe(port: server.port, timeout: .seconds(5)).verdict }
                try await eventually("the probe has connected") { server.connections > 0 }
                group.cancelAll()
                return try await group.next()
            }
            #expect(verdict == .void(.cancelled))
        }
    }
}
