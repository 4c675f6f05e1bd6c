import HTTPTypes
import HummingbirdTesting
import ServiceKit
import Shared
import TestSupport
import Testing

@Suite struct FieldTests {
    private func faults(_ body: String) async throws -> [String] {
        let response = try await KitFixture().call(
            .post, "/fields", headers: [.contentType: "application/json"], body: body)
        return response.status == .created ? [] : try response.problem.faults
    }

    @Test("every fault of a body is named in one answer, also inside lists and objects")
    func allFaults() async throws {
        let found = try await faults(
            """
            {"count":"three","plain":{"count":1,"inner":{"deep":[1,"x"]}},
             "lines":[{"account":1},null,"text",{"account":"1200","amount":5},{"account":null,"amount":1.5}]}
            """)
        #expect(
            found == [
                "/name missing", "/count wrong-type", "/plain/inner/deep/1 wrong-type", "/lines/0/account wrong-type",
                "/lines/0/amount missing", "/lines/1 missing", "/lines/2 wrong-type", "/lines/4/account missing",
                "/lines/4/amount out-of-range",
            ])
    }

    @Test("a member that lacks inside an object is named where it lacks")
    func missingInside() async throws {
        #expect(try await faults(#"{"name":"a","plain":{}}"#) == ["/plain/count missing"])
        #expect(try await faults(#"{"name":"a","plain":{"count":1,"inner":{}}}"#) == ["/plain/inner/deep missing"])
    }

    @Test("optional members may be absent or null, required ones may not")
    func absence() async throws {
        #expect(try await faults(#"{"name":"a"}"#).isEmpty)
        #expect(try await faults(#"{"name":"a","count":null,"plain":null,"lines":null}"#).isEmpty)
        #expect(try await faults(#"{"name":null}"#) == ["/name missing"])
    }

    @Test(
        "the type that came is named",
        arguments: [
            ("[]", "array"), ("{}", "object"), ("1", "number"), ("1.5", "number"), ("true", "boolean"),
        ])
    func typeNames(_ value: String, _ name: String) async throws {
        let response = try await KitFixture().call(
            .post, "/fields", headers: [.contentType: "application/json"], body: "{\"name\":\(value)}")
        #expect(try response.problem.errors?.first?.detail == "Expected string, not \(name).")
    }

    @Test(
        "in German every type has a German word",
        arguments: [
            (#"{"name":[]}"#, "Erwartet wird ein Text, nicht eine Liste."),
            (#"{"name":{}}"#, "Erwartet wird ein Text, nicht ein Objekt."),
            (#"{"name":1}"#, "Erwartet wird ein Text, nicht eine Zahl."),
            (#"{"name":"a","count":true}"#, "Erwartet wird eine Zahl, nicht ein Wahrheitswert."),
            (#"{"name":"a","lines":"x"}"#, "Erwartet wird eine Liste, nicht ein Text."),
            (#"{"name":"a","plain":{"count":1,"inner":{"deep":[true]}}}"#, "Erwartet wird eine Zahl."),
            ("[]", "Erwartet wird ein Objekt."),
        ])
    func germanTypeNames(_ body: String, _ sentence: String) async throws {
        let response = try await KitFixture().call(
            .post, "/fields", headers: [.contentType: "application/json", .acceptLanguage: "de"], body: body)
        #expect(try response.problem.errors?.first?.detail == sentence)
    }

    @Test(
        "a whole number must be whole and fit",
        arguments: ["1.5", "99999999999999999999", "1e30", "-9223372036854775809"])
    func numbers(_ number: String) async throws {
        #expect(try await faults("{\"name\":\"a\",\"count\":\(number)}") == ["/count out-of-range"])
    }

    @Test(
        "numbers that are whole in another spelling are whole",
        arguments: ["1", "1.0", "1e2", "-0", "9223372036854775807"])
    func wholeNumbers(_ number: String) async throws {
        #expect(try await faults("{\"name\":\"a\",\"count\":\(number)}").isEmpty)
    }

    @Test("every faulty query parameter is named in one answer")
    func query() async throws {
        let bad = try await KitFixture().call(.get, "/query?limit=0&active=perhaps&letter=ab")
        #expect(bad.status == .unprocessableContent)
        #expect(try bad.problem.faults == ["?limit out-of-range", "?active invalid-flag", "?letter no-letter"])
        let good = try await KitFixture().call(.get, "/query?limit=7&active=0&letter=x&t=a%20%C3%A4")
        #expect(try good.json == .object(["limit": "7", "active": "false", "letter": "x", "text": "a ä"]))
        let none = try await KitFixture().call(.get, "/query?limit=&t=")
        #expect(try none.json == .object(["limit": "20", "active": "true", "letter": "-", "text": "-"]))
    }

    @Test(
        "numbers beyond every range in a query are findings",
        arguments: ["99999999999999999999", "-1", "1e2", "abc", "%00"])
    func queryNumbers(_ text: String) async throws {
        #expect(try await KitFixture().call(.get, "/query?limit=\(text)").status == .unprocessableContent)
    }
}
