import FinanceCore

/// The accounts of a period whose figures are others now than they were.
struct DifferenceResponse: Encodable, Sendable {
    struct Change: Encodable, Sendable {
        struct Figures: Encodable, Sendable {
            let debit: String
            let credit: String
        }

        let account: String
        let name: String
        let currency: String
        let then: Figures
        let now: Figures
        /// Balance of now less balance of then, debit positive.
        let difference: String

        init(_ change: BalanceChange) {
            let money = change.currency
            account = change.account.number.description
            name = change.account.nameDE
            currency = money.code
            then = Figures(debit: money.text(change.thenDebitMinor), credit: money.text(change.thenCreditMinor))
            now = Figures(debit: money.text(change.nowDebitMinor), credit: money.text(change.nowCreditMinor))
            difference = money.text(change.differenceMinor)
        }
    }

    /// Sequences of the two states.
    let knownAt: Int64
    let ledgerSeq: Int64
    let changes: [Change]
    let count: Int

    init(_ report: BalanceDifference) {
        knownAt = report.then
        ledgerSeq = report.now
        changes = report.changes.map(Change.init)
        count = changes.count
    }

    private enum CodingKeys: String, CodingKey {
        case changes, count
        case knownAt = "known_at"
        case ledgerSeq = "ledger_seq"
    }
}
