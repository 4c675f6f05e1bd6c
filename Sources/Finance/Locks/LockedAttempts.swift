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

    /// Notes what a route has refused; what is only tried is no attempt.
    func note(_ refusal: any ProblemConvertible, _ request: Request, _ context: ServiceContext) {
        var query = QueryReader(request)
        if query.conditions().isDryRun { return }
        note((refusal as? LongRefusal)?.findings ?? refusal.problem.findings, request, context)
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
