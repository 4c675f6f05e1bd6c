import Logging
import ServiceLifecycle
import Shared
import Synchronization
import TestSupport
import Testing

@Suite struct RegistrationServiceTests {
    private static let descriptor = ServiceDescriptor(serviceName: "a", host: "localhost", port: 1)

    private static func registered(generation: Int64) -> HTTPPeer.Answer {
        .json(
            200,
            .object([
                "service_id": "a_localhost_1", "registered": true, "health_status": "healthy", "success": true,
                "message": "ok", "lease_seconds": 1, "generation": .integer(generation),
            ]))
    }

    @Sendable private static func friendly(_ call: HTTPPeer.Call) -> HTTPPeer.Answer {
        switch call.path {
        case "/register": registered(generation: 1)
        case "/heartbeat": .json(200, .object(["lease_seconds": 1]))
        default: .json(200, .object(["service_id": "a_localhost_1", "deregistered": true]))
        }
    }

    /// Runs the service against a registry; the group is shut down gracefully after the body.
    private func run(
        url: String, timeout: Duration = .seconds(5), descriptor: ServiceDescriptor? = Self.descriptor,
        _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let service = RegistrationService(
            client: try RegistrationClient(registerURL: url, timeout: timeout),
            backoff: RetryBackoff(initialSeconds: 0.02, maximumSeconds: 0.05), logger: logger
        ) { descriptor }
        let started = StartSignal()
        let group = ServiceGroup(configuration: .init(services: [service, started], logger: logger))
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            await started.wait()
            do {
                try await body()
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    @Test("registers first, sends heartbeats, deregisters at shutdown")
    func life() async throws {
        let peer = try await HTTPPeer.start(answer: Self.friendly)
        try await run(url: peer.url()) {
            try await eventually("two heartbeats") { peer.calls.count >= 3 }
        }
        let paths = peer.calls.map(\.path)
        #expect(paths.first == "/register" && paths.last == "/deregister")
        #expect(paths.dropFirst().dropLast().allSatisfy { $0 == "/heartbeat" })
        #expect(peer.calls[1].json == .object(["service_id": "a_localhost_1", "generation": 1]))
        #expect(peer.calls.last?.json == .object(["service_name": "a", "host": "localhost", "port": 1]))
        try await peer.stop()
    }

    @Test("registers again when the registry has forgotten the service")
    func forgotten() async throws {
        let registrations = Mutex<Int64>(0)
        let peer = try await HTTPPeer.start { call in
            switch call.path {
            case "/register":
                Self.registered(
                    generation: registrations.withLock {
                        $0 += 1; return $0
                    })
            case "/heartbeat" where registrations.withLock { $0 } == 1: .json(404, .object([:]))
            default: Self.friendly(call)
            }
        }
        try await run(url: peer.url()) {
            try await eventually("a heartbeat of the second registration") {
                peer.calls.last?.json["generation"] == 2
            }
        }
        #expect(peer.calls.map(\.path).prefix(4) == ["/register", "/heartbeat", "/register", "/heartbeat"])
        try await peer.stop()
    }

    @Test("keeps trying while the registry refuses, and survives its death and return")
    func restart() async throws {
        let first = try await HTTPPeer.start { _ in .json(503, .object([:])) }
        let port = first.port
        let second = Mutex<HTTPPeer?>(nil)
        try await run(url: first.url()) {
            try await eventually("three attempts") { first.calls.count >= 3 }
            try await first.stop()
            let peer = try await HTTPPeer.start(port: port, answer: Self.friendly)
            second.withLock { $0 = peer }
            try await eventually("a heartbeat at the returned registry") { peer.calls.count >= 2 }
        }
        let peer = try #require(second.withLock { $0 })
        #expect(peer.calls.map(\.path).prefix(2) == ["/register", "/heartbeat"])
        #expect(peer.calls.last?.path == "/deregister")
        try await peer.stop()
    }

    @Test("a hanging registry holds the shutdown for no more than about two seconds")
    func hangingFarewell() async throws {
        let peer = try await HTTPPeer.start { _ in .hang }
        let start = Mutex(ContinuousClock.now)
        try await run(url: peer.url()) {
            try await eventually("the registration") { peer.calls.count == 1 }
            start.withLock { $0 = .now }
        }
        #expect(ContinuousClock.now - start.withLock { $0 } < .seconds(4))
        #expect(peer.calls.map(\.path) == ["/register", "/deregister"])
        try await peer.stop()
    }

    @Test("a dead registry stops neither the service nor its shutdown")
    func dead() async throws {
        let peer = try await HTTPPeer.start { _ in .hang }
        try await peer.stop()
        let start = ContinuousClock.now
        try await run(url: peer.url()) {}
        #expect(ContinuousClock.now - start < .seconds(4))
    }

    @Test("without an address nothing is registered, and the service waits for the shutdown")
    func nothingToRegister() async throws {
        let peer = try await HTTPPeer.start(answer: Self.friendly)
        try await run(url: peer.url(), descriptor: nil) {}
        #expect(peer.calls.isEmpty)
        try await peer.stop()
    }
}
