import HTTPTypes
import HummingbirdTesting
@testable import MinimalServer
import Logging
import NIOCore
import ServiceKit
import ServiceLifecycle
import Shared
import TestSupport
import Testing

@Suite struct MinimalServerTests {
    private let service: ServiceApplication

    init() throws {
        service = MinimalServer.buildApplication(try ServiceBoot.forTests(identity: .minimalServer))
    }

    private func call(
        _ method: HTTPRequest.Method, _ uri: String, _ body: String? = nil
    ) async throws -> TestResponse {
        let headers: HTTPFields = body == nil ? [:] : [.contentType: "application/json"]
        return try await service.application.test(.router) { client in
            try await client.execute(
                uri: uri, method: method, headers: headers, body: body.map(ByteBuffer.init(string:)))
        }
    }

    /// Runs the real long work beside a body; shut down gracefully after it.
    private func withRunner(_ body: @escaping @Sendable () async throws -> Void) async throws {
        let started = StartSignal()
        let group = ServiceGroup(
            configuration: .init(
                services: service.services + [started],
                logger: Logger(label: "test") { _ in
                    SwiftLogNoOpLogHandler()
                }))
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

    private func state(of location: String) async throws -> JSONValue {
        try await call(.get, location).json["state"]
    }

    @Test("the index names the service and its routes")
    func index() async throws {
        let json = try await call(.get, "/").json
        #expect(json["service"] == "minimal-server")
        #expect(json["endpoints"].elements.contains("/minimal-task"))
    }

    @Test("the service is healthy")
    func health() async throws {
        let health = try await call(.get, "/health").decode(ServiceHealth.self)
        #expect(health.status == .healthy && health.service == "minimal-server" && health.metrics?.queueSize == 0)
    }

    @Test(
        "an echo gives back any JSON as it was understood",
        arguments: [
            "null", "[1,2.5,\"ä\"]", "{\"a\":{\"b\":[null,true]}}", "\"text\"",
        ])
    func echo(_ body: String) async throws {
        let response = try await call(.post, "/echo", body)
        #expect(response.status == .ok)
        #expect(try response.json["echo"] == JSONDocument(Array(body.utf8)).value)
        #expect(try response.json["request_id"].stringValue?.isEmpty == false)
    }

    @Test("an echo has limits")
    func echoLimits() async throws {
        #expect(try await call(.post, "/echo", "{").status == .badRequest)
        #expect(
            try await call(.post, "/echo", "\"" + String(repeating: "x", count: 65_536) + "\"").status
                == .contentTooLarge)
    }

    @Test("system information is this process's")
    func systemInfo() async throws {
        let json = try await call(.get, "/system-info").json
        #expect(try #require(json["processors"].intValue) > 0)
        #expect(try #require(json["resident_memory_bytes"].intValue) > 1_000_000)
    }

    @Test(
        "a task counts the primes up to its limit",
        arguments: [
            (0, 0), (1, 0), (2, 1), (3, 2), (10, 4), (9_999, 1_229), (10_001, 1_229), (100_000, 9_592),
        ])
    func primes(_ limit: Int, _ count: Int) async throws {
        try await withRunner {
            let created = try await call(.post, "/minimal-task", "{\"limit\":\(limit)}")
            #expect(created.status == .accepted)
            let location = try #require(created.headers[.location])
            try await eventually("the task is done") { try await state(of: location) == "done" }
            let task = try await call(.get, location).json
            #expect(task["primes"].intValue == count && task["progress"] == 1 && task["limit"].intValue == limit)
        }
    }

    @Test(
        "a task's limit must be a whole number in range",
        arguments: [
            ("{}", "/limit missing"), ("{\"limit\":\"5\"}", "/limit wrong-type"),
            ("{\"limit\":-1}", "/limit out-of-range"),
            ("{\"limit\":5000001}", "/limit out-of-range"), ("{\"limit\":1.5}", "/limit out-of-range"),
        ])
    func badLimits(_ body: String, _ fault: String) async throws {
        let response = try await call(.post, "/minimal-task", body)
        #expect(response.status == .unprocessableContent)
        #expect(try response.problem.faults == [fault])
    }

    @Test("an unknown task is 404")
    func unknownTask() async throws {
        #expect(try await call(.get, "/minimal-task/none").status == .notFound)
    }

    @Test("more than 100 waiting tasks are refused with a time to come back")
    func queueLimit() async throws {
        for _ in 0..<100 { #expect(try await call(.post, "/minimal-task", "{\"limit\":1}").status == .accepted) }
        let response = try await call(.post, "/minimal-task", "{\"limit\":1}")
        #expect(response.status == .serviceUnavailable && response.headers[.retryAfter] == "1")
        #expect(try response.problem.code == "queue-full")
        let health = try await call(.get, "/health").decode(ServiceHealth.self)
        #expect(health.metrics?.queueSize == 100)
    }

    @Test("the last 1,000 tasks are remembered, older ones forgotten")
    func remembered() throws {
        let board = TaskBoard()
        var ids: [String] = []
        for _ in 0..<1_001 {
            let task = try #require(board.add(limit: 1))
            ids.append(task.id)
            _ = board.start(task.id)
        }
        #expect(board.task(ids[0]) == nil)
        #expect(ids.dropFirst().allSatisfy { board.task($0) != nil })
    }

    @Test("a shutdown cancels the running task and those that wait")
    func cancelled() async throws {
        let locations = try await withLocations(count: 3)
        for location in locations { #expect(try await state(of: location) == "cancelled") }
    }

    private func withLocations(count: Int) async throws -> [String] {
        var locations: [String] = []
        for _ in 0..<count {
            let created = try await call(.post, "/minimal-task", "{\"limit\":5000000}")
            locations.append(try #require(created.headers[.location]))
        }
        let first = try #require(locations.first)
        try await withRunner {
            try await eventually("the first task runs") { try await state(of: first) == "running" }
        }
        return locations
    }
}
