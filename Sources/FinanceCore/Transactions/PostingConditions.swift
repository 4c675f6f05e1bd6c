import Shared

/// What a caller expects of an account before its booking is made.
package struct BalanceExpectation: Hashable, Sendable {
    /// How the balance is to stand to the limit.
    package enum Relation: String, CaseIterable, Sendable {
        case equal = "eq"
        case less = "lt"
        case lessOrEqual = "lte"
        case greater = "gt"
        case greaterOrEqual = "gte"

        func holds(_ balance: Int64, _ limit: Int64) -> Bool {
            switch self {
            case .equal: balance == limit
            case .less: balance < limit
            case .lessOrEqual: balance <= limit
            case .greater: balance > limit
            case .greaterOrEqual: balance >= limit
            }
        }
    }

    package let account: AccountNumber
    package let relation: Relation
    /// Debit positive.
    package let limit: Amount
    /// Where it stands in the caller's document.
    package let pointer: String

    package init(account: AccountNumber, relation: Relation, limit: Amount, pointer: String) {
        self.account = account
        self.relation = relation
        self.limit = limit
        self.pointer = pointer
    }
}

/// How far a write goes: a transaction, an account, a lock, a document …
package struct PostingConditions: Hashable, Sendable {
    /// Do everything but write.
    package var isDryRun: Bool

    package init(isDryRun: Bool = false) {
        self.isDryRun = isDryRun
    }
}

extension LedgerEngine {
    /// The expectations that do not hold in the state of the group so far.
    func disappointed(_ expectations: [BalanceExpectation], _ staged: inout StagedGroup) -> [Finding] {
        var findings: [Finding] = []
        for expectation in expectations {
            guard let id = staged.state.book.id(of: expectation.account) else {
                findings.append(AccountFault.unknown.finding(expectation.account, at: expectation.pointer + "/account"))
                continue
            }
            let currency = expectation.limit.currency
            let balance = balance(of: id, currency, &staged)
            if expectation.relation.holds(balance, expectation.limit.minor) { continue }
            findings.append(.expectationFailed(expectation, actual: Amount(minor: balance, currency: currency)))
        }
        return findings
    }

    /// The balance of an account after the group so far, debit positive.
    func balance(of id: Int, _ currency: Currency, _ staged: inout StagedGroup) -> Int64 {
        let totals = box.value.totals
        let committed = id <= totals.count ? totals[id - 1].balance(in: currency) : 0
        return committed + staged.change(of: id, currency)
    }
}

extension Finding {
    fileprivate static func expectationFailed(_ expectation: BalanceExpectation, actual: Amount) -> Finding {
        Finding(
            pointer: expectation.pointer + "/balance", code: "expectation-failed",
            detail: LocalizedText(
                de: "Der Saldo von \(expectation.account) ist \(actual), erwartet wird "
                    + "\(expectation.relation.rawValue) \(expectation.limit).",
                en: "The balance of \(expectation.account) is \(actual), expected is "
                    + "\(expectation.relation.rawValue) \(expectation.limit)."))
    }
}
