import Foundation
import Glibc
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

    /// A registration with a script outside of the folder that the operator allows, and with a link out of it.
    @Test(arguments: ["/tmp/other/evil.sh", "link.sh"])
    func `a refused restart script is told where it was announced, on the page and by why`(script: String)
        async throws
    {
        let allowed = try TemporaryDirectory()
        symlink("/bin/sh", allowed.file("link.sh"))
        _ = FileManager.default.createFile(atPath: allowed.file("good.sh"), contents: Data("#!/bin/sh\n".utf8))
        chmod(allowed.file("good.sh"), 0o700)
        chmod(allowed.path, 0o700)
        let path = script.hasPrefix("/") ? script : allowed.file(script)
        try await ObserverFixture(settings: ["restart.script.dirs": allowed.path]).test { client in
            func register(_ name: String, _ script: String, language: String = "en") async throws -> JSONValue {
                let answer = try await client.post(
                    "/register",
                    #"{"service_name":"\#(name)","host":"localhost","port":8099,"restart_script":"\#(script)"}"#,
                    language: language)
                #expect(answer.status == .ok)
                return try answer.json
            }
            let answer = try await register("ext-evil", path)
            let refusal = "The restart script is not run: "
            #expect(answer["message"].stringValue?.hasPrefix("Service ext-evil registered. \(refusal)") == true)
            let warning = try #require(answer["warnings"].elements.first)
            #expect(
                warning["pointer"] == "/restart_script" && warning["detail"].stringValue?.hasPrefix(refusal) == true)
            #expect(warning["code"].stringValue?.hasPrefix("restart-script-") == true)
            let german = try await register("ext-evil", path, language: "de")
            #expect(german["message"].stringValue?.contains("Das Neustart-Skript wird nicht ausgeführt: ") == true)

            for id in ["ext-evil", "ext-evil_localhost_8099"] {
                let why = try await client.get("/services/\(id)/why")
                #expect(why.status == .ok)
                let notes = try why.json["services"].elements.first?["notes"].elements.compactMap(\.stringValue) ?? []
                #expect(notes.contains { $0.hasPrefix(refusal) }, "\(notes)")
            }
            #expect(try await client.get("/services/nobody/why").status == .notFound)
            let page = try await client.page("/ui/services/ext-evil_localhost_8099").text
            #expect(page.contains(refusal) && page.contains(path))
            #expect(page.contains("Registered anew") && !page.contains("<dt>Restarts"))

            let honest = try await register("honest", allowed.file("good.sh"))
            #expect(honest["warnings"] == .null && honest["message"] == "Service honest registered.")
            #expect(try await !client.page("/ui/services/honest_localhost_8099").text.contains(refusal))
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
        (#"{"service":"a","minutes":5,"until":"2999-01-01T00:00:00Z"}"#, ["/until"]),
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
