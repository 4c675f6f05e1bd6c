import HTTPTypes
import HummingbirdTesting
import Shared
import Testing
import TestSupport

@Suite struct ReportRouteTests {
    /// Money in, a sale, a purchase and rent in 2026.
    private static func fill(_ api: FinanceFixture) async throws {
        _ = try await api.book("1200", "0800", amount: "25000.00", date: "2026-01-02")
        _ = try await api.book("1400", "8400", amount: "1000.00", date: "2026-01-10")
        _ = try await api.book("3400", "1600", amount: "300.00", date: "2026-01-20")
        _ = try await api.book("4210", "1200", amount: "500.00", date: "2026-02-01")
    }

    @Test("The trial balance sums to zero and follows the period")
    func trialBalance() async throws {
        try await FinanceFixture.run { api in
            try await Self.fill(api)
            let all = try await api.get("/reports/trial-balance").json
            #expect(all["count"] == 7)
            #expect(all["totals"].elements.map { $0["debit"] } == ["26800.00"])
            #expect(all["totals"].elements.map { $0["credit"] } == ["26800.00"])
            #expect(all["totals"].elements.map { $0["balance"] } == ["0.00"])
            let february = try await api.get("/reports/trial-balance?start_date=2026-02-01&end_date=2026-02-28").json
            let bank = february["rows"].elements.first { $0["account"] == "1200" }
            #expect(bank?["opening"] == "25000.00")
            #expect(bank?["credit"] == "500.00")
            #expect(bank?["balance"] == "24500.00")
        }
    }

    @Test("The balance sheet balances on any day")
    func balanceSheet() async throws {
        try await FinanceFixture.run { api in
            try await Self.fill(api)
            let sheet = try await api.get("/reports/balance-sheet?date=2026-01-31").json
            #expect(sheet["balanced"] == true)
            #expect(sheet["total_assets"] == "26000.00")
            #expect(sheet["year_result"] == "700.00")
            #expect(sheet["liabilities"]["total"] == "300.00")
            #expect(sheet["total_liabilities_and_equity"] == "26000.00")
            let before = try await api.get("/reports/balance-sheet?date=2025-12-31").json
            #expect(before["total_assets"] == "0.00")
        }
    }

    @Test("The income statement is computed from the bookings of its period")
    func incomeStatement() async throws {
        try await FinanceFixture.run { api in
            try await Self.fill(api)
            let year = try await api.get("/reports/income-statement?start_date=2026-01-01&end_date=2026-12-31").json
            #expect(year["revenue"]["total"] == "1000.00")
            #expect(year["expenses"]["total"] == "800.00")
            #expect(year["result"] == "200.00")
            let january = try await api.get("/reports/income-statement?start_date=2026-01-01&end_date=2026-01-31").json
            #expect(january["result"] == "700.00")
            #expect(try await api.get("/reports/income-statement").status == .ok)
        }
    }

    @Test("An account sheet runs its balance over all pages")
    func accountSheet() async throws {
        try await FinanceFixture.run { api in
            try await Self.fill(api)
            let first = try await api.get("/accounts/1200/sheet?limit=1").json
            #expect(first["opening"] == "0.00")
            #expect(first["rows"].elements.map { $0["balance"] } == ["25000.00"])
            let cursor = try #require(first["next_cursor"].stringValue)
            let second = try await api.get("/accounts/1200/sheet?limit=1&cursor=\(cursor)").json
            #expect(second["opening"] == "25000.00")
            #expect(second["rows"].elements.map { $0["balance"] } == ["24500.00"])
            #expect(second["rows"].elements.map { $0["contra_account"] } == ["4210"])
            for path in ["4210/sheet?limit=1", "1200/sheet?currency=USD", "1200/sheet?known_at=1"] {
                let separator = path.contains("?") ? "&" : "?"
                let foreign = try await api.get("/accounts/\(path)\(separator)cursor=\(cursor)")
                #expect(foreign.status == .unprocessableContent && foreign.text.contains("cursor-foreign"), "\(path)")
            }
        }
    }

    @Test("Wrong dates and currencies are named")
    func faults() async throws {
        try await FinanceFixture.run { api in
            let answer = try await api.get("/reports/balance-sheet?date=yesterday&currency=EURO")
            #expect(try answer.problem.faults == ["?date date-malformed", "?currency currency-unknown"])
        }
    }
}
