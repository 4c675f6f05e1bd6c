import Crypto
import FinanceCore
import Foundation
import HTTPTypes
import HummingbirdTesting
import Shared
import TestSupport
import Testing

/// `/integrity`, proofs and the export of the journal, as somebody checks them who has nothing but the answers.
@Suite struct IntegrityRouteTests {
    private static func lines(_ response: TestResponse) throws -> [JSONValue] {
        try response.text.split(separator: "\n").map { try JSONDecoder().decode(JSONValue.self, from: Data($0.utf8)) }
    }

    @Test("progress is told on the way, and the last line has the verdict", arguments: [10, 7, 1, 25, 100] as [Int64])
    func progress(_ stride: Int64) async throws {
        try await FinanceFixture.run(integrityStride: stride) { fixture in
            for _ in 1...25 { _ = try await fixture.book() }
            let head = try await fixture.ledger.verifyChain(from: 1, through: 25).head.description
            let response = try await fixture.get("/integrity")
            #expect(response.headers[.contentType] == "application/x-ndjson")
            let lines = try Self.lines(response)
            let stops = Swift.stride(from: stride, to: 25, by: Int(stride)).map(Int.init)
            #expect(lines.map { $0["through"].intValue } == stops + [25])
            #expect(lines.dropLast().allSatisfy { $0["ok"] == .null && $0["faults"] == .null })
            #expect(lines.last?["ok"] == true && lines.last?["head"].stringValue == head)
            for place in stops {
                let part = try await fixture.ledger.verifyChain(from: 1, through: Int64(place)).head.description
                #expect(lines.first { $0["through"].intValue == place }?["head"].stringValue == part)
            }
        }
    }

    @Test("who was cut off goes on behind the last line, and comes to the same head")
    func from() async throws {
        try await FinanceFixture.run(integrityStride: 10) { fixture in
            for _ in 1...25 { _ = try await fixture.book() }
            let whole = try Self.lines(try await fixture.get("/integrity"))
            let rest = try Self.lines(try await fixture.get("/integrity?from=11"))
            #expect(rest.map { $0["from"].intValue } == [11, 11] && rest.map { $0["through"].intValue } == [20, 25])
            #expect(rest.last?["head"] == whole.last?["head"] && rest.last?["ok"] == true)
            let part = try Self.lines(try await fixture.get("/integrity?from=5&through=12"))
            #expect(part.count == 1 && part[0]["from"].intValue == 5 && part[0]["through"].intValue == 12)
            let behind = try Self.lines(try await fixture.get("/integrity?from=26"))
            #expect(behind.count == 1 && behind[0]["ok"] == true && behind[0]["through"].intValue == 25)
            #expect(try await fixture.get("/integrity?from=0").status == .unprocessableContent)
        }
    }

    /// Changes the file of a running ledger as another program would.
    private static func intrude(_ folder: String, _ sql: String) throws {
        try LedgerConnection(path: folder + "/ledger.sqlite").execute(sql)
    }

    @Test(
        "a fault ends the verification and is named, in the reader's language",
        arguments: [
            ("DROP TRIGGER transaction_no_update; UPDATE \"transaction\" SET text = 'x' WHERE seq = 17", 17),
            ("DROP TRIGGER transaction_no_delete; DELETE FROM \"transaction\" WHERE seq = 12", 12),
            ("DROP TRIGGER transaction_no_delete; DELETE FROM \"transaction\" WHERE seq > 23", 24),
        ])
    func fault(_ sql: String, _ sequence: Int) async throws {
        try await FinanceFixture.run(integrityStride: 10) { fixture in
            for _ in 1...25 { _ = try await fixture.book() }
            #expect(try Self.lines(try await fixture.get("/integrity")).last?["ok"] == true)
            try Self.intrude(fixture.ledger.directory, sql)
            let german = try await fixture.call(.get, "/integrity", headers: [.acceptLanguage: "de"])
            for (response, word) in [(german, "Buchung"), (try await fixture.get("/integrity"), "Transaction")] {
                #expect(response.status == .ok)
                let last = try #require(try Self.lines(response).last)
                #expect(last["ok"] == false)
                let fault = try #require(last["faults"].elements.first)
                #expect(fault["sequence"].intValue == sequence, "\(response.text)")
                #expect(fault["code"].stringValue?.isEmpty == false)
                #expect(fault["detail"].stringValue?.hasPrefix("\(word) \(sequence):") == true, "\(response.text)")
            }
        }
    }

    @Test("a counter that says something else than the journal is named") func counter() async throws {
        try await FinanceFixture.run { fixture in
            try Self.intrude(fixture.ledger.directory, "INSERT INTO counter VALUES ('journal:1999', 3)")
            let last = try #require(try Self.lines(try await fixture.get("/integrity")).last)
            #expect(last["ok"] == false && last["faults"].elements.first?["sequence"].intValue == 1)
        }
    }

    @Test("a number that is missing where progress is told is found") func gap() async throws {
        let prepare: @Sendable (LedgerStore) async throws -> Void = { ledger in
            for _ in 1...10 { _ = try await ledger.post(try Self.draft()) }
            await ledger.close()
            // A ledger that has lost a number by itself: the chain is sound, the numbers are not.
            try Self.intrude(ledger.directory, "UPDATE counter SET value = value + 1 WHERE name = 'journal:2026'")
        }
        try await FinanceFixture.run(integrityStride: 10, prepare: prepare) { fixture in
            for _ in 1...15 { _ = try await fixture.book() }
            let lines = try Self.lines(try await fixture.get("/integrity"))
            #expect(lines.map { $0["through"].intValue } == [10, 20])
            #expect(lines.last?["ok"] == false)
            let fault = try #require(lines.last?["faults"].elements.first)
            #expect(fault["code"].stringValue == "journal-number" && fault["sequence"].intValue == 11)
        }
    }

    private static func draft() throws -> TransactionDraft {
        let amount = Amount(minor: 100, currency: .eur)
        return try TransactionDraft(
            date: try #require(BookingDate(iso: "2026-01-15")), text: "x",
            lines: [
                LineDraft(account: try #require(AccountNumber("1400")), side: .debit, amount: amount),
                LineDraft(account: try #require(AccountNumber("8400")), side: .credit, amount: amount),
            ])
    }

    // What follows uses SHA-256 and the documented rules, and nothing of the ledger's own code.

    private static func bytes(hex text: String?) throws -> [UInt8] {
        let digits = Array(try #require(text).utf8)
        return try stride(from: 0, to: digits.count, by: 2).map {
            try #require(UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16))
        }
    }

    private static func head(after previous: [UInt8], _ sequence: Int, _ leaf: [UInt8]) -> [UInt8] {
        let place = (0..<8).reversed().map { UInt8(truncatingIfNeeded: sequence >> ($0 * 8)) }
        return Array(SHA256.hash(data: [2] + previous + place + leaf))
    }

    @Test("a proof holds by SHA-256 alone, for itself and up to a later head, and for nothing else")
    func proof() async throws {
        try await FinanceFixture.run { fixture in
            var ids: [String] = []
            for index in 1...20 {
                ids.append(try #require(try await fixture.book(text: "Büro \(index)")["id"].stringValue))
            }
            let known = try #require(
                try Self.lines(try await fixture.get("/integrity")).last?["head"].stringValue)
            for (index, id) in ids.enumerated() {
                let answer = try await fixture.get("/transactions/\(id)/proof?through=20")
                let proof = try answer.json
                let form = try Self.bytes(hex: proof["form"].stringValue)
                let leaf = Array(SHA256.hash(data: form))
                #expect(try Self.bytes(hex: proof["leaf"].stringValue) == leaf)
                #expect(proof["sequence"].intValue == index + 1)
                var head = Self.head(after: try Self.bytes(hex: proof["previous_head"].stringValue), index + 1, leaf)
                #expect(try Self.bytes(hex: proof["head"].stringValue) == head)
                for (offset, next) in proof["path"].elements.enumerated() {
                    head = Self.head(after: head, index + 2 + offset, try Self.bytes(hex: next.stringValue))
                }
                #expect(proof["path"].elements.count == 19 - index && proof["through"].intValue == 20)
                #expect(head == (try Self.bytes(hex: known)))
                #expect(proof["final_head"].stringValue == known)
                // The text is in the form as it was booked.
                #expect(String(decoding: form, as: UTF8.self).contains("Büro \(index + 1)"))
            }
            let alone = try await fixture.get("/transactions/\(ids[4])/proof").json
            #expect(alone["path"].elements.isEmpty && alone["final_head"] == alone["head"])
            #expect(try await fixture.get("/transactions/\(ids[4])/proof?through=4").status == .unprocessableContent)
            #expect(try await fixture.get("/transactions/\(ids[4])/proof?through=21").status == .unprocessableContent)
        }
    }

    @Test("the export of the journal verifies, also by SHA-256 alone") func export() async throws {
        try await FinanceFixture.run { fixture in
            for index in 1...30 { _ = try await fixture.book(text: "\\\"Büro\\\"\\n\(index)") }
            _ = try await fixture.post("/locks", #"{"kind":"hard","through":"2025-12-31","reason":"Abschluss"}"#)
            let response = try await fixture.get("/export/journal")
            #expect(response.status == .ok && response.headers[.contentType] == "application/x-ndjson")
            #expect(response.headers[.contentDisposition] == "attachment; filename=\"journal.ndjson\"")
            var verifier = JournalExportVerifier()
            for line in response.text.split(separator: "\n") { verifier.add(Array(line.utf8)) }
            verifier.finish()
            #expect(verifier.report.fault == nil && verifier.report.transactions == 30)
            #expect(verifier.report.ledger == FinanceRoute.prefix)
            let head = try Self.lines(try await fixture.get("/integrity")).last?["head"].stringValue
            #expect(verifier.report.head.description == head)
            try Self.checkByHand(try Self.lines(response))
        }
    }

    /// Both chains from the lines alone: leaf by leaf, as docs/ledger.md has it.
    private static func checkByHand(_ lines: [JSONValue]) throws {
        var (head, recordHead) = ([UInt8](repeating: 0, count: 32), [UInt8](repeating: 0, count: 32))
        func big(_ value: Int?) throws -> [UInt8] {
            let value = try #require(value)
            return (0..<8).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
        }
        for line in lines.dropFirst().dropLast() {
            let leaf = try Self.bytes(hex: line["leaf"].stringValue)
            if line["type"].stringValue == "transaction" {
                head = Self.head(after: head, try #require(line["sequence"].intValue), leaf)
                #expect(try Self.bytes(hex: line["head"].stringValue) == head)
            } else {
                let places = try big(line["record"].intValue) + big(line["ledger_seq"].intValue)
                recordHead = Array(SHA256.hash(data: [3] + recordHead + places + head + leaf))
                #expect(try Self.bytes(hex: line["record_head"].stringValue) == recordHead)
            }
        }
        #expect(try Self.bytes(hex: lines.last?["head"].stringValue) == head)
        #expect(try Self.bytes(hex: lines.last?["record_head"].stringValue) == recordHead)
    }
}
