import HTTPTypes
import Hummingbird
import HummingbirdTesting
import ServiceKit
import Testing

@Suite("A page of another origin") struct CrossOriginRouteTests {
    private static let headers: HTTPFields = [.origin: "http://localhost:5173"]

    private static func readable(_ response: TestResponse) -> Set<String> {
        let fields = response.headers[.accessControlExposeHeaders] ?? ""
        return Set(fields.split(separator: ",").map { $0.trimmingPrefix(" ").lowercased() })
    }

    @Test("reads every header field that the API documents, where it is sent")
    func exposed() async throws {
        try await FinanceFixture.run { api in
            let list = try await api.call(.get, "/accounts", headers: Self.headers)
            for name in [HTTPField.Name.eTag, .ledgerSeq] {
                #expect(list.headers[name] != nil && Self.readable(list).contains(name.canonicalName))
            }
            var headers = Self.headers
            headers[.idempotencyKey] = "one"
            let body =
                #"{"date":"2026-01-02","description":"a","amount":"1.00","debit_account":"1200","credit_account":"1000"}"#
            let first = try await api.post("/transactions", body, headers: headers)
            let second = try await api.post("/transactions", body, headers: headers)
            #expect(first.headers[.location] != nil && Self.readable(first).contains("location"))
            #expect(second.headers[.idempotencyReplayed] == "true")
            #expect(Self.readable(second).isSuperset(of: ["idempotency-replayed", "retry-after"]))
        }
    }

    @Test("gets 304 and errors that it may read")
    func otherAnswers() async throws {
        try await FinanceFixture.run { api in
            var headers = Self.headers
            headers[.ifNoneMatch] = try await api.get("/accounts").headers[.eTag]
            let unchanged = try await api.call(.get, "/accounts", headers: headers)
            #expect(unchanged.status == .notModified)
            #expect(unchanged.headers[.accessControlAllowOrigin] == "http://localhost:5173")
            let refused = try await api.post("/transactions", "{}", headers: Self.headers)
            #expect(refused.status == .unprocessableContent)
            #expect(refused.headers[.accessControlAllowOrigin] == "http://localhost:5173")
        }
    }

    @Test("is asked about once in two hours, for every header field that the API takes")
    func preflight() async throws {
        try await FinanceFixture.run { api in
            var headers = Self.headers
            headers[.accessControlRequestMethod] = "POST"
            let answer = try await api.call(.options, "/transactions", headers: headers)
            #expect(answer.status == .noContent && answer.headers[.accessControlMaxAge] == "7200")
            let allowed = answer.headers[.accessControlAllowHeaders]?.lowercased() ?? ""
            for name in ["content-type", "idempotency-key", "if-match", "if-none-match", "last-event-id"] {
                #expect(allowed.contains(name), "\(name)")
            }
        }
    }
}
