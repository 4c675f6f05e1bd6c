import FinanceCore
import HTTPTypes
import Hummingbird
import ServiceKit

/// Tells the ledger's sequence in every answer below a ledger's prefix that does not tell it yet: errors, paths and methods
/// that there are not, and what is refused for its query.
///
/// The answers of routes that succeed have it from ``LedgerMiddleware``.
struct SequenceMiddleware: RouterMiddleware {
    let ledger: LedgerStore
    private let prefix: String

    init(ledger: LedgerStore, routes: LedgerRoutes) {
        self.ledger = ledger
        prefix = routes.prefix + "/"
    }

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        guard request.uri.path.hasPrefix(prefix) else { return try await next(request, context) }
        // What is not there was looked for at this state or a later one.
        let before = ledger.sequence
        var response = try await next(request, context)
        if response.headers[.ledgerSeq] == nil { response.headers[.ledgerSeq] = String(before) }
        return response
    }
}
