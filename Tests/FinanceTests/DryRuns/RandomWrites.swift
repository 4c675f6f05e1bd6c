import FinanceCore
import HTTPTypes
import HummingbirdTesting
import ServiceKit
import Shared
import TestSupport

/// Requests that change a ledger, a third of them such that the ledger refuses; the same ones for the same seed.
struct RandomWrites {
    /// A request, without its `dry_run`.
    struct Write: CustomStringConvertible {
        var method = HTTPRequest.Method.post
        let path: String
        var body: String?
        var headers: HTTPFields = [:]

        var description: String { "\(method) \(path) \(body ?? "")" }
    }

    private var random: SeededGenerator
    private var transactions: [String] = []
    private var count = 0

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// The next one; what it needs, a draft say, is made before.
    mutating func next(_ api: FinanceFixture) async throws -> Write {
        count += 1
        switch number(10) {
        case 0: return Write(path: "/transactions?expand=balances", body: transaction())
        case 1: return Write(path: "/transactions/\(pick(transactions) ?? Self.unknown)/reversal?expand=balances")
        case 2: return account()
        case 3: return change()
        case 4: return lock()
        case 5: return try await draft(api)
        case 6: return try await batch(api)
        case 7: return Write(path: "/transactions/batch?expand=balances", body: "[\(items().joined(separator: ","))]")
        case 8:
            return Write(
                path: "/transactions/batch?mode=each", body: items().joined(separator: "\n"),
                headers: [.contentType: "application/x-ndjson"])
        default: return document()
        }
    }

    /// Keeps the ids of what was posted, for reversals and documents.
    mutating func learn(from answer: TestResponse, of write: Write) async {
        guard write.path.hasPrefix("/transactions?"), let id = try? answer.json["id"].stringValue else { return }
        transactions.append(id)
    }

    private static let unknown = "01950000-0000-7000-8000-00000000ffff"

    private mutating func number(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

    private mutating func pick<Element>(_ elements: [Element]) -> Element? { elements.randomElement(using: &random) }

    private mutating func transaction() -> String {
        let debit = pick(["1400", "1200", "1000", "4930", "9999999"]) ?? ""
        let credit = pick(["8400", "1200", "1000", "1600"]) ?? ""
        let day = "2026-0\(1 + number(6))-1\(number(10))"
        let id = number(4) == 0 ? "\"id\":\"\(ownID())\"," : ""
        let expectation = number(5) == 0 ? #","expect":[{"account":"1200","balance":{"gte":"0.00"}}]"# : ""
        return """
            {\(id)"date":"\(day)","description":"Nr. \(count)","amount":"\(1 + number(90)).00",\
            "debit_account":"\(debit)","credit_account":"\(credit)"\(expectation)}
            """
    }

    /// One of a few, so that some are used twice.
    private mutating func ownID() -> String { "01950000-0000-7000-8000-0000000000\(10 + number(20))" }

    private mutating func items() -> [String] {
        var items = (0...number(5)).map { _ in transaction() }
        if number(2) == 0, let first = items.first { items.append(first) }
        return items
    }

    private mutating func account() -> Write {
        Write(path: "/accounts", body: #"{"id":"77\#(10 + number(30))","name":"Konto","category":"asset"}"#)
    }

    private mutating func change() -> Write {
        let changes = [
            #"{"name":"Name \#(count)"}"#, #"{"never_negative":true}"#, #"{"active":false}"#, #"{"active":true}"#,
            #"{"name":""}"#, #"{"valid_until":"2026-03-31"}"#,
        ]
        let number = pick(["1000", "1200", "1400", "1600", "123456"]) ?? ""
        return Write(
            method: .patch, path: "/accounts/\(number)", body: pick(changes), headers: [.ifMatch: "*"])
    }

    private mutating func lock() -> Write {
        let day = pick(["2025-12-31", "2026-01-31", "2026-02-28", "2026-01-15", "2099-12-31"]) ?? ""
        let kind = pick(["soft", "vat", "hard", "year"]) ?? ""
        return Write(path: "/locks", body: #"{"kind":"\#(kind)","through":"\#(day)"}"#)
    }

    private mutating func draft(_ api: FinanceFixture) async throws -> Write {
        let body = number(4) == 0 ? #"{"description":"unfertig"}"# : transaction()
        let draft = try await api.post("/drafts", body).json["id"].stringValue ?? Self.unknown
        return Write(path: "/drafts/\(draft)/post?expand=balances")
    }

    private mutating func batch(_ api: FinanceFixture) async throws -> Write {
        let batch = try await api.post("/batches", #"{"description":"Stapel"}"#).json["id"].stringValue ?? Self.unknown
        for _ in 0...number(3) { _ = try await api.post("/drafts?batch=\(batch)", transaction()) }
        return Write(path: "/batches/\(batch)/post?expand=balances")
    }

    private mutating func document() -> Write {
        let link = number(3) == 0 ? pick(transactions) ?? Self.unknown : Self.unknown
        let links = number(2) == 0 ? "" : #","transactions":["\#(link)"]"#
        let body = """
            {"type":"rechnung","date":"2026-01-15","filename":"\(count).txt","content_base64":"QUJD"\(links)}
            """
        return Write(path: "/documents", body: body)
    }
}
