import FinanceCore
import HTTPTypes
import HummingbirdTesting
import ServiceKit
import Shared
import TestSupport
import Testing

@Suite("Parameters of one method and the other methods") struct ParameterMethodTests {
    private struct Call: Sendable {
        let method: HTTPRequest.Method
        let path: String
        let status: HTTPResponse.Status
        /// `pointer code` of the faults, or `Allow`.
        var says = ""
    }

    private static let sheet = "/accounts/1200/sheet"

    private static let calls = [
        Call(method: .head, path: sheet + "?as_of=2026-01-31", status: .ok),
        Call(method: .head, path: sheet + "?as_of=yesterday", status: .unprocessableContent),
        Call(method: .head, path: sheet + "?asof=2026-01-31", status: .badRequest),
        Call(method: .get, path: sheet + "?asof=2026-01-31", status: .badRequest, says: "?asof parameter-unknown"),
        Call(
            method: .get, path: sheet + "?as_of=2026-01-31&as_of=2026-01-31", status: .badRequest,
            says: "?as_of parameter-repeated"),
        Call(method: .get, path: "/locks?dry_run=true", status: .badRequest, says: "?dry_run parameter-unknown"),
        Call(method: .get, path: "/drafts?expand=balances", status: .badRequest, says: "?expand parameter-unknown"),
        Call(
            method: .post, path: "/accounts?expand=balances", status: .badRequest, says: "?expand parameter-unknown"),
        Call(
            method: .post, path: "/transactions/batch?mode=each&expand=balances", status: .unprocessableContent,
            says: "?expand not-supported"),
        Call(
            method: .post, path: "/transactions/batch?expand=all", status: .unprocessableContent,
            says: "?expand expand-unknown"),
        Call(method: .options, path: "/locks?dry_run=true", status: .noContent, says: "GET, HEAD, OPTIONS, POST"),
        Call(
            method: .delete, path: "/accounts/1200?dry_run=true", status: .methodNotAllowed,
            says: "GET, HEAD, OPTIONS, PATCH"),
        Call(method: .put, path: "/locks?dry_run=true", status: .methodNotAllowed, says: "GET, HEAD, OPTIONS, POST"),
    ]

    @Test("Each method takes its own parameters, and HEAD those of GET") func methods() async throws {
        try await FinanceFixture.run { api in
            for call in Self.calls {
                let answer = try await api.call(call.method, call.path, body: call.method == .post ? "[]" : nil)
                #expect(answer.status == call.status, "\(call.method) \(call.path)")
                if call.says.isEmpty { continue }
                let said = try answer.headers[.allow] ?? answer.problem.faults.joined(separator: ", ")
                #expect(said == call.says, "\(call.method) \(call.path)")
            }
            #expect(api.ledger.sequence == 0)
            let path = Self.sheet + "?as_of=2026-01-31"
            let (head, get) = (try await api.call(.head, path), try await api.get(path))
            #expect(head.headers[.eTag] == get.headers[.eTag] && head.headers[.ledgerSeq] == get.headers[.ledgerSeq])
        }
    }
}
