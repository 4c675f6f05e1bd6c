import Finance
import FinanceCore
import HTTPTypes
import HummingbirdTesting
import ServiceKit
import Shared
import TestSupport
import Testing

@Suite("Booking batch routes") struct BookingBatchRouteTests {
    private static func open(_ api: FinanceFixture, _ body: String = #"{"description":"Kasse"}"#) async throws -> String
    {
        let answer = try await api.post("/batches", body)
        #expect(answer.status == .created, "\(answer.text)")
        let id = try #require(try answer.json["id"].stringValue)
        #expect(answer.headers[.location] == FinanceRoute.prefix + "/batches/\(id)")
        return id
    }

    private static func draft(_ api: FinanceFixture, _ body: String, in batch: String? = nil) async throws -> String {
        let answer = try await api.post("/drafts" + (batch.map { "?batch=\($0)" } ?? ""), body)
        #expect(answer.status == .created, "\(answer.text)")
        return try #require(try answer.json["id"].stringValue)
    }

    @Test("From the open stack to the posted one") func whole() async throws {
        try await FinanceFixture.run { api in
            let control = #"{"description":"Kasse","control_total":"238.00","control_count":2}"#
            let id = try await Self.open(api, control)
            let first = try await Self.draft(api, FinanceFixture.shortForm(), in: id)
            let short = try await api.get("/batches/\(id)").json
            #expect(short["count"] == 1 && short["total"] == "119.00" && short["ready"] == false)
            #expect(short["findings"].elements.map { $0["pointer"] } == ["/control_count", "/control_total"])
            let refused = try await api.post("/batches/\(id)/post", "")
            #expect(refused.status == .unprocessableContent)
            let problem = try refused.problem
            #expect(problem.code == "batch-not-ready")
            #expect(problem.faults == ["/control_count control-count-differs", "/control_total control-total-differs"])
            #expect(problem.detail?.contains("difference -119.00 EUR") == true)
            #expect(api.ledger.sequence == 0)
            let second = try await Self.draft(api, FinanceFixture.shortForm())
            let put = try await api.call(.put, "/batches/\(id)/drafts/\(second)")
            let filled = try put.json
            #expect(filled["ready"] == true && filled["total"] == "238.00")
            let posted = try await api.post("/batches/\(id)/post", "")
            #expect(posted.status == .ok && posted.headers[.idempotencyReplayed] == nil)
            let batch = try posted.json
            #expect(batch["state"] == "posted" && batch["first_sequence"] == 1 && batch["last_sequence"] == 2)
            #expect(batch["count"] == 2 && batch["total"] == "238.00" && batch["findings"] == .null)
            let again = try await api.post("/batches/\(id)/post", "")
            #expect(again.text == posted.text && again.headers[.idempotencyReplayed] == "true")
            let list = try await api.get("/batches/\(id)/transactions?fields=id,sequence").json
            #expect(
                list["transactions"].elements == [
                    .object(["id": .string(first), "sequence": 1]), .object(["id": .string(second), "sequence": 2]),
                ])
            let page = try await api.get("/batches/\(id)/transactions?limit=1").json
            let cursor = try #require(page["next_cursor"].stringValue)
            let rest = try await api.get("/batches/\(id)/transactions?limit=1&cursor=\(cursor)").json
            #expect(rest["transactions"].elements.map { $0["id"] } == [.string(second)] && rest["next_cursor"] == .null)
            #expect(try await api.balance("1400") == "238.00")
        }
    }

    @Test("A cursor that nobody gave, and a dry run, are answered and change nothing") func odd() async throws {
        try await FinanceFixture.run { api in
            let id = try await Self.open(api)
            let draft = try await Self.draft(api, FinanceFixture.shortForm())
            let alone = try await api.post("/drafts/\(draft)/post?dry_run=true", "")
            #expect(try alone.status == .ok && alone.json["dry_run"] == true && alone.json["id"] == .null)
            _ = try await api.call(.put, "/batches/\(id)/drafts/\(draft)")
            let tried = try await api.post("/batches/\(id)/post?dry_run=true", "")
            let shown = try tried.json
            #expect(tried.status == .ok && shown["dry_run"] == true && shown["state"] == "posted")
            #expect(shown["count"] == 1 && shown["total"] == "119.00" && shown["first_sequence"] == .null)
            #expect(shown["balances"].elements.map { $0["balance"] } == ["119.00", "-119.00"])
            #expect(try await tried.headers[.eTag] == api.get("/batches/\(id)").headers[.eTag])
            #expect(api.ledger.sequence == 0)
            #expect(try await api.post("/batches/\(id)/post", "").status == .ok)
            let sequences: [Int64] = [.max, .max - 5, 1, 0]
            for sequence in sequences {
                let list = try await api.get("/batches/\(id)/transactions?cursor=20260101.\(sequence).0.0.0.0")
                #expect(list.status == .unprocessableContent && list.text.contains("cursor-foreign"), "\(sequence)")
            }
        }
    }

    @Test("Of a draft with thousands of faults the first are named and the others counted") func many() async throws {
        try await FinanceFixture.run { api in
            let id = try await Self.open(api)
            let lines = [String](repeating: "{}", count: 900).joined(separator: ",")
            _ = try await Self.draft(api, "{\"lines\":[\(lines)]}", in: id)
            let findings = try await api.get("/batches/\(id)").json["findings"].elements
            #expect(findings.count == 101 && findings.last?["code"] == "more-findings")
        }
    }

    @Test("Every faulty draft is named with its id, its pointer and its fix") func faulty() async throws {
        try await FinanceFixture.run { api in
            let id = try await Self.open(api)
            let first = try await Self.draft(api, FinanceFixture.shortForm(date: "31.1.2026"), in: id)
            let second = try await Self.draft(api, #"{"description":"x"}"#, in: id)
            let third = try await Self.draft(api, FinanceFixture.shortForm("99999"), in: id)
            let errors = try await api.post("/batches/\(id)/post", "").problem.errors ?? []
            #expect(errors.first?.pointer == "/drafts/\(first)/date")
            #expect(errors.first?.fix == [PatchOperation(.replace, "/drafts/\(first)/date", "2026-01-31")])
            #expect(errors.contains { $0.pointer == "/drafts/\(second)/date" && $0.code == "date-missing" })
            #expect(errors.contains { $0.pointer == "/drafts/\(third)/debit_account" && $0.code == "unknown-account" })
            #expect(try await api.get("/drafts?batch=\(id)").json["count"] == 3)
            let state = try await api.get("/batches/\(id)").json
            #expect(state["findings_count"] == .integer(Int64(errors.count)))
        }
    }

    @Test("What only the writer can judge names the draft as well, and leaves all of them") func writer() async throws {
        try await FinanceFixture.run { api in
            let policy = #"{"never_negative":true}"#
            _ = try await api.patch("/accounts/1000", policy)
            let id = try await Self.open(api)
            _ = try await Self.draft(api, FinanceFixture.shortForm("1000", "8400", amount: "10.00"), in: id)
            let second = try await Self.draft(api, FinanceFixture.shortForm("4930", "1000", amount: "10.01"), in: id)
            #expect(try await api.get("/batches/\(id)").json["ready"] == true)
            let refused = try await api.post("/batches/\(id)/post", "").problem
            #expect(refused.code == "batch-not-ready")
            #expect(refused.errors?.map(\.code) == ["balance-negative"])
            #expect(refused.errors?.allSatisfy { $0.pointer.hasPrefix("/drafts/\(second)/") } == true)
            #expect(api.ledger.sequence == 0)
            #expect(try await api.get("/drafts?batch=\(id)").json["count"] == 2)
        }
    }

    @Test("An open batch is changed and deleted with its version; its drafts stay") func changed() async throws {
        try await FinanceFixture.run { api in
            let id = try await Self.open(api)
            let path = "/batches/\(id)"
            let body =
                #"{"description":"Bank","start_date":"2026-01-01","end_date":"2026-01-31","control_total":119.00}"#
            #expect(try await api.call(.put, path, body: body).status == .preconditionRequired)
            let put = try await api.call(.put, path, body: body, headers: [.ifMatch: "\"1\""])
            #expect(put.headers[.eTag] == "\"2\"")
            let described = try put.json
            #expect(described["description"] == "Bank" && described["control_total"] == "119.00")
            let draft = try await Self.draft(api, FinanceFixture.shortForm(date: "2026-02-01"), in: id)
            let lost = try await api.call(.put, path, body: body, headers: [.ifMatch: "\"2\""])
            #expect(lost.status == .preconditionFailed)
            #expect(
                try await api.get(path).json["findings"].elements.map { $0["pointer"] } == [
                    .string("/drafts/\(draft)/date")
                ])
            #expect(try await api.post("/drafts/\(draft)/post", "").problem.code == "draft-in-batch")
            let taken = try await api.call(.delete, path + "/drafts/\(draft)")
            #expect(try taken.json["count"] == 0)
            #expect(try await api.call(.delete, path + "/drafts/\(draft)").status == .notFound)
            _ = try await api.call(.put, path + "/drafts/\(draft)")
            #expect(try await api.call(.delete, path, headers: [.ifMatch: "*"]).status == .noContent)
            #expect(try await api.get(path).problem.code == "batch-not-found")
            #expect(try await api.get("/drafts/\(draft)").json["batch"] == .null)
        }
    }

    @Test("Nothing of a posted batch changes") func posted() async throws {
        try await FinanceFixture.run { api in
            let id = try await Self.open(api)
            _ = try await Self.draft(api, FinanceFixture.shortForm(), in: id)
            let other = try await Self.draft(api, FinanceFixture.shortForm())
            #expect(try await api.post("/batches/\(id)/post", "").status == .ok)
            let any: HTTPFields = [.ifMatch: "*"]
            let path = "/batches/\(id)"
            let answers = [
                try await api.call(.put, path, body: #"{"description":"y"}"#, headers: any),
                try await api.call(.delete, path, headers: any),
                try await api.call(.put, path + "/drafts/\(other)"),
                try await api.call(.delete, path + "/drafts/\(other)"),
                try await api.post("/drafts?batch=\(id)", "{}"),
            ]
            for answer in answers {
                #expect(answer.status == .conflict)
                #expect(try answer.problem.code == "batch-posted", "\(answer.text)")
            }
            #expect(
                try await api.get("/batches?state=posted").json["batches"].elements.map { $0["id"] } == [.string(id)])
            #expect(try await api.get("/batches?state=open").json["count"] == 0)
        }
    }

    @Test("Every fault of the description is named") func description() async throws {
        try await FinanceFixture.run { api in
            let body = #"""
                {"id":"x","start_date":"2026-02-30","control_total":"1,5","control_count":0,"currency":"EUR"}
                """#
            let faults = try await api.post("/batches", body).problem.faults
            #expect(
                Set(faults) == [
                    "/id id-malformed", "/description missing", "/start_date date-malformed",
                    "/control_total amount-malformed", "/control_count out-of-range",
                ])
            let reversed = #"{"description":"x","start_date":"2026-02-02","end_date":"2026-02-01"}"#
            #expect(try await api.post("/batches", reversed).problem.faults == ["/end_date period-reversed"])
            let id = "0190b5c0-0000-7000-8000-00000000000b"
            let own = #"{"id":"\#(id)","description":"x"}"#
            #expect(try await Self.open(api, own) == id)
            #expect(try await api.post("/batches", own).status == .ok)
            let other = try await api.post("/batches", own.replacing("\"x\"", with: "\"y\""))
            #expect(try other.problem.code == "batch-exists")
        }
    }
}
