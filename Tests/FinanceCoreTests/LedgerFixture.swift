import FinanceCore
import TestSupport
import Testing

/// A ledger in a temporary folder with a handful of accounts.
struct LedgerFixture {
    let directory: TemporaryDirectory
    let store: LedgerStore

    static let clock = Timestamp(millisecondsSince1970: 1_768_478_400_000)

    init(options: LedgerOptions = LedgerFixture.options) async throws {
        directory = try TemporaryDirectory()
        store = try await LedgerStore.open(directory: directory.path, chart: try Self.chart, options: options)
    }

    static var options: LedgerOptions { LedgerOptions(readers: 2, now: { clock }) }

    static let numbers = ["1000", "1200", "1400", "1600", "0800", "4100", "4400", "8100", "8400"]

    static var chart: [AccountDraft] {
        get throws {
            try [
                account("1000", "Kasse", .asset), account("1200", "Bank", .asset),
                account("1400", "Forderungen", .asset), account("1600", "Verbindlichkeiten", .liability),
                account("0800", "Gezeichnetes Kapital", .equity), account("4100", "Löhne", .expense),
                account("4400", "Material", .expense), account("8100", "Erlöse steuerfrei", .revenue),
                account("8400", "Erlöse 19 %", .revenue),
            ]
        }
    }

    static func account(
        _ number: String, _ name: String, _ category: AccountCategory, isActive: Bool = true
    ) throws -> AccountDraft {
        try AccountDraft(
            number: try #require(AccountNumber(number)), nameDE: name, category: category, isActive: isActive)
    }

    /// A two-line transaction.
    static func draft(
        _ debit: String, _ credit: String, _ minor: Int64, _ date: String = "2026-01-15", id: EntityID? = nil,
        text: String = "Buchung", currency: Currency = .eur
    ) throws -> TransactionDraft {
        let amount = Amount(minor: minor, currency: currency)
        return try TransactionDraft(
            id: id, date: try day(date), documentNumber: "RE-1", text: text,
            lines: [
                LineDraft(account: try number(debit), side: .debit, amount: amount),
                LineDraft(account: try number(credit), side: .credit, amount: amount),
            ])
    }

    static func number(_ text: String) throws -> AccountNumber { try #require(AccountNumber(text)) }

    static func day(_ text: String) throws -> BookingDate { try #require(BookingDate(iso: text)) }

    func balance(_ number: String) throws -> Int64 {
        try #require(try store.account(try Self.number(number)).totals.first).balanceMinor
    }
}
