import FinanceCore
import HTTPTypes
import HummingbirdTesting
import NIOCore
import ServiceKit
import Shared
import Testing
import TestSupport

@Suite struct BadInputTests {
    private struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let body: String
        let status: Int
        let faults: [String]
        var testDescription: String { name }
    }

    private static let cases: [Case] = [
        Case(
            name: "unbalanced",
            body: line(#"{"account":"1400","debit":"10.00"},{"account":"8400","credit":"9.99"}"#), status: 422,
            faults: ["/lines unbalanced"]),
        Case(
            name: "unknown accounts", body: FinanceFixture.shortForm("9998", "9997"), status: 422,
            faults: ["/debit_account unknown-account", "/credit_account unknown-account"]),
        Case(
            name: "too many decimals", body: FinanceFixture.shortForm(amount: "1.005"), status: 422,
            faults: ["/amount amount-too-many-decimals"]),
        Case(
            name: "decimal comma", body: FinanceFixture.shortForm(amount: "1,00"), status: 422,
            faults: ["/amount amount-malformed"]),
        Case(
            name: "amount over Int64", body: FinanceFixture.shortForm(amount: "92233720368547758.08"), status: 422,
            faults: ["/amount amount-overflow"]),
        Case(
            name: "zero", body: FinanceFixture.shortForm(amount: "0.00"), status: 422, faults: ["/amount amount-zero"]),
        Case(
            name: "negative", body: FinanceFixture.shortForm(amount: "-5.00"), status: 422,
            faults: ["/amount amount-negative"]),
        Case(name: "broken JSON", body: #"{"date": "2026-01-01", "#, status: 400, faults: []),
        Case(name: "no JSON at all", body: "hello", status: 400, faults: []),
        Case(name: "an array instead of an object", body: "[]", status: 422, faults: [" wrong-type"]),
        Case(
            name: "wrong types everywhere",
            body:
                #"{"date":20260101,"description":{},"lines":[{"account":1400,"debit":true},7,{"account":"8400","credit":[]}]}"#,
            status: 422,
            faults: [
                "/date wrong-type", "/description wrong-type", "/lines/0/account wrong-type",
                "/lines/0/debit wrong-type", "/lines/1 wrong-type", "/lines/2/credit wrong-type",
            ]),
        Case(
            name: "nothing given", body: "{}", status: 422, faults: ["/date date-missing", "/lines missing"]),
        Case(
            name: "both forms",
            body: line(#"{"account":"1400","debit":"1"},{"account":"8400","credit":"1"}"#)
                .replacing("{\"date\"", with: "{\"amount\":\"1\",\"date\""),
            status: 422, faults: ["/lines ambiguous-form"]),
        Case(
            name: "every fault of every line",
            body:
                #"{"id":"x","date":"2026-02-30","lines":[{"account":"14x","debit":"1"},{"account":"8400","credit":"1.001","currency":"EUR"},{"account":"8400"},{"account":"8400","debit":"1","credit":"1"},{"account":"8400","debit":"1","currency":"EURO"}]}"#,
            status: 422,
            faults: [
                "/id id-malformed", "/date date-malformed", "/lines/0/account account-malformed",
                "/lines/1/credit amount-too-many-decimals", "/lines/2 amount-missing", "/lines/3 amount-on-both-sides",
                "/lines/4/currency currency-unknown",
            ]),
        Case(
            name: "an unknown account beside other faults",
            body:
                #"{"date":"2026-02-30","lines":[{"account":"9998","debit":"1.00"},7,{"account":"9997","credit":"2,00"}]}"#,
            status: 422,
            faults: [
                "/date date-malformed", "/lines/0/account unknown-account", "/lines/1 wrong-type",
                "/lines/2/credit amount-malformed", "/lines/2/account unknown-account",
            ]),
        Case(
            name: "a number of more digits than can be read exactly",
            body: FinanceFixture.shortForm(amount: "A")
                .replacing("\"A\"", with: "1.000000000000000000000000000000000000000001"),
            status: 422, faults: ["/amount too-precise"]),
        Case(
            name: "one line only", body: line(#"{"account":"1400","debit":"10.00"}"#), status: 422,
            faults: ["/lines line-count", "/lines unbalanced"]),
    ]

    private static func line(_ lines: String) -> String {
        #"{"date":"2026-01-01","description":"x","lines":["# + lines + "]}"
    }

    @Test("Bad input is refused with every fault named, and nothing is written", arguments: cases)
    private func refused(_ input: Case) async throws {
        try await FinanceFixture.run { api in
            let answer = try await api.post("/transactions", input.body)
            #expect(answer.status.code == input.status)
            #expect(answer.headers[.contentType] == ProblemDetails.mediaType)
            #expect(Set(try answer.problem.faults) == Set(input.faults))
            #expect(try answer.problem.requestID?.isEmpty == false)
            #expect(api.ledger.sequence == 0)
            #expect(try await api.get("/transactions").json["count"] == 0)
            #expect(try await api.get("/reports/trial-balance").json["count"] == 0)
        }
    }

    @Test("A body of 10 MB is refused before it is read, announced or not")
    func tooLarge() async throws {
        try await FinanceFixture.run { api in
            let body = String(repeating: " ", count: 10_000_000)
            let answer = try await api.post("/transactions", body)
            #expect(answer.status == .contentTooLarge)
            #expect(try answer.problem.code == "content-too-large")
            #expect(api.ledger.sequence == 0)
        }
    }

    @Test("A closed account takes no booking")
    func closedAccount() async throws {
        try await FinanceFixture.run { api in
            _ = try await api.patch("/accounts/1400", #"{"active":false}"#)
            let answer = try await api.post("/transactions", FinanceFixture.shortForm())
            #expect(answer.status == .unprocessableContent)
            #expect(try answer.problem.faults == ["/debit_account account-closed"])
            let more = try await api.post("/transactions", FinanceFixture.shortForm(amount: "1,00"))
            #expect(try more.problem.faults == ["/amount amount-malformed", "/debit_account account-closed"])
            #expect(api.ledger.sequence == 0)
        }
    }

    @Test("An id that is taken by other content is refused")
    func takenID() async throws {
        try await FinanceFixture.run { api in
            let id = "01900000-0000-7000-8000-00000000000a"
            let body = FinanceFixture.shortForm().replacing("{\"date\"", with: "{\"id\":\"\(id)\",\"date\"")
            _ = try await api.post("/transactions", body)
            let answer = try await api.post("/transactions", body.replacing("Rechnung", with: "Anderes"))
            #expect(answer.status == .unprocessableContent)
            #expect(try answer.problem.faults == ["/id idempotency-key-reused"])
            #expect(api.ledger.sequence == 1)
        }
    }

    @Test("Another media type than JSON is refused")
    func mediaType() async throws {
        try await FinanceFixture.run { api in
            let answer = try await api.post(
                "/transactions", FinanceFixture.shortForm(), headers: [.contentType: "text/plain"])
            #expect(answer.status == .unsupportedMediaType)
            #expect(api.ledger.sequence == 0)
        }
    }

    @Test("All wrong query values of a list are named together")
    func query() async throws {
        try await FinanceFixture.run { api in
            let answer = try await api.get("/transactions?start_date=x&end_date=y&account_id=z&limit=1001&cursor=?")
            #expect(answer.status == .unprocessableContent)
            #expect(
                Set(try answer.problem.faults) == [
                    "?start_date date-malformed", "?end_date date-malformed", "?account_id account-malformed",
                    "?limit out-of-range", "?cursor cursor-malformed",
                ])
            let long = try await api.get("/transactions?text=" + String(repeating: "a", count: 55_000))
            #expect(try long.problem.faults == ["?text too-long"])
            let reversed = try await api.get("/reports/trial-balance?start_date=2026-02-01&end_date=2026-01-01")
            #expect(try reversed.problem.faults == ["?end_date period-reversed"])
        }
    }

    @Test("Error texts follow the reader's language")
    func language() async throws {
        try await FinanceFixture.run { api in
            let german = try await api.call(.get, "/accounts/99999", headers: [.acceptLanguage: "de-DE,de;q=0.9"])
            #expect(try german.problem.detail == "Das Konto 99999 gibt es nicht.")
            #expect(german.headers[.contentLanguage] == "de")
        }
    }
}
