import FinanceCore
import TestSupport
import Testing

extension LedgerModel {
    /// What can be compared after each command: sequence, head of the chain, every sum of every account.
    func compareStep() async throws {
        #expect(store.sequence == Int64(posted.count))
        try compareBalances()
        if let last = posted.last {
            let proof = try await store.proof(last.id, through: nil)
            #expect(proof.head.bytes == chain.head && proof.leaf.bytes == chain.leaf)
        }
    }

    func compare() async throws {
        try await compareStep()
        try await verify()
        #expect(posted.map(\.sequence) == posted.indices.map { Int64($0 + 1) })
        for (_, group) in Dictionary(grouping: posted, by: \.fiscalYear) {
            #expect(group.map(\.journalNumber) == group.indices.map { Int64($0 + 1) })
        }
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

    /// The ledger finds nothing wrong with itself, and its head is the one that the second chain has.
    private func verify() async throws {
        let report = try await store.verifyChain(from: 1, through: store.sequence)
        #expect(report.faults.isEmpty && (posted.isEmpty || report.head.bytes == chain.head))
        #expect(try await store.verifyRecords().isEmpty)
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
        let shown = Set(report.rows.filter { $0.currency == .eur }.map(\.account.number))
        for number in LedgerFixture.numbers.compactMap(AccountNumber.init) where !shown.contains(number) {
            #expect(balance(number, through: date) == 0, "\(number) is missing")
        }
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
        try await compareDifference(from: nil, through: date, since: last)
        try await compareDifference(from: start, through: date, since: last)
    }

    /// The sums of each account and currency over a period, as known after a transaction.
    private func sums(from start: BookingDate?, through end: BookingDate, known last: Int) -> [Place: Sums] {
        var sums: [AccountNumber: [Currency: Sums]] = [:]
        for transaction in posted.prefix(last) where transaction.date <= end && transaction.date >= start ?? .first {
            Self.add(transaction.lines, to: &sums)
        }
        var result: [Place: Sums] = [:]
        for (number, own) in sums {
            for (currency, sum) in own { result[Place(account: number, currency: currency)] = sum }
        }
        return result
    }

    private struct Place: Hashable {
        let account: AccountNumber
        let currency: Currency
    }

    private struct Change: Equatable {
        let then: Sums
        let now: Sums
    }

    /// Both ways: every change that is reported is one, and every one is reported.
    private func compareDifference(from start: BookingDate?, through end: BookingDate, since last: Int64) async throws {
        let then = sums(from: start, through: end, known: Int(last))
        let now = sums(from: start, through: end, known: posted.count)
        var expected: [Place: Change] = [:]
        for place in Set(then.keys).union(now.keys) {
            let change = Change(then: then[place] ?? Sums(), now: now[place] ?? Sums())
            if change.then != change.now { expected[place] = change }
        }
        let report = try await store.difference(from: start, through: end, since: .sequence(last))
        var found: [Place: Change] = [:]
        for change in report.changes {
            let place = Place(account: change.account.number, currency: change.currency)
            #expect(found[place] == nil)
            found[place] = Change(
                then: Sums(debit: change.thenDebitMinor, credit: change.thenCreditMinor),
                now: Sums(debit: change.nowDebitMinor, credit: change.nowCreditMinor))
        }
        #expect(found == expected)
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
        for entry in store.accounts(AccountFilter(activeOnly: false)) {
            var own = sums[entry.account.number] ?? [:]
            for total in entry.totals {
                let sum = Sums(debit: total.debitMinor, credit: total.creditMinor)
                #expect(sum == own.removeValue(forKey: total.currency) ?? Sums())
            }
            #expect(own.isEmpty, "\(entry.account.number) lacks a currency")
        }
    }

    private func compareReports(on date: BookingDate) async throws {
        let year = try LedgerFixture.day("2025-01-01")
        let start = date < year ? nil : year
        let balance = try await store.trialBalance(from: start, through: date)
        let shown = Set(balance.rows.map { Place(account: $0.account.number, currency: $0.currency) })
        for (place, sum) in sums(from: nil, through: date, known: posted.count) where sum.balance != 0 {
            #expect(shown.contains(place), "\(place) is missing")
        }
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
