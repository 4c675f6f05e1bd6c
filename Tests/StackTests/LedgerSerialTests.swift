import Foundation
import Glibc
import Shared
import TestSupport
import Testing

/// The ledger as a real process: what it acknowledged is on disk.
@Suite(.serialized)
struct LedgerSerialTests {
    private static let sample = BuiltProducts.sample("datev/EXTF_Buchungsstapel.csv")

    @Test(.enabled(if: sample != nil, "the samples in ../shared/data are not on this machine"))
    func `the DATEV sample is imported and its balances are right`() async throws {
        let file = try #require(Self.sample)
        try await StackFixture.run { stack in
            let finance = HTTPCaller(stack.financeURL)
            let bytes = try Data(contentsOf: file)
            let path = FinanceRoute.imports + "/datev?create_missing=true"
            let imported = try await finance.call("POST", path, headers: ["Content-Type": "text/csv"], body: bytes)
            #expect(imported.status == 201, "\(imported.text)")
            let balances = try await trialBalance(finance)
            #expect(balances.count == 41)
            #expect(balances.values.reduce(0, +) == 0)
            let expected = ["8400": "-30540.26", "10400": "66976.12", "40100": "25776.46", "1200": "2616.62"]
            for (account, balance) in expected { #expect(balances[account] == Decimal(string: balance)) }
            let list = try await finance.get(FinanceRoute.transactions + "?limit=1000").json
            #expect(list["count"].intValue == 38)
        }
    }

    @Test func `kill -9 under concurrent posting loses no acknowledged transaction`() async throws {
        try await withTemporaryFolder { folder in
            let environment = ["PORT": "0", "DATA_DIR": folder.path, "OBSERVER_SERVICE_URL": "none"]
            let process = ServiceProcess("Finance", environment: environment, folder: folder)
            try await process.start()
            let finance = HTTPCaller(try await process.waitUntilReady())
            let acknowledged = try await postUntilKilled(finance, process)
            #expect(acknowledged.count > 20)
            try await process.restart()
            for id in acknowledged.keys {
                let found = try await finance.get(FinanceRoute.transactions + "/\(id)")
                #expect(found.status == 200, "\(id) is lost")
            }
            let balances = try await trialBalance(finance)
            #expect(balances.values.reduce(0, +) == 0)
            let stored = try await allTransactions(finance)
            #expect(Set(acknowledged.keys).isSubset(of: stored.map(\.id)))
            let cents = stored.map(\.cents).reduce(0, +)
            #expect(balances["1400"] == Decimal(cents) / 100)
            await process.end(with: SIGKILL)
        }
    }

    /// Posts from many tasks, kills the process in the middle; returns cents by acknowledged id.
    private func postUntilKilled(_ finance: HTTPCaller, _ process: ServiceProcess) async throws -> [String: Int] {
        try await withThrowingTaskGroup(of: [String: Int].self) { group in
            for worker in 1...16 {
                group.addTask {
                    var acknowledged: [String: Int] = [:]
                    for number in 1...10_000 {
                        let cents = worker * 1_000 + number % 997 + 1
                        // The process dies while requests are open: an error means "not acknowledged".
                        guard let answer = try? await post(finance, cents: cents), answer.status == 201 else { break }
                        acknowledged[answer.json["id"].stringValue ?? ""] = cents
                    }
                    return acknowledged
                }
            }
            group.addTask {
                try await eventually("some postings") {
                    let count = try? await finance.get(FinanceRoute.transactions + "?limit=1000").json["count"].intValue
                    return (count ?? 0) > 200
                }
                await process.end(with: SIGKILL)
                return [:]
            }
            return try await group.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
        }
    }

    private func post(_ finance: HTTPCaller, cents: Int) async throws -> HTTPCaller.Answer {
        let amount = "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
        return try await finance.post(
            FinanceRoute.transactions,
            json: .object([
                "date": "2026-01-15", "description": "under load", "amount": .string(amount),
                "debit_account": "1400", "credit_account": "8400",
            ]))
    }

    private func allTransactions(_ finance: HTTPCaller) async throws -> [(id: String, cents: Int)] {
        var all: [(String, Int)] = []
        var cursor: String?
        repeat {
            let suffix = cursor.map { "&cursor=\($0)" } ?? ""
            let page = try await finance.get(FinanceRoute.transactions + "?limit=1000\(suffix)").json
            all += page["transactions"].elements.map { transaction in
                let amount = Decimal(string: transaction["amount"].stringValue ?? "0") ?? 0
                return (transaction["id"].stringValue ?? "", NSDecimalNumber(decimal: amount * 100).intValue)
            }
            cursor = page["next_cursor"].stringValue
        } while cursor != nil
        return all
    }

    private func trialBalance(_ finance: HTTPCaller) async throws -> [String: Decimal] {
        let report = try await finance.get(FinanceRoute.reports + "/trial-balance").json
        let rows = report["rows"].elements.map { row in
            (row["account"].stringValue ?? "", Decimal(string: row["balance"].stringValue ?? "0") ?? 0)
        }
        return Dictionary(rows) { first, _ in first }
    }
}
