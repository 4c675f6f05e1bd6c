import Finance
import FinanceCore
import HTTPTypes
import HummingbirdTesting
import NIOCore
import ServiceKit
import Shared
import TestSupport
import Testing

/// Conditions, keys and dry runs of drafts and batches.
@Suite("Requests for drafts and batches") struct DraftRequestTests {
    private static let id = "01950000-0000-7000-8000-000000000001"

    private static func withID(_ body: String) -> String { body.replacing("{", with: "{\"id\":\"\(id)\",") }

    @Test("A tag of something deleted does not fit what is made anew under its id", arguments: ["drafts", "batches"])
    func tags(_ kind: String) async throws {
        try await FinanceFixture.run { api in
            let body = Self.withID(kind == "drafts" ? FinanceFixture.shortForm() : #"{"description":"Kasse"}"#)
            var tags: Set<String> = []
            var last = ""
            for _ in 1...3 {
                let made = try await api.post("/\(kind)", body)
                #expect(made.status == .created, "\(made.text)")
                let first = try #require(made.headers[.eTag])
                if !last.isEmpty {
                    let stale = try await api.call(.delete, "/\(kind)/\(Self.id)", headers: [.ifMatch: last])
                    #expect(stale.status == .preconditionFailed)
                }
                let changed = try await api.call(
                    .put, "/\(kind)/\(Self.id)", body: body, headers: [.ifMatch: first])
                last = try #require(changed.headers[.eTag], "\(changed.text)")
                #expect(tags.insert(first).inserted && tags.insert(last).inserted, "\(first) \(last)")
                let deleted = try await api.call(.delete, "/\(kind)/\(Self.id)", headers: [.ifMatch: last])
                #expect(deleted.status == .noContent)
            }
        }
    }

    @Test("If-Match counts for a posted batch: what was posted is recognised, anything else is not") func posted()
        async throws
    {
        try await FinanceFixture.run { api in
            let batch = try await api.post("/batches", #"{"description":"Kasse"}"#).json["id"].stringValue ?? ""
            let empty = try #require(try await api.get("/batches/\(batch)").headers[.eTag])
            _ = try await api.post("/drafts?batch=\(batch)", FinanceFixture.shortForm())
            let seen = try #require(try await api.get("/batches/\(batch)").headers[.eTag])
            func post(_ tag: String) async throws -> HTTPResponse.Status {
                try await api.call(.post, "/batches/\(batch)/post", headers: [.ifMatch: tag]).status
            }
            #expect(try await post(empty) == .preconditionFailed)
            #expect(try await post(seen) == .ok)
            let closed = try #require(try await api.get("/batches/\(batch)").headers[.eTag])
            for tag in [seen, closed, "*"] { #expect(try await post(tag) == .ok, "\(tag)") }
            #expect(try await post(empty) == .preconditionFailed)
            #expect(try await post("\"999\"") == .preconditionFailed)
            #expect(api.ledger.sequence == 1)
        }
    }

    @Test("An Idempotency-Key makes one draft and one batch", arguments: ["drafts", "batches"])
    func keys(_ kind: String) async throws {
        try await FinanceFixture.run { api in
            let (body, other) =
                kind == "drafts"
                ? (FinanceFixture.shortForm(), FinanceFixture.shortForm(amount: "5.00"))
                : (
                    #"{"description":"Kasse","control_total":"5.00"}"#,
                    #"{"description":"Kasse","control_total":"6.00"}"#
                )
            let headers: HTTPFields = [.idempotencyKey: "key-1"]
            let first = try await api.post("/\(kind)", body, headers: headers)
            #expect(first.status == .created)
            let id = try #require(try first.json["id"].stringValue)
            let again = try await api.post("/\(kind)", body, headers: headers)
            #expect(again.status == .ok && again.headers[.idempotencyReplayed] == "true")
            #expect(try again.json["id"].stringValue == id)
            let reused = try await api.post("/\(kind)", other, headers: headers)
            #expect(reused.status == .unprocessableContent)
            #expect(try reused.problem.code == "idempotency-key-reused")
            #expect(try await api.get("/\(kind)").json["count"] == 1)
            // What was changed meanwhile is shown as it is; what is gone is not made anew.
            let changed = try await api.call(.put, "/\(kind)/\(id)", body: other, headers: [.ifMatch: "*"])
            #expect(changed.status == .ok, "\(changed.text)")
            let late = try await api.post("/\(kind)", body, headers: headers)
            #expect(late.status == .ok && late.headers[.eTag] == changed.headers[.eTag])
            _ = try await api.call(.delete, "/\(kind)/\(id)", headers: [.ifMatch: "*"])
            #expect(try await api.post("/\(kind)", body, headers: headers).status == .notFound)
            #expect(try await api.get("/\(kind)").json["count"] == 0)
            let endless: HTTPFields = [.idempotencyKey: String(repeating: "k", count: 256)]
            #expect(try await api.post("/\(kind)", body, headers: endless).status == .unprocessableContent)
        }
    }

    @Test("A key of a draft that was posted does not make it again") func keyOfPosted() async throws {
        try await FinanceFixture.run { api in
            let headers: HTTPFields = [.idempotencyKey: "key-1"]
            let id = try await api.post("/drafts", FinanceFixture.shortForm(), headers: headers).json["id"].stringValue
            #expect(try await api.call(.post, "/drafts/\(id ?? "")/post").status == .created)
            #expect(try await api.post("/drafts", FinanceFixture.shortForm(), headers: headers).status == .notFound)
            // Keys of transactions are others.
            #expect(
                try await api.post("/transactions", FinanceFixture.shortForm(), headers: headers).status == .created)
        }
    }

    @Test("A dry run of a reversal and of a batch shows and writes nothing") func dryRuns() async throws {
        try await FinanceFixture.run { api in
            let id = try await api.book()["id"].stringValue ?? ""
            let reversal = try await api.call(.post, "/transactions/\(id)/reversal?dry_run=true")
            #expect(reversal.status == .ok)
            let shown = try reversal.json
            #expect(shown["dry_run"] == true && shown["id"] == .null && shown["debit_account"] == "8400")
            #expect(shown["balances"].elements.allSatisfy { $0["balance"] == "0.00" })
            let batch = "[\(FinanceFixture.shortForm()),\(FinanceFixture.shortForm(amount: "1.00"))]"
            let rehearsed = try await api.post("/transactions/batch?dry_run=true", batch)
            #expect(rehearsed.status == .ok)
            #expect(try rehearsed.json["dry_run"] == true && rehearsed.json["count"] == 2)
            let faulty = try await api.post(
                "/transactions/batch?dry_run=true", "[\(FinanceFixture.shortForm("99999"))]")
            #expect(try faulty.problem.faults == ["/0/debit_account unknown-account"])
            #expect(try rehearsed.json["balances"].elements.map { $0["balance"] } == ["239.00", "-239.00"])
            #expect(api.ledger.sequence == 1)
            #expect(try await api.balance("1400") == "119.00")
            #expect(try await api.call(.post, "/transactions/\(id)/reversal").status == .created)
            let twice = try await api.call(.post, "/transactions/\(id)/reversal?dry_run=true")
            #expect(twice.status == .conflict)
        }
    }

    @Test(
        "A dry_run that says neither yes nor no does nothing",
        arguments: ["?dry_run", "?dry_run=", "?dry_run=maybe", "?dry_run=yes"])
    func bareDryRun(_ query: String) async throws {
        try await FinanceFixture.run { api in
            let batch = try await api.post("/batches", #"{"description":"Kasse"}"#).json["id"].stringValue ?? ""
            let draft = try await api.post("/drafts?batch=\(batch)", FinanceFixture.shortForm()).json["id"].stringValue
            for (method, path, body) in [
                (.post, "/locks", #"{"kind":"hard","through":"2025-12-31"}"#),
                (.post, "/accounts", #"{"id":"1299","name":"Tagesgeld","category":"asset"}"#),
                (.patch, "/accounts/1200", #"{"name":"Hausbank","category":"asset"}"#),
                (.post, "/drafts/\(draft ?? "")/post", ""), (.post, "/batches/\(batch)/post", ""),
                (.post, "/transactions/batch", "[]"), (.post, "/documents", "{}"),
            ] as [(HTTPRequest.Method, String, String)] {
                let answer = try await api.call(method, path + query, body: body, headers: [.ifMatch: "*"])
                #expect(answer.status == .unprocessableContent, "\(path)")
                #expect(try answer.problem.faults == ["?dry_run invalid-flag"], "\(path)")
            }
            #expect(api.ledger.sequence == 0)
            #expect(try await api.get("/locks").json["locks"].elements.isEmpty)
            #expect(try await api.get("/accounts/1299").status == .notFound)
            #expect(try await api.get("/accounts/1200").json["name"] != "Hausbank")
        }
    }

    @Test("A list of drafts is bounded by bytes, and its pages show all of them") func largeLists() async throws {
        try await FinanceFixture.run { api in
            let note = String(repeating: "x", count: 60_000)
            for _ in 1...80 {
                #expect(try await api.post("/drafts", #"{"description":"\#(note)"}"#).status == .created)
            }
            var seen: Set<String> = []
            var cursor = ""
            var pages = 0
            repeat {
                let answer = try await api.get("/drafts?limit=1000\(cursor)")
                #expect(answer.body.readableBytes < 6 << 20)
                let page = try answer.json
                seen.formUnion(page["drafts"].elements.compactMap { $0["id"].stringValue })
                cursor = page["next_cursor"].stringValue.map { "&cursor=\($0)" } ?? ""
                pages += 1
            } while !cursor.isEmpty
            #expect(seen.count == 80 && pages == 2)
        }
    }

    @Test("A list shows the first findings of each draft and counts them all") func manyFindings() async throws {
        try await FinanceFixture.run { api in
            let lines = Array(repeating: "{}", count: 900).joined(separator: ",")
            for _ in 1...20 { _ = try await api.post("/drafts", #"{"lines":[\#(lines)]}"#) }
            let list = try await api.get("/drafts?limit=1000")
            #expect(list.body.readableBytes < 1 << 20)
            let draft = try #require(try list.json["drafts"].elements.first)
            let one = try await api.get("/drafts/\(draft["id"].stringValue ?? "")").json
            let count = one["findings"].elements.count
            #expect(count > 900 && one["findings_count"] == .integer(Int64(count)))
            #expect(draft["findings"].elements.count == 20 && draft["findings_count"] == one["findings_count"])
        }
    }
}
