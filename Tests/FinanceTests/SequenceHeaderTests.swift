import FinanceCore
import HTTPTypes
import HummingbirdTesting
import NIOCore
import ServiceKit
import Shared
import TestSupport
import Testing

@Suite("Ledger-Seq in every answer") struct SequenceHeaderTests {
    private struct Call: Sendable {
        let method: HTTPRequest.Method
        let path: String
        var body: String?
        var headers: HTTPFields = [:]
        let status: HTTPResponse.Status
    }

    private static let unknown = "01950000-0000-7000-8000-00000000ffff"

    private static let calls = [
        Call(method: .get, path: "/accounts", status: .ok),
        Call(method: .get, path: "/accounts/99999", status: .notFound),
        Call(method: .get, path: "/nothing/here", status: .notFound),
        Call(method: .get, path: "/accounts?colour=red", status: .badRequest),
        Call(method: .get, path: "/accounts?category=red", status: .unprocessableContent),
        Call(method: .get, path: "/accounts?category=red&category=blue", status: .badRequest),
        Call(method: .delete, path: "/accounts", status: .methodNotAllowed),
        Call(method: .delete, path: "/transactions/\(unknown)", status: .methodNotAllowed),
        Call(method: .options, path: "/accounts", status: .noContent),
        Call(method: .head, path: "/accounts/99999", status: .notFound),
        Call(method: .post, path: "/transactions", body: "{", status: .badRequest),
        Call(
            method: .post, path: "/transactions", body: "a", headers: [.contentType: "text/plain"],
            status: .unsupportedMediaType),
        Call(method: .post, path: "/transactions", body: "{}", status: .unprocessableContent),
        Call(
            method: .post, path: "/accounts", body: String(repeating: " ", count: 70_000) + "{}",
            status: .contentTooLarge),
        Call(method: .post, path: "/locks", body: #"{"kind":"hard","through":"2025-12-31"}"#, status: .created),
        Call(
            method: .post, path: "/transactions", body: FinanceFixture.shortForm(date: "2025-12-31"),
            status: .conflict),
        Call(method: .put, path: "/drafts/\(unknown)", body: "{}", status: .preconditionRequired),
    ]

    @Test("Errors and refusals tell it as well, of the standard ledger and of a company's") func everywhere()
        async throws
    {
        try await FinanceFixture.run { api in
            let made = try await api.client.execute(
                uri: "/api/v1/mandanten", method: .post, headers: [.contentType: "application/json"],
                body: ByteBuffer(string: #"{"id":"muster","name":"Muster GmbH"}"#))
            #expect(made.status == .created)
            _ = try await api.book()
            for (prefix, sequence) in [(FinanceRoute.prefix, "1"), ("/api/v1/mandanten/muster/finanzen", "0")] {
                for call in Self.calls {
                    var headers = call.headers
                    if call.body != nil, headers[.contentType] == nil { headers[.contentType] = "application/json" }
                    let answer = try await api.client.execute(
                        uri: prefix + call.path, method: call.method, headers: headers,
                        body: call.body.map(ByteBuffer.init(string:)))
                    #expect(answer.status == call.status, "\(call.method) \(prefix + call.path)")
                    #expect(answer.headers[.ledgerSeq] == sequence, "\(call.method) \(prefix + call.path)")
                }
            }
            let other = try await api.client.execute(uri: "/api/v1/mandanten/none/finanzen/accounts", method: .get)
            #expect(other.status == .notFound && other.headers[.ledgerSeq] == nil)
        }
    }
}
