import HTTPTypes
import Hummingbird
import Logging
import Synchronization

/// Counts and times every request, failed ones too; only the request id is decided further out.
struct RequestMetricsStep: RequestStep {
    /// Methods that get series of their own: a caller may invent any number of others.
    private static let knownMethods: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .patch, .delete, .options]

    let statistics: RequestStatistics

    func before(_ request: Request, _ context: inout ServiceContext) -> Response? {
        statistics.began()
        return nil
    }

    func after(_ response: inout Response, _ request: Request, _ context: ServiceContext) {
        record(request, context, status: response.status.code)
    }

    func abandoned(_ request: Request, _ context: ServiceContext) { record(request, context, status: 500) }

    private func record(_ request: Request, _ context: ServiceContext, status: Int) {
        let elapsed = ContinuousClock.now - context.arrival
        statistics.ended(
            method: Self.knownMethods.contains(request.method) ? request.method.rawValue : "other",
            route: context.endpointPath ?? "NotFound", status: status,
            elapsed: elapsed)
        context.log(
            .debug, "Answered",
            [
                "method": "\(request.method.rawValue)", "path": "\(request.uri.path)", "status": "\(status)",
                "ms": "\(elapsed.milliseconds)",
            ])
    }
}

extension Duration {
    /// The duration in milliseconds.
    package var milliseconds: Double {
        Double(components.seconds) * 1_000 + Double(components.attoseconds) / 1e15
    }
}
