import HTTPTypes
import HummingbirdTesting
import Shared
import TestSupport
import Testing

@Suite("as_of and known_at") struct AsOfRouteTests {
    @Test("Account, sheet, trial balance and statements agree for any day and state of knowledge") func agree()
        async throws
    {
        try await FinanceFixture.run { api in
            var random = SeededGenerator(seed: 7)
            func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
            func day() -> String { "2026-0\(number(1...4))-1\(number(0...9))" }
            for _ in 1...30 {
                let amount = "\(number(1...500)).00"
                _ = try await api.book("1200", "8400", amount: amount, date: day())
            }
            for _ in 1...20 {
                let query = "as_of=\(day())&known_at=\(number(0...30))"
                let account = try await api.get("/accounts/1200?\(query)").json
                let sheet = try await api.get("/accounts/1200/sheet?\(query)").json
                let whole = try await api.get("/accounts/1200/sheet?\(query.replacing("as_of", with: "end_date"))").json
                #expect(sheet == whole)
                #expect(sheet["rows"].elements.last?["balance"] ?? "0.00" == account["balance"], "\(query)")
                let trial = try await api.get("/reports/trial-balance?\(query)").json
                let row = trial["rows"].elements.first { $0["account"] == "1200" }
                #expect(row?["balance"] ?? "0.00" == account["balance"], "\(query)")
                let bilanz = try await api.get("/reports/balance-sheet?\(query)").json
                #expect(bilanz["total_assets"] == account["balance"], "\(query)")
                let profit = try await api.get("/reports/income-statement?\(query)").json
                #expect(profit["result"] == account["balance"], "\(query)")
                let changed = try await api.get("/reports/diff?\(query)").json["changes"].elements
                let now = try await api.get("/accounts/1200?\(query.prefix { $0 != "&" })").json
                #expect(changed.isEmpty == (now["balance"] == account["balance"]), "\(query)")
            }
        }
    }

    @Test(
        "Two different last days, and one before the first, are refused",
        arguments: [
            "/accounts/1200/sheet?", "/reports/trial-balance?", "/reports/income-statement?",
            "/reports/diff?known_at=0&",
        ])
    func faults(_ path: String) async throws {
        try await FinanceFixture.run { api in
            let both = try await api.get(path + "as_of=2026-01-31&end_date=2026-02-28")
            #expect(both.status == .unprocessableContent)
            #expect(try both.problem.faults == ["?as_of end-ambiguous"])
            let early = try await api.get(path + "start_date=2026-02-01&as_of=2026-01-31")
            #expect(try early.problem.faults == ["?as_of period-reversed"])
            let same = try await api.get(path + "as_of=2026-01-31&end_date=2026-01-31")
            #expect(same.status == .ok)
        }
    }
}
