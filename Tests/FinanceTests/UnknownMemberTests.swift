import FinanceCore
import HTTPTypes
import HummingbirdTesting
import NIOCore
import ServiceKit
import Shared
import TestSupport
import Testing

@testable import Finance

/// A misspelt member must not be dropped: the booking would be made without it.
@Suite("Unknown members") struct UnknownMemberTests {
    private static let misspelt = FinanceFixture.shortForm().replacing("\"description\"", with: "\"descripton\"")

    /// Bodies with one unknown member, its pointer and the one that is meant.
    private static let bodies:
        [(method: HTTPRequest.Method, path: String, body: String, pointer: String, meant: String?)] =
            [
                (.post, "/transactions", misspelt, "/descripton", "/description"),
                (.post, "/transactions?dry_run=true", misspelt, "/descripton", "/description"),
                (
                    .post, "/transactions/batch", "[\(FinanceFixture.shortForm()),\(misspelt)]", "/1/descripton",
                    "/1/description"
                ),
                (
                    .post, "/transactions", FinanceFixture.shortForm().replacing("{", with: #"{"colour":"red","#),
                    "/colour", nil
                ),
                (
                    .post, "/transactions",
                    #"{"date":"2026-01-15","lines":[{"account":"1400","debit":"1.00"},{"account":"8400","credit":"1.00","taxkey":"3"}]}"#,
                    "/lines/1/taxkey", "/lines/1/tax_key"
                ),
                (
                    .post, "/transactions",
                    FinanceFixture.shortForm().replacing(
                        "{", with: #"{"expect":[{"account":"1400","curency":"EUR","balance":{"gte":"0.00"}}],"#),
                    "/expect/0/curency", "/expect/0/currency"
                ),
                (
                    .post, "/transactions", FinanceFixture.shortForm().replacing("{", with: #"{"Description":"a","#),
                    "/Description", nil
                ),
                (
                    .post, "/accounts", #"{"id":"1299","name":"Tagesgeld","category":"asset","never_negativ":true}"#,
                    "/never_negativ", "/never_negative"
                ),
                (.patch, "/accounts/1200", #"{"aktive":false}"#, "/aktive", "/active"),
                (
                    .post, "/locks", #"{"kind":"soft","through":"2025-12-31","resaon":"x"}"#, "/resaon", "/reason"
                ),
                (.post, "/batches", #"{"description":"Mai","controltotal":"5.00"}"#, "/controltotal", "/control_total"),
                (
                    .post, "/documents",
                    #"{"type":"invoice","date":"2026-01-15","filename":"a.pdf","content_base46":"QQ=="}"#,
                    "/content_base46", "/content_base64"
                ),
            ]

    @Test("They are refused and the likely one is proposed", arguments: bodies.indices)
    func refused(_ index: Int) async throws {
        try await FinanceFixture.run { api in
            let (method, path, body, pointer, meant) = Self.bodies[index]
            let answer = try await api.call(method, path, body: body, headers: [.ifMatch: "*"])
            #expect(answer.status == .unprocessableContent, "\(answer.text)")
            let found = try #require(try answer.problem.errors?.first { $0.code == "member-unknown" }, "\(answer.text)")
            #expect(found.pointer == pointer)
            #expect(found.fix == meant.map { [.move(from: pointer, to: $0)] })
            #expect(try await api.get("/transactions").json["count"] == 0)
        }
    }

    @Test("They are told beside every other fault") func beside() async throws {
        try await FinanceFixture.run { api in
            let body = FinanceFixture.shortForm("99999", amount: "1.234").replacing("{", with: #"{"colour":"red","#)
            let faults = try await api.post("/transactions", body).problem.faults
            #expect(faults.count == 3 && faults.contains("/colour member-unknown"), "\(faults)")
        }
    }

    @Test("A draft keeps them and is not ready; a reversal and a company refuse them") func elsewhere() async throws {
        try await FinanceFixture.run { api in
            let draft = try await api.post("/drafts", Self.misspelt)
            #expect(draft.status == .created)
            #expect(try draft.json["ready"] == false)
            #expect(try draft.json["findings"].elements.first?["fix"].elements.first?["from"] == "/descripton")
            let id = try draft.json["id"].stringValue ?? ""
            #expect(try await api.call(.post, "/drafts/\(id)/post").status == .unprocessableContent)
            let booked = try await api.book()["id"].stringValue ?? ""
            let reversal = try await api.post("/transactions/\(booked)/reversal", #"{"datum":"2026-02-01"}"#)
            #expect(try reversal.problem.faults == ["/datum member-unknown"])
            let company = try await api.client.execute(
                uri: FinanceRoute.mandanten, method: .post, headers: [.contentType: "application/json"],
                body: ByteBuffer(string: #"{"id":"muster","name":"Muster","Chart":"skr04"}"#))
            #expect(try company.problem.errors?.first?.fix == [.move(from: "/Chart", to: "/chart")])
        }
    }

    @Test("Quick and ordinary decoder refuse the same names", arguments: [1, 2] as [UInt64])
    func bothDecoders(_ seed: UInt64) async throws {
        try await FinanceFixture.run { api in
            var random = SeededGenerator(seed: seed)
            for _ in 0..<300 {
                let name = try #require(TransactionRequest.members.names.randomElement(using: &random))
                var letters = Array(name.utf8)
                letters[Int.random(in: letters.indices, using: &random)] = UInt8.random(in: 97...122, using: &random)
                let slip = String(decoding: letters, as: UTF8.self)
                if TransactionRequest.members.names.contains(slip) { continue }
                let body = Array(FinanceFixture.shortForm().replacing("{", with: "{\"\(slip)\":\"3\",").utf8)
                let (quick, ordinary) = body.withUnsafeBytes { bytes in
                    var scanner = TransactionScanner(bytes)
                    return (scanner.transaction(), BatchController.decode(bytes, api.ledger))
                }
                #expect(quick == nil)
                guard case .fault(let problem) = ordinary else {
                    Issue.record("\(slip) is dropped")
                    continue
                }
                #expect(problem.findings.contains { $0.code == "member-unknown" && $0.pointer == "/\(slip)" })
            }
        }
    }

    @Test("Many of them do not make a long answer") func many() async throws {
        try await FinanceFixture.run { api in
            let members = (0..<5_000).map { "\"x\($0)\":0" }.joined(separator: ",")
            let errors = try await api.post("/transactions", "{\(members)}").problem.errors ?? []
            #expect((1...30).contains(errors.count))
        }
    }

    @Test("The contract names the members that are read, and no other")
    func contract() throws {
        let contract = try ContractDocument(ServiceContract.finance, version: "1")
        let document = try JSONDocument(Array(contract.json.utf8)).value
        for (path, method, members) in [
            ("finanzen/transactions", "post", TransactionRequest.members),
            ("finanzen/accounts", "post", AccountRequest.members),
            ("finanzen/accounts/{id}", "patch", AccountRequest.members),
            ("finanzen/locks", "post", LockController.Body.members),
            ("finanzen/batches", "post", BookingBatchRequest.members),
            ("mandanten", "post", MandantController.Body.members),
            ("finanzen/documents", "post", DocumentRequest.Body.members),
            ("finanzen/transactions/{id}/reversal", "post", ReversalBody.members),
        ] {
            let body = document["paths"]["/api/v1/\(path)"][method]["requestBody"]
            var schema = body["content"]["application/json"]["schema"]
            if let name = schema["$ref"].stringValue?.split(separator: "/").last {
                schema = document["components"]["schemas"][String(name)]
            }
            #expect(schema["additionalProperties"] == false, "\(path)")
            #expect(schema["properties"].objectValue?.keys.sorted() == members.names.sorted(), "\(path)")
        }
    }
}
