import FinanceCore
import Hummingbird
import Logging
import ServiceKit

extension ServiceContext {
    /// Hands what the storage says to the log: no answer tells it.
    ///
    /// - Parameter mayPass: whether waiting may help; what it does not mend is logged as every unknown error is.
    func logStorage(_ reason: String, mayPass: Bool, _ request: Request) {
        log(
            .error, mayPass ? "The storage refuses" : "Unexpected error",
            ["error": "\(reason)", "path": "\(request.uri.path)"])
    }

    /// What an error of a ledger tells the caller. Failures of the storage are logged and told apart: those that may pass
    /// are 503, the others an opaque 500.
    func ending(_ error: FinanceError, _ request: Request) -> Problem {
        guard case .storage(let reason, let mayPass) = error else { return error.problem }
        logStorage(reason, mayPass: mayPass, request)
        return mayPass ? error.problem : .generic(.internalServerError)
    }
}
