import CoreMetrics
import FinanceCore
import Hummingbird
import Logging
import ServiceKit
import Shared

/// Attempts to book into a locked period (Festschreibung): none goes unnoticed, each is logged and counted.
///
/// A log line names day and kind of the lock and where the request went, never an amount, a text or an account.
struct LockedAttempts: Sendable {
    private let counter: any CounterHandler

    init(registry: PrometheusRegistry) {
        counter = registry.makeCounter(label: "finance_locked_period_refusals_total", dimensions: [])
    }

    /// - Parameter findings: all that was found wrong with a request that was meant, or with a part of it.
    func note(_ findings: [Finding], _ request: Request, _ context: ServiceContext) {
        let locked = findings.filter { $0.code == Finding.periodLockedCode }
        guard let first = locked.first else { return }
        counter.increment(by: Int64(locked.count))
        context.log(
            .notice, "Booking into a locked period refused",
            [
                "bookings": "\(locked.count)", "reason": "\(first.detail(.english))",
                "method": "\(request.method)", "path": "\(request.uri.path)",
            ])
    }
}

/// Notes what a ledger's routes refuse because of a lock; what is only tried is no attempt.
struct LockedAttemptMiddleware: RouterMiddleware {
    let attempts: LockedAttempts

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as any ProblemConvertible {
            var query = QueryReader(request)
            if !query.conditions().isDryRun { attempts.note(error.problem.findings, request, context) }
            throw error
        }
    }
}
