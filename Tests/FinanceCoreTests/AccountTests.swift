import FinanceCore
import Shared
import Testing

@Suite("Accounts") struct AccountTests {
    @Test("The list is ordered, filtered and carries balances") func list() async throws {
        let ledger = try await LedgerFixture()
        #expect(ledger.store.isNew)
        #expect(ledger.store.accounts().map(\.account.number.description) == LedgerFixture.numbers.sorted())
        _ = try await ledger.store.updateAccount(try LedgerFixture.number("1000"), AccountChange(isActive: false))
        #expect(ledger.store.accounts().count == LedgerFixture.numbers.count - 1)
        #expect(ledger.store.accounts(AccountFilter(activeOnly: false)).count == LedgerFixture.numbers.count)
        let revenue = ledger.store.accounts(AccountFilter(category: .revenue))
        #expect(revenue.map(\.account.number.description) == ["8100", "8400"])
    }

    @Test("A new account can be posted to at once, a second one with its number is refused") func create() async throws
    {
        let ledger = try await LedgerFixture()
        let draft = try LedgerFixture.account("0027", "EDV-Software", .asset)
        let account = try await ledger.store.createAccount(draft)
        #expect(account.version == 1 && account.nameEN == "EDV-Software")
        _ = try await ledger.store.post(try LedgerFixture.draft("0027", "1200", 9))
        #expect(try ledger.balance("0027") == 9)
        await #expect(throws: FinanceError.accountExists(draft.number)) {
            try await ledger.store.createAccount(draft)
        }
    }

    @Test("A change makes a version, the same again makes none, an unknown account is not found")
    func change() async throws {
        let ledger = try await LedgerFixture()
        let number = try LedgerFixture.number("1200")
        let renamed = try await ledger.store.updateAccount(number, AccountChange(nameDE: "Hausbank"))
        #expect(renamed.version == 2 && renamed.nameEN == "Bank")
        #expect(try await ledger.store.updateAccount(number, AccountChange(nameDE: "Hausbank")).version == 2)
        let unnamed = try await ledger.store.updateAccount(number, AccountChange(nameEN: ""))
        #expect(unnamed.nameEN == "Hausbank")
        await #expect(throws: FinanceError.notFound(.account, "5")) {
            try await ledger.store.updateAccount(try LedgerFixture.number("5"), AccountChange(nameDE: "x"))
        }
        await #expect(throws: FinanceError.self) {
            try await ledger.store.updateAccount(number, AccountChange(nameDE: " "))
        }
    }

    @Test("An import creates, changes and leaves alone; faults stop all of it") func importing() async throws {
        let ledger = try await LedgerFixture()
        _ = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 9))
        let result = try await ledger.store.importAccounts([
            try LedgerFixture.account("1200", "Bank", .asset), try LedgerFixture.account("1000", "Barkasse", .asset),
            try LedgerFixture.account("1100", "Post", .asset),
        ])
        #expect([result.created, result.changed, result.unchanged] == [1, 1, 1])
        let error = await #expect(throws: FinanceError.self) {
            try await ledger.store.importAccounts([
                try LedgerFixture.account("2000", "Neu", .asset), try LedgerFixture.account("2000", "Neu", .asset),
                try LedgerFixture.account("8400", "Erlöse", .asset),
                try LedgerFixture.account("8100", "Unbebucht", .expense),
            ])
        }
        guard case .rowsRejected(let rows) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(rows.map(\.row) == [1, 2])
        #expect(rows.flatMap(\.findings).map(\.code) == ["account-twice", "category-fixed"])
        #expect(throws: FinanceError.self) { try ledger.store.account(try LedgerFixture.number("2000")) }
    }

    @Test("A draft names all its faults") func draftFaults() throws {
        let error = #expect(throws: FinanceError.self) {
            try AccountDraft(
                number: try LedgerFixture.number("1"), nameDE: " ", nameEN: String(repeating: "x", count: 201),
                category: .asset, taxKey: "", validFrom: try LedgerFixture.day("2026-02-01"),
                validUntil: try LedgerFixture.day("2026-01-01"))
        }
        guard case .invalid(let findings) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(findings.map(\.code) == ["name-missing", "too-long", "tax-key-malformed", "validity-reversed"])
    }
}
