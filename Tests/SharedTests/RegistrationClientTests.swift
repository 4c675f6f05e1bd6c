import Foundation
import NIOHTTP1
import Shared
import TestSupport
import Testing

@Suite struct RegistrationClientTests {
    private static let descriptor = ServiceDescriptor(serviceName: "a", host: "localhost", port: 1)
    private static let answer: JSONValue = .object([
        "service_id": "a_localhost_1", "registered": true, "health_status": "healthy", "success": true, "message": "ok",
        "lease_seconds": 15, "generation": 1,
    ])

    /// Runs a body against a peer that always answers the same.
    private func with(
        _ answer: HTTPPeer.Answer, path: String = "/register", timeout: Duration = .seconds(5),
        _ body: (RegistrationClient, HTTPPeer) async throws -> Void
    ) async throws {
        let peer = try await HTTPPeer.start { _ in answer }
        try await body(try RegistrationClient(registerURL: peer.url(path), timeout: timeout), peer)
        try await peer.stop()
    }

    private func failure(_ answer: HTTPPeer.Answer, timeout: Duration = .seconds(5)) async throws -> RegistrationError?
    {
        var failure: RegistrationError?
        try await with(answer, timeout: timeout) { client, _ in
            do throws(RegistrationError) {
                _ = try await client.register(Self.descriptor)
            } catch {
                failure = error
            }
        }
        return failure
    }

    @Test("a registration posts the descriptor as JSON to the whole URL")
    func register() async throws {
        try await with(.json(200, Self.answer)) { client, peer in
            let answer = try await client.register(Self.descriptor)
            #expect(answer.serviceID == "a_localhost_1" && answer.generation == 1)
            let call = try #require(peer.calls.first)
            #expect(call.method == .POST && call.path == "/register")
            #expect(call.headers["Content-Type"] == ["application/json"])
            #expect(call.json == Self.descriptor.json)
        }
    }

    @Test(
        "heartbeat and deregistration go to the routes beside the registration",
        arguments: [
            ("/register", "/heartbeat"), ("/register/", "/heartbeat"), ("/obs/v1/register", "/obs/v1/heartbeat"),
        ])
    func siblings(_ path: String, _ expected: String) async throws {
        try await with(.json(200, .object(["lease_seconds": 9])), path: path) { client, peer in
            let answer = try await client.heartbeat(HeartbeatRequest(serviceID: "a_localhost_1"))
            #expect(answer.leaseSeconds == 9)
            #expect(peer.calls.map(\.path) == [expected])
        }
        try await with(.json(200, .object(["service_id": "a_b_1", "deregistered": true])), path: path) { client, peer in
            let request = DeregistrationRequest(serviceName: "a", host: "b", port: 1)
            let answer = try await client.deregister(request)
            #expect(answer.deregistered)
            #expect(peer.calls.map(\.path) == [expected.replacing("heartbeat", with: "deregister")])
            #expect(peer.calls.first?.json == .object(["service_name": "a", "host": "b", "port": 1]))
        }
    }

    @Test("404 means unknown")
    func notFound() async throws {
        #expect(try await failure(.json(404, .object([:]))) == .unknownService)
    }

    @Test("a refusal carries the problem document")
    func rejected() async throws {
        let problem = ProblemDetails(
            title: "Unprocessable Content", status: 422, detail: "d", instance: nil, code: "invalid", requestID: nil,
            errors: [.init(pointer: "/port", code: "missing", detail: "d")])
        let json = try JSONDecoder().decode(JSONValue.self, from: try JSONEncoder().encode(problem))
        #expect(try await failure(.json(422, json)) == .rejected(status: 422, problem: problem))
    }

    @Test("a refusal without a problem document is a refusal all the same", arguments: [500, 503, 201, 204])
    func bareStatus(_ status: Int) async throws {
        #expect(try await failure(.bytes(status, [])) == .rejected(status: status, problem: nil))
    }

    @Test("a 200 with garbage is an unexpected answer")
    func garbage() async throws {
        for bytes in ["", "<html>", "{}", #"{"service_id":1}"#] {
            guard case .unexpectedAnswer = try await failure(.bytes(200, Array(bytes.utf8))) else {
                Issue.record("not an unexpected answer: \(bytes)")
                continue
            }
        }
    }

    @Test("an answer beyond 64 KiB is not read to its end")
    func huge() async throws {
        let failure = try await failure(.bytes(200, [UInt8](repeating: 0x20, count: 3_000_000)))
        #expect(failure == .unexpectedAnswer("the answer is larger than 65536 bytes"))
    }

    @Test("deep nesting in an answer is an unexpected answer, not the end")
    func deep() async throws {
        guard case .unexpectedAnswer = try await failure(.bytes(200, [UInt8](repeating: 0x5B, count: 60_000))) else {
            Issue.record("not an unexpected answer")
            return
        }
    }

    @Test("a peer that never answers, or stops halfway, times out")
    func hanging() async throws {
        #expect(try await failure(.hang, timeout: .milliseconds(150)) == .timedOut)
        #expect(try await failure(.hangHalfway, timeout: .milliseconds(150)) == .timedOut)
    }

    @Test("a refused connection and one that breaks are unreachable")
    func unreachable() async throws {
        guard case .unreachable = try await failure(.close) else {
            Issue.record("a broken connection must be unreachable")
            return
        }
        let peer = try await HTTPPeer.start { _ in .hang }
        try await peer.stop()
        let client = try RegistrationClient(registerURL: peer.url(), timeout: .seconds(60))
        let start = ContinuousClock.now
        do throws(RegistrationError) {
            _ = try await client.register(Self.descriptor)
            Issue.record("nobody listens")
        } catch {
            guard case .unreachable = error else {
                Issue.record("a refused connection must be unreachable, not \(error)")
                return
            }
        }
        #expect(ContinuousClock.now - start < .seconds(10))
    }

    @Test(
        "only http and https URLs with host and path are registries",
        arguments: [
            ("http://localhost:8010/register", true), ("https://erp.example/obs/register", true),
            ("http://[::1]:8010/register", true), ("http://10.0.0.1/register/", true), ("", false),
            ("localhost:8010", false),
            ("ftp://localhost/register", false), ("http:///register", false), ("http://localhost:8010", false),
            ("http://localhost:8010/", false), ("http://u:p@localhost/register", false),
            ("http://localhost/register?a=1", false),
            ("http://localhost/register#x", false), ("http://localhost:99999/register", false),
            ("http://localhost:0/register", false), ("http://a b/register", false), ("/register", false),
        ])
    func urls(_ url: String, _ isUsable: Bool) {
        // try? asks "is it usable?"
        #expect(((try? RegistrationClient(registerURL: url)) != nil) == isUsable)
    }
}
