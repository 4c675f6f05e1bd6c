import FinanceCore
import Foundation
import GRDB
import TestSupport
import Testing

/// Pages of the projection's file that are not as they were written, at rest and while the ledger runs: answers are
/// right, or refused until the file is made anew; never wrong, and never refused for good.
@Suite("Damaged projection") struct ProjectionDamageTests {
    private static var options: LedgerOptions {
        var options = LedgerFixture.options
        options.entriesPerRun = 48
        return options
    }

    private static let names = ["1200", "8400", "4400", "1400"]

    private static func fill(_ store: LedgerStore, _ count: Int, seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let drafts = try (0..<count).map { _ in
            let day = "2026-0\(Int.random(in: 1...9, using: &random))-1\(Int.random(in: 0...9, using: &random))"
            let accounts = names.shuffled(using: &random)
            return try LedgerFixture.draft(accounts[0], accounts[1], .random(in: 1...99_999, using: &random), day)
        }
        for start in stride(from: 0, to: count, by: 25) {
            _ = try await store.post(each: Array(drafts[start..<min(start + 25, count)]))
        }
    }

    private static func answers(_ store: LedgerStore) async throws -> [String] {
        var answers: [String] = store.accounts().map { "\($0)" }
        for name in names {
            let sheet = try await store.accountSheet(try LedgerFixture.number(name), AccountSheetQuery(limit: 1_000))
            answers += sheet.page.elements.map { "\($0)" }
        }
        answers += try await store.transactions(TransactionQuery(limit: 1_000)).elements.map { "\($0)" }
        let balance = try await store.trialBalance(through: try LedgerFixture.day("2026-05-14"))
        return answers + balance.rows.map { "\($0)" }
    }

    /// Waits until everything can be read again; whatever can be read before must be right.
    private static func settled(_ store: LedgerStore, _ expected: [String], _ what: String) async throws {
        var refusal: FinanceError?
        try await eventually(within: 90, "\(what) can be read again: \(String(describing: refusal))") {
            do throws(FinanceError) {
                let answers = try await answersOrRefusal(store)
                #expect(answers == expected, "\(what)")
                return true
            } catch {
                refusal = error
                guard case .storage(_, mayPass: true) = error else { throw error }
                return false
            }
        }
    }

    private static func answersOrRefusal(_ store: LedgerStore) async throws(FinanceError) -> [String] {
        do {
            return try await answers(store)
        } catch let error as FinanceError {
            throw error
        } catch {
            throw .storage("\(error)")
        }
    }

    /// Damages one to three pages of a file, and says how.
    private static func damage(_ path: String, _ random: inout SeededGenerator) throws -> String {
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        var words: [String] = []
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let page = Int.random(in: 0..<bytes.count / 4_096, using: &random) * 4_096
            switch Int.random(in: 0..<4, using: &random) {
            case 0:
                bytes.replaceSubrange(page..<page + 4_096, with: Data(count: 4_096))
                words.append("page at \(page) of zeros")
            case 1:
                let place = page + Int.random(in: 0..<4_096, using: &random)
                bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
                words.append("bit of \(place)")
            case 2:
                let other = Int.random(in: 0..<bytes.count / 4_096, using: &random) * 4_096
                bytes.replaceSubrange(page..<page + 4_096, with: bytes[other..<other + 4_096])
                words.append("page of \(other) at \(page)")
            default:
                let place = page + Int.random(in: 0..<4_000, using: &random)
                for index in place..<place + 96 { bytes[index] = .random(in: 0...255, using: &random) }
                words.append("noise at \(place)")
            }
        }
        // Into the same file, as a disk does it that fails under an open ledger.
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.write(contentsOf: bytes)
        try file.close()
        return words.joined(separator: ", ")
    }

    private static func copy(_ ledger: LedgerFixture) throws -> TemporaryDirectory {
        let copy = try TemporaryDirectory()
        for name in ["ledger.sqlite", "ledger-projection.sqlite"] {
            try FileManager.default.copyItem(atPath: ledger.directory.file(name), toPath: copy.file(name))
        }
        return copy
    }

    private static func closedLedger() async throws -> (LedgerFixture, [String]) {
        let ledger = try await LedgerFixture(options: options)
        try await fill(ledger.store, 400, seed: 1)
        let expected = try await answers(ledger.store)
        await ledger.store.close()
        return (ledger, expected)
    }

    @Test("Damage at rest costs no answer, whatever page it hits", .timeLimit(.minutes(5))) func atRest() async throws {
        let (ledger, expected) = try await Self.closedLedger()
        var random = SeededGenerator(seed: 11)
        for round in 1...30 {
            let copy = try Self.copy(ledger)
            let what = try "\(round): " + Self.damage(copy.file("ledger-projection.sqlite"), &random)
            let store = try await LedgerStore.open(directory: copy.path, options: Self.options)
            try await Self.settled(store, expected, what)
            await store.close()
            let again = try await LedgerStore.open(directory: copy.path, options: Self.options)
            try await Self.settled(again, expected, what)
            await again.close()
        }
    }

    @Test("Damage under an open ledger is made good while it goes on", .timeLimit(.minutes(5)))
    func running() async throws {
        let (ledger, _) = try await Self.closedLedger()
        var random = SeededGenerator(seed: 12)
        var told = 0
        for round in 1...12 {
            let copy = try Self.copy(ledger)
            let path = copy.file("ledger-projection.sqlite")
            let store = try await LedgerStore.open(directory: copy.path, options: Self.options)
            let what = try "\(round): " + Self.damage(path, &random)
            // Runs and merges meet the damaged pages, and so do readers.
            try await Self.fill(store, 100, seed: UInt64(round))
            if store.projectionFault != nil { told += 1 }
            let other = try await LedgerFixture(options: Self.options)
            try await Self.fill(other.store, 400, seed: 1)
            try await Self.fill(other.store, 100, seed: UInt64(round))
            let figures = try await Self.figures(other.store)
            await other.store.close()
            try await eventually(within: 90, "\(what) is made good") {
                let read: [String]
                do {
                    read = try await Self.figures(store)
                } catch FinanceError.storage(_, mayPass: true) {
                    return false
                }
                #expect(read == figures, "\(what)")
                return store.projectionFault == nil
            }
            await store.close()
        }
        #expect(told > 0)
    }

    /// Everything but the ids, which are another ledger's own.
    private static func figures(_ store: LedgerStore) async throws -> [String] {
        var figures: [String] = []
        for name in names {
            let sheet = try await store.accountSheet(try LedgerFixture.number(name), AccountSheetQuery(limit: 1_000))
            figures += sheet.page.elements.map { "\($0.sequence) \($0.date) \($0.debitMinor) \($0.balanceMinor)" }
        }
        figures += try await store.transactions(TransactionQuery(limit: 1_000)).elements.map { "\($0.sequence)" }
        return figures + (try await store.trialBalance(through: .last).rows.map { "\($0)" })
    }

    @Test("The pages of the projection carry checksums, and its file stays one that every SQLite reads")
    func plainFile() async throws {
        let (ledger, _) = try await Self.closedLedger()
        let queue = try DatabaseQueue(path: ledger.directory.file("ledger-projection.sqlite"))
        let verdict = try await queue.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
        #expect(verdict == "ok")
        let header = try Data(contentsOf: URL(fileURLWithPath: ledger.directory.file("ledger-projection.sqlite")))
        #expect(header[20] == 8)
    }
}
