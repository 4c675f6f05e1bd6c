import FinanceCore
import HTTPTypes
import Hummingbird
import ServiceKit

/// Tells in every answer which state of the ledger it shows, and hands storage failures to the log.
struct LedgerMiddleware: RouterMiddleware {
    /// A failure of the disk or the database; unknown to the table of errors, so that it is logged and opaque.
    private struct StorageFailure: Error, CustomStringConvertible {
        let description: String
    }

    let ledger: LedgerStore

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        do {
            var response = try await next(request, context)
            response.headers[.ledgerSeq] = String(ledger.sequence)
            return response
        } catch FinanceError.storage(let text) {
            throw StorageFailure(description: text)
        }
    }
}
