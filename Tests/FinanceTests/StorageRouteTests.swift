import Finance
import FinanceCore
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import ServiceKit
import Shared
import TestSupport
import Testing

@Suite("Storage routes") struct StorageRouteTests {
    @Test("A full disk is answered 503 with Retry-After and no word of why, and reading goes on")
    func full() async throws {
        let folder = try TemporaryDirectory()
        let boot = try ServiceBoot.forTests(identity: .finance)
        let ledger = try await LedgerStore.open(
            directory: folder.path, chart: try ChartOfAccounts.skr03.accounts(),
            options: LedgerOptions(maximumFilePages: 160))
        let application = buildApplication(boot, FinanceParts(ledger: ledger)).application
        let long = String(repeating: "x", count: 900)
        try await application.test(.router) { client in
            var refused: TestResponse?
            for _ in 0..<1_000 where refused == nil {
                let answer = try await client.execute(
                    uri: FinanceRoute.transactions, method: .post, headers: [.contentType: "application/json"],
                    body: ByteBuffer(string: FinanceFixture.shortForm(text: long)))
                if answer.status != .created { refused = answer }
            }
            let answer = try #require(refused)
            #expect(answer.status == .serviceUnavailable)
            #expect(answer.headers[.retryAfter] != nil)
            #expect(try answer.json["code"] == "storage")
            #expect(!String(buffer: answer.body).contains("full"))
            let list = try await client.execute(uri: FinanceRoute.transactions, method: .get)
            #expect(list.status == .ok)
        }
        await ledger.close()
    }

    @Test("The sequence of an answer is never newer than what it shows") func sequenceOfAnswers() async throws {
        try await FinanceFixture.run { finance in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for _ in 0..<120 { _ = try await finance.book() }
                }
                for _ in 0..<3 {
                    group.addTask {
                        var seen: Int64 = 0
                        while seen < 120 {
                            let answer = try await finance.get("/transactions?limit=1000&fields=id")
                            let shown = Int64(try answer.json["transactions"].elements.count)
                            let told = try #require(answer.headers[.ledgerSeq].flatMap { Int64($0) })
                            #expect(told <= shown)
                            seen = shown
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test("A write tells a sequence that is at least its own") func sequenceOfWrites() async throws {
        try await FinanceFixture.run { finance in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        for _ in 0..<20 {
                            let answer = try await finance.post("/transactions", FinanceFixture.shortForm())
                            let told = try #require(answer.headers[.ledgerSeq].flatMap { Int64($0) })
                            #expect(told >= (try answer.json["sequence"].intValue).map(Int64.init) ?? .max)
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }
}
