import FinanceCore
import HTTPTypes
import HummingbirdTesting
import Shared
import TestSupport
import Testing

@Suite("Dry runs, balances and expectations") struct ConditionRouteTests {
    private static func body(_ amount: String, expect: String) -> String {
        FinanceFixture.shortForm(amount: amount).replacing("{\"date\"", with: "{\"expect\":\(expect),\"date\"")
    }

    @Test("A dry run answers with the balances that would be, and writes nothing") func dryRun() async throws {
        try await FinanceFixture.run { api in
            _ = try await api.book(amount: "100.00")
            let answer = try await api.post("/transactions?dry_run=true", FinanceFixture.shortForm(amount: "19.00"))
            #expect(answer.status == .ok)
            let json = try answer.json
            #expect(json["dry_run"] == true && json["id"] == .null && json["sequence"] == .null)
            #expect(json["balances"].elements.map { $0["account"] } == ["1400", "8400"])
            #expect(json["balances"].elements.map { $0["balance"] } == ["119.00", "-119.00"])
            #expect(api.ledger.sequence == 1)
            let wrong = try await api.post("/transactions?dry_run=true", FinanceFixture.shortForm("99999"))
            #expect(try wrong.problem.faults == ["/debit_account unknown-account"])
            let next = try await api.book(amount: "1.00")
            #expect(next["sequence"] == 2 && next["journal_number"] == 2)
        }
    }

    @Test("expand=balances answers the new balances") func expand() async throws {
        try await FinanceFixture.run { api in
            _ = try await api.book(amount: "100.00")
            let json = try await api.post(
                "/transactions?expand=balances", FinanceFixture.shortForm(amount: "19.00")
            ).json
            #expect(json["balances"].elements.map { $0["balance"] } == ["119.00", "-119.00"])
            let unknown = try await api.post("/transactions?expand=all", FinanceFixture.shortForm())
            #expect(unknown.status == .unprocessableContent)
        }
    }

    @Test("An expectation that does not hold refuses the booking and names the balance") func expectations()
        async throws
    {
        try await FinanceFixture.run { api in
            _ = try await api.book(amount: "100.00")
            let holds = Self.body("1.00", expect: #"[{"account":"1400","balance":{"gte":"100.00","lt":"100.01"}}]"#)
            #expect(try await api.post("/transactions", holds).status == .created)
            let fails = try await api.post("/transactions", holds)
            #expect(fails.status == .conflict)
            #expect(try fails.problem.code == "expectation-failed")
            #expect(try fails.problem.faults == ["/expect/0/balance expectation-failed"])
            #expect(try fails.problem.errors?[0].detail.contains("101.00 EUR") == true)
            #expect(api.ledger.sequence == 2)
            let malformed = Self.body(
                "1.00",
                expect: #"[{"account":"x","balance":{"about":"1"}},{"account":"1400","balance":{"eq":"1.001"}},7]"#)
            let faults = try await api.post("/transactions", malformed).problem.faults
            #expect(
                faults == [
                    "/expect/0/account account-malformed", "/expect/0/balance/about relation-unknown",
                    "/expect/1/balance/eq amount-too-many-decimals", "/expect/2 wrong-type",
                ])
        }
    }

    @Test("Faults of expectations stand beside those of the booking, at the server and before it") func together()
        async throws
    {
        try await FinanceFixture.run { api in
            let malformed = Self.body("1.001", expect: #"[{"account":"x","balance":{"eq":"1"}}]"#)
            let both = try await api.post("/transactions", malformed).problem.faults
            #expect(
                Set(both) == ["/amount amount-too-many-decimals", "/expect/0/account account-malformed"])
            let unknown = Self.body("1.00", expect: #"[{"account":"1400","balance":{"eq":"1.00"}}]"#)
                .replacing("\"8400\"", with: "\"99999\"")
            let known = try await api.post("/transactions", unknown).problem.faults
            #expect(known == ["/credit_account unknown-account", "/expect/0/balance expectation-failed"])
        }
    }

    @Test("Items of a batch are held to their expectations, each after those before it") func batch() async throws {
        try await FinanceFixture.run { api in
            let first = Self.body("10.00", expect: #"[{"account":"1400","balance":{"eq":"0.00"}}]"#)
            let second = Self.body("5.00", expect: #"[{"account":"1400","balance":{"eq":"10.00"}}]"#)
            let refused = try await api.post("/transactions/batch", "[\(first),\(second),\(first)]")
            #expect(refused.status == .unprocessableContent)
            #expect(try refused.problem.faults == ["/2/expect/0/balance expectation-failed"])
            #expect(api.ledger.sequence == 0)
            let lines = try await api.post("/transactions/batch?mode=each", "[\(first),\(first),\(second)]").text
                .split(separator: "\n")
            #expect(lines[0].contains("posted") && lines[2].contains("posted"))
            #expect(lines[1].contains("expectation-failed") && lines[1].contains("/expect/0/balance"))
            let malformed = first.replacing("\"eq\"", with: "\"about\"")
            let faults = try await api.post("/transactions/batch", "[\(malformed)]").problem.faults
            #expect(faults == ["/0/expect/0/balance/about relation-unknown"])
        }
    }

    @Test("A till is told never to be negative, and keeps to it") func neverNegative() async throws {
        try await FinanceFixture.run { api in
            let set = try await api.patch("/accounts/1000", #"{"never_negative":true}"#)
            #expect(set.status == .ok)
            #expect(try set.json["never_negative"] == true)
            let refused = try await api.post("/transactions", FinanceFixture.shortForm("4200", "1000", amount: "0.01"))
            #expect(refused.status == .conflict)
            #expect(try refused.problem.code == "balance-negative")
            #expect(try refused.problem.faults == ["/credit_account balance-negative"])
            _ = try await api.book("1000", "8400", amount: "10.00")
            let emptied = try await api.book("4200", "1000", amount: "10.00")
            #expect(emptied["sequence"] == 2)
            _ = try await api.book("4200", "1200", amount: "10.00")
            let late = try await api.patch("/accounts/1200", #"{"never_negative":true}"#)
            #expect(late.status == .conflict)
            #expect(try late.problem.faults == ["/never_negative balance-negative"])
        }
    }

    @Test("Of many that expect the same balance one is booked") func race() async throws {
        try await FinanceFixture.run { api in
            let body = Self.body("5.00", expect: #"[{"account":"1400","balance":{"eq":"0.00"}}]"#)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<30 { group.addTask { try await api.post("/transactions", body).status.code } }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.count { $0 == 201 } == 1 && statuses.count { $0 == 409 } == 29)
        }
    }
}
