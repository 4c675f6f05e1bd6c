import Finance
import Foundation
import HTTPTypes
import HummingbirdTesting
import Shared
import TestSupport
import Testing

@Suite("Faults with a mechanical fix") struct FixRouteTests {
    private static let head = #""date":"2026-01-15","description":"x""#

    private static func lines(_ lines: String...) -> String { "{\(head),\"lines\":[\(lines.joined(separator: ","))]}" }

    /// A faulty booking, the code that it meets, and a piece of the mended one.
    private static let faulty: [(body: String, code: String, mended: String)] = [
        (
            lines(
                #"{"account":"1400","debit":"1190.00"}"#, #"{"account":"8400","credit":"1000.00"}"#,
                #"{"account":"1776","credit":"180.00"}"#), "unbalanced", "1180.00"
        ),
        (
            lines(
                #"{"account":"4200","debit":"100.00"}"#, #"{"account":"1576","debit":"19.00"}"#,
                #"{"account":"1600","credit":"100.00"}"#), "unbalanced", "119.00"
        ),
        (lines(#"{"account":"1400","debit":"5.00"}"#, #"{"account":"8400","credit":"6.00"}"#), "unbalanced", "5.00"),
        (lines(#"{"account":"1400","debit":"5.00"}"#, #"{"account":"8400"}"#), "amount-missing", "5.00"),
        (
            lines(#"{"account":"1400","debit":"5.00"}"#, #"{"account":"8400","debit":"-5.00"}"#), "amount-negative",
            "credit"
        ),
        (FinanceFixture.shortForm(amount: "-5.00"), "amount-negative", #""debit_account":"8400""#),
        (FinanceFixture.shortForm().replacing("\"1400\"", with: "1400"), "wrong-type", #""1400""#),
        (
            lines(#"{"account":1400,"debit":"5.00"}"#, #"{"account":"8400","credit":"5.00"}"#), "wrong-type", #""1400""#
        ),
        (FinanceFixture.shortForm(amount: "1.5000"), "amount-too-many-decimals", "1.50"),
        (
            FinanceFixture.shortForm(amount: "7.00").replacing("{", with: #"{"currency":"JPY","#),
            "amount-too-many-decimals", "7"
        ),
        (FinanceFixture.shortForm(amount: "1.190,5"), "amount-malformed", "1190.5"),
        (FinanceFixture.shortForm(amount: " 12 "), "amount-malformed", "12"),
        (FinanceFixture.shortForm().replacing("{", with: #"{"currency":"usd","#), "currency-unknown", "USD"),
        (
            lines(#"{"account":"1400","debit":"5.00"}"#, #"{"account":"8400","credit":"5.00"}"#)
                .replacing("\"lines\"", with: "\"currency\":\"eur\",\"lines\""), "currency-unknown", "EUR"
        ),
        (
            lines(#"{"account":"1400","debit":"5.00","currency":"eur "}"#, #"{"account":"8400","credit":"5.00"}"#),
            "currency-unknown", "EUR"
        ),
        (FinanceFixture.shortForm().replacing("\"description\"", with: "\"descripton\""), "member-unknown", "Rechnung"),
        (
            lines(
                #"{"account":"1400","debit":"5.00","costCentre1":"A"}"#, #"{"account":"8400","credit":"5.00"}"#),
            "member-unknown", "cost_centre_1"
        ),
        (FinanceFixture.shortForm(date: "31.1.2026"), "date-malformed", "2026-01-31"),
        (FinanceFixture.shortForm(date: "20260131"), "date-malformed", "2026-01-31"),
        (FinanceFixture.shortForm(date: "2026/1/31"), "date-malformed", "2026-01-31"),
        (FinanceFixture.shortForm("14000000"), "unknown-account", "1400"),
        (FinanceFixture.shortForm(date: "2025-12-31"), "period-locked", "2026-01-01"),
    ]

    private static func prepare(_ api: FinanceFixture) async throws {
        _ = try await api.post("/locks", #"{"kind":"hard","through":"2025-12-31","reason":"Test"}"#)
        // A number with one neighbour only.
        _ = try await api.post("/accounts", #"{"id":"14000001","name":"Kunde","category":"asset"}"#)
    }

    @Test("Each patch, applied to the faulty booking, makes one that is taken", arguments: faulty.indices)
    func applied(_ index: Int) async throws {
        try await FinanceFixture.run { api in
            try await Self.prepare(api)
            let (body, code, mended) = Self.faulty[index]
            let answer = try await api.post("/transactions", body)
            let problem = try answer.problem
            let errors = problem.errors ?? []
            #expect(errors.allSatisfy { $0.fix != nil } && errors.contains { $0.code == code }, "\(answer.text)")
            var document = try JSONDecoder().decode(JSONValue.self, from: Data(body.utf8))
            for step in errors.flatMap({ $0.fix ?? [] }) { document = try document.applying(step) }
            let text = String(decoding: try JSONEncoder().encode(document), as: UTF8.self)
            #expect(text.contains(mended))
            let second = try await api.post("/transactions", text)
            #expect(second.status == .created, "\(second.text)")
        }
    }

    @Test("A negative amount with a tax key has no patch: the key would come to the other account")
    func keyedExchange() async throws {
        try await FinanceFixture.run { api in
            let body = FinanceFixture.shortForm(amount: "-119.00").replacing("{", with: #"{"tax_key":"3","#)
            let errors = try await api.post("/transactions", body).problem.errors ?? []
            #expect(errors.contains { $0.code == "amount-negative" && $0.fix == nil })
        }
    }

    /// A booking with one to four slips of the pen.
    private static func slipped(_ random: inout SeededGenerator) -> JSONValue {
        var body: JSONValue = .object([
            "date": "2026-01-15", "description": "x",
            "lines": .array([
                .object(["account": "1400", "debit": "1190.00"]), .object(["account": "8400", "credit": "1000.00"]),
                .object(["account": "1776", "credit": "190.00"]),
            ]),
        ])
        let slips: [(String, JSONValue?)] = [
            ("/date", "15.1.2026"), ("/date", "20260115"), ("/date", "2025-11-30"), ("/date", "31.2.2026"),
            ("/lines/0/debit", "1190,00"), ("/lines/0/debit", "1.190,0"), ("/lines/0/debit", "1190.0000"),
            ("/lines/0/debit", .integer(1180)), ("/lines/0/debit", "0.00"), ("/lines/0/account", "14000000"),
            ("/lines/0/account", "777777777"), ("/lines/0/currency", "eur"), ("/lines/1/credit", nil),
            ("/lines/1/credit", "-1000.00"), ("/lines/1/credit", .null), ("/lines/1/debit", "5.00"),
            ("/lines/1/currency", "usd "), ("/lines/2/credit", "190.001"), ("/lines/2/credit", "-190,00"),
            ("/lines/2/account", "17"), ("/lines/2/currency", "JPY"), ("/currency", "chf"),
            ("/general_reversal", .bool(true)), ("/lines", .array([])), ("/documentnumber", .integer(7)),
            ("/lines/1/acount", "1400"), ("/lines/2/TEXT", "y"), ("/colour", .null),
        ]
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let (path, value) = slips[Int.random(in: slips.indices, using: &random)]
            // A slip whose place is gone already is left out.
            body = (try? body.setting(value, at: path)) ?? body
        }
        return body
    }

    private static func text(_ value: JSONValue) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }

    @Test("A patch takes its own fault away, whatever else is wrong", arguments: [1, 2, 3] as [UInt64])
    func ownFault(_ seed: UInt64) async throws {
        try await FinanceFixture.run { api in
            try await Self.prepare(api)
            var random = SeededGenerator(seed: seed)
            var proposed = 0
            for _ in 0..<150 {
                let body = Self.slipped(&random)
                let answer = try await api.post("/transactions?dry_run=true", try Self.text(body))
                if answer.status == .ok { continue }
                for error in try answer.problem.errors ?? [] {
                    guard let fix = error.fix else { continue }
                    proposed += 1
                    let mended = try Self.text(try fix.reduce(body) { try $0.applying($1) })
                    let again = try await api.post("/transactions?dry_run=true", mended)
                    let left = again.status == .ok ? [] : try again.problem.errors ?? []
                    #expect(
                        !left.contains { $0.pointer == error.pointer && $0.code == error.code },
                        "\(error.pointer) \(error.code): \(mended)")
                }
            }
            #expect(proposed > 100, "\(proposed)")
        }
    }

    @Test("In a batch the patch is one of the whole batch, in the stream one of the item") func batch() async throws {
        try await FinanceFixture.run { api in
            let body = "[\(FinanceFixture.shortForm()),\(FinanceFixture.shortForm(date: "31.1.2026"))]"
            let errors = try await api.post("/transactions/batch", body).problem.errors
            #expect(errors?.map(\.fix) == [[PatchOperation(.replace, "/1/date", "2026-01-31")]])
            let stream = try await api.post("/transactions/batch?mode=each&verdicts=failures", body).text
            #expect(stream.contains(#""fix":[{"op":"replace","path":"/date","value":"2026-01-31"}]"#))
        }
    }

    @Test(
        "Where there is more than one reading, nothing is proposed",
        arguments: [
            FinanceFixture.shortForm(amount: "1.501"), FinanceFixture.shortForm(amount: "1,190"),
            FinanceFixture.shortForm(amount: "1.19,00"), FinanceFixture.shortForm(amount: "one"),
            FinanceFixture.shortForm(date: "31.2.2026"), FinanceFixture.shortForm(date: "1.2.26"),
            FinanceFixture.shortForm(date: "tomorrow"), FinanceFixture.shortForm("777777777"),
            FinanceFixture.shortForm().replacing("{", with: #"{"currency":"EURO","#),
            lines(
                #"{"account":"1400","debit":"5.00"}"#, #"{"account":"1400","debit":"5.00"}"#,
                #"{"account":"8400","credit":"6.00"}"#, #"{"account":"8400","credit":"6.00"}"#),
            lines(
                #"{"account":"1400","debit":"5.00"}"#, #"{"account":"8400","credit":"6.00","currency":"USD"}"#),
        ])
    func ambiguous(_ body: String) async throws {
        try await FinanceFixture.run { api in
            let answer = try await api.post("/transactions", body)
            #expect(answer.status == .unprocessableContent)
            #expect(try answer.problem.errors?.allSatisfy { $0.fix == nil } == true, "\(answer.text)")
        }
    }
}

extension JSONValue {
    /// RFC 6902, as far as the API makes use of it: members of objects, at any depth.
    fileprivate func applying(_ step: PatchOperation) throws -> JSONValue {
        if step.op == .move { return try moving(step) }
        return try applying(step, step.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst())
    }

    /// Another value at a place, or none.
    fileprivate func setting(_ value: JSONValue?, at path: String) throws -> JSONValue {
        let names = path.split(separator: "/").map(String.init)
        return try setting(value, names[...])
    }

    private func setting(_ value: JSONValue?, _ path: ArraySlice<String>) throws -> JSONValue {
        guard let name = path.first else { return try #require(value) }
        switch self {
        case .object(var members):
            if path.count == 1 {
                members[name] = value
            } else {
                let inner = members[name] ?? .null
                members[name] = try inner.setting(value, path.dropFirst())
            }
            return .object(members)
        case .array(var elements):
            guard let index = Int(name), elements.indices.contains(index) else {
                throw FixtureFault(description: "\(name) leads nowhere")
            }
            elements[index] = try elements[index].setting(value, path.dropFirst())
            return .array(elements)
        default:
            throw FixtureFault(description: "\(name) leads nowhere")
        }
    }

    /// The value at a place.
    private func value(at path: ArraySlice<Substring>) throws -> JSONValue {
        guard let name = path.first.map(String.init) else { return self }
        let inner: JSONValue?
        switch self {
        case .object(let members): inner = members[name]
        case .array(let elements): inner = Int(name).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
        default: inner = nil
        }
        return try #require(inner).value(at: path.dropFirst())
    }

    private func moving(_ step: PatchOperation) throws -> JSONValue {
        let from = try #require(step.from)
        let moved = try value(at: from.split(separator: "/", omittingEmptySubsequences: false).dropFirst())
        return try applying(PatchOperation(.remove, from)).setting(moved, at: step.path)
    }

    private func applying(_ step: PatchOperation, _ path: ArraySlice<Substring>) throws -> JSONValue {
        let name = String(try #require(path.first))
        switch self {
        case .object(var members):
            if path.count > 1 {
                members[name] = try #require(members[name]).applying(step, path.dropFirst())
            } else {
                // "replace" and "remove" need a member that is there (RFC 6902 §4.2, §4.3).
                if step.op != .add { _ = try #require(members[name]) }
                members[name] = step.op == .remove ? nil : .string(try #require(step.value))
            }
            return .object(members)
        case .array(var elements):
            let index = try #require(Int(name))
            try #require(elements.indices.contains(index))
            elements[index] = try elements[index].applying(step, path.dropFirst())
            return .array(elements)
        default:
            throw FixtureFault(description: "\(step.path) leads nowhere")
        }
    }

    private struct FixtureFault: Error { let description: String }
}
