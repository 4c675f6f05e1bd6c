import FinanceCore
import HTTPTypes
import HummingbirdTesting
import ServiceKit
import Shared
import TestSupport
import Testing

@Suite("Locked periods") struct LockRouteTests {
    @Test("A locked period takes no booking and says which day does") func locked() async throws {
        try await FinanceFixture.run { api in
            let first = try await api.book(date: "2026-01-10")
            let lock = try await api.post("/locks", #"{"kind":"vat","through":"2026-01-31","reason":"UStVA Januar"}"#)
            #expect(lock.status == .created)
            #expect(try lock.json["ledger_seq"] == 1)
            let refused = try await api.post("/transactions", FinanceFixture.shortForm(date: "2026-01-31"))
            #expect(refused.status == .conflict)
            #expect(try refused.problem.code == "period-locked" && refused.problem.nextOpenDate == "2026-02-01")
            let batch = try await api.post("/transactions/batch", "[\(FinanceFixture.shortForm(date: "2026-01-31"))]")
            #expect(try batch.problem.faults == ["/0/date period-locked"])
            #expect(
                try await api.post("/transactions", FinanceFixture.shortForm(date: "2026-02-01")).status == .created)
            let reversal = try await api.call(.post, "/transactions/\(first["id"].stringValue ?? "")/reversal")
            #expect(try reversal.json["date"] == "2026-02-01")
            let list = try await api.get("/locks").json
            #expect(list["locked_through"] == "2026-01-31" && list["next_open_date"] == "2026-02-01")
        }
    }

    @Test("A booking that was there before the lock is still recognised") func replay() async throws {
        try await FinanceFixture.run { api in
            let body = FinanceFixture.shortForm().replacing(
                "{\"date\"", with: "{\"id\":\"01950000-0000-7000-8000-000000000001\",\"date\"")
            _ = try await api.post("/transactions", body)
            _ = try await api.post("/locks", #"{"kind":"hard","through":"2026-12-31","confirm_future":true}"#)
            let again = try await api.post("/transactions", body)
            #expect(again.status == .ok && again.headers[.idempotencyReplayed] == "true")
        }
    }

    @Test("Only a soft lock goes back; the others end where their kind does") func kinds() async throws {
        try await FinanceFixture.run { api in
            func lock(_ kind: String, _ through: String) async throws -> HTTPResponse.Status {
                let body = #"{"kind":"\#(kind)","through":"\#(through)","confirm_future":true}"#
                return try await api.post("/locks", body).status
            }
            #expect(try await lock("soft", "2026-06-15") == .created)
            #expect(try await lock("soft", "2026-05-10") == .created)
            #expect(
                try await api.post("/transactions", FinanceFixture.shortForm(date: "2026-05-11")).status == .created)
            #expect(try await lock("hard", "2026-02-28") == .created)
            #expect(try await lock("hard", "2026-02-28") == .created)
            #expect(try await lock("hard", "2026-01-31") == .conflict)
            #expect(try await lock("vat", "2026-01-30") == .unprocessableContent)
            #expect(try await lock("year", "2026-11-30") == .unprocessableContent)
            #expect(try await lock("year", "2025-12-31") == .created)
            #expect(try await lock("weekly", "x") == .unprocessableContent)
            let faults = try await api.post("/locks", #"{"kind":"weekly","through":"x"}"#).problem.faults
            #expect(faults == ["/kind kind-unknown", "/through date-malformed"])
        }
    }

    @Test("A day to come is locked only when it is confirmed", arguments: PeriodLock.Kind.allCases)
    func future(_ kind: PeriodLock.Kind) async throws {
        try await FinanceFixture.run { api in
            let typo = #""kind":"\#(kind.rawValue)","through":"2099-12-31""#
            for unconfirmed in ["", #","confirm_future":false"#, #","confirm_future":null"#] {
                let refused = try await api.post("/locks", "{\(typo)\(unconfirmed)}")
                #expect(refused.status == .unprocessableContent)
                #expect(try refused.problem.faults == ["/through lock-in-future"])
            }
            let wrong = try await api.post("/locks", #"{\#(typo),"confirm_future":"yes"}"#)
            #expect(try wrong.problem.faults == ["/confirm_future wrong-type"])
            #expect(try await api.get("/locks").json["count"] == 0)
            #expect(try await api.post("/transactions", FinanceFixture.shortForm()).status == .created)
            #expect(try await api.post("/locks", #"{\#(typo),"confirm_future":true}"#).status == .created)
            // The same again is no new lock.
            #expect(try await api.post("/locks", "{\(typo)}").status == .created)
            #expect(try await api.get("/locks").json["count"] == 1)
        }
    }
}
