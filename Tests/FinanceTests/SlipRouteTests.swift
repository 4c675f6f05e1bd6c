import Finance
import FinanceCore
import HTTPTypes
import HummingbirdTesting
import Shared
import TestSupport
import Testing

/// What a slip of the finger must not put into the books.
@Suite("Slips") struct SlipRouteTests {
    @Test("A day centuries ahead is refused everywhere, one of the years to come is booked") func horizon() async throws
    {
        try await FinanceFixture.run { api in
            let year = Timestamp.now().day.year
            let far = FinanceFixture.shortForm(date: "2199-01-01")
            let single = try await api.post("/transactions", far)
            #expect(single.status == .unprocessableContent)
            #expect(try single.problem.faults == ["/date date-too-far-ahead"])
            #expect(
                try await api.post("/transactions/batch", "[\(far)]").problem.faults == ["/0/date date-too-far-ahead"])
            let stream = try await api.post("/transactions/batch?mode=each", far.replacing("{", with: "[{") + "]").text
            #expect(stream.contains("date-too-far-ahead"))
            #expect(try await api.post("/transactions?dry_run=true", far).status == .unprocessableContent)
            let draft = try await api.post("/drafts", far).json
            #expect(draft["findings"].elements.map { $0["code"] } == ["date-too-far-ahead"])
            for member in ["document_date", "service_date"] {
                let body = FinanceFixture.shortForm().replacing("{", with: "{\"\(member)\":\"2199-01-01\",")
                #expect(try await api.post("/transactions", body).problem.faults == ["/\(member) date-too-far-ahead"])
            }
            let csv = "date,debit_account,credit_account,amount\n2199-01-01,1400,8400,1.00\n"
            let rows = try await api.upload("/transactions/batch", Array(csv.utf8))
            #expect(try rows.problem.faults == ["/0/date date-too-far-ahead"])
            #expect(
                try await api.post("/transactions", FinanceFixture.shortForm(date: "\(year + 10)-12-31")).status
                    == .created)
            #expect(
                try await api.post("/transactions", FinanceFixture.shortForm(date: "\(year + 11)-01-01")).status
                    == .unprocessableContent)
            #expect(try await api.get("/transactions").json["count"] == 1)
        }
    }

    @Test("A reversal is not moved centuries ahead") func reversal() async throws {
        try await FinanceFixture.run { api in
            let id = try await api.book()["id"].stringValue ?? ""
            let answer = try await api.post("/transactions/\(id)/reversal", #"{"date":"2199-01-01"}"#)
            #expect(try answer.problem.faults == ["/date date-too-far-ahead"])
        }
    }

    @Test("An account is not booked against itself alone") func sameAccount() async throws {
        try await FinanceFixture.run { api in
            let short = try await api.post("/transactions", FinanceFixture.shortForm("1400", "1400"))
            #expect(short.status == .unprocessableContent)
            #expect(try short.problem.faults == ["/credit_account same-account"])
            let lines =
                #"{"date":"2026-01-15","lines":[{"account":"1400","debit":"3.00"},{"account":"1400","credit":"1.00"},{"account":"1400","credit":"2.00"}]}"#
            #expect(try await api.post("/transactions", lines).problem.faults == ["/lines/2/account same-account"])
            let csv = "date,debit_account,credit_account,amount\n2026-01-15,1400,1400,1.00\n"
            let rows = try await api.upload("/transactions/batch", Array(csv.utf8))
            #expect(try rows.problem.faults == ["/0/credit_account same-account"])
            // Between cost centres something moves, and so it does when a third account is there.
            for body in [
                #"{"date":"2026-01-15","lines":[{"account":"4930","debit":"3.00","cost_centre_1":"A"},{"account":"4930","credit":"3.00","cost_centre_1":"B"}]}"#,
                #"{"date":"2026-01-15","lines":[{"account":"1400","debit":"3.00"},{"account":"1400","credit":"1.00"},{"account":"8400","credit":"2.00"}]}"#,
            ] {
                let answer = try await api.post("/transactions", body)
                #expect(answer.status == .created, "\(answer.text)")
            }
        }
    }
}
