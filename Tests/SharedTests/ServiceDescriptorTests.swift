import Foundation
import Shared
import Testing

@Suite struct ServiceDescriptorTests {
    /// As the original Python client sends it: `json.dumps` of its settings, port from the environment as a string.
    private static let original = """
        {"service_name": "finance-service", "host": "localhost", "port": "8007", "health_endpoint": "/health",
         "metrics_endpoint": "/metrics", "service_type": "microservice", "version": "1.0.0",
         "api_endpoints": ["/api/v1/finanzen/accounts", "/api/v1/finanzen/transactions"],
         "monitoring": {"log_level": "INFO", "metrics_enabled": true}, "restart_script": null,
         "system_info": "Linux-5.15.0-x86_64-with-glibc2.35", "additional_info": {"started": 1700000000.5}}
        """

    private func descriptor(_ text: String) throws -> ServiceDescriptor {
        try ServiceDescriptor(json: try JSONDocument(Array(text.utf8)).value)
    }

    private func faults(_ text: String) throws -> [String] {
        let json = try JSONDocument(Array(text.utf8)).value
        do throws(InvalidServiceDescriptor) {
            _ = try ServiceDescriptor(json: json)
            return []
        } catch {
            return error.findings.map { "\($0.pointer) \($0.code)" }
        }
    }

    @Test("the original client's descriptor is understood")
    func originalClient() throws {
        let descriptor = try descriptor(Self.original)
        #expect(descriptor.serviceID == "finance-service_localhost_8007")
        #expect(descriptor.port == 8007)
        #expect(descriptor.apiEndpoints.count == 2)
        #expect(descriptor.monitoring == ["log_level": "INFO", "metrics_enabled": true])
        #expect(descriptor.restartScript == nil)
        #expect(descriptor.additionalInfo == ["started": .number(1_700_000_000.5)])
    }

    @Test("the smallest descriptor gets the contract's defaults, spelled as the contract does")
    func defaults() throws {
        let descriptor = try descriptor(#"{"service_name":"a","host":"b","port":1}"#)
        #expect(descriptor == ServiceDescriptor(serviceName: "a", host: "b", port: 1))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        #expect(
            String(decoding: try encoder.encode(descriptor), as: UTF8.self) == """
                {"api_endpoints":[],"dependencies":[],"health_endpoint":"/health","host":"b","metrics_endpoint":"/metrics",\
                "monitoring":{},"port":1,"service_name":"a","service_type":"microservice"}
                """)
    }

    @Test("null means the default, except for metrics: there it means none")
    func nulls() throws {
        let descriptor = try descriptor(
            """
            {"service_name":"a","host":"b","port":1,"health_endpoint":null,"metrics_endpoint":null,"service_type":null,
             "version":null,"api_endpoints":null,"monitoring":null,"system_info":null,"additional_info":null,
             "dependencies":null,"instance_id":null,"pid":null}
            """)
        #expect(descriptor == ServiceDescriptor(serviceName: "a", host: "b", port: 1, metricsEndpoint: nil))
        #expect(descriptor.json.objectValue?["metrics_endpoint"] == .null)
    }

    @Test("unknown fields of any shape come back as they came")
    func unknownFields() throws {
        let unknown = """
            "zone":{"rack":[1,{"deep":[null,true,"ä",-1.5]}],"empty":{}},"tags":["a",[]],"weight":9223372036854775807
            """
        let text = "{\"service_name\":\"a\",\"host\":\"b\",\"port\":1,\(unknown)}"
        let descriptor = try descriptor(text)
        let expected = try JSONDocument(Array("{\(unknown)}".utf8)).value
        #expect(JSONValue.object(descriptor.additionalFields) == expected)
        let again = try JSONDecoder().decode(ServiceDescriptor.self, from: try JSONEncoder().encode(descriptor))
        #expect(again == descriptor)
    }

    @Test("a full descriptor survives its own encoding")
    func roundTrip() throws {
        let full = ServiceDescriptor(
            serviceName: "a.b-c_9", host: "::1", port: 65_535, healthEndpoint: "/h?full=1", metricsEndpoint: nil,
            serviceType: "worker", version: "1", apiEndpoints: ["/x"], monitoring: ["a": .array([1])],
            restartScript: "/opt/x.sh", systemInfo: "s", additionalInfo: [:], dependencies: ["d"], instanceID: "i",
            pid: 42,
            additionalFields: ["later": .object(["a": .null])])
        #expect(try ServiceDescriptor(json: full.json) == full)
    }

    @Test("every fault of a broken descriptor is named at once")
    func allFaults() throws {
        let text = """
            {"service_name":"a b","host":"","port":"80x","health_endpoint":"health","metrics_endpoint":"//x",
             "service_type":1,"version":[],"api_endpoints":["/a",2,null],"monitoring":"on","restart_script":{},
             "system_info":true,"additional_info":[],"dependencies":{},"instance_id":1.5,"pid":-1}
            """
        #expect(
            try faults(text) == [
                "/service_name invalid-name", "/host missing", "/port invalid-port", "/health_endpoint invalid-path",
                "/metrics_endpoint invalid-path", "/service_type wrong-type", "/version wrong-type",
                "/api_endpoints/1 wrong-type", "/api_endpoints/2 wrong-type", "/monitoring wrong-type",
                "/restart_script wrong-type", "/system_info wrong-type", "/additional_info wrong-type",
                "/dependencies wrong-type", "/instance_id wrong-type", "/pid invalid-pid",
            ])
    }

    @Test("an empty object lacks exactly the three required fields")
    func missing() throws {
        #expect(try faults("{}") == ["/service_name missing", "/host missing", "/port missing"])
    }

    @Test("what is no object is refused as such", arguments: ["[]", "1", "\"a\"", "null"])
    func noObject(_ text: String) throws {
        #expect(try faults(text) == [" wrong-type"])
    }

    @Test(
        "a port is a number from 1 to 65535, as number or text",
        arguments: [
            ("1", true), ("65535", true), ("\"8007\"", true), ("8007.0", true), ("0", false), ("65536", false),
            ("-1", false), ("\"\"", false), ("\" 80\"", false), ("\"99999999999999999999\"", false), ("80.5", false),
            ("true", false), ("1e9", false), ("[]", false),
        ])
    func ports(_ port: String, _ isValid: Bool) throws {
        #expect(try faults("{\"service_name\":\"a\",\"host\":\"b\",\"port\":\(port)}").isEmpty == isValid)
    }

    @Test(
        "a host is a name, an IPv4 or an IPv6 address",
        arguments: [
            ("localhost", true), ("erp.example.org", true), ("10.0.0.1", true), ("::1", true), ("fe80::1", true),
            ("a:b", false), ("localhost:80", false), ("[::1]", false), ("http://x", false), ("a/b", false),
            ("a b", false),
            ("ä", false), ("evil.example@host", false), ("::1::", false),
        ])
    func hosts(_ host: String, _ isValid: Bool) throws {
        #expect(try faults("{\"service_name\":\"a\",\"host\":\"\(host)\",\"port\":1}").isEmpty == isValid)
    }

    @Test("texts and lists from outside are bounded, and so are the findings about them")
    func limits() throws {
        let long = String(repeating: "x", count: 1_025)
        let numbers = Array(repeating: "1", count: 5_000).joined(separator: ",")
        let found = try faults(
            """
            {"service_name":"\(long)","host":"\(long)","port":1,"version":"\(long)","api_endpoints":["\(long)"],
             "dependencies":[\(numbers)]}
            """)
        #expect(found.contains("/version too-long") && found.contains("/api_endpoints/0 too-long"))
        #expect(found.contains("/service_name too-long") && found.contains("/host too-long"))
        #expect(found.contains("/dependencies too-long") && found.count < 300)
    }

    @Test("decoding a broken descriptor names every fault in its error")
    func decodingError() {
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(ServiceDescriptor.self, from: Data(#"{"port":0}"#.utf8))
        }
        let text = error.map { "\($0)" } ?? ""
        #expect(text.contains("/service_name") && text.contains("/host") && text.contains("/port"))
    }
}
