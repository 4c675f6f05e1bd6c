import FinanceCore
import Shared
import Testing

@Suite("Posting") struct PostingTests {
    @Test("A posted transaction is numbered, readable and counts in the balances")
    func post() async throws {
        let ledger = try await LedgerFixture()
        let posted = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 119_00))
        #expect(!posted.isReplay)
        #expect(posted.transaction.sequence == 1)
        #expect(posted.transaction.journalNumber == 1)
        #expect(posted.transaction.fiscalYear == 2026)
        #expect(posted.transaction.recordedAt == LedgerFixture.clock)
        #expect(try await ledger.store.transaction(posted.transaction.id) == posted.transaction)
        #expect(try ledger.balance("1200") == 119_00)
        #expect(try ledger.balance("8400") == -119_00)
        #expect(ledger.store.sequence == 1)
        await ledger.store.close()
    }

    @Test("Journal numbers count per fiscal year")
    func journalNumbers() async throws {
        let ledger = try await LedgerFixture()
        var numbers: [Int64] = []
        for date in ["2025-12-31", "2026-01-01", "2025-01-01", "2026-06-30"] {
            let posted = try await ledger.store.post(try LedgerFixture.draft("1000", "1200", 1, date))
            numbers.append(posted.transaction.journalNumber)
        }
        #expect(numbers == [1, 1, 2, 2])
    }

    @Test("Unknown and closed accounts are all named, and nothing is written")
    func accountsRejected() async throws {
        let ledger = try await LedgerFixture()
        _ = try await ledger.store.updateAccount(try LedgerFixture.number("8400"), AccountChange(isActive: false))
        let error = await #expect(throws: FinanceError.self) {
            try await ledger.store.post(try LedgerFixture.draft("9999", "8400", 1))
        }
        guard case .accountsRejected(let findings) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(findings.map(\.code) == ["unknown-account", "account-closed"])
        #expect(findings.map(\.pointer) == ["/lines/0/account", "/lines/1/account"])
        #expect(ledger.store.sequence == 0)
    }

    @Test("An account outside its validity takes no booking")
    func validity() async throws {
        let ledger = try await LedgerFixture()
        _ = try await ledger.store.updateAccount(
            try LedgerFixture.number("1000"), AccountChange(validUntil: try LedgerFixture.day("2026-01-14")))
        await #expect(throws: FinanceError.self) {
            try await ledger.store.post(try LedgerFixture.draft("1000", "1200", 1, "2026-01-15"))
        }
        _ = try await ledger.store.post(try LedgerFixture.draft("1000", "1200", 1, "2026-01-14"))
    }

    @Test("The same id and content is answered again, other content is refused")
    func idempotentID() async throws {
        let ledger = try await LedgerFixture()
        let id = try #require(EntityID("0190b5c0-0000-7000-8000-00000000000a"))
        let first = try await ledger.store.post(try LedgerFixture.draft("1000", "1200", 5, id: id))
        let second = try await ledger.store.post(try LedgerFixture.draft("1000", "1200", 5, id: id))
        #expect(second.isReplay)
        #expect(second.transaction == first.transaction)
        await #expect(throws: FinanceError.duplicateID(id)) {
            try await ledger.store.post(try LedgerFixture.draft("1000", "1200", 6, id: id))
        }
        #expect(ledger.store.sequence == 1)
    }

    @Test("The same key and content is answered again, other content is refused")
    func idempotencyKey() async throws {
        let ledger = try await LedgerFixture()
        let draft = try LedgerFixture.draft("1000", "1200", 5)
        let first = try await ledger.store.post(draft, idempotencyKey: "k")
        let second = try await ledger.store.post(draft, idempotencyKey: "k")
        #expect(!first.isReplay && second.isReplay)
        #expect(second.transaction == first.transaction)
        await #expect(throws: FinanceError.idempotencyKeyReused("k")) {
            try await ledger.store.post(try LedgerFixture.draft("1000", "1200", 6), idempotencyKey: "k")
        }
        await #expect(throws: FinanceError.self) { try await ledger.store.post(draft, idempotencyKey: "") }
        #expect(ledger.store.sequence == 1)
    }

    @Test("Sums that would leave 64 bits are refused, and the ledger goes on")
    func overflow() async throws {
        let ledger = try await LedgerFixture()
        _ = try await ledger.store.post(try LedgerFixture.draft("1000", "1200", Int64.max / 2))
        await #expect(throws: FinanceError.ledgerOverflow(.eur)) {
            try await ledger.store.post(try LedgerFixture.draft("1000", "1200", 1))
        }
        let dollar = try #require(Currency(code: "USD"))
        _ = try await ledger.store.post(try LedgerFixture.draft("1000", "1200", 1, currency: dollar))
        #expect(try ledger.balance("1000") == Int64.max / 2)
    }

    @Test("Every field comes back as it was posted")
    func fields() async throws {
        let ledger = try await LedgerFixture()
        let yen = try #require(Currency(code: "JPY"))
        let draft = try TransactionDraft(
            date: try LedgerFixture.day("2026-02-28"), documentDate: try LedgerFixture.day("2026-02-27"),
            serviceDate: try LedgerFixture.day("2026-02-01"), documentNumber: "ÄÖ-1", text: "Größe 🧾",
            lines: [
                LineDraft(
                    account: try LedgerFixture.number("4400"), side: .debit,
                    amount: Amount(minor: 100, currency: .eur), taxKey: "9", text: "Zeile", costCentre1: "A",
                    costCentre2: "B"),
                LineDraft(
                    account: try LedgerFixture.number("4100"), side: .debit,
                    amount: Amount(minor: 7, currency: yen)),
                LineDraft(
                    account: try LedgerFixture.number("1200"), side: .credit,
                    amount: Amount(minor: 100, currency: .eur)),
                LineDraft(
                    account: try LedgerFixture.number("1200"), side: .credit,
                    amount: Amount(minor: 7, currency: yen)),
            ], source: "test", actor: "Anna")
        let posted = try await ledger.store.post(draft).transaction
        let read = try await ledger.store.transaction(posted.id)
        #expect(read == posted)
        #expect(read.lines == draft.lines)
        #expect(read.serviceDate == draft.serviceDate && read.documentDate == draft.documentDate)
        #expect(try ledger.store.account(try LedgerFixture.number("1200")).totals.count == 2)
    }

    @Test("The text filter takes the signs of patterns literally, also under an accent") func textFilter() async throws
    {
        let ledger = try await LedgerFixture()
        for text in ["10 x\u{301}", "1%\u{301}"] {
            _ = try await ledger.store.post(try LedgerFixture.draft("1200", "8400", 1, text: text))
        }
        let found = try await ledger.store.transactions(TransactionQuery(text: "1%\u{301}")).elements
        #expect(found.map(\.text) == ["1%\u{301}"])
    }
}
