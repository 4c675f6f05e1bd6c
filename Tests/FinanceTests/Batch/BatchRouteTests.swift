import FinanceCore
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import ServiceKit
import Shared
import TestSupport
import Testing

@testable import Finance

@Suite("Batch route") struct BatchRouteTests {
    private static func item(_ index: Int, debit: String = "1400", amount: String = "1.00") -> String {
        let id = EntityID(high: 0x0195_0000_0000_7000, low: 1 << 63 | UInt64(index))
        return
            #"{"id":"\#(id)","date":"2026-01-15","amount":"\#(amount)","debit_account":"\#(debit)","credit_account":"8400"}"#
    }

    private static func verdicts(_ answer: TestResponse) throws -> [JSONValue] {
        try answer.text.split(separator: "\n").map { try JSONDecoder().decode(JSONValue.self, from: Data($0.utf8)) }
    }

    private static let lines: HTTPFields = [.contentType: "application/x-ndjson"]

    @Test("An array is booked whole, with one receipt per item") func atomic() async throws {
        try await FinanceFixture.run { api in
            let body = "[\n" + (1...300).map { Self.item($0) }.joined(separator: ",\n") + "\n]\n"
            let answer = try await api.post("/transactions/batch", body)
            #expect(answer.status == .created)
            let json = try answer.json
            #expect(json["count"] == 300)
            #expect(json["transactions"].elements.map { $0["sequence"] } == (1...300).map { JSONValue.integer($0) })
            #expect(try await api.balance("1400") == "300.00")
            let again = try await api.post("/transactions/batch", body)
            #expect(again.status == .ok && again.headers[.idempotencyReplayed] == "true")
            #expect(try await api.balance("1400") == "300.00")
        }
    }

    @Test("One faulty item refuses the whole array, and every fault is named") func atomicFaults() async throws {
        try await FinanceFixture.run { api in
            let items = [
                Self.item(1), Self.item(2, amount: "x"), Self.item(3), #"{"date":"2026-13-01"}"#, Self.item(5),
            ]
            let answer = try await api.post("/transactions/batch", "[" + items.joined(separator: ",") + "]")
            #expect(answer.status == .unprocessableContent)
            let faults = try answer.problem.faults
            #expect(faults.contains("/1/amount amount-malformed"))
            #expect(faults.contains("/3/date date-malformed"))
            #expect(api.ledger.sequence == 0)
            let unknown = try await api.post(
                "/transactions/batch", "[\(Self.item(1)),\(Self.item(2, debit: "999999"))]")
            #expect(try unknown.problem.faults == ["/1/debit_account unknown-account"])
            #expect(api.ledger.sequence == 0)
        }
    }

    @Test("Faults that only the ledger sees are named beside those of items that cannot be read, in order")
    func allFaultsAtOnce() async throws {
        try await FinanceFixture.run { api in
            #expect(try await api.post("/locks", #"{"kind":"hard","through":"2025-12-31"}"#).status == .created)
            let body = [
                Self.item(0, debit: "999999"), #"{"date":"2026-13-01"}"#, Self.item(2),
                FinanceFixture.shortForm(date: "2025-06-30"), Self.item(4, amount: "x"),
            ]
            for type in ["application/json", "application/x-ndjson"] {
                let answer = try await api.post(
                    "/transactions/batch?mode=atomic",
                    type == "application/json" ? "[\(body.joined(separator: ","))]" : body.joined(separator: "\n"),
                    headers: [.contentType: type])
                let faults = try answer.problem.faults
                #expect(faults.first == "/0/debit_account unknown-account")
                #expect(faults.last == "/4/amount amount-malformed")
                #expect(faults.contains("/1/date date-malformed") && faults.contains { $0.hasPrefix("/3/date") })
                #expect(!faults.contains { $0.hasPrefix("/2") })
                // In NDJSON each item has a line of its own.
                let lines = Set(try answer.problem.errors?.map(\.line) ?? [])
                #expect(lines == (type == "application/json" ? [1] : [1, 2, 4, 5]))
            }
            #expect(api.ledger.sequence == 0)
        }
    }

    @Test(
        "A frame that is no array is refused with its place",
        arguments: [
            "{}", "[", "[{}", "[1]", #"[{"date":"2026-01-15"} {"date"}]"#, "[]x", "", "[,]",
        ])
    func brokenArray(_ body: String) async throws {
        try await FinanceFixture.run { api in
            let answer = try await api.post("/transactions/batch", body)
            #expect(answer.status == .badRequest || answer.status == .unprocessableContent, "\(answer.text)")
            #expect(api.ledger.sequence == 0)
        }
    }

    @Test("In a stream each item has its own verdict, in order, and the good ones stand") func each() async throws {
        try await FinanceFixture.run { api in
            var items = (0..<40).map { Self.item($0) }
            items[3] = Self.item(3, debit: "999999")
            items[7] = "{\"date\":\"2026-01-15\"}"
            items[9] = "no JSON"
            items[11] = items[10]
            items[13] = Self.item(12, amount: "2.00")
            let answer = try await api.post(
                "/transactions/batch?mode=each", items.joined(separator: "\n"), headers: Self.lines)
            #expect(answer.status == .ok)
            let verdicts = try Self.verdicts(answer)
            let own = verdicts.filter { $0["index"] != .null }
            #expect(own.map { $0["index"] } == (0..<40).map { JSONValue.integer($0) })
            #expect(own[3]["errors"].elements.map { $0["code"] } == ["unknown-account"])
            #expect(own[7]["status"] == "refused" && own[9]["code"] == "malformed-json")
            #expect(own[11]["status"] == "replayed" && own[11]["sequence"] == own[10]["sequence"])
            #expect(own[13]["code"] == "idempotency-key-reused")
            let done = try #require(verdicts.last)["done"]
            #expect(done["received"] == 40 && done["posted"] == 35 && done["replayed"] == 1 && done["refused"] == 4)
            #expect(api.ledger.sequence == 35)
            let failures = try await api.post(
                "/transactions/batch?mode=each&verdicts=failures", items.joined(separator: "\n"), headers: Self.lines)
            #expect(try Self.verdicts(failures).filter { $0["index"] != .null }.count == 4)
        }
    }

    @Test("More than one chunk is booked in order, whatever the size of the pieces") func chunks() async throws {
        try await FinanceFixture.run { api in
            let count = LedgerStore.chunkSize * 2 + 77
            let body = (0..<count).map { Self.item($0) }.joined(separator: "\n")
            let answer = try await api.post("/transactions/batch?mode=each", body, headers: Self.lines)
            let verdicts = try Self.verdicts(answer)
            #expect(verdicts.filter { $0["progress"] != .null }.count == 3)
            #expect(verdicts.last?["done"]["posted"] == .integer(Int64(count)))
            #expect(api.ledger.sequence == Int64(count))
        }
    }

    @Test("Items are cut the same wherever the pieces of the body end", arguments: [1, 2, 3] as [UInt64])
    func framing(_ seed: UInt64) async throws {
        try await FinanceFixture.run { api in
            var random = SeededGenerator(seed: seed)
            let items = (0..<30).map { index in
                index % 7 == 3 ? #"{"id":"x","description":"a \"}] {\\","lines":[{},[]]}"# : Self.item(index)
            }
            let csv =
                "date;debit_account;credit_account;amount;description\n"
                + (0..<30).map { "2026-01-15;1400;8400;\($0 + 1).00;\"a;\"\"\nb\"" }.joined(separator: "\r\n")
            for (format, body) in [
                (BatchFormat.array, "[" + items.joined(separator: " , ") + "]"),
                (.lines, items.joined(separator: "\r\n") + "\n\n"), (.csv, csv),
            ] {
                let whole = try Self.items(format, [Array(body.utf8)], api.ledger)
                #expect(whole.count == 30)
                for _ in 0..<20 {
                    var pieces: [[UInt8]] = []
                    var rest = Array(body.utf8)[...]
                    while !rest.isEmpty {
                        let length = min(rest.count, Int.random(in: 1...40, using: &random))
                        pieces.append(Array(rest.prefix(length)))
                        rest = rest.dropFirst(length)
                    }
                    #expect(try Self.items(format, pieces, api.ledger) == whole)
                }
            }
        }
    }

    private static func items(
        _ format: BatchFormat, _ pieces: [[UInt8]], _ ledger: LedgerStore
    ) throws -> [String] {
        var reader = BatchItems(format) { BatchController.decode($0, ledger) }
        var items: [PlacedItem] = []
        for piece in pieces {
            reader.append(ByteBuffer(bytes: piece))
            try reader.take(into: &items, atMost: 1_000)
        }
        reader.complete()
        try reader.take(into: &items, atMost: 1_000)
        return items.map { "\($0)" }
    }

    @Test("The CSV form names its columns and the faults of its rows") func csv() async throws {
        try await FinanceFixture.run { api in
            let body = """
                date,debit_account,credit_account,amount,document_number,description
                2026-01-15,1400,8400,119.00,R-1,"Büro, groß"
                2026-01-16,1400,8400,1,,
                2026-01-16,1400,8400,1.005,,
                2026-01-16,1400,77777777,1.00,,
                2026-01-16,1400
                """
            let headers: HTTPFields = [.contentType: "text/csv; charset=utf-8"]
            let answer = try await api.post("/transactions/batch?mode=each", body, headers: headers)
            let verdicts = try Self.verdicts(answer)
            #expect(verdicts.map { $0["status"] }.prefix(5) == ["posted", "posted", "refused", "refused", "refused"])
            #expect(verdicts[2]["errors"].elements[0]["code"] == "amount-too-many-decimals")
            #expect(verdicts[3]["errors"].elements[0]["pointer"] == "/credit_account")
            #expect(verdicts[4]["errors"].elements[0]["code"] == "column-count")
            let list = try await api.get("/transactions").json["transactions"].elements
            #expect(list[0]["description"] == "Büro, groß" && list[0]["document_number"] == "R-1")
            let wrong = try await api.post("/transactions/batch", "date,sum\n1,2", headers: headers)
            #expect(wrong.status == .unprocessableContent)
            #expect(
                try wrong.problem.faults == [
                    " column-unknown", " column-missing", " column-missing", " column-missing",
                ])
        }
    }

    @Test("A stream that breaks off says what stands") func brokenOff() async throws {
        try await FinanceFixture.run { api in
            let answer = try await api.post("/transactions/batch?mode=each", "[\(Self.item(1)),\(Self.item(2))")
            let last = try #require(try Self.verdicts(answer).last)["broken_off"]
            #expect(last["posted"] == 2 && last["code"] == "malformed-json")
            #expect(api.ledger.sequence == 2)
            let huge = Self.item(3) + "\n" + #"{"description":""# + String(repeating: "x", count: 1_100_000)
            let large = try await api.post("/transactions/batch?mode=each", huge, headers: Self.lines)
            #expect(try Self.verdicts(large).last?["broken_off"]["code"] == "content-too-large")
            #expect(api.ledger.sequence == 3)
        }
    }

    @Test(
        "An import blames the service, not the file, for what is the service's fault",
        arguments: [
            ("storage", true), ("internal-error", true), ("closing", true), ("queue-full", true),
            ("malformed-json", false), ("content-too-large", false),
        ])
    func blame(_ code: String, _ isUnavailable: Bool) throws {
        var outcome = ImportOutcome(failures: nil) { _ in }
        try outcome.read(
            #"{"broken_off":{"posted":1,"replayed":0,"refused":0,"ledger_seq":1,"code":"\#(code)","detail":"x"}}"#)
        #expect(outcome.isUnavailable == isUnavailable && outcome.obstacle == "x" && !outcome.isWhole)
    }

    @Test("Unknown modes and media types are refused") func refused() async throws {
        try await FinanceFixture.run { api in
            #expect(try await api.post("/transactions/batch?mode=some", "[]").status == .unprocessableContent)
            let xml = try await api.post("/transactions/batch", "<a/>", headers: [.contentType: "text/xml"])
            #expect(xml.status == .unsupportedMediaType)
            #expect(try await api.post("/transactions/batch", "[]").status == .unprocessableContent)
        }
    }
}
