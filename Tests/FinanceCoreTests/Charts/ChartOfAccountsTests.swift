import FinanceCore
import Testing

@Suite struct ChartOfAccountsTests {
    @Test(
        "Each chart has at least 150 accounts with unique numbers and names in both languages",
        arguments: ChartOfAccounts.allCases)
    func shape(chart: ChartOfAccounts) throws {
        let accounts = try chart.accounts()
        #expect(accounts.count >= 150)
        #expect(Set(accounts.map(\.number)).count == accounts.count)
        #expect(Set(accounts.map(\.nameDE)).count == accounts.count)
        #expect(Set(accounts.map(\.nameEN)).count == accounts.count)
        #expect(accounts.map(\.number) == accounts.map(\.number).sorted())
        #expect(Set(accounts.map(\.category)) == Set(AccountCategory.allCases))
    }

    @Test(
        "What a small company needs is there with the right category",
        arguments: [
            ("1000", "1600", AccountCategory.asset), ("1200", "1800", .asset), ("1360", "1460", .asset),
            ("1400", "1200", .asset), ("1600", "3300", .liability), ("1576", "1406", .asset),
            ("1571", "1401", .asset), ("1776", "3806", .liability), ("1771", "3801", .liability),
            ("1780", "3820", .liability), ("1800", "2100", .equity), ("1890", "2180", .equity),
            ("0800", "2900", .equity), ("0320", "0520", .asset), ("0640", "3160", .liability),
            ("0970", "3070", .liability), ("3400", "5400", .expense), ("3300", "5300", .expense),
            ("4110", "6010", .expense), ("4120", "6020", .expense), ("4130", "6110", .expense),
            ("4210", "6310", .expense), ("4530", "6530", .expense), ("4670", "6670", .expense),
            ("4600", "6600", .expense), ("4920", "6805", .expense), ("4360", "6400", .expense),
            ("4830", "6220", .expense), ("2110", "7310", .expense), ("4320", "7610", .expense),
            ("8400", "4400", .revenue), ("8300", "4300", .revenue), ("8290", "4290", .revenue),
            ("8120", "4120", .revenue), ("8125", "4125", .revenue), ("9000", "9000", .equity),
        ])
    func essentials(skr03: String, skr04: String, category: AccountCategory) throws {
        for (chart, number) in [(ChartOfAccounts.skr03, skr03), (.skr04, skr04)] {
            let account = try #require(try chart.accounts().first { $0.number.description == number })
            #expect(account.category == category)
        }
    }

    @Test("Both charts tell the same accounts by different numbers")
    func sameAccounts() throws {
        let left = try ChartOfAccounts.skr03.accounts()
        let right = try ChartOfAccounts.skr04.accounts()
        #expect(Set(left.map(\.nameDE)) == Set(right.map(\.nameDE)))
        let byName = Dictionary(uniqueKeysWithValues: right.map { ($0.nameDE, $0) })
        #expect(left.allSatisfy { byName[$0.nameDE]?.category == $0.category })
    }

    @Test(
        "Every starter account agrees with the complete chart on balance sheet or income statement",
        .enabled(if: SampleFiles.exists("charts/skr03.csv"), "needs ../shared/data"),
        arguments: [(ChartOfAccounts.skr03, "charts/skr03.csv"), (.skr04, "charts/skr04.csv")])
    func oracle(chart: ChartOfAccounts, path: String) throws {
        let known = try AccountCSVReader(chart: chart).read(try SampleFiles.bytes(path))
        let byNumber = Dictionary(uniqueKeysWithValues: known.map { ($0.number, $0) })
        var disagreeing: Set<String> = []
        for account in try chart.accounts() {
            guard let other = byNumber[account.number] else { continue }
            if other.category.isOnBalanceSheet != account.category.isOnBalanceSheet {
                disagreeing.insert(account.number.description)
            }
        }
        // The complete chart files tax accounts and stocks under the income statement; the balance sheet is right.
        let taxRanges =
            chart == .skr03 ? ["157", "1588", "177", "178", "179"] : ["140", "1433", "38", "1248", "1000", "1140"]
        #expect(disagreeing.allSatisfy { number in taxRanges.contains { number.hasPrefix($0) } })
    }

    @Test(
        "No name is copied from the published charts",
        .enabled(if: SampleFiles.exists("charts/skr03.csv"), "needs ../shared/data"),
        arguments: [(ChartOfAccounts.skr03, "charts/skr03.csv"), (.skr04, "charts/skr04.csv")])
    func ownWords(chart: ChartOfAccounts, path: String) throws {
        let published = Set(try AccountCSVReader(chart: chart).read(try SampleFiles.bytes(path)).map(\.nameDE))
        let copied = try chart.accounts().filter { published.contains($0.nameDE) }.map(\.nameDE)
        #expect(Set(copied).isSubset(of: ["Kasse", "Bank"]))
    }

    @Test("The category of a number follows the chart and the account length")
    func likelyCategory() throws {
        func category(_ chart: ChartOfAccounts, _ number: String, _ length: Int = 4) throws -> AccountCategory {
            chart.likelyCategory(of: try #require(AccountNumber(number)), accountLength: length)
        }
        #expect(try category(.skr03, "8405") == .revenue)
        #expect(try category(.skr03, "0085") == .asset)
        #expect(try category(.skr03, "85") == .asset)
        #expect(try category(.skr03, "1369") == .asset)
        #expect(try category(.skr03, "10400") == .asset)
        #expect(try category(.skr03, "69999") == .asset)
        #expect(try category(.skr03, "70000") == .liability)
        #expect(try category(.skr03, "840000", 6) == .revenue)
        #expect(try category(.skr03, "1000000", 6) == .asset)
        #expect(try category(.skr04, "4405") == .revenue)
        #expect(try category(.skr04, "6300") == .expense)
    }

    @Test(
        "The category guessed from the number is the chart's own for nine of ten accounts",
        arguments: ChartOfAccounts.allCases)
    func guessesAgree(chart: ChartOfAccounts) throws {
        let accounts = try chart.accounts()
        let hits = accounts.count { chart.likelyCategory(of: $0.number) == $0.category }
        #expect(hits * 10 >= accounts.count * 9)
    }
}
