import FinanceCore
import Testing

@Suite("Reports") struct ReportTests {
    private func ledger() async throws -> LedgerFixture {
        let ledger = try await LedgerFixture()
        for (debit, credit, minor, date) in [
            ("1200", "0800", 25_000_00, "2024-12-31"), ("1200", "8400", 1_190_00, "2025-01-15"),
            ("4100", "1200", 500_00, "2025-12-31"), ("1400", "8400", 2_380_00, "2026-01-01"),
            ("4400", "1600", 300_00, "2026-02-28"), ("1200", "1400", 2_380_00, "2026-03-01"),
        ] {
            _ = try await ledger.store.post(try LedgerFixture.draft(debit, credit, Int64(minor), date))
        }
        return ledger
    }

    @Test("The balance sheet balances and shows the results of this and earlier years") func balanceSheet() async throws
    {
        let ledger = try await ledger()
        let sheet = try await ledger.store.balanceSheet(on: try LedgerFixture.day("2026-02-28"))
        #expect(sheet.assets.totalMinor == 28_070_00)
        #expect(sheet.liabilities.totalMinor == 300_00)
        #expect(sheet.equity.totalMinor == 25_000_00)
        #expect(sheet.earlierResultMinor == 690_00)
        #expect(sheet.yearResultMinor == 2_080_00)
        #expect(sheet.totalLiabilitiesAndEquityMinor == sheet.assets.totalMinor)
        #expect(sheet.assets.items.map(\.account.number.description) == ["1200", "1400"])
        let before = try await ledger.store.balanceSheet(on: try LedgerFixture.day("2024-12-30"))
        #expect(before.assets.items.isEmpty && before.totalLiabilitiesAndEquityMinor == 0)
    }

    @Test("A booking on the calendar's first day belongs to that year's result") func firstDay() async throws {
        let ledger = try await LedgerFixture()
        _ = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 100, "1900-01-01"))
        let sheet = try await ledger.store.balanceSheet(on: try LedgerFixture.day("1900-12-31"))
        #expect(sheet.yearResultMinor == 100 && sheet.earlierResultMinor == 0)
    }

    @Test("The income statement covers its days and no others") func incomeStatement() async throws {
        let ledger = try await ledger()
        let year = try await ledger.store.incomeStatement(
            from: try LedgerFixture.day("2025-01-01"), through: try LedgerFixture.day("2025-12-31"))
        #expect(year.revenue.totalMinor == 1_190_00 && year.expense.totalMinor == 500_00)
        #expect(year.resultMinor == 690_00)
        let day = try await ledger.store.incomeStatement(
            from: try LedgerFixture.day("2025-12-31"), through: try LedgerFixture.day("2026-01-01"))
        #expect(day.revenue.totalMinor == 2_380_00 && day.expense.totalMinor == 500_00)
    }

    @Test("The trial balance has opening, movement and closing, and sums that agree") func trialBalance() async throws {
        let ledger = try await ledger()
        let balance = try await ledger.store.trialBalance(
            from: try LedgerFixture.day("2026-01-01"), through: try LedgerFixture.day("2026-03-31"))
        let bank = try #require(balance.rows.first { $0.account.number.description == "1200" })
        #expect(bank.openingMinor == 25_690_00 && bank.debitMinor == 2_380_00 && bank.creditMinor == 0)
        #expect(bank.closingMinor == 28_070_00)
        let sum = try #require(balance.sums.first)
        #expect(sum.debitMinor == sum.creditMinor && sum.openingMinor == 0 && sum.closingMinor == 0)
        #expect(balance.rows.map(\.account.number) == balance.rows.map(\.account.number).sorted())
    }

    @Test("A period that ends before it starts is refused") func reversedPeriod() async throws {
        let ledger = try await LedgerFixture()
        let (first, last) = (try LedgerFixture.day("2026-01-01"), try LedgerFixture.day("2026-01-31"))
        await #expect(throws: FinanceError.self) { try await ledger.store.trialBalance(from: last, through: first) }
        await #expect(throws: FinanceError.self) { try await ledger.store.incomeStatement(from: last, through: first) }
    }

    @Test("A balance as of a day counts that day and nothing after") func asOf() async throws {
        let ledger = try await ledger()
        for (date, minor) in [
            ("2024-12-30", 0), ("2024-12-31", 25_000_00), ("2025-01-14", 25_000_00), ("2025-01-15", 26_190_00),
            ("2025-12-31", 25_690_00), ("2026-02-28", 25_690_00), ("2026-03-01", 28_070_00), ("9999-12-31", 28_070_00),
        ] {
            let balance = try await ledger.store.account(
                try LedgerFixture.number("1200"), asOf: try LedgerFixture.day(date))
            #expect(balance.totals.first?.balanceMinor == Int64(minor), "\(date)")
        }
    }

    @Test("An account sheet runs its balance over pages, with contra accounts") func accountSheet() async throws {
        let ledger = try await ledger()
        var query = AccountSheetQuery(start: try LedgerFixture.day("2025-01-01"), limit: 2)
        var balances: [Int64] = []
        var contras: [String?] = []
        var openings: [Int64] = []
        repeat {
            let sheet = try await ledger.store.accountSheet(try LedgerFixture.number("1200"), query)
            openings.append(sheet.openingMinor)
            balances += sheet.page.elements.map(\.balanceMinor)
            contras += sheet.page.elements.map(\.contraAccount?.description)
            query.cursor = sheet.page.next.flatMap { PageCursor(token: $0.token) }
        } while query.cursor != nil
        #expect(openings == [25_000_00, 25_690_00])
        #expect(balances == [26_190_00, 25_690_00, 28_070_00])
        #expect(contras == ["8400", "4100", "1400"])
    }

    @Test("Transactions are filtered by date, account and text, and paged by cursor") func transactions() async throws {
        let ledger = try await ledger()
        let odd = try LedgerFixture.draft("1000", "1200", 1, "2025-01-15", text: "100 % _sicher_ \\ so")
        _ = try await ledger.store.post(odd)
        for account in [nil, "1200"] {
            for text in [nil, "buchung"] {
                var query = TransactionQuery(
                    start: try LedgerFixture.day("2025-01-01"), end: try LedgerFixture.day("2026-03-01"),
                    account: try account.map(LedgerFixture.number), text: text, limit: 2)
                let whole = try await ledger.store.transactions(
                    TransactionQuery(start: query.start, end: query.end, account: query.account, text: text))
                var paged: [Transaction] = []
                repeat {
                    let page = try await ledger.store.transactions(query)
                    paged += page.elements
                    query.cursor = page.next
                } while query.cursor != nil
                #expect(paged == whole.elements)
                #expect(paged.count == (account == nil ? 6 : 4) - (text == nil ? 0 : 1))
                #expect(paged.map(\.date) == paged.map(\.date).sorted())
            }
        }
        for (text, count) in [("_SICHER_", 1), ("% _", 1), ("\\", 1), ("100%", 0), ("re-1", 7)] {
            let found = try await ledger.store.transactions(TransactionQuery(text: text))
            #expect(found.elements.count == count, "\(text)")
        }
        await #expect(throws: FinanceError.self) {
            try await ledger.store.transactions(TransactionQuery(limit: 0))
        }
        await #expect(throws: FinanceError.notFound(.account, "77")) {
            try await ledger.store.transactions(TransactionQuery(account: try LedgerFixture.number("77")))
        }
    }

    @Test("A fiscal year may start in another month, and keeps to it") func fiscalYear() async throws {
        var options = LedgerFixture.options
        options.fiscalYearStartMonth = 7
        let ledger = try await LedgerFixture(options: options)
        _ = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 5, "2026-06-30"))
        let posted = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 7, "2026-07-01"))
        #expect(posted.transaction.fiscalYear == 2026 && posted.transaction.journalNumber == 1)
        let sheet = try await ledger.store.balanceSheet(on: try LedgerFixture.day("2026-07-31"))
        #expect(sheet.yearResultMinor == 7 && sheet.earlierResultMinor == 5)
        await ledger.store.close()
    }
}
