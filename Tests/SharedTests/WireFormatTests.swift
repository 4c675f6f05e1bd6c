import Foundation
import Shared
import Testing

@Suite struct WireFormatTests {
    private func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private func value<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }

    @Test("a registration's answer is spelled as the contract does")
    func registrationResponse() throws {
        let answer = RegistrationResponse(
            serviceID: "finance-service_localhost_8007", healthStatus: "unreachable", message: "registered",
            leaseSeconds: 15, generation: 3)
        let text = """
            {"generation":3,"health_status":"unreachable","lease_seconds":15,"message":"registered","registered":true,\
            "service_id":"finance-service_localhost_8007","success":true}
            """
        #expect(try json(answer) == text)
        #expect(try value(RegistrationResponse.self, text) == answer)
    }

    @Test("heartbeats are spelled as the contract does, without generation where there is none")
    func heartbeats() throws {
        #expect(try json(HeartbeatRequest(serviceID: "a_b_1")) == #"{"service_id":"a_b_1"}"#)
        #expect(
            try json(HeartbeatRequest(serviceID: "a_b_1", generation: 2)) == #"{"generation":2,"service_id":"a_b_1"}"#)
        #expect(try value(HeartbeatRequest.self, #"{"service_id":"x","generation":null}"#).generation == nil)
        #expect(try json(HeartbeatResponse(leaseSeconds: 15)) == #"{"lease_seconds":15}"#)
        #expect(try value(HeartbeatResponse.self, #"{"lease_seconds":15,"more":1}"#).leaseSeconds == 15)
    }

    @Test("deregistration is spelled as the contract does")
    func deregistration() throws {
        let request = DeregistrationRequest(serviceName: "a", host: "b", port: 1)
        #expect(try json(request) == #"{"host":"b","port":1,"service_name":"a"}"#)
        #expect(try value(DeregistrationRequest.self, #"{"host":"b","port":1,"service_name":"a"}"#) == request)
        #expect(try json(DeregistrationResponse(serviceID: "a_b_1")) == #"{"deregistered":true,"service_id":"a_b_1"}"#)
    }

    @Test("a problem carries the members of RFC 9457 and ours")
    func problem() throws {
        let problem = ProblemDetails(
            title: "Unprocessable Content", status: 422, detail: "One fault.", instance: "/x", code: "invalid",
            requestID: "r1", errors: [.init(pointer: "/a/0", code: "missing", detail: "Required.")])
        let text = """
            {"code":"invalid","detail":"One fault.","errors":[{"code":"missing","detail":"Required.","pointer":"/a/0"}],\
            "instance":"/x","request_id":"r1","status":422,"title":"Unprocessable Content","type":"urn:erp:problem:invalid"}
            """
        #expect(try json(problem) == text)
        #expect(try value(ProblemDetails.self, text) == problem)
        #expect(ProblemDetails.mediaType == "application/problem+json")
    }

    @Test("a health report is spelled as the contract does")
    func health() throws {
        let report = ServiceHealth(
            status: .healthy, version: "1.0.0", service: "finance-service", timestamp: "2026-01-15T12:00:00.000Z",
            uptimeSeconds: 3600,
            metrics: HealthMetrics(
                cpuUsagePercent: 1.5, memoryUsagePercent: 0.25, requestCount: 1254, averageResponseTimeMs: 0.75,
                errorRatePercent: 0, databaseConnections: 5, queueSize: 0),
            checks: ["database:responseTime": [.init(observedValue: 0.5, observedUnit: "ms", status: "pass")]])
        let text = """
            {"checks":{"database:responseTime":[{"observedUnit":"ms","observedValue":0.5,"status":"pass"}]},\
            "metrics":{"average_response_time_ms":0.75,"cpu_usage_percent":1.5,"database_connections":5,\
            "error_rate_percent":0,"memory_usage_percent":0.25,"queue_size":0,"request_count":1254},\
            "service":"finance-service","status":"healthy","timestamp":"2026-01-15T12:00:00.000Z",\
            "uptime_seconds":3600,"version":"1.0.0"}
            """
        #expect(try json(report) == text)
        #expect(try value(ServiceHealth.self, text) == report)
    }

    @Test(
        "every status word in use is understood",
        arguments: [
            ("healthy", HealthStatus.healthy), ("online", .healthy), ("ok", .healthy), ("up", .healthy),
            ("PASS", .healthy),
            ("warning", .warning), ("warn", .warning), ("Degraded", .warning), ("unhealthy", .unhealthy),
            ("fail", .unhealthy), ("down", .unhealthy),
        ])
    func statusWords(_ word: String, _ status: HealthStatus) throws {
        #expect(try value(ServiceHealth.self, "{\"status\":\"\(word)\"}").status == status)
    }

    @Test(
        "a report without a known status word is none",
        arguments: [#"{"status":"fine"}"#, #"{"status":1}"#, "{}", "[]", #""healthy""#, #"{"status":null}"#])
    func unknownStatus(_ text: String) {
        #expect(throws: DecodingError.self) { try value(ServiceHealth.self, text) }
    }

    @Test("a report of another age keeps its status: members of another shape count as absent")
    func lenientHealth() throws {
        let report = try value(
            ServiceHealth.self,
            """
            {"status":"online","version":3,"timestamp":1700000000,"uptime_seconds":"long",
             "metrics":{"cpu_usage_percent":2,"request_count":"many","queue_size":1e300},
             "checks":{"db":{"status":"pass","observedValue":"yes"},"list":[{"status":"warn","observedValue":1.5}],"odd":7}}
            """)
        #expect(report.status == .healthy)
        #expect(report.version == nil && report.timestamp == nil && report.uptimeSeconds == nil)
        #expect(report.metrics == HealthMetrics(cpuUsagePercent: 2))
        #expect(report.checks?["db"] == [.init(observedValue: nil, observedUnit: nil, status: "pass")])
        #expect(report.checks?["list"] == [.init(observedValue: 1.5, observedUnit: nil, status: "warn")])
        #expect(report.checks?["odd"] == [])
    }

    @Test("metrics and checks that are no objects count as absent")
    func oddHealth() throws {
        let report = try value(ServiceHealth.self, #"{"status":"down","metrics":[1],"checks":"none"}"#)
        #expect(report.status == .unhealthy && report.metrics == nil && report.checks == nil)
    }

    @Test("routes and ports are the contract's")
    func routes() {
        #expect(
            [ServiceRoute.health, ServiceRoute.live, ServiceRoute.ready, ServiceRoute.metrics]
                == ["/health", "/health/live", "/health/ready", "/metrics"])
        #expect(
            [
                ObserverRoute.register, ObserverRoute.heartbeat, ObserverRoute.deregister,
                ObserverRoute.registerDeregister,
            ]
                == ["/register", "/heartbeat", "/deregister", "/register/deregister"])
        #expect(FinanceRoute.transactions == "/api/v1/finanzen/transactions")
        #expect(DefaultPort.observer == 8010 && DefaultPort.finance == 8007)
        #expect(DefaultPort.beleg == 8006 && DefaultPort.minimalServer == 8005)
    }
}
