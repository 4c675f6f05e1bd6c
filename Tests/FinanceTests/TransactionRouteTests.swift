import Foundation
import FinanceCore
import HTTPTypes
import HummingbirdTesting
import ServiceKit
import Shared
import Testing
import TestSupport

@Suite struct TransactionRouteTests {
    private static let lines = """
        {"date":"2026-02-01","description":"Einkauf","document_number":"ER-1","service_date":"2026-01-31","lines":[
         {"account":"3400","debit":"100.00","tax_key":"9","cost_centre_1":"10"},
         {"account":"1576","debit":19},{"account":"1600","credit":"119.00","text":"Lieferant"}]}
        """

    @Test("The short form posts two lines and shows the place of the transaction")
    func shortForm() async throws {
        try await FinanceFixture.run { api in
            let answer = try await api.post("/transactions", FinanceFixture.shortForm())
            let json = try answer.json
            #expect(answer.status == .created)
            #expect(answer.headers[.location] == FinanceRoute.transactions + "/" + (json["id"].stringValue ?? "?"))
            #expect(answer.headers[.ledgerSeq] == "1")
            #expect(json["amount"] == "119.00")
            #expect(json["debit_account"] == "1400")
            #expect(json["credit_account"] == "8400")
            #expect(json["lines"].elements.count == 2)
            #expect(json["journal_number"] == 1)
            #expect(try await api.balance("1400") == "119.00")
            #expect(try await api.balance("8400") == "-119.00")
        }
    }

    @Test("The long form posts any number of lines; the three original fields are the total and null")
    func longForm() async throws {
        try await FinanceFixture.run { api in
            let posted = try await api.post("/transactions", Self.lines)
            #expect(posted.status == .created)
            let json = try await api.get("/transactions/\(try posted.json["id"].stringValue ?? "")").json
            #expect(json["amount"] == "119.00")
            #expect(json["debit_account"] == .null)
            #expect(json["credit_account"] == .null)
            #expect(json["document_number"] == "ER-1")
            #expect(json["service_date"] == "2026-01-31")
            #expect(json["lines"].elements.map { $0["debit"] } == ["100.00", "19.00", .null])
            #expect(json["lines"].elements[0]["tax_key"] == "9")
            #expect(json["lines"].elements[2]["text"] == "Lieferant")
        }
    }

    @Test("A JSON number is taken exactly, not through floating point")
    func exactNumbers() async throws {
        try await FinanceFixture.run { api in
            let body = { (amount: String) in
                FinanceFixture.shortForm(amount: "?").replacing("\"?\"", with: amount)
            }
            for (number, text) in [("0.29", "0.29"), ("90071992547409.93", "90071992547409.93"), ("1e2", "100.00")] {
                let answer = try await api.post("/transactions", body(number))
                #expect(answer.status == .created)
                #expect(try answer.json["amount"].stringValue == text)
            }
            let tooFine = try await api.post("/transactions", body("0.295"))
            #expect(try tooFine.problem.faults == ["/amount amount-too-many-decimals"])
        }
    }

    @Test("The same id or key with the same content is answered again and booked once")
    func idempotency() async throws {
        try await FinanceFixture.run { api in
            let id = "01900000-0000-7000-8000-000000000001"
            let withID = FinanceFixture.shortForm().replacing("{\"date\"", with: "{\"id\":\"\(id)\",\"date\"")
            let withKey: HTTPFields = [.idempotencyKey: "k-1"]
            for (body, headers) in [(withID, HTTPFields()), (FinanceFixture.shortForm(), withKey)] {
                let first = try await api.post("/transactions", body, headers: headers)
                let again = try await api.post("/transactions", body, headers: headers)
                #expect(first.status == .created)
                #expect(again.status == .ok)
                #expect(again.headers[.idempotencyReplayed] == "true")
                #expect(try again.json == first.json)
                let other = body.replacing("119.00", with: "120.00")
                let refused = try await api.post("/transactions", other, headers: headers)
                #expect(refused.status == .unprocessableContent)
                #expect(try refused.problem.code == "idempotency-key-reused")
            }
            #expect(api.ledger.sequence == 2)
        }
    }

    @Test("A reversal takes the effect back once; what is posted cannot be changed")
    func reversal() async throws {
        try await FinanceFixture.run { api in
            let id = try await api.book()["id"].stringValue ?? ""
            let reversal = try await api.call(.post, "/transactions/\(id)/reversal")
            #expect(reversal.status == .created)
            #expect(try reversal.json["reverses"].stringValue == id)
            #expect(try await api.get("/transactions/\(id)").json["reversed_by"] == (try reversal.json["id"]))
            #expect(try await api.balance("1400") == "0.00")
            let again = try await api.post("/transactions/\(id)/reversal", "{}")
            #expect(again.status == .conflict)
            #expect(try again.problem.code == "already-reversed")
            for method in [HTTPRequest.Method.put, .patch, .delete, .post] {
                let refused = try await api.call(method, "/transactions/\(id)", body: "{}")
                #expect(refused.status == .methodNotAllowed)
                #expect(refused.headers[.allow] == "GET, HEAD, OPTIONS")
                #expect(refused.headers[values: .init("Link") ?? .allow].joined().contains("/\(id)/reversal"))
            }
            #expect(try await api.post("/transactions/x/reversal", "{}").status == .notFound)
        }
    }

    @Test("A reversal takes a date, a text and the general form; its faults are named together")
    func reversalBody() async throws {
        try await FinanceFixture.run { api in
            let id = try await api.book()["id"].stringValue ?? ""
            let wrong = try await api.post(
                "/transactions/\(id)/reversal", #"{"date":"x","general_reversal":1,"id":"y"}"#)
            #expect(
                try wrong.problem.faults == [
                    "/date date-malformed", "/general_reversal wrong-type", "/id id-malformed",
                ])
            let right = try await api.post(
                "/transactions/\(id)/reversal",
                #"{"date":"2026-02-01","description":"Irrtum","general_reversal":true}"#)
            #expect(right.status == .created)
            #expect(try right.json["date"] == "2026-02-01")
            #expect(try right.json["description"] == "Irrtum")
            #expect(try right.json["lines"].elements[0]["debit"] == "-119.00")
        }
    }

    @Test("The list filters by period and account and turns pages without loss or repetition")
    func list() async throws {
        try await FinanceFixture.run { api in
            for day in 10...19 { _ = try await api.book(date: "2026-01-\(day)") }
            _ = try await api.book("1200", "1400", date: "2026-03-01")
            let january = try await api.get("/transactions?start_date=2026-01-12&end_date=2026-01-14").json
            #expect(january["count"] == 3)
            #expect(try await api.get("/transactions?account_id=1200").json["count"] == 1)
            var seen: [JSONValue] = []
            var path: String? = "/transactions?limit=4"
            while let next = path {
                let page = try await api.get(next).json
                seen += page["transactions"].elements.map { $0["id"] }
                path = page["next_cursor"].stringValue.map { "/transactions?limit=4&cursor=\($0)" }
            }
            #expect(seen.count == 11)
            #expect(Set(seen).count == 11)
        }
    }

    @Test("Texts come back as they went in, whatever characters they hold")
    func texts() async throws {
        try await FinanceFixture.run { api in
            for text in [
                "\\\"quoted\\\"", "back\\\\slash", "tab\\tline\\nbell\\u0007", "Grüße € 😀", "\\u2028/</script>",
            ] {
                let answer = try await api.post("/transactions", FinanceFixture.shortForm(text: text))
                #expect(answer.status == .created)
                let expected = try JSONDecoder().decode(JSONValue.self, from: Data("\"\(text)\"".utf8))
                #expect(try answer.json["description"] == expected)
            }
        }
    }

    @Test("The body's currency counts for lines that name none")
    func currencies() async throws {
        try await FinanceFixture.run { api in
            let body = { (currency: String) in
                """
                {"date":"2026-01-01","currency":"\(currency)","lines":[{"account":"1400","debit":"7"},
                 {"account":"8400","credit":"7.00","currency":"USD"}]}
                """
            }
            let dollars = try await api.post("/transactions", body("USD"))
            #expect(dollars.status == .created)
            #expect(try dollars.json["currency"] == "USD")
            let mixed = try await api.post("/transactions", body("CHF"))
            #expect(try mixed.problem.faults == ["/lines unbalanced", "/lines unbalanced"])
        }
    }
}
