import Finance
import FinanceCore
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
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

    /// Changes the file of a running ledger as another program would.
    private static func intrude(_ ledger: LedgerStore, _ sql: String) throws {
        try LedgerConnection(path: ledger.directory + "/ledger.sqlite").execute(sql)
    }

    private static func errors(_ log: CapturedLog) -> [CapturedLog.Line] { log.lines.filter { $0.level == .error } }

    /// The one line about a request that the storage has refused.
    private static func expectLogged(
        _ log: CapturedLog, _ message: String, _ path: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        #expect(errors(log).count == 1, sourceLocation: sourceLocation)
        let line = try #require(errors(log).first, sourceLocation: sourceLocation)
        #expect(line.message == message, sourceLocation: sourceLocation)
        #expect(line.metadata["path"] == FinanceRoute.prefix + path, sourceLocation: sourceLocation)
        #expect(line.metadata["request_id"]?.isEmpty == false, sourceLocation: sourceLocation)
        #expect(line.metadata["error"]?.isEmpty == false, sourceLocation: sourceLocation)
    }

    private static func batch(_ count: Int) -> String {
        let text = String(repeating: "x", count: 900)
        return Array(repeating: FinanceFixture.shortForm(text: text), count: count).joined(separator: "\n")
    }

    private static let lines: HTTPFields = [.contentType: "application/x-ndjson"]

    private static let unreadableSecond =
        #"DROP TRIGGER transaction_no_update; UPDATE "transaction" SET lines = x'000000' WHERE seq = 2"#

    /// Runs a test on a ledger of three bookings that an intruder has changed.
    private static func damaged(
        _ sql: String, _ test: @escaping @Sendable (FinanceFixture, CapturedLog) async throws -> Void
    ) async throws {
        let log = CapturedLog()
        try await FinanceFixture.run(log: log) { api in
            for _ in 1...3 { _ = try await api.book() }
            try intrude(api.ledger, sql)
            try await test(api, log)
        }
    }

    @Test("A batch on a full disk may try again, and the log says why", arguments: ["each", "atomic"])
    func batchOnFullDisk(_ mode: String) async throws {
        let log = CapturedLog()
        try await FinanceFixture.run(options: LedgerOptions(maximumFilePages: 160), log: log) { api in
            let answer = try await api.post(
                "/transactions/batch?mode=\(mode)", Self.batch(1_000), headers: Self.lines)
            if mode == "each" {
                let end = try #require(try answer.jsonLines.last)["broken_off"]
                #expect(end["code"] == "storage" && end["posted"] == 0)
            } else {
                #expect(try answer.status == .serviceUnavailable && answer.problem.code == "storage")
            }
            #expect(!answer.text.contains("full"))
            try Self.expectLogged(log, "The storage refuses", "/transactions/batch")
            #expect(api.ledger.sequence == 0)
        }
    }

    @Test("A batch that meets what waiting does not mend is not told to try again", arguments: ["each", "atomic"])
    func batchOnBrokenLedger(_ mode: String) async throws {
        let log = CapturedLog()
        try await FinanceFixture.run(log: log) { api in
            try Self.intrude(api.ledger, "DROP TABLE counter")
            let answer = try await api.post("/transactions/batch?mode=\(mode)", Self.batch(3), headers: Self.lines)
            if mode == "each" {
                let end = try #require(try answer.jsonLines.last)["broken_off"]
                #expect(end["code"] == "internal-error" && end["posted"] == 0)
            } else {
                #expect(try answer.status == .internalServerError && answer.problem.code == "internal-error")
            }
            #expect(!answer.text.contains("counter"))
            try Self.expectLogged(log, "Unexpected error", "/transactions/batch")
        }
    }

    @Test(
        "What is streamed from a file that cannot be opened is refused before it begins, and may be asked for again",
        arguments: ["/export/journal", "/integrity", "/integrity?from=2"])
    func missingFile(_ path: String) async throws {
        let log = CapturedLog()
        try await FinanceFixture.run(log: log) { api in
            for _ in 1...3 { _ = try await api.book() }
            let file = api.ledger.directory + "/ledger.sqlite"
            try FileManager.default.moveItem(atPath: file, toPath: file + ".away")
            let answer = try await api.get(path)
            try FileManager.default.moveItem(atPath: file + ".away", toPath: file)
            #expect(answer.status == .serviceUnavailable && answer.headers[.retryAfter] != nil)
            #expect(try answer.problem.code == "storage")
            try Self.expectLogged(log, "The storage refuses", String(path.prefix { $0 != "?" }))
            #expect(try await api.get(path).status == .ok)
        }
    }

    @Test("A proof from a file that cannot be opened may be asked for again") func proofOfMissingFile() async throws {
        let log = CapturedLog()
        try await FinanceFixture.run(log: log) { api in
            let id = try #require(try await api.book()["id"].stringValue)
            // Opens a connection for reading; a proof is read by one of its own.
            #expect(try await api.get("/transactions/\(id)").status == .ok)
            let file = api.ledger.directory + "/ledger.sqlite"
            try FileManager.default.moveItem(atPath: file, toPath: file + ".away")
            let answer = try await api.get("/transactions/\(id)/proof")
            try FileManager.default.moveItem(atPath: file + ".away", toPath: file)
            #expect(try answer.status == .serviceUnavailable && answer.problem.code == "storage")
            #expect(Self.errors(log).first?.metadata["error"]?.hasPrefix("proof: ") == true, "\(Self.errors(log))")
        }
    }

    @Test(
        "An export whose first part cannot be read is refused before it begins",
        arguments: [
            ("/export/journal", "DROP TABLE anchor"),
            ("/export/hledger", unreadableSecond),
        ])
    func unreadableBeginning(_ path: String, _ sql: String) async throws {
        try await Self.damaged(sql) { api, log in
            let answer = try await api.get(path)
            #expect(try answer.status == .internalServerError && answer.problem.code == "internal-error")
            try Self.expectLogged(log, "Unexpected error", path)
        }
    }

    @Test(
        "An export that breaks off later ends without its end, and the log says why",
        arguments: ["/export/journal", "/export/hledger"])
    func unreadableEnd(_ path: String) async throws {
        let log = CapturedLog()
        try await FinanceFixture.run(log: log) { api in
            let booked = try await api.post("/transactions/batch", Self.batch(600), headers: Self.lines)
            #expect(booked.status == .created)
            try Self.intrude(
                api.ledger,
                """
                DROP TRIGGER transaction_no_update;
                UPDATE "transaction" SET lines = x'000000' WHERE seq = 590
                """)
            // The server closes the connection before the end of the body.
            await #expect(throws: FinanceError.self) { _ = try await api.get(path) }
            try Self.expectLogged(log, "Unexpected error", path)
        }
    }

    @Test("A verification that breaks off later gives no verdict, and the log says why")
    func unreadableRecords() async throws {
        let log = CapturedLog()
        try await FinanceFixture.run(log: log, integrityStride: 10) { api in
            for _ in 1...25 { _ = try await api.book() }
            try Self.intrude(api.ledger, "DROP TABLE anchor")
            await #expect(throws: FinanceError.self) { _ = try await api.get("/integrity") }
            try Self.expectLogged(log, "Unexpected error", "/integrity")
            #expect(try await api.get("/integrity?from=20").status == .internalServerError)
        }
    }

    @Test("A stream of events that meets an unreadable row ends, and the log says why")
    func unreadableEvent() async throws {
        try await Self.damaged(Self.unreadableSecond) { api, log in
            await #expect(throws: FinanceError.self) { _ = try await api.get("/events?after=0") }
            try Self.expectLogged(log, "Unexpected error", "/events")
        }
    }

    @Test(
        "HEAD of a stream tells its headers and reads nothing",
        arguments: ["/export/journal", "/export/hledger", "/integrity"])
    func headOfStream(_ path: String) async throws {
        let log = CapturedLog()
        try await FinanceFixture.run(log: log) { api in
            for _ in 1...3 { _ = try await api.book() }
            let whole = try await api.get(path)
            try Self.intrude(
                api.ledger,
                """
                DROP TABLE anchor; DROP TRIGGER transaction_no_update;
                UPDATE "transaction" SET lines = x'000000' WHERE seq = 2
                """)
            let head = try await api.call(.head, path)
            #expect(head.status == .ok && head.text.isEmpty && Self.errors(log).isEmpty)
            for name in [HTTPField.Name.contentType, .cacheControl, .contentDisposition] {
                #expect(head.headers[name] == whole.headers[name])
            }
            #expect(try await api.call(.head, path + "?no=1").status == .badRequest)
        }
    }

    @Test("A batch that the storage ends names no line, though its body is broken as well")
    func brokenLine() async throws {
        try await FinanceFixture.run { api in
            let body = "[" + FinanceFixture.shortForm() + "\n!"
            let whole = try #require(try await api.post("/transactions/batch?mode=each", body).jsonLines.last)
            #expect(whole["broken_off"]["code"] == "malformed-json" && whole["broken_off"]["line"] == 2)
            try Self.intrude(api.ledger, "DROP TABLE counter")
            let refused = try #require(try await api.post("/transactions/batch?mode=each", body).jsonLines.last)
            #expect(refused["broken_off"]["code"] == "internal-error" && refused["broken_off"]["line"] == .null)
        }
    }

    @Test("A company whose ledger is damaged is not told to try again, and the log says why")
    func damagedMandant() async throws {
        let log = CapturedLog()
        try await FinanceFixture.run(log: log) { api in
            let body = #"{"id":"muster","name":"Muster GmbH"}"#
            #expect(try await Self.makeMandant(api, body).status == .created)
            let file = api.ledger.directory + "/mandanten/muster/ledger.sqlite"
            try Data(repeating: 0x5a, count: 8_192).write(to: URL(filePath: file))
            let path = "\(FinanceRoute.mandanten)/muster/finanzen/accounts"
            let answer = try await api.client.execute(uri: path, method: .get)
            #expect(try answer.status == .internalServerError && answer.problem.code == "internal-error")
            #expect(Self.errors(log).map(\.message) == ["Unexpected error"])
            #expect(Self.errors(log).map { $0.metadata["path"] } == [path])
        }
    }

    @Test("A company that cannot be made is not told to try again, and the log says why")
    func unmakeableMandant() async throws {
        let log = CapturedLog()
        try await FinanceFixture.run(log: log) { api in
            try Data().write(to: URL(filePath: api.ledger.directory + "/mandanten"))
            let answer = try await Self.makeMandant(api, #"{"id":"muster","name":"Muster GmbH"}"#)
            #expect(try answer.status == .internalServerError && answer.problem.code == "internal-error")
            #expect(Self.errors(log).map(\.message) == ["Unexpected error"])
            #expect(Self.errors(log).map { $0.metadata["path"] } == [FinanceRoute.mandanten])
        }
    }

    private static func makeMandant(_ api: FinanceFixture, _ body: String) async throws -> TestResponse {
        try await api.client.execute(
            uri: FinanceRoute.mandanten, method: .post, headers: [.contentType: "application/json"],
            body: ByteBuffer(string: body))
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
