import FinanceCore
import Shared
import TestSupport
import Testing

@Suite("Accounts that never become negative") struct BalancePolicyTests {
    private static func guarded(_ number: String = "1000") async throws -> LedgerFixture {
        let ledger = try await LedgerFixture()
        _ = try await ledger.store.updateAccount(
            try LedgerFixture.number(number), AccountChange(isNeverNegative: true))
        return ledger
    }

    @Test("A booking that would overdraw the till is refused and names both balances") func overdraw() async throws {
        let ledger = try await Self.guarded()
        let store = ledger.store
        _ = try await store.post(try LedgerFixture.draft("1000", "8400", 500))
        let over = try LedgerFixture.draft("4400", "1000", 501)
        let error = try #require(await #expect(throws: FinanceError.self) { try await store.post(over) })
        guard case .balanceNegative(let findings) = error else { throw error }
        #expect(findings.map(\.code) == ["balance-negative"])
        #expect(findings[0].pointer == "/lines/1/account")
        #expect(findings[0].detail.en.contains("1000") && findings[0].detail.en.contains("5.00 EUR"))
        #expect(findings[0].detail.en.contains("-0.01 EUR"))
        _ = try await store.post(try LedgerFixture.draft("4400", "1000", 500))
        #expect(try ledger.balance("1000") == 0 && store.sequence == 2)
    }

    @Test("The whole transaction counts, not one line of it; other currencies count for themselves")
    func wholeTransaction() async throws {
        let ledger = try await Self.guarded()
        let till = try LedgerFixture.number("1000")
        let bank = try LedgerFixture.number("1200")
        let draft = try TransactionDraft(
            date: try LedgerFixture.day("2026-01-15"), text: "Wechselgeld",
            lines: [
                LineDraft(account: till, side: .credit, amount: Amount(minor: 900, currency: .eur)),
                LineDraft(account: till, side: .debit, amount: Amount(minor: 1_000, currency: .eur)),
                LineDraft(account: bank, side: .credit, amount: Amount(minor: 100, currency: .eur)),
            ])
        _ = try await ledger.store.post(draft)
        let yen = try #require(Currency(code: "JPY"))
        let store = ledger.store
        await #expect(throws: FinanceError.self) {
            try await store.post(try LedgerFixture.draft("1200", "1000", 1, currency: yen))
        }
    }

    @Test("Credit accounts keep to their own side") func creditSide() async throws {
        let ledger = try await Self.guarded("1600")
        let store = ledger.store
        _ = try await store.post(try LedgerFixture.draft("4400", "1600", 100))
        await #expect(throws: FinanceError.self) {
            try await store.post(try LedgerFixture.draft("1600", "1200", 101))
        }
        _ = try await store.post(try LedgerFixture.draft("1600", "1200", 100))
    }

    @Test("Within a batch each item meets what those before it left") func batches() async throws {
        let ledger = try await Self.guarded()
        let fill = try LedgerFixture.draft("1000", "8400", 100)
        let take = try LedgerFixture.draft("4400", "1000", 60)
        let verdicts = try await ledger.store.post(each: [take, fill, take, take])
        let posted = verdicts.map { if case .posted = $0 { true } else { false } }
        #expect(posted == [false, true, true, false])
        #expect(try ledger.balance("1000") == 40)
        let store = ledger.store
        let overdrawn = [fill, take, take, take]
        let error = try #require(await #expect(throws: FinanceError.self) { try await store.post(batch: overdrawn) })
        guard case .rowsRejected(let rows) = error else { throw error }
        #expect(rows.map(\.row) == [3] && rows[0].findings.map(\.code) == ["balance-negative"])
        #expect(try ledger.balance("1000") == 40)
        _ = try await store.post(batch: [take, fill].reversed())
    }

    @Test("Of many who withdraw at once as many succeed as there is money") func race() async throws {
        let ledger = try await Self.guarded()
        let store = ledger.store
        _ = try await store.post(try LedgerFixture.draft("1000", "8400", 1_000))
        let draft = try LedgerFixture.draft("4400", "1000", 30)
        let taken = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<100 {
                group.addTask { await (try? store.post(draft)) != nil }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(taken == 33)
        #expect(try ledger.balance("1000") == 10)
    }

    @Test("A reversal is bound by it, and a policy that is broken already is refused") func reversal() async throws {
        let ledger = try await Self.guarded()
        let store = ledger.store
        let filled = try await store.post(try LedgerFixture.draft("1000", "8400", 100)).transaction
        _ = try await store.post(try LedgerFixture.draft("4400", "1000", 70))
        await #expect(throws: FinanceError.self) { try await store.reverse(filled.id) }
        _ = try await store.post(try LedgerFixture.draft("4400", "1200", 5))
        let bank = try LedgerFixture.number("1200")
        await #expect(throws: FinanceError.self) {
            try await store.updateAccount(bank, AccountChange(isNeverNegative: true))
        }
        #expect(try store.account(bank).account.isNeverNegative == false)
    }

    @Test("An import of accounts cannot set a policy that is broken already") func importedPolicy() async throws {
        let ledger = try await LedgerFixture()
        let store = ledger.store
        _ = try await store.post(try LedgerFixture.draft("4400", "1200", 5))
        let bank = try LedgerFixture.number("1200")
        let accounts = try [
            AccountDraft(number: bank, nameDE: "Bank", category: .asset, isNeverNegative: true),
            AccountDraft(
                number: try LedgerFixture.number("1000"), nameDE: "Kasse", category: .asset, isNeverNegative: true),
        ]
        let error = try #require(
            await #expect(throws: FinanceError.self) { try await store.importAccounts(accounts) })
        guard case .rowsRejected(let rows) = error else { throw error }
        #expect(rows.map(\.row) == [0] && rows[0].findings.map(\.code) == ["balance-negative"])
        #expect(try store.account(bank).account.isNeverNegative == false)
        _ = try await store.importAccounts(Array(accounts.dropFirst()))
        #expect(try store.account(LedgerFixture.number("1000")).account.isNeverNegative)
    }

    @Test("The policy is there after a restart, and an import of accounts leaves it") func restart() async throws {
        let ledger = try await Self.guarded()
        _ = try await ledger.store.importAccounts([try LedgerFixture.account("1000", "Hauptkasse", .asset)])
        await ledger.store.close()
        let again = try await LedgerStore.open(directory: ledger.directory.path, options: LedgerFixture.options)
        let till = try again.account(try LedgerFixture.number("1000")).account
        #expect(till.isNeverNegative && till.nameDE == "Hauptkasse")
        await #expect(throws: FinanceError.self) {
            try await again.post(try LedgerFixture.draft("4400", "1000", 1))
        }
        let known = try await again.account(try LedgerFixture.number("1000"), asOf: .last)
        #expect(known.account.isNeverNegative)
        _ = try await again.updateAccount(try LedgerFixture.number("1000"), AccountChange(isNeverNegative: false))
        _ = try await again.post(try LedgerFixture.draft("4400", "1000", 1))
        await again.close()
    }
}
