import Foundation
package import Shared

/// Puts a health report together from checks and figures of the process.
package struct HealthReporter: Sendable {
    private let serviceName: String
    private let version: String
    private let startedAt: Date
    private let statistics: RequestStatistics
    private let sampler: ProcessSampler
    private let sources: HealthSources

    /// Creates the reporter of one service.
    package init(boot: ServiceBoot, sources: HealthSources) {
        serviceName = boot.identity.name
        version = boot.settings.version
        startedAt = boot.startedAt
        statistics = boot.statistics
        sampler = ProcessSampler()
        self.sources = sources
    }

    /// The full report: the worst observation decides the status.
    package func report() async -> ServiceHealth {
        let observations = await observe()
        let status = observations.map(\.1.status).max { $0.severity < $1.severity } ?? .healthy
        let checks = observations.map { name, observation in
            (
                name,
                [
                    ServiceHealth.Check(
                        observedValue: observation.value, observedUnit: observation.unit,
                        status: observation.status.checkWord, output: observation.reason)
                ]
            )
        }
        return health(status, checks: Dictionary(checks) { first, _ in first })
    }

    /// Alive means: this answer was given. No dependency is asked, since restarting us would not mend it.
    package func liveness() -> ServiceHealth {
        health(.healthy, checks: [:])
    }

    private func health(_ status: HealthStatus, checks: [String: [ServiceHealth.Check]]) -> ServiceHealth {
        ServiceHealth(
            status: status, version: version, service: serviceName, timestamp: Date.now.formatted(Self.timeFormat),
            uptimeSeconds: (Date.now.timeIntervalSince(startedAt) * 1_000).rounded() / 1_000,
            metrics: metrics(), checks: checks)
    }

    private static let timeFormat = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    private func metrics() -> HealthMetrics {
        let totals = statistics.snapshot
        let requests = max(totals.requests, 1)
        return HealthMetrics(
            cpuUsagePercent: rounded(sampler.cpuUsagePercent()),
            memoryUsagePercent: rounded(sampler.memoryUsagePercent()), requestCount: totals.requests,
            averageResponseTimeMs: rounded(totals.milliseconds / Double(requests)),
            errorRatePercent: rounded(Double(totals.errors) * 100 / Double(requests)),
            databaseConnections: sources.databaseConnections(), queueSize: sources.queueSize())
    }

    private func rounded(_ value: Double) -> Double { (value * 1_000).rounded() / 1_000 }

    /// Runs all checks side by side.
    private func observe() async -> [(String, HealthCheck.Observation)] {
        await withTaskGroup { group in
            for check in sources.checks {
                group.addTask { (check.name, await Self.bounded(check)) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    private static func bounded(_ check: HealthCheck) async -> HealthCheck.Observation {
        await withTaskGroup { group in
            group.addTask { await check.observe() }
            group.addTask {
                try? await Task.sleep(for: .seconds(1))  // throws only when the check was quicker
                return HealthCheck.Observation(.unhealthy, reason: "no answer within 1 s")
            }
            let first = await group.next()
            group.cancelAll()
            return first ?? HealthCheck.Observation(.unhealthy, reason: "no answer")
        }
    }
}

extension HealthStatus {
    fileprivate var severity: Int {
        switch self {
        case .healthy: 0
        case .warning: 1
        case .unhealthy: 2
        }
    }

    fileprivate var checkWord: String {
        switch self {
        case .healthy: "pass"
        case .warning: "warn"
        case .unhealthy: "fail"
        }
    }
}
