import Finance
import FinanceCore
import HTTPTypes
import HummingbirdTesting
import NIOCore
import ServiceKit
import Shared
import TestSupport
import Testing

@Suite("Draft routes") struct DraftRouteTests {
    private static let half = #"{"description":"Büro",  "debit_account":"4930","amount":"119.00"}"#

    private static func draft(_ api: FinanceFixture, _ body: String, _ query: String = "") async throws -> JSONValue {
        let answer = try await api.post("/drafts\(query)", body)
        #expect(answer.status == .created, "\(answer.text)")
        return try answer.json
    }

    private static func id(_ draft: JSONValue) throws -> String { try #require(draft["id"].stringValue) }

    private static func codes(_ draft: JSONValue) -> [String] {
        draft["findings"].elements.map { "\($0["pointer"].stringValue ?? "") \($0["code"].stringValue ?? "")" }
    }

    @Test("What is incomplete is kept as it was written, with everything that is wrong") func kept() async throws {
        try await FinanceFixture.run { api in
            let answer = try await api.post("/drafts", Self.half)
            #expect(answer.status == .created && answer.headers[.eTag] == "\"1\"")
            let id = try Self.id(try answer.json)
            #expect(answer.headers[.location] == FinanceRoute.prefix + "/drafts/\(id)")
            #expect(answer.text.contains(#""transaction":\#(Self.half)"#))
            let shown = try await api.get("/drafts/\(id)")
            #expect(shown.headers[.eTag] == "\"1\"")
            let draft = try shown.json
            #expect(draft["ready"] == false && draft["batch"] == .null)
            #expect(Set(Self.codes(draft)) == ["/credit_account missing", "/date date-missing"])
            #expect(api.ledger.sequence == 0)
            #expect(try await api.balance("4930") == "0.00")
        }
    }

    @Test("Locked days and unknown accounts are findings, and a fix mends the draft") func ledgerFindings() async throws
    {
        try await FinanceFixture.run { api in
            _ = try await api.post("/locks", #"{"kind":"hard","through":"2025-12-31","reason":"Test"}"#)
            let draft = try await Self.draft(api, FinanceFixture.shortForm("99999", date: "2025-12-31"))
            #expect(Self.codes(draft) == ["/debit_account unknown-account", "/date period-locked"])
            #expect(draft["findings"].elements[1]["fix"].elements[0]["value"] == "2026-01-01")
            let id = try Self.id(draft)
            let refused = try await api.post("/drafts/\(id)/post", "")
            #expect(refused.status == .unprocessableContent)
            #expect(try refused.problem.faults == Self.codes(draft))
            // Nothing else is wrong with this one: the answer is that of any booking into a closed day.
            let closed = try Self.id(try await Self.draft(api, FinanceFixture.shortForm(date: "2025-12-31")))
            let conflict = try await api.post("/drafts/\(closed)/post", "")
            #expect(conflict.status == .conflict && conflict.text.contains(#""next_open_date":"2026-01-01""#))
            #expect(try await api.get("/drafts/\(closed)").json["ready"] == false)
            let put = try await api.call(
                .put, "/drafts/\(id)", body: FinanceFixture.shortForm(date: "2026-01-01"), headers: [.ifMatch: "\"1\""])
            #expect(try put.json["ready"] == true)
        }
    }

    @Test("A change needs the version that was read") func versions() async throws {
        try await FinanceFixture.run { api in
            let id = try Self.id(try await Self.draft(api, Self.half))
            let path = "/drafts/\(id)"
            let full = FinanceFixture.shortForm()
            #expect(try await api.call(.put, path, body: full).status == .preconditionRequired)
            #expect(try await api.call(.delete, path).status == .preconditionRequired)
            let put = try await api.call(.put, path, body: full, headers: [.ifMatch: "\"1\""])
            #expect(put.status == .ok && put.headers[.eTag] == "\"2\"")
            #expect(try put.json["ready"] == true)
            for method in [HTTPRequest.Method.put, .delete] {
                let lost = try await api.call(
                    method, path, body: method == .put ? full : nil, headers: [.ifMatch: "\"1\""])
                #expect(lost.status == .preconditionFailed)
                #expect(try lost.problem.code == "version-mismatch")
            }
            let other = full.replacing("{", with: #"{"id":"0190b5c0-0000-7000-8000-00000000000a","#)
            let renamed = try await api.call(.put, path, body: other, headers: [.ifMatch: "*"])
            #expect(try renamed.problem.faults == ["/id not-changeable"])
            #expect(try await api.call(.delete, path, headers: [.ifMatch: "\"2\""]).status == .noContent)
            #expect(try await api.get(path).problem.code == "draft-not-found")
            #expect(try await api.post(path + "/post", "").problem.code == "draft-not-found")
        }
    }

    @Test("Posting answers like a post, and the second time like its repetition") func posted() async throws {
        try await FinanceFixture.run { api in
            let id = try Self.id(try await Self.draft(api, FinanceFixture.shortForm()))
            let stale = try await api.call(.post, "/drafts/\(id)/post", headers: [.ifMatch: "\"9\""])
            #expect(stale.status == .preconditionFailed)
            let first = try await api.call(.post, "/drafts/\(id)/post", headers: [.ifMatch: "\"1\""])
            #expect(first.status == .created)
            #expect(first.headers[.location] == FinanceRoute.prefix + "/transactions/\(id)")
            let second = try await api.call(.post, "/drafts/\(id)/post", headers: [.ifMatch: "\"1\""])
            #expect(second.status == .ok && second.headers[.idempotencyReplayed] == "true")
            #expect(second.text == first.text)
            #expect(try await api.get("/transactions/\(id)").text == first.text)
            #expect(try await api.get("/drafts").json["count"] == 0)
            #expect(try await api.balance("1400") == "119.00")
        }
    }

    @Test("What is no JSON object, too large or of a wrong id is not kept") func refused() async throws {
        try await FinanceFixture.run { api in
            let broken = try await api.post("/drafts", "{")
            #expect(broken.status == .badRequest)
            #expect(try await api.post("/drafts", "[]").problem.faults == [" wrong-type"])
            #expect(try await api.post("/drafts", #"{"id":"x"}"#).problem.faults == ["/id id-malformed"])
            #expect(try await api.post("/drafts", #"{"date":1,"date":2}"#).status == .unprocessableContent)
            let large = #"{"description":"\#(String(repeating: "x", count: EntryDraft.maximumBytes))"}"#
            #expect(try await api.post("/drafts", large).status == .contentTooLarge)
            #expect(try await api.post("/drafts?batch=x", "{}").problem.faults == ["?batch id-malformed"])
            #expect(try await api.get("/drafts/x").status == .notFound)
            #expect(try await api.get("/drafts").json["count"] == 0)
        }
    }

    @Test("With an own id a repetition makes no second draft") func ownID() async throws {
        try await FinanceFixture.run { api in
            let id = "0190b5c0-0000-7000-8000-00000000000a"
            let body = #"{"id":"\#(id)","date":7}"#
            let first = try await Self.draft(api, body)
            #expect(try Self.id(first) == id)
            #expect(Self.codes(first).contains("/date wrong-type"))
            let again = try await api.post("/drafts", body)
            #expect(again.status == .ok && again.headers[.idempotencyReplayed] == "true")
            let other = try await api.post("/drafts", #"{"id":"\#(id)"}"#)
            #expect(other.status == .conflict)
            #expect(try other.problem.code == "draft-exists")
        }
    }

    @Test("The list is cut into pages, and its tag changes with each draft") func list() async throws {
        try await FinanceFixture.run { api in
            for index in 0..<5 { _ = try await Self.draft(api, #"{"description":"\#(index)"}"#) }
            var seen: [JSONValue] = []
            var path = "/drafts?limit=2"
            while true {
                let page = try await api.get(path).json
                seen += page["drafts"].elements.map { $0["transaction"]["description"] }
                guard let cursor = page["next_cursor"].stringValue else { break }
                path = "/drafts?limit=2&cursor=\(cursor)"
            }
            #expect(seen == ["0", "1", "2", "3", "4"])
            let tag = try #require(try await api.get("/drafts").headers[.eTag])
            #expect(try await api.call(.get, "/drafts", headers: [.ifNoneMatch: tag]).status == .notModified)
            _ = try await Self.draft(api, "{}")
            #expect(try await api.call(.get, "/drafts", headers: [.ifNoneMatch: tag]).status == .ok)
        }
    }

    @Test("Each company has its own drafts") func companies() async throws {
        try await FinanceFixture.run { api in
            let made = try await api.client.execute(
                uri: FinanceRoute.mandanten, method: .post, headers: [.contentType: "application/json"],
                body: .init(string: #"{"id":"muster","name":"Muster GmbH"}"#))
            #expect(made.status == .created)
            let prefix = FinanceRoute.mandanten + "/muster/finanzen"
            let draft = try await api.client.execute(
                uri: prefix + "/drafts", method: .post, headers: [.contentType: "application/json"],
                body: .init(string: FinanceFixture.shortForm()))
            let id = try Self.id(try draft.json)
            #expect(draft.headers[.location] == prefix + "/drafts/\(id)")
            #expect(try await api.get("/drafts").json["count"] == 0)
            #expect(try await api.post("/drafts/\(id)/post", "").status == .notFound)
            let posted = try await api.client.execute(uri: prefix + "/drafts/\(id)/post", method: .post)
            #expect(posted.status == .created && posted.headers[.location] == prefix + "/transactions/\(id)")
        }
    }
}
