import FinanceCore
import HTTPTypes
import Hummingbird
import ServiceKit

/// Tells the ledger's sequence in the answers below its prefix that do not tell it yet: paths and methods that there are
/// not, and what is refused for its query. For those nothing was looked up, so any state is theirs.
///
/// The answers of routes, and their errors, have it from ``LedgerMiddleware``.
struct SequenceStep: RequestStep {
    let ledger: LedgerStore
    private let prefix: String

    init(ledger: LedgerStore, routes: LedgerRoutes) {
        self.ledger = ledger
        prefix = routes.prefix + "/"
    }

    func after(_ response: inout Response, _ request: Request, _ context: ServiceContext) {
        // What a route has answered has it; to look for it among the others costs more than to know that.
        if response.status == .ok || response.status == .created { return }
        guard response.headers[.ledgerSeq] == nil, request.uri.path.hasPrefix(prefix) else { return }
        response.headers[.ledgerSeq] = String(ledger.sequence)
    }
}
