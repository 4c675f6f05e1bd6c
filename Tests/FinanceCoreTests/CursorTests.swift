import FinanceCore
import TestSupport
import Testing

/// A cursor leads on in its own list, in the state that the list had.
@Suite("Cursors") struct CursorTests {
    private static let names = ["1200", "8400", "4400"]

    private static func post(_ store: LedgerStore, _ count: Int, _ random: inout SeededGenerator) async throws {
        for _ in 0..<count {
            let day = "2026-0\(Int.random(in: 1...9, using: &random))-1\(Int.random(in: 0...9, using: &random))"
            let accounts = names.shuffled(using: &random)
            let currency = Bool.random(using: &random) ? Currency.eur : try #require(Currency(code: "USD"))
            let amount = Int64.random(in: 1...99_999, using: &random)
            _ = try await store.post(
                try LedgerFixture.draft(accounts[0], accounts[1], amount, day, currency: currency))
        }
    }

    @Test(
        "The pages of a sheet are those of one state, whatever is booked between them",
        arguments: 1...6 as ClosedRange<UInt64>)
    func oneState(_ seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        var options = LedgerFixture.options
        options.entriesPerRun = 24
        let ledger = try await LedgerFixture(options: options)
        let store = ledger.store
        try await Self.post(store, 60, &random)
        let number = try LedgerFixture.number("1200")
        let start = Bool.random(using: &random) ? try LedgerFixture.day("2026-04-15") : nil
        let whole = try await store.accountSheet(number, AccountSheetQuery(start: start, limit: 1_000))
        var query = AccountSheetQuery(start: start, limit: 7)
        var rows: [AccountSheetRow] = []
        repeat {
            let sheet = try await store.accountSheet(number, query)
            #expect(sheet.openingMinor == rows.last?.balanceMinor ?? whole.openingMinor)
            rows += sheet.page.elements
            query.cursor = sheet.page.next.flatMap { PageCursor(token: $0.token) }
            // Also backdated, before the place and behind it.
            try await Self.post(store, 5, &random)
        } while query.cursor != nil
        #expect(rows == whole.page.elements)
        await ledger.store.close()
    }

    @Test("A cursor is refused by every other list and by other filters") func foreign() async throws {
        var random = SeededGenerator(seed: 3)
        let ledger = try await LedgerFixture()
        let store = ledger.store
        try await Self.post(store, 40, &random)
        let day = try LedgerFixture.day("2026-02-01")
        let usd = try #require(Currency(code: "USD"))
        let numbers = try ["1200", "8400"].map(LedgerFixture.number)
        var sheets: [(AccountNumber, AccountSheetQuery)] = []
        for number in numbers {
            sheets.append((number, AccountSheetQuery(limit: 2)))
            sheets.append((number, AccountSheetQuery(start: day, limit: 2)))
            sheets.append((number, AccountSheetQuery(end: .last, limit: 2)))
            sheets.append((number, AccountSheetQuery(currency: usd, limit: 2)))
            sheets.append((number, AccountSheetQuery(limit: 2, knownAt: .sequence(30))))
            sheets.append((number, AccountSheetQuery(limit: 2, knownAt: .sequence(31))))
        }
        var lists = [
            TransactionQuery(limit: 2), TransactionQuery(start: day, limit: 2), TransactionQuery(end: .last, limit: 2),
            TransactionQuery(text: "buchung", limit: 2), TransactionQuery(text: "re-1", limit: 2),
        ]
        lists += numbers.map { TransactionQuery(account: $0, limit: 2) }
        var cursors: [PageCursor] = []
        for (number, query) in sheets {
            cursors.append(try #require(try await store.accountSheet(number, query).page.next))
        }
        for query in lists { cursors.append(try #require(try await store.transactions(query).next)) }
        #expect(Set(cursors.map(\.scope)).count == cursors.count)
        for (index, cursor) in cursors.enumerated() {
            for (other, (number, query)) in sheets.enumerated() {
                var query = query
                query.cursor = cursor
                let answered = try await Self.isAnswered { _ = try await store.accountSheet(number, query) }
                #expect(answered == (other == index), "\(index) on sheet \(other)")
            }
            for (place, query) in lists.enumerated() {
                var query = query
                query.cursor = cursor
                let answered = try await Self.isAnswered { _ = try await store.transactions(query) }
                #expect(answered == (place + sheets.count == index), "\(index) on list \(place)")
            }
        }
        await ledger.store.close()
    }

    @Test("Looking at texts costs a small part of what reading the transactions does")
    func searchIsQuick() async throws {
        let ledger = try await LedgerFixture()
        let drafts = try (0..<4_000).map { index in
            try LedgerFixture.draft("1200", "8400", 1, "2026-01-11", text: "Buchung \(index)")
        }
        _ = try await ledger.store.post(each: drafts)
        func shortest(_ query: TransactionQuery) async throws -> Duration {
            var shortest = Duration.seconds(60)
            for _ in 0..<5 {
                let start = ContinuousClock.now
                _ = try await ledger.store.transactions(query)
                shortest = min(shortest, ContinuousClock.now - start)
            }
            return shortest
        }
        let searching = try await shortest(TransactionQuery(text: "gibt es nicht"))
        let reading = try await shortest(TransactionQuery(limit: 1_000))
        // Four times as many texts; planned anew for each of them, they took ten times as long as the reading.
        #expect(searching < reading * 2, "\(searching) for 4,000 texts, \(reading) for 1,000 transactions")
        await ledger.store.close()
    }

    @Test(
        "A search looks at a bounded number of transactions for a page, and its cursor leads to all",
        arguments: 1...4 as ClosedRange<UInt64>)
    func search(_ seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        var options = LedgerFixture.options
        (options.maximumExamined, options.entriesPerRun) = (10, 24)
        let ledger = try await LedgerFixture(options: options)
        let store = ledger.store
        for _ in 0..<95 {
            let isWanted = Int.random(in: 0..<8, using: &random) == 0
            let day = "2026-0\(Int.random(in: 1...9, using: &random))-11"
            _ = try await store.post(
                try LedgerFixture.draft("1200", "8400", 1, day, text: isWanted ? "Gesuchtes" : "Anderes"))
        }
        let all = try await store.transactions(TransactionQuery(limit: 1_000)).elements
        #expect(all.count == 95)
        for account in [nil, try LedgerFixture.number("8400")] {
            var query = TransactionQuery(account: account, text: "gesucht", limit: 3)
            var found: [Transaction] = []
            var pages = 0
            repeat {
                let page = try await store.transactions(query)
                pages += 1
                found += page.elements
                query.cursor = page.next.flatMap { PageCursor(token: $0.token) }
            } while query.cursor != nil
            #expect(found == all.filter { $0.text == "Gesuchtes" })
            #expect(pages >= 10, "a page looks at 10 of 95")
        }
        await ledger.store.close()
    }

    /// Whether a list is given; false if it says that the cursor is another's.
    private static func isAnswered(_ list: () async throws -> Void) async throws -> Bool {
        do {
            try await list()
            return true
        } catch FinanceError.invalid(let findings) {
            #expect(findings == [.cursorForeign])
            return false
        }
    }
}
