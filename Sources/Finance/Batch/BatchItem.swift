import FinanceCore
import ServiceKit

/// One transaction of a batch: read, or refused by itself.
enum BatchItem: Sendable {
    case draft(TransactionDraft)
    case fault(Problem)

    /// How much of the memory and of the writer's time it takes, in lines of transactions.
    var lines: Int {
        switch self {
        case .draft(let draft): draft.lines.count
        case .fault(let problem): max(1, problem.findings.count)
        }
    }
}

/// An item, and where it stands.
struct PlacedItem: Sendable {
    let item: BatchItem
    /// Line of the body in which it begins, counted from 1.
    let line: Int
}
