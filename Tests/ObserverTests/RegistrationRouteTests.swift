import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import ServiceKit
import Shared
import TestSupport
import Testing

@Suite("Registration over HTTP")
struct RegistrationRouteTests {
    @Test("A registration is answered at once with lease, generation and what is known of its health")
    func register() async throws {
        try await ObserverFixture().test { client async throws in
            let response = try await client.post("/register", Sample.finance)
            #expect(response.status == .ok)
            let answer = try response.decode(RegistrationResponse.self)
            #expect(answer.serviceID == Sample.financeID)
            #expect(answer.registered && answer.success)
            #expect(answer.healthStatus == "unreachable")
            #expect(answer.leaseSeconds == 15)
            #expect(answer.generation == 1)
            #expect(answer.message == "Service finance-service registered.")
        }
    }

    @Test("The descriptor that the original's Python client sends is accepted and given back whole")
    func originalClient() async throws {
        let body = """
            {"service_name": "finance-service", "host": "localhost", "port": "8007", "health_endpoint": "/health",
             "metrics_endpoint": "/metrics", "service_type": "microservice", "version": "1.0.0",
             "api_endpoints": ["/api/v1/finanzen/accounts", "/api/v1/finanzen/transactions"],
             "monitoring": {"log_level": "INFO", "metrics_enabled": true, "trace_enabled": false},
             "restart_script": "./restart.sh", "system_info": null, "additional_info": {"team": "erp"},
             "dependencies": [], "documentation_url": "/docs", "tags": ["a", {"b": 1.5}]}
            """
        try await ObserverFixture().test { client async throws in
            #expect(try await client.post("/register", body).status == .ok)
            let services = try await client.get("/services").json.objectValue?["services"]?.objectValue
            let info = try #require(services?[Sample.financeID]?.objectValue)
            #expect(info["port"] == .integer(8_007))
            #expect(info["restart_script"] == .string("./restart.sh"))
            #expect(info["documentation_url"] == .string("/docs"))
            #expect(info["tags"] == .array([.string("a"), .object(["b": .number(1.5)])]))
            #expect(info["status"] == .string("unknown"))
        }
    }

    @Test(
        "Bad bodies are refused with the right status",
        arguments: [
            (#"{"service_name":"#, 400), ("", 400), ("[]", 422), ("7", 422), ("{}", 422),
            (#"{"service_name":"a","host":"h","port":0}"#, 422),
            (#"{"service_name":"a b","host":"h","port":1}"#, 422),
        ])
    func badBodies(_ body: String, _ status: Int) async throws {
        try await ObserverFixture().test { client async throws in
            let response = try await client.post("/register", body)
            #expect(response.status.code == status)
            #expect(try response.problem.status == status)
            #expect(try await client.get("/").json.objectValue?["services_count"] == .integer(0))
        }
    }

    @Test("An invalid descriptor names every field that is wrong")
    func everyFault() async throws {
        let body = #"{"service_name":7,"port":70000,"health_endpoint":"health","api_endpoints":[1],"pid":-1}"#
        try await ObserverFixture().test { client async throws in
            let response = try await client.post("/register", body)
            #expect(response.status == .unprocessableContent)
            let pointers = Set(try response.problem.errors?.map(\.pointer) ?? [])
            #expect(
                pointers.isSuperset(of: [
                    "/service_name", "/host", "/port", "/health_endpoint", "/api_endpoints/0", "/pid",
                ]))
        }
    }

    @Test("A body over 64 KiB is refused")
    func tooLarge() async throws {
        let filler = String(repeating: "x", count: 65_536)
        let body = #"{"service_name":"a","host":"h","port":1,"filler":"\#(filler)"}"#
        try await ObserverFixture().test { client async throws in
            #expect(try await client.post("/register", body).status == .contentTooLarge)
        }
    }

    @Test("A full registry answers 503 with Retry-After")
    func full() async throws {
        try await ObserverFixture(settings: ["registry.limit": "1"]).test { client async throws in
            #expect(try await client.post("/register", Sample.finance).status == .ok)
            let other = #"{"service_name":"other","host":"h","port":1}"#
            let response = try await client.post("/register", other)
            #expect(response.status == .serviceUnavailable)
            #expect(response.headers[.retryAfter] != nil)
            #expect(try response.problem.code == "registry-full")
        }
    }

    @Test("A heartbeat is answered with the lease, an unknown one with 404, a faulty one with every fault")
    func heartbeat() async throws {
        try await ObserverFixture().test { client async throws in
            _ = try await client.post("/register", Sample.finance)
            let known = try await client.post("/heartbeat", #"{"service_id":"\#(Sample.financeID)","generation":1}"#)
            #expect(known.status == .ok)
            #expect(try known.decode(HeartbeatResponse.self).leaseSeconds == 15)
            let stale = try await client.post("/heartbeat", #"{"service_id":"\#(Sample.financeID)","generation":9}"#)
            #expect(stale.status == .notFound)
            #expect(try await client.post("/heartbeat", #"{"service_id":"nobody"}"#).status == .notFound)
            let faulty = try await client.post("/heartbeat", #"{"service_id":7,"generation":"x"}"#)
            #expect(try faulty.problem.errors?.map(\.pointer) == ["/service_id", "/generation"])
            let info = try await client.get("/service/\(Sample.financeID)").json.objectValue?["info"]?.objectValue
            #expect(info?["last_heartbeat"]?.stringValue?.hasSuffix("Z") == true)
        }
    }

    @Test("A farewell works under both paths", arguments: ["/deregister", "/register/deregister"])
    func deregister(_ path: String) async throws {
        try await ObserverFixture().test { client async throws in
            _ = try await client.post("/register", Sample.finance)
            let body = #"{"service_name":"finance-service","host":"localhost","port":"8007"}"#
            let response = try await client.post(path, body)
            #expect(response.status == .ok)
            #expect(try response.decode(DeregistrationResponse.self).serviceID == Sample.financeID)
            #expect(try await client.post(path, body).status == .notFound)
            #expect(try await client.get("/service/\(Sample.financeID)").status == .notFound)
        }
    }

    @Test("An incomplete farewell is answered 400 and names what is missing")
    func incompleteFarewell() async throws {
        try await ObserverFixture().test { client async throws in
            let response = try await client.post("/deregister", #"{"service_name":"finance-service","port":"x"}"#)
            #expect(response.status == .badRequest)
            #expect(try response.problem.faults == ["/host missing", "/port invalid-port"])
        }
    }

    @Test("A new instance raises the generation and counts as a restart")
    func restart() async throws {
        try await ObserverFixture().test { client async throws in
            _ = try await client.post("/register", Sample.finance)
            let second = try await client.post(
                "/register", Sample.finance.replacingOccurrences(of: #""a""#, with: #""b""#))
            #expect(try second.decode(RegistrationResponse.self).generation == 2)
            let metrics = try await client.get("/metrics").text
            #expect(metrics.contains("service_registrations_total 2"))
            #expect(metrics.contains("service_restarts_total 1"))
            #expect(metrics.contains("registered_services 1"))
        }
    }

    @Test("A foreign page may not change anything", arguments: ["https://evil.example", "null"])
    func foreignOrigin(_ origin: String) async throws {
        try await ObserverFixture().test { client async throws in
            let response = try await client.execute(
                uri: "/register", method: .post, headers: [.contentType: "application/json", .origin: origin],
                body: ByteBuffer(string: Sample.finance))
            #expect(response.status == .forbidden)
            #expect(try await client.get("/").json.objectValue?["services_count"] == .integer(0))
        }
    }
}
