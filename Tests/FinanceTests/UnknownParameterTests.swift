import FinanceCore
import HTTPTypes
import HummingbirdTesting
import NIOCore
import ServiceKit
import Shared
import TestSupport
import Testing

@testable import Finance

/// A misspelt parameter must not be dropped: what was to be tried would be booked.
@Suite("Unknown parameters") struct UnknownParameterTests {
    @Test(
        "A misspelt dry run books nothing and says what is meant",
        arguments: [
            "?dryrun=true", "?dry-run=true", "?dry_run", "?dry_run=true&dry_run=false", "?expand=balances&dry=1",
        ])
    func dryRun(_ query: String) async throws {
        try await FinanceFixture.run { api in
            let answer = try await api.post("/transactions\(query)", FinanceFixture.shortForm())
            #expect(answer.status == .badRequest || answer.status == .unprocessableContent)
            #expect(try answer.problem.errors?.isEmpty == false)
            #expect(api.ledger.sequence == 0)
        }
    }

    @Test("The ledger of a company is as strict, and takes what the standard one takes")
    func mandant() async throws {
        try await FinanceFixture.run { api in
            let made = try await api.client.execute(
                uri: FinanceRoute.mandanten, method: .post, headers: [.contentType: "application/json"],
                body: ByteBuffer(string: #"{"id":"muster","name":"Muster GmbH"}"#))
            #expect(made.status == .created)
            func post(_ query: String) async throws -> TestResponse {
                try await api.client.execute(
                    uri: "\(FinanceRoute.mandanten)/muster/finanzen/transactions\(query)", method: .post,
                    headers: [.contentType: "application/json", .acceptLanguage: "de"],
                    body: ByteBuffer(string: FinanceFixture.shortForm()))
            }
            let wrong = try await post("?dryrun=true")
            #expect(try wrong.status == .badRequest && wrong.problem.code == "parameter-unknown")
            #expect(try wrong.problem.errors?.first?.detail.hasSuffix("Meinten Sie dry_run?") == true)
            #expect(try await post("?dry_run=true&expand=balances").status == .ok)
            let list = "\(FinanceRoute.mandanten)/muster/finanzen/transactions?limit=1"
            let page = try await api.client.execute(uri: list, method: .get)
            #expect(try page.status == .ok && page.json["count"] == 0)
        }
    }
}
