import FinanceCore
import Hummingbird
import ServiceKit

extension ResponseBody {
    /// A body that is written while the ledger is read.
    ///
    /// Its status has gone before it begins, so whatever may be refused is to be read before that. What the storage refuses
    /// later is logged and thrown on: the server then closes the connection without the end of the body, and every reader
    /// of HTTP notices.
    static func reading(
        _ request: Request, _ context: ServiceContext,
        _ write: @escaping @Sendable (inout any ResponseBodyWriter) async throws -> Void
    ) -> ResponseBody {
        ResponseBody { output in
            do {
                try await write(&output)
            } catch FinanceError.storage(let reason, let mayPass) {
                // A reading that was cancelled, because the service ends, has met no failure.
                if !Task.isCancelled { context.logStorage(reason, mayPass: mayPass, request) }
                throw FinanceError.storage(reason, mayPass: mayPass)
            }
            try await output.finish(nil)
        }
    }
}
