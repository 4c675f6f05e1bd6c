import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Shared
import TestSupport
import Testing

/// Operator's routes over the real router; what needs processes is in the stack tests.
struct OperatingRouteTests {
    @Test func `a service that registered on its own is not commanded, an unknown one is not found`() async throws {
        try await ObserverFixture().test { client in
            _ = try await client.post("/register", Sample.finance)
            for command in ["start", "stop", "pause", "resume", "restart"] {
                let answer = try await client.post("/services/\(Sample.financeID)/\(command)", "")
                #expect(answer.status == .conflict)
                #expect(try answer.json["code"] == "not-supervised")
                #expect(try await client.post("/services/nobody/\(command)", "").status == .notFound)
            }
            #expect(try await client.post("/services/\(Sample.financeID)/explode", "").status == .notFound)
        }
    }

    @Test(arguments: [
        "/bin/sh", "relative.sh", "/opt/../bin/sh", "/opt/x;reboot", "/opt/$(reboot)", "/opt/a b", "",
    ])
    func `no restart script is run unless the operator has named its folder`(script: String) async throws {
        try await ObserverFixture().test { client in
            let body =
                #"{"service_name":"x-service","host":"localhost","port":8099,"restart_script":"\#(script)"}"#
            #expect(try await client.post("/register", body).status == .ok)
            let answer = try await client.post("/services/x-service_localhost_8099/restart", "")
            #expect([.forbidden, .conflict].contains(answer.status))
            #expect(try answer.json["detail"].stringValue?.isEmpty == false)
        }
    }

    @Test func `without a stack file there is nothing to reload, and the stack is empty`() async throws {
        try await ObserverFixture().test { client in
            #expect(try await client.post("/stack/reload", "").status == .conflict)
            let stack = try await client.get("/stack")
            #expect(try stack.json["units"].elements.isEmpty)
            #expect(try stack.json["file"] == .null)
            #expect(try await client.get("/incidents").json["count"] == 0)
        }
    }

    @Test(arguments: [
        (#"{}"#, ["/service", "/minutes"]), (#"{"service":"a"}"#, ["/minutes"]),
        (#"{"service":"a","minutes":0}"#, ["/minutes"]), (#"{"service":"a","minutes":"x"}"#, ["/minutes"]),
        (#"{"service":"a","until":"yesterday"}"#, ["/until", "/minutes"]),
        (#"{"service":"a","until":"2020-01-01T00:00:00Z"}"#, ["/minutes"]),
        (#"{"service":"a","minutes":100000}"#, ["/minutes"]),
    ])
    func `a silence needs a service and an end`(body: String, pointers: [String]) async throws {
        try await ObserverFixture().test { client in
            let answer = try await client.post("/silences", body)
            #expect(answer.status == .unprocessableContent)
            let named = try answer.json["errors"].elements.compactMap { $0["pointer"].stringValue }
            for pointer in pointers { #expect(named.contains(pointer), "\(named)") }
        }
    }

    @Test func `a foreign page may not command anything`() async throws {
        try await ObserverFixture().test { client in
            let answer = try await client.execute(
                uri: "/services/finance/stop", method: .post,
                headers: [.origin: "https://evil.example", .contentType: "application/json"],
                body: ByteBuffer(string: "{}"))
            #expect(answer.status == .forbidden)
        }
    }
}
