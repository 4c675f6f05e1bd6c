import FinanceCore
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Shared
import TestSupport
import Testing

@testable import Finance

/// How much of a batch is in memory and in one commit.
@Suite("Limits of a batch") struct BatchLimitTests {
    private static func item(lines: Int) -> String {
        let lines = (0..<lines).map {
            #"{"account":"\#($0 % 2 == 0 ? 1400 : 8400)","\#($0 % 2 == 0 ? "debit" : "credit")":"1.00"}"#
        }
        return #"{"date":"2026-01-15","lines":[\#(lines.joined(separator: ","))]}"#
    }

    @Test("A chunk is full at the lines of 8,189 two-line transactions, however few its transactions are")
    func chunksOfLines() async throws {
        try await FinanceFixture.run { api in
            let body = Array(repeating: Self.item(lines: 1_000), count: 40).joined(separator: "\n")
            let answer = try await api.post(
                "/transactions/batch?mode=each&verdicts=failures", body, headers: [.contentType: "application/x-ndjson"]
            )
            let progress = try answer.jsonLines.map { $0["progress"]["received"] }.filter { $0 != .null }
            #expect(progress == [17, 34, 40])
            #expect(api.ledger.sequence == 40)
        }
    }

    @Test("What is wrong with an item counts as its lines") func chunksOfFaults() async throws {
        try await FinanceFixture.run { api in
            let faulty = Self.item(lines: 1_000).replacing("1.00", with: "1,00")
            let body = Array(repeating: faulty, count: 20).joined(separator: "\n")
            let answer = try await api.post(
                "/transactions/batch?mode=each&verdicts=failures", body, headers: [.contentType: "application/x-ndjson"]
            )
            let progress = try answer.jsonLines.map { $0["progress"]["received"] }.filter { $0 != .null }
            #expect(progress == [17, 20])
        }
    }

    @Test("An atomic batch of too many lines is refused, and the limit named") func atomicLines() async throws {
        var options = LedgerOptions()
        options.maximumBatchLines = 10
        try await FinanceFixture.run(options: options) { api in
            let fits = "[\(Self.item(lines: 4)),\(Self.item(lines: 6))]"
            #expect(try await api.post("/transactions/batch", fits).status == .created)
            let refused = try await api.post("/transactions/batch", "[\(Self.item(lines: 6)),\(Self.item(lines: 6))]")
            #expect(refused.status == .unprocessableContent)
            #expect(try refused.problem.faults == [" batch-lines"])
            #expect(refused.text.contains("at most 10 lines"))
            #expect(api.ledger.sequence == 2)
        }
    }

    @Test("An atomic batch of too many bytes is refused, and the limit named")
    func atomicBytes() async throws {
        try await FinanceFixture.run { api in
            let blanks = ByteBuffer(repeating: UInt8(ascii: " "), count: AtomicBatch.bodyLimit + 1)
            let sent = try await api.client.execute(
                uri: FinanceRoute.transactions + "/batch", method: .post, headers: [.contentType: "application/json"],
                body: blanks)
            #expect(sent.status == .contentTooLarge)
            #expect(sent.text.contains("134217728"))
        }
    }

    @Test("An answer names a thousand faults, whoever found them") func faults() async throws {
        try await FinanceFixture.run { api in
            for item in [FinanceFixture.shortForm("777777"), FinanceFixture.shortForm(amount: "x")] {
                let body = "[" + Array(repeating: item, count: 1_100).joined(separator: ",") + "]"
                let answer = try await api.post("/transactions/batch", body)
                #expect(answer.status == .unprocessableContent)
                #expect(try answer.problem.faults.count == 1_000)
            }
        }
    }
}
