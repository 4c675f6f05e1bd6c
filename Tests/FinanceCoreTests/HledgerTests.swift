import FinanceCore
import Foundation
import TestSupport
import Testing

/// Our books in front of a foreign judge.
@Suite("hledger") struct HledgerTests {
    static let program = ["/usr/bin/hledger", "/usr/local/bin/hledger"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    private static func run(_ arguments: [String]) throws -> (status: Int32, text: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program ?? "/usr/bin/hledger")
        process.arguments = arguments
        process.environment = ["LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "HOME": NSTemporaryDirectory()]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    @Test(
        "hledger finds our export in order and computes the same balances",
        .enabled(if: program != nil, "hledger is not installed on this machine"), arguments: [1, 2, 3] as [UInt64])
    func balances(_ seed: UInt64) async throws {
        let ledger = try await LedgerFixture()
        _ = try await ledger.store.post(
            try LedgerFixture.draft("1200", "8400", 5, text: "Sonder;zeichen (a) | b: c, \"d\"\n2026-01-01 x  ; y"))
        var model = LedgerModel(store: ledger.store, seed: seed)
        for _ in 0..<150 { try await model.step() }
        let accounts = ledger.store.accounts(AccountFilter(activeOnly: false))
        let categories = Dictionary(uniqueKeysWithValues: accounts.map { ($0.account.number, $0.account.category) })
        var text = HledgerJournal.head(accounts.map(\.account), currencies: ledger.store.currencies)
        var last: Int64 = 0
        while case let page = try await ledger.store.transactions(after: last, limit: 50), let newest = page.last {
            text += page.map { HledgerJournal.entry($0) { categories[$0] } }.joined()
            last = newest.sequence
        }
        let file = ledger.directory.file("export.journal")
        try text.write(toFile: file, atomically: true, encoding: .utf8)

        let check = try Self.run(["-f", file, "check", "--strict"])
        #expect(check.status == 0, "\(check.text)")
        let count = try Self.run(["-f", file, "stats"])
        #expect(count.text.contains("\(ledger.store.sequence) "), "\(count.text)")
        for entry in accounts {
            for total in entry.totals {
                let number = entry.account.number.description
                let balance = try Self.run([
                    "-f", file, "balance", ":\(number)$", "cur:\(total.currency.code)", "--flat", "-N", "--format",
                    "%(total)",
                ])
                let expected = Amount(minor: total.balanceMinor, currency: total.currency).description
                let isZero = total.balanceMinor == 0 && balance.text.filter { !$0.isWhitespace && $0 != "0" }.isEmpty
                #expect(isZero || balance.text.contains(expected), "\(number): \(balance.text), ours \(expected)")
            }
        }
        await ledger.store.close()
    }
}
