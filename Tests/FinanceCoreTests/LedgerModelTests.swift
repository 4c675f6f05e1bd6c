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
    private var posted: [Transaction] = []
    private var reversed: Set<EntityID> = []
    private var closed: Set<AccountNumber> = []
    private var guarded: Set<AccountNumber> = []
    private var locked: [PeriodLock.Kind: BookingDate] = [:]
    private var keys: [(key: String, draft: TransactionDraft, answer: Transaction)] = []

    init(store: LedgerStore, seed: UInt64) {
        self.store = store
        random = SeededRandom(seed: seed)
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
        posted.append(answer.transaction)
        if let key { keys.append((key, draft, answer.transaction)) }
    }

    private mutating func batch() async throws {
        let drafts = try (0..<Int.random(in: 1...8, using: &random)).map { _ in try draft() }
        let store = store
        let breaks = try drafts.indices.contains { try breaksPolicy(drafts[$0].lines, after: Array(drafts[..<$0])) }
        if breaks || drafts.contains(where: { usesClosed($0.lines) || $0.date <= lockedThrough }) {
            await #expect(throws: FinanceError.self) { try await store.post(batch: drafts) }
        } else {
            posted += try await store.post(batch: drafts).transactions.map(\.transaction)
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
        posted.append(reversal)
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

    // MARK: Comparing

    func compare() async throws {
        #expect(posted.map(\.sequence) == posted.indices.map { Int64($0 + 1) })
        #expect(store.sequence == Int64(posted.count))
        for (_, group) in Dictionary(grouping: posted, by: \.fiscalYear) {
            #expect(group.map(\.journalNumber) == group.indices.map { Int64($0 + 1) })
        }
        try compareBalances()
        for day in ["2024-01-01", "2024-12-31", "2025-06-15", "2026-01-01", "2026-12-31"] {
            try await compareReports(on: try LedgerFixture.day(day))
        }
        for number in LedgerFixture.numbers {
            try await compareSheet(of: try LedgerFixture.number(number))
            try await compareList(of: try LedgerFixture.number(number))
        }
        try await compareList(of: nil)
        try await comparePast()
    }

    /// Pages of all transactions, or of those of one account, in a period.
    private func compareList(of number: AccountNumber?) async throws {
        var query = TransactionQuery(
            start: try LedgerFixture.day("2024-03-10"), end: try LedgerFixture.day("2026-09-20"), account: number,
            limit: 13)
        var found: [Int64] = []
        repeat {
            let page = try await store.transactions(query)
            found += page.elements.map(\.sequence)
            query.cursor = page.next
        } while query.cursor != nil
        let expected = posted.filter { transaction in
            transaction.date.number >= 2024_03_10 && transaction.date.number <= 2026_09_20
                && (number == nil || transaction.lines.contains { $0.account == number })
        }
        #expect(found == expected.sorted { ($0.date, $0.sequence) < ($1.date, $1.sequence) }.map(\.sequence))
    }

    /// Figures as they were known after some earlier transaction.
    private func compareKnown(at last: Int64) async throws {
        let date = try LedgerFixture.day("2025-08-20")
        let start = try LedgerFixture.day("2024-11-05")
        let known = posted.prefix(Int(last))
        func balance(_ number: AccountNumber, through day: BookingDate) -> Int64 {
            known.filter { $0.date <= day }.flatMap(\.lines)
                .filter { $0.account == number && $0.amount.currency == .eur }
                .reduce(0) { $0 + $1.debitMinor - $1.creditMinor }
        }
        let report = try await store.trialBalance(from: start, through: date, knownAt: .sequence(last))
        for row in report.rows where row.currency == .eur {
            #expect(row.closingMinor == balance(row.account.number, through: date))
            #expect(row.openingMinor == balance(row.account.number, through: start.previous))
        }
        for number in LedgerFixture.numbers.compactMap(AccountNumber.init) {
            let account = try await store.account(number, asOf: date, knownAt: .sequence(last))
            #expect(account.totals.first?.balanceMinor == balance(number, through: date))
            let query = AccountSheetQuery(start: start, end: date, limit: 1_000, knownAt: .sequence(last))
            let sheet = try await store.accountSheet(number, query)
            #expect(sheet.openingMinor == balance(number, through: start.previous))
            #expect(sheet.page.elements.last?.balanceMinor ?? sheet.openingMinor == balance(number, through: date))
        }
        let difference = try await store.difference(through: date, since: .sequence(last))
        for change in difference.changes where change.currency == .eur {
            let now = lines(of: change.account.number, through: date).filter { $0.amount.currency == .eur }
                .reduce(0) { $0 + $1.debitMinor - $1.creditMinor }
            #expect(change.differenceMinor == now - balance(change.account.number, through: date))
        }
    }

    /// The balance of each account as of a day.
    private func comparePast() async throws {
        for last in [0, posted.count / 3, posted.count - 1, posted.count] where last >= 0 {
            try await compareKnown(at: Int64(last))
        }
        let date = try LedgerFixture.day("2025-05-17")
        for number in LedgerFixture.numbers.compactMap(AccountNumber.init) {
            let lines = lines(of: number, through: date)
            for total in try await store.account(number, asOf: date).totals {
                let own = lines.filter { $0.amount.currency == total.currency }
                #expect(total.balanceMinor == own.reduce(0) { $0 + $1.debitMinor - $1.creditMinor })
            }
        }
    }

    private func lines(of number: AccountNumber, through date: BookingDate = .last) -> [LineDraft] {
        posted.filter { $0.date <= date }.flatMap(\.lines).filter { $0.account == number }
    }

    private func compareBalances() throws {
        for number in LedgerFixture.numbers.compactMap(AccountNumber.init) {
            let lines = lines(of: number)
            for total in try store.account(number).totals {
                let own = lines.filter { $0.amount.currency == total.currency }
                #expect(total.debitMinor == own.reduce(0) { $0 + $1.debitMinor })
                #expect(total.creditMinor == own.reduce(0) { $0 + $1.creditMinor })
            }
        }
    }

    private func compareReports(on date: BookingDate) async throws {
        let year = try LedgerFixture.day("2025-01-01")
        let start = date < year ? nil : year
        let balance = try await store.trialBalance(from: start, through: date)
        for row in balance.rows {
            let own = lines(of: row.account.number, through: date).filter { $0.amount.currency == row.currency }
            #expect(row.closingMinor == own.reduce(0) { $0 + $1.debitMinor - $1.creditMinor })
            let before = start.map { lines(of: row.account.number, through: $0.previous) } ?? []
            let opening = before.filter { $0.amount.currency == row.currency }
            #expect(row.openingMinor == opening.reduce(0) { $0 + $1.debitMinor - $1.creditMinor })
            #expect(row.debitMinor == own.reduce(0) { $0 + $1.debitMinor } - opening.reduce(0) { $0 + $1.debitMinor })
        }
        for sum in balance.sums {
            #expect(sum.debitMinor == sum.creditMinor && sum.openingMinor == 0 && sum.closingMinor == 0)
        }
        for currency in [Currency.eur, try #require(Currency(code: "JPY"))] {
            let sheet = try await store.balanceSheet(on: date, currency: currency)
            #expect(sheet.assets.totalMinor == sheet.totalLiabilitiesAndEquityMinor)
        }
    }

    private func compareSheet(of number: AccountNumber) async throws {
        var query = AccountSheetQuery(limit: 17)
        var rows: [AccountSheetRow] = []
        repeat {
            let sheet = try await store.accountSheet(number, query)
            rows += sheet.page.elements
            query.cursor = sheet.page.next
        } while query.cursor != nil
        var balance: Int64 = 0
        let expected = posted.sorted { ($0.date, $0.sequence) < ($1.date, $1.sequence) }.flatMap { transaction in
            transaction.lines.filter { $0.account == number && $0.amount.currency == .eur }.map { line in
                balance += line.debitMinor - line.creditMinor
                return "\(transaction.sequence) \(line.debitMinor) \(line.creditMinor) \(balance)"
            }
        }
        #expect(rows.map { "\($0.sequence) \($0.debitMinor) \($0.creditMinor) \($0.balanceMinor)" } == expected)
    }
}
