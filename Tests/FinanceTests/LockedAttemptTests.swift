import Finance
import FinanceCore
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import ServiceKit
import Shared
import TestSupport
import Testing

@Suite("Attempts to book into locked periods") struct LockedAttemptTests {
    private static let day = "2025-12-31"

    /// A ledger that is locked through the day, and what its service logs at the usual level.
    private func run(_ test: @Sendable (FinanceFixture, CapturedLog) async throws -> Void) async throws {
        let log = CapturedLog()
        try await FinanceFixture.run(log: log) { api in
            #expect(try await api.post("/locks", #"{"kind":"hard","through":"\#(Self.day)"}"#).status == .created)
            try await test(api, log)
        }
    }

    private static func attempts(_ log: CapturedLog) -> [CapturedLog.Line] {
        log.lines.filter { $0.message == "Booking into a locked period refused" }
    }

    @Test("Each way of booking leaves a line with day, kind and request, and without what was to be booked")
    func everyWay() async throws {
        try await run { api, log in
            let body = FinanceFixture.shortForm("1400", "8400", amount: "4711.11", date: Self.day, text: "Geheim")
            let open = FinanceFixture.shortForm()
            let draft = try await api.post("/drafts", body).json["id"].stringValue ?? ""
            let batch = try await api.post("/batches", #"{"description":"Stapel"}"#).json["id"].stringValue ?? ""
            _ = try await api.post("/drafts?batch=\(batch)", body)
            let ways: [(path: String, body: String, type: String, count: String)] = [
                ("/transactions", body, "application/json", "1"),
                ("/transactions/batch", "[\(body),\(open),\(body)]", "application/json", "2"),
                ("/transactions/batch?mode=each", "\(body)\n\(open)\n\(body)", "application/x-ndjson", "2"),
                ("/drafts/\(draft)/post", "", "application/json", "1"),
                ("/batches/\(batch)/post", "", "application/json", "1"),
            ]
            for (index, way) in ways.enumerated() {
                let headers: HTTPFields = [.contentType: way.type, .xRequestID: "attempt-\(index)"]
                let answer = try await api.post(way.path, way.body, headers: headers)
                #expect(answer.text.contains("period-locked"), "\(answer.text)")
                let lines = Self.attempts(log)
                #expect(lines.count == index + 1, "\(way.path)")
                let line = try #require(lines.last)
                #expect(line.level == .notice)
                #expect(line.metadata["request_id"] == "attempt-\(index)")
                #expect(line.metadata["bookings"] == way.count, "\(way.path)")
                #expect(line.metadata["reason"]?.contains("\(Self.day) is locked (hard)") == true)
                #expect(line.metadata["path"] == FinanceRoute.prefix + way.path.prefix { $0 != "?" })
                let all = line.metadata.values.joined(separator: " ")
                #expect(!all.contains("4711") && !all.contains("Geheim") && !all.contains("8400"))
            }
            let metrics = try await api.client.execute(uri: "/metrics", method: .get).text
            #expect(metrics.contains("finance_locked_period_refusals_total 7"))
        }
    }

    @Test("An atomic batch counts all its bookings, also those that the answer does not name")
    func manyInOneBatch() async throws {
        try await run { api, log in
            let body = FinanceFixture.shortForm(date: Self.day)
            let items = Array(repeating: body, count: 1_200).joined(separator: ",")
            let answer = try await api.post("/transactions/batch", "[\(items)]")
            #expect(try answer.problem.faults.count == 1_000)
            #expect(Self.attempts(log).map { $0.metadata["bookings"] } == ["1200"])
            let metrics = try await api.client.execute(uri: "/metrics", method: .get).text
            #expect(metrics.contains("finance_locked_period_refusals_total 1200"))
        }
    }

    @Test("An import counts all its bookings, also those that the answer does not name")
    func manyInOneImport() async throws {
        try await run { api, log in
            let file = ImportRouteTests.batch(rows: 1_200)
            #expect(try await api.upload("/imports/datev?dry_run=true", file).problem.code == "import-rejected")
            #expect(Self.attempts(log).isEmpty)
            let answer = try await api.upload("/imports/datev", file)
            #expect(try answer.problem.code == "import-rejected" && answer.problem.faults.count == 1_000)
            #expect(Self.attempts(log).map { $0.metadata["bookings"] } == ["1200"])
        }
    }

    @Test("What is only tried, and what is refused for something else, is no attempt") func noAttempt() async throws {
        try await run { api, log in
            let body = FinanceFixture.shortForm(date: Self.day)
            #expect(try await api.post("/transactions?dry_run=true", body).status == .conflict)
            let each: HTTPFields = [.contentType: "application/x-ndjson"]
            _ = try await api.post("/transactions/batch?mode=each&dry_run=true", body, headers: each)
            _ = try await api.post("/transactions", FinanceFixture.shortForm("99999"))
            #expect(try await api.post("/drafts", body).status == .created)
            #expect(Self.attempts(log).isEmpty)
        }
    }
}
