import FinanceCore
import ServiceKit

/// Makes two-line transfers between many accounts on many days, the same with every run.
struct TransferGenerator {
    static let accounts = 1_000
    static let days = 365

    private var state: UInt64
    private var counter: UInt64 = 0
    private let debitAccounts: [AccountNumber]
    private let dates: [BookingDate]

    init(seed: UInt64 = 1, days: Int = TransferGenerator.days) throws {
        state = seed
        debitAccounts = try (0..<Self.accounts).map { try Self.number(10_000 + $0) }
        var dates: [BookingDate] = []
        for year in 2017...2026 {
            for month in 1...12 {
                for day in 1...31 {
                    if let date = BookingDate(year: year, month: month, day: day) { dates.append(date) }
                }
            }
        }
        self.dates = Array(dates.suffix(days))
    }

    static func number(_ value: Int) throws -> AccountNumber {
        guard let number = AccountNumber(String(value)) else { throw StartupError.configuration("account \(value)") }
        return number
    }

    /// The accounts that the transfers use.
    static func chart() throws -> [AccountDraft] {
        try (0..<accounts).map { index in
            try AccountDraft(
                number: try number(10_000 + index), nameDE: "Konto \(index)",
                category: AccountCategory.allCases[index % AccountCategory.allCases.count])
        }
    }

    private mutating func random(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((word ^ (word >> 31)) % UInt64(bound))
    }

    /// The figures of the next transfer; its id rises as those of UUIDv7 do.
    mutating func next() -> Transfer {
        counter += 1
        let debit = random(Self.accounts)
        let credit = (debit + 1 + random(Self.accounts - 1)) % Self.accounts
        // UUIDv7: milliseconds and a counter in front, so that ids rise.
        let high = (1_760_000_000_000 + counter >> 12) << 16 | 0x7000 | (counter & 0xfff)
        return Transfer(
            id: EntityID(high: high, low: 0x8000_0000_0000_0000 | (state >> 2)), date: dates[random(dates.count)],
            debit: debitAccounts[debit], credit: debitAccounts[credit], minor: Int64(1 + random(1_000_000)),
            number: counter)
    }
}

struct Transfer {
    let id: EntityID
    let date: BookingDate
    let debit: AccountNumber
    let credit: AccountNumber
    let minor: Int64
    let number: UInt64

    func draft() throws -> TransactionDraft {
        let amount = Amount(minor: minor, currency: .eur)
        return try TransactionDraft(
            id: id, date: date, documentNumber: "R-\(number)", text: "Transfer",
            lines: [
                LineDraft(account: debit, side: .debit, amount: amount),
                LineDraft(account: credit, side: .credit, amount: amount),
            ])
    }
}
