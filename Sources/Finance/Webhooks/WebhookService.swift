import AsyncHTTPClient
import FinanceCore
import Logging
import NIOCore
import ServiceKit
import ServiceLifecycle
import Shared

/// Runs one dispatcher for each subscription.
struct WebhookService: Service {
    let states: [WebhookState]
    let ledgers: any LedgerSource
    var backoff = RetryBackoff(initialSeconds: 1, maximumSeconds: 300)
    let registry: PrometheusRegistry
    let logger: Logger

    func run() async throws {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5), read: .seconds(10)))
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        await cancelWhenGracefulShutdown {
            await withTaskGroup { group in
                for state in states { group.addTask { await dispatch(state, over: client) } }
            }
            // An empty list has nothing to do and must not end the process.
            try? await gracefulShutdown()
        }
        try await client.shutdown()
    }

    private func dispatch(_ state: WebhookState, over client: HTTPClient) async {
        var failures = 0
        while !Task.isCancelled {
            do {
                let lease = try await ledgers.ledger(of: state.subscription.mandant)
                defer { withExtendedLifetime(lease) {} }
                let dispatcher = WebhookDispatcher(
                    state: state, ledger: lease.ledger, routes: .of(lease.mandant), backoff: backoff,
                    registry: registry,
                    logger: logger)
                return await dispatcher.run(over: client)
            } catch {
                // A Mandant that is not there yet, or for which there is no room now.
                failures += 1
                state.update { [failures] state in (state.failures, state.lastError) = (failures, "\(error)") }
                let pause = backoff.delay(afterFailures: failures, random: .random(in: 0...1))
                try? await Task.sleep(for: pause)  // throws only on cancellation, which ends the loop
            }
        }
    }
}

extension HealthCheck {
    /// Failing subscriptions are a warning: the books themselves are well.
    static func webhooks(_ states: [WebhookState]) -> HealthCheck {
        HealthCheck("webhooks:failing") {
            let failing = states.filter { $0.current.failures >= 3 || $0.current.isStopped }
            return Observation(
                failing.isEmpty ? .healthy : .warning, value: Double(failing.count), unit: "webhooks",
                reason: failing.isEmpty
                    ? nil : "not delivered: " + failing.map(\.subscription.name).joined(separator: ", "))
        }
    }
}
