import FinanceCore
import Foundation
import TestSupport
import Testing

/// Random commands against the ledger and against a reference so simple that it is right at sight.
@Suite("Model") struct LedgerModelTests {
    /// Runs of so few entries that the projection writes and merges all the time, and runs that are never written.
    @Test("Random commands leave ledger and reference equal", arguments: [1, 2, 3, 4] as [UInt64], [9, 393_216])
    func randomCommands(_ seed: UInt64, _ entriesPerRun: Int) async throws {
        var options = LedgerFixture.options
        options.entriesPerRun = entriesPerRun
        let ledger = try await LedgerFixture(options: options)
        var model = LedgerModel(store: ledger.store, seed: seed)
        for step in 1...150 {
            try await model.step()
            try await model.compareStep()
            if step % 50 == 0 { try await model.compare() }
        }
        await ledger.store.close()
        for deletesProjection in [false, true] {
            if deletesProjection {
                try FileManager.default.removeItem(atPath: ledger.directory.file("ledger-projection.sqlite"))
            }
            let again = try await LedgerStore.open(directory: ledger.directory.path, options: options)
            model.store = again
            try await model.compare()
            await again.close()
        }
    }
}

/// The reference: a list of what was answered.
struct LedgerModel {
    var store: LedgerStore
    private var random: SeededRandom
    private(set) var posted: [Transaction] = []
    /// What the ledger's chain must be, and the sums of each account, carried on from transaction to transaction.
    private(set) var chain = SecondChain()
    private(set) var sums: [AccountNumber: [Currency: Sums]] = [:]
    private var reversed: Set<EntityID> = []
    private var closed: Set<AccountNumber> = []
    private var guarded: Set<AccountNumber> = []
    private var locked: [PeriodLock.Kind: BookingDate] = [:]
    private var keys: [(key: String, draft: TransactionDraft, answer: Transaction)] = []

    struct Sums: Equatable {
        var debit: Int64 = 0
        var credit: Int64 = 0

        var balance: Int64 { debit - credit }
    }

    init(store: LedgerStore, seed: UInt64) {
        self.store = store
        random = SeededRandom(seed: seed)
    }

    private mutating func keep(_ transaction: Transaction) {
        posted.append(transaction)
        chain.append(transaction)
        Self.add(transaction.lines, to: &sums)
    }

    static func add(_ lines: [LineDraft], to sums: inout [AccountNumber: [Currency: Sums]]) {
        for line in lines {
            sums[line.account, default: [:]][line.amount.currency, default: Sums()].debit += line.debitMinor
            sums[line.account, default: [:]][line.amount.currency, default: Sums()].credit += line.creditMinor
        }
    }

    mutating func step() async throws {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<60: try await post()
        case 60..<70: try await batch()
        case 70..<85: try await reverse()
        case 85..<92: try await replay()
        case 92..<94: try await lock()
        case 94..<96: try await togglePolicy()
        default: try await toggleAccount()
        }
    }

    private mutating func draft() throws -> TransactionDraft {
        let currency = Int.random(in: 0..<8, using: &random) == 0 ? try #require(Currency(code: "JPY")) : .eur
        var lines: [LineDraft] = []
        var sum: Int64 = 0
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let minor = Int64.random(in: 1...1_000_000, using: &random)
            let side: Side = Bool.random(using: &random) ? .debit : .credit
            sum += side == .debit ? minor : -minor
            lines.append(try line(side, minor, currency))
        }
        if sum == 0 {
            sum = 1
            lines.append(try line(.debit, 1, currency))
        }
        var last = try line(sum > 0 ? .credit : .debit, abs(sum), currency)
        // An account against itself alone is no draft.
        while lines.allSatisfy({ $0.account == last.account }) {
            last = try line(last.side, abs(sum), currency)
        }
        lines.append(last)
        let day = try #require(
            BookingDate(
                year: Int.random(in: 2024...2026, using: &random), month: Int.random(in: 1...12, using: &random),
                day: Int.random(in: 1...28, using: &random)))
        return try TransactionDraft(date: day, text: "Zufall", lines: lines)
    }

    private mutating func line(_ side: Side, _ minor: Int64, _ currency: Currency) throws -> LineDraft {
        let number = try #require(LedgerFixture.numbers.randomElement(using: &random))
        return LineDraft(
            account: try LedgerFixture.number(number), side: side, amount: Amount(minor: minor, currency: currency))
    }

    private var lockedThrough: BookingDate { locked.values.max() ?? .first }

    private mutating func lock() async throws {
        let kind = try #require(PeriodLock.Kind.allCases.randomElement(using: &random))
        let year = Int.random(in: 2023...2024, using: &random)
        let month = kind == .year ? 12 : Int.random(in: 1...12, using: &random)
        let first = try #require(BookingDate(year: year, month: month, day: 1))
        let through = kind == .year ? try LedgerFixture.day("\(year)-12-31") : try Self.endOfMonth(first)
        let draft = try PeriodLockDraft(kind: kind, through: through)
        let store = store
        if kind != .soft, let before = locked[kind], through < before {
            await #expect(throws: FinanceError.lockNotRising(kind, before)) { try await store.lock(draft) }
            return
        }
        #expect(try await store.lock(draft).through == through)
        locked[kind] = through
    }

    private static func endOfMonth(_ first: BookingDate) throws -> BookingDate {
        var day = first
        while day.next.month == first.month { day = day.next }
        return day
    }

    private func usesClosed(_ lines: [LineDraft]) -> Bool { lines.contains { closed.contains($0.account) } }

    private func isOverdrawn(_ number: AccountNumber, _ lines: [LineDraft]) throws -> Bool {
        let isDebit = try [.asset, .expense].contains(store.account(number).account.category)
        return Dictionary(grouping: lines.filter { $0.account == number }, by: \.amount.currency).values.contains {
            let balance = $0.reduce(0) { $0 + $1.debitMinor - $1.creditMinor }
            return isDebit ? balance < 0 : balance > 0
        }
    }

    /// Whether some lines leave a guarded account on the wrong side.
    private func breaksPolicy(_ lines: [LineDraft], after earlier: [TransactionDraft] = []) throws -> Bool {
        let all = posted.flatMap(\.lines) + earlier.flatMap(\.lines) + lines
        return try guarded.contains { number in
            try lines.contains { $0.account == number } && isOverdrawn(number, all)
        }
    }

    private mutating func togglePolicy() async throws {
        let number = try LedgerFixture.number(try #require(LedgerFixture.numbers.randomElement(using: &random)))
        let (store, isOn) = (store, !guarded.contains(number))
        if isOn, try isOverdrawn(number, posted.flatMap(\.lines)) {
            await #expect(throws: FinanceError.self) {
                try await store.updateAccount(number, AccountChange(isNeverNegative: true))
            }
            return
        }
        _ = try await store.updateAccount(number, AccountChange(isNeverNegative: isOn))
        if isOn { guarded.insert(number) } else { guarded.remove(number) }
    }

    private mutating func post() async throws {
        let draft = try draft()
        let key = Bool.random(using: &random) ? "key-\(posted.count)-\(keys.count)" : nil
        let store = store
        if try usesClosed(draft.lines) || draft.date <= lockedThrough || breaksPolicy(draft.lines) {
            await #expect(throws: FinanceError.self) { try await store.post(draft) }
            return
        }
        let answer = try await store.post(draft, idempotencyKey: key)
        #expect(!answer.isReplay && answer.transaction.lines == draft.lines)
        keep(answer.transaction)
        if let key { keys.append((key, draft, answer.transaction)) }
    }

    private mutating func batch() async throws {
        let drafts = try (0..<Int.random(in: 1...8, using: &random)).map { _ in try draft() }
        let store = store
        let breaks = try drafts.indices.contains { try breaksPolicy(drafts[$0].lines, after: Array(drafts[..<$0])) }
        if breaks || drafts.contains(where: { usesClosed($0.lines) || $0.date <= lockedThrough }) {
            await #expect(throws: FinanceError.self) { try await store.post(batch: drafts) }
        } else {
            for answer in try await store.post(batch: drafts).transactions { keep(answer.transaction) }
        }
    }

    private mutating func reverse() async throws {
        guard let original = posted.randomElement(using: &random) else { return }
        let request = ReversalRequest(isGeneralReversal: Bool.random(using: &random))
        let store = store
        let opposite = original.lines.map {
            LineDraft(account: $0.account, side: $0.side.opposite, amount: $0.amount)
        }
        if try reversed.contains(original.id) || original.reverses != nil || usesClosed(original.lines)
            || breaksPolicy(opposite)
        {
            await #expect(throws: FinanceError.self) { try await store.reverse(original.id, request) }
            return
        }
        let reversal = try await store.reverse(original.id, request).transaction
        #expect(reversal.date == (original.date > lockedThrough ? original.date : lockedThrough.next))
        keep(reversal)
        reversed.insert(original.id)
    }

    private mutating func replay() async throws {
        guard let (key, draft, answer) = keys.randomElement(using: &random) else { return }
        let again = try await store.post(draft, idempotencyKey: key)
        #expect(again.isReplay && again.transaction.id == answer.id)
    }

    private mutating func toggleAccount() async throws {
        let number = try LedgerFixture.number(try #require(LedgerFixture.numbers.randomElement(using: &random)))
        let isActive = closed.contains(number)
        _ = try await store.updateAccount(number, AccountChange(isActive: isActive))
        if isActive { closed.remove(number) } else { closed.insert(number) }
    }
}
