import Foundation
import HTTPTypes
import HummingbirdTesting

import ServiceKit
import Shared
import TestSupport
import Testing

@Suite struct HealthTests {
    private func check(_ name: String, _ status: HealthStatus, reason: String? = nil) -> HealthCheck {
        HealthCheck(name) { .init(status, value: 0.5, unit: "ms", reason: reason) }
    }

    @Test("the report has the contract's shape and the service's own figures")
    func shape() async throws {
        let kit = try KitFixture(
            values: ["service.version": "9.9"],
            health: HealthSources(
                checks: [check("database:responseTime", .healthy)], databaseConnections: { 5 }, queueSize: { 3 }))
        _ = try await kit.call(.get, "/boom")
        let response = try await kit.call(.get, "/health")
        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == "application/health+json")
        #expect(response.headers[.cacheControl] == "no-store")
        let health = try response.decode(ServiceHealth.self)
        #expect(health.status == .healthy && health.version == "9.9" && health.service == "kit-service")
        let metrics = try #require(health.metrics)
        #expect(metrics.databaseConnections == 5 && metrics.queueSize == 3)
        #expect(metrics.requestCount == 1 && metrics.errorRatePercent == 100 && metrics.memoryUsagePercent > 0)
        #expect(
            health.checks?["database:responseTime"] == [.init(observedValue: 0.5, observedUnit: "ms", status: "pass")])
        let timestamp = try #require(health.timestamp)
        #expect(timestamp.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
        #expect(try #require(health.uptimeSeconds) >= 0)
    }

    @Test(
        "the worst observation wins; 503 only when it is unhealthy",
        arguments: [
            ([HealthStatus](), HealthStatus.healthy, 200), ([.healthy, .healthy], .healthy, 200),
            ([.healthy, .warning], .warning, 200), ([.unhealthy, .warning, .healthy], .unhealthy, 503),
            ([.warning, .unhealthy], .unhealthy, 503),
        ])
    func worst(_ observations: [HealthStatus], _ status: HealthStatus, _ code: Int) async throws {
        let checks = observations.enumerated().map { check("c\($0.offset):x", $0.element, reason: "because") }
        let kit = try KitFixture(health: HealthSources(checks: checks))
        for route in ["/health", "/health/ready"] {
            let response = try await kit.call(.get, route)
            #expect(response.status.code == code)
            #expect(try response.decode(ServiceHealth.self).status == status)
        }
        #expect(try await kit.call(.get, "/health/live").status == .ok)
    }

    @Test("a hanging check fails after a second and does not hold the answer, nor the liveness")
    func hanging() async throws {
        let hanging = HealthCheck("disk:writeTime") {
            try? await Task.sleep(for: .seconds(600))  // ends when the report gives up
            return .init(.healthy)
        }
        let kit = try KitFixture(health: HealthSources(checks: [hanging, check("a:b", .healthy)]))
        let start = ContinuousClock.now
        #expect(try await kit.call(.get, "/health/live").status == .ok)
        let response = try await kit.call(.get, "/health")
        #expect(ContinuousClock.now - start < .seconds(5))
        #expect(response.status == .serviceUnavailable)
        let health = try response.decode(ServiceHealth.self)
        #expect(health.checks?["disk:writeTime"]?.first?.status == "fail")
        #expect(health.checks?["disk:writeTime"]?.first?.output == "no answer within 1 s")
        #expect(health.checks?["a:b"]?.first?.status == "pass")
    }
}
