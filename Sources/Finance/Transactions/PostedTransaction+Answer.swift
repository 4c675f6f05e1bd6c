import FinanceCore
import HTTPTypes
import ServiceKit

extension PostedTransaction {
    /// 201 with the place of the new transaction, 200 for one that was posted before or is only tried.
    func answer(from ledger: LedgerStore, at routes: LedgerRoutes, showsBalances: Bool) -> WrittenAnswer {
        var response = TransactionResponse(transaction: transaction)
        if showsBalances || isRehearsal {
            response.balances = TouchedBalances(after: [transaction.lines], in: ledger, isRehearsal: isRehearsal)
        }
        if isRehearsal {
            response.isRehearsal = true
            return WrittenAnswer(body: response.json)
        }
        var headers: HTTPFields = [.location: "\(routes.transactions)/\(transaction.id)"]
        if isReplay { headers[.idempotencyReplayed] = "true" }
        return WrittenAnswer(body: response.json, status: isReplay ? .ok : .created, headers: headers)
    }
}
