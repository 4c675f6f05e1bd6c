import HTTPTypes
import HummingbirdTesting
import ServiceKit
import Shared
import Testing
import TestSupport

@Suite struct AccountRouteTests {
    @Test("The list shows active accounts of the starter chart with balances")
    func list() async throws {
        try await FinanceFixture.run { api in
            let answer = try await api.get("/accounts")
            let json = try answer.json
            #expect(answer.status == .ok)
            #expect(json["count"].intValue == json["accounts"].elements.count)
            #expect(json["accounts"].elements.count >= 150)
            #expect(answer.headers[.ledgerSeq] == "0")
            let bank = json["accounts"].elements.first { $0["id"] == "1200" }
            #expect(bank?["category"] == "asset")
            #expect(bank?["active"] == true)
            #expect(bank?["balance"] == "0.00")
        }
    }

    @Test("Category and activity filter the list; wrong values are named")
    func filters() async throws {
        try await FinanceFixture.run { api in
            let equity = try await api.get("/accounts?category=equity").json["accounts"].elements
            #expect(!equity.isEmpty)
            #expect(equity.allSatisfy { $0["category"] == "equity" })
            _ = try await api.patch("/accounts/1200", #"{"active":false}"#)
            let active = try await api.get("/accounts").json["accounts"].elements
            let all = try await api.get("/accounts?active_only=false").json["accounts"].elements
            #expect(all.count == active.count + 1)
            #expect(!active.contains { $0["id"] == "1200" })
            let wrong = try await api.get("/accounts?active_only=maybe&category=x")
            #expect(wrong.status == .unprocessableContent)
            #expect(try wrong.problem.faults == ["?active_only invalid-flag", "?category category-unknown"])
        }
    }

    @Test("An account is created, found, renamed, closed and opened again")
    func life() async throws {
        try await FinanceFixture.run { api in
            let created = try await api.post(
                "/accounts",
                #"{"id":"1201","name":"Sparkonto","category":"asset","tax_key":"9","valid_from":"2026-01-01"}"#)
            #expect(created.status == .created)
            #expect(created.headers[.location] == FinanceRoute.accounts + "/1201")
            #expect(try await api.get("/accounts/1201").json["name"] == "Sparkonto")
            let changed = try await api.patch("/accounts/1201", #"{"name":"Tagesgeld","active":false}"#)
            #expect(changed.status == .ok)
            #expect(try changed.json["name"] == "Tagesgeld")
            #expect(try changed.json["active"] == false)
            #expect(try changed.json["tax_key"] == "9")
            let again = try await api.post("/accounts", #"{"id":"1201","name":"x","category":"asset"}"#)
            #expect(again.status == .conflict)
            #expect(try again.problem.code == "account-exists")
        }
    }

    @Test("A body for an account is answered with all its faults at once")
    func faults() async throws {
        try await FinanceFixture.run { api in
            let answer = try await api.post(
                "/accounts", #"{"id":"12a","category":"money","active":"yes","valid_from":"2026-02-30","name":7}"#)
            #expect(answer.status == .unprocessableContent)
            #expect(
                Set(try answer.problem.faults) == [
                    "/id account-malformed", "/category category-unknown", "/active wrong-type",
                    "/valid_from date-malformed", "/name wrong-type",
                ])
            let empty = try await api.post("/accounts", "{}")
            #expect(Set(try empty.problem.faults) == ["/id missing", "/category missing", "/name name-missing"])
            let fixed = try await api.patch("/accounts/1200", #"{"id":"1","category":"asset"}"#)
            #expect(try fixed.problem.faults == ["/id not-changeable", "/category not-changeable"])
            let both = try await api.patch("/accounts/1200", #"{"name":"","category":"asset","active":"no"}"#)
            #expect(
                Set(try both.problem.faults) == [
                    "/category not-changeable", "/name name-missing", "/active wrong-type",
                ])
            #expect(try await api.patch("/accounts/1200", "{}").status == .unprocessableContent)
        }
    }

    @Test("An unknown account is 404, never invented")
    func unknown() async throws {
        try await FinanceFixture.run { api in
            for path in ["/accounts/99999", "/accounts/abc", "/accounts/99999/sheet"] {
                let answer = try await api.get(path)
                #expect(answer.status == .notFound)
                #expect(try answer.problem.code == "account-not-found")
            }
            #expect(try await api.patch("/accounts/99999", #"{"name":"x"}"#).status == .notFound)
            #expect(try await api.get("/transactions?account_id=99999").status == .notFound)
        }
    }

    @Test("The balance of any day can be asked for")
    func balanceOfADay() async throws {
        try await FinanceFixture.run { api in
            _ = try await api.book(date: "2026-01-15")
            #expect(try await api.get("/accounts/1400?date=2026-01-14").json["balance"] == "0.00")
            #expect(try await api.get("/accounts/1400?date=2026-01-15").json["balance"] == "119.00")
        }
    }

    @Test("The list is never older than the last booking or change of an account")
    func freshList() async throws {
        try await FinanceFixture.run { api in
            for step in 1...3 {
                _ = try await api.book(amount: "1.00")
                let list = try await api.get("/accounts").json["accounts"].elements
                #expect(list.first { $0["id"] == "1400" }?["balance"].stringValue == "\(step).00")
                _ = try await api.patch("/accounts/1400", #"{"name":"Name \#(step)"}"#)
                let renamed = try await api.get("/accounts").json["accounts"].elements
                #expect(renamed.first { $0["id"] == "1400" }?["name"].stringValue == "Name \(step)")
            }
        }
    }
}
