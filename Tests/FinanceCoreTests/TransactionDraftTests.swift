import FinanceCore
import Shared
import Testing

@Suite("Transaction drafts") struct TransactionDraftTests {
    private static let good = TransactionInput(
        date: "2026-01-15", text: "x",
        lines: [LineInput(account: "1200", debit: "119.00"), LineInput(account: "8400", credit: "119.00")])

    private func codes(_ input: TransactionInput, found: [Finding] = []) -> [String] {
        do throws(FinanceError) {
            _ = try TransactionDraft(parsing: input, found: found)
            return []
        } catch {
            guard case .invalid(let findings) = error else { return ["\(error)"] }
            return findings.map { "\($0.pointer) \($0.code)" }
        }
    }

    @Test("Good input becomes a draft") func good() throws {
        let draft = try TransactionDraft(parsing: Self.good)
        #expect(draft.lines.map(\.debitMinor) == [119_00, 0])
        #expect(draft.documentDate == draft.date)
    }

    @Test("One answer names every fault") func allFaults() {
        let input = TransactionInput(
            id: "7", date: "2026-02-30", documentDate: "gestern", serviceDate: "", text: "x",
            lines: [
                LineInput(account: "12x", debit: "1"), LineInput(account: nil, credit: "1.001"),
                LineInput(account: "1", debit: "1", credit: "1"), LineInput(account: "1"),
                LineInput(account: "1", debit: "1", currency: "EURO"),
                LineInput(account: "1", debit: "99999999999999999999"), LineInput(account: "1", credit: "0"),
                LineInput(account: "1", credit: "-3"),
            ])
        #expect(
            codes(input) == [
                "/id id-malformed", "/date date-malformed", "/document_date date-malformed",
                "/service_date date-malformed", "/lines/0/account account-malformed",
                "/lines/1/account account-missing", "/lines/1/credit amount-too-many-decimals",
                "/lines/2 amount-on-both-sides", "/lines/3 amount-missing", "/lines/4/currency currency-unknown",
                "/lines/5/debit amount-overflow", "/lines/6/credit amount-zero", "/lines/7/credit amount-negative",
            ])
    }

    @Test("Debit and credit must agree in each currency") func unbalanced() {
        var input = Self.good
        input.lines[1].credit = "118.99"
        #expect(codes(input) == ["/lines unbalanced"])
        input.lines[1].credit = "119.00"
        input.lines[1].currency = "USD"
        #expect(codes(input) == ["/lines unbalanced", "/lines unbalanced"])
    }

    @Test("A sum over 64 bits is refused") func overflow() {
        var input = Self.good
        input.lines = [
            LineInput(account: "1", debit: "92233720368547758.07"),
            LineInput(account: "1", debit: "92233720368547758.07"), LineInput(account: "1", credit: "1.00"),
        ]
        #expect(codes(input) == ["/lines amount-overflow"])
    }

    @Test("Fewer than two and more than 1,000 lines are refused", arguments: [0, 1, 1001])
    func lineCount(_ count: Int) {
        var input = Self.good
        input.lines = (0..<count).map { LineInput(account: "1", debit: $0 == 0 ? "1" : nil, credit: "1") }
        #expect(codes(input).contains("/lines line-count"))
    }

    @Test("Texts have limits and no U+0000") func texts() {
        var input = Self.good
        input.text = String(repeating: "ä", count: 501)
        input.documentNumber = "a\u{0}b"
        input.lines[0].taxKey = String(repeating: "9", count: 101)
        input.lines[1].text = "\u{0}"
        #expect(
            Set(codes(input)) == [
                "/description too-long", "/document_number null-character", "/lines/0/tax_key too-long",
                "/lines/1/text null-character",
            ])
    }

    @Test("The caller's own findings are kept, and not told twice") func callersFindings() {
        var input = Self.good
        input.date = nil
        let found = Finding(pointer: "/date", code: "wrong-type", detail: LocalizedText(de: "", en: ""))
        #expect(codes(input, found: [found]) == ["/date wrong-type"])
        #expect(codes(input) == ["/date date-missing"])
        #expect(codes(Self.good, found: [found]) == ["/date wrong-type"])
    }

    @Test("Both lines of the short form share one pointer and one finding") func shortForm() {
        let input = TransactionInput(
            date: "2026-01-15",
            lines: [
                LineInput(account: "1", debit: "x", accountPointer: "/debit_account", amountPointer: "/amount"),
                LineInput(account: "y", credit: "x", accountPointer: "/credit_account", amountPointer: "/amount"),
            ])
        #expect(codes(input) == ["/amount amount-malformed", "/credit_account account-malformed"])
    }

    @Test("A general reversal has negative amounts only") func generalReversal() {
        var input = Self.good
        input.isGeneralReversal = true
        #expect(codes(input) == ["/lines/0/debit amount-positive", "/lines/1/credit amount-positive"])
        input.lines = [LineInput(account: "1", debit: "-1"), LineInput(account: "2", credit: "-1")]
        #expect(codes(input).isEmpty)
    }

    @Test("Typed values are checked by the same rules") func typed() throws {
        let line = LineDraft(
            account: try LedgerFixture.number("1"), side: .debit, amount: Amount(minor: 1, currency: .eur))
        #expect(throws: FinanceError.self) {
            try TransactionDraft(date: .first, text: "", lines: [line, line])
        }
        #expect(throws: FinanceError.self) { try TransactionDraft(date: .first, text: "", lines: [line]) }
    }
}
