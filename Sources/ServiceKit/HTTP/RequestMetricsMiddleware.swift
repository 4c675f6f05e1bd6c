import HTTPTypes
import Hummingbird
import Logging
import Synchronization

/// Counts and times every request, failed ones too; only the request id is decided further out.
struct RequestMetricsMiddleware: RouterMiddleware {
    /// Methods that get series of their own: a caller may invent any number of others.
    private static let knownMethods: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .patch, .delete, .options]

    let statistics: RequestStatistics

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        statistics.began()
        do {
            let response = try await next(request, context)
            record(request, context, status: response.status.code, since: start)
            return response
        } catch {
            record(request, context, status: 500, since: start)
            throw error
        }
    }

    private func record(
        _ request: Request, _ context: ServiceContext, status: Int, since start: ContinuousClock.Instant
    ) {
        let elapsed = ContinuousClock.now - start
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
