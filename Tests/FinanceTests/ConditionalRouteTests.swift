import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Shared
import TestSupport
import Testing

@Suite("Conditional requests") struct ConditionalRouteTests {
    @Test(
        "An unchanged list or report is answered 304, a changed one anew",
        arguments: [
            "/accounts", "/transactions", "/reports/trial-balance", "/accounts/1400/sheet", "/locks", "/documents",
        ])
    func notModified(_ path: String) async throws {
        try await FinanceFixture.run { api in
            let first = try await api.get(path)
            let tag = try #require(first.headers[.eTag])
            let same = try await api.call(.get, path, headers: [.ifNoneMatch: "\"other\", W/\(tag)"])
            #expect(same.status == .notModified && same.body.readableBytes == 0 && same.headers[.eTag] == tag)
            _ = try await api.book()
            let changed = try await api.call(.get, path, headers: [.ifNoneMatch: tag])
            #expect(changed.status == .ok && changed.headers[.eTag] != tag)
        }
    }

    @Test("Errors and streams have no tag") func untagged() async throws {
        try await FinanceFixture.run { api in
            for path in ["/accounts/99999", "/integrity"] {
                let answer = try await api.get(path)
                #expect(answer.headers[.eTag] == nil)
            }
        }
    }

    @Test("Figures of an earlier state of knowledge, and what has changed since") func knownAt() async throws {
        try await FinanceFixture.run { api in
            _ = try await api.book(amount: "100.00", date: "2026-01-15")
            _ = try await api.post("/locks", #"{"kind":"vat","through":"2025-12-31"}"#)
            _ = try await api.book(amount: "11.00", date: "2026-01-20")
            let then = try await api.get("/accounts/1400?as_of=2026-01-31&known_at=lock:1").json
            #expect(then["balance"] == "100.00")
            #expect(try await api.get("/accounts/1400?as_of=2026-01-31").json["balance"] == "111.00")
            #expect(try await api.get("/accounts/1400?known_at=1").json["balance"] == "100.00")
            let diff = try await api.get("/reports/diff?known_at=1&end_date=2026-01-31").json
            #expect(diff["count"] == 2 && diff["known_at"] == 1 && diff["ledger_seq"] == 2)
            #expect(diff["changes"].elements[0]["difference"] == "11.00")
            #expect(diff["changes"].elements[0]["then"]["debit"] == "100.00")
            let time = try await api.get("/reports/trial-balance?known_at=2000-01-01T00:00:00Z").json
            #expect(time["count"] == 0)
            for wrong in ["known_at=9", "known_at=lock:7", "known_at=yesterday"] {
                let refused = try await api.get("/reports/trial-balance?\(wrong)")
                #expect(refused.status == .unprocessableContent)
            }
            #expect(try await api.get("/reports/diff").status == .unprocessableContent)
        }
    }
}
