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
