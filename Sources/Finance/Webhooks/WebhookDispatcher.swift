import AsyncHTTPClient
import CoreMetrics
import FinanceCore
import Foundation
import Logging
import NIOCore
import NIOHTTP1
import ServiceKit
import Shared

/// Carries the events of one ledger to one subscriber, in order, each at least once.
///
/// The journal is the outbox: what was committed is there, and the place says how far it was delivered. The place is
/// written after the subscriber has confirmed, so a process that dies in between sends those events again.
struct WebhookDispatcher: Sendable {
    private static let pageSize = 100
    private static let timeout = TimeAmount.seconds(10)

    let state: WebhookState
    let ledger: LedgerStore
    let routes: LedgerRoutes
    var backoff = RetryBackoff(initialSeconds: 1, maximumSeconds: 300)
    let registry: PrometheusRegistry
    let logger: Logger

    private var subscription: WebhookSubscription { state.subscription }

    /// Runs until the task is cancelled, or a place is found that is none: better silent than from the beginning again.
    ///
    /// A disk that refuses, the place or the reading of the journal, is tried again for as long as it takes; what was
    /// delivered meanwhile is kept in memory and is not sent again.
    func run(over client: HTTPClient) async {
        var place: WebhookPlace?
        var failures = 0
        while !Task.isCancelled {
            do {
                var current = try place ?? openPlace()
                // In memory it is as far as was delivered, also when the disk has refused it.
                defer { place = current }
                try current.settle()
                if failures > 0 { recovered() }
                failures = 0
                state.update { [current] in $0.place = current.place }
                try await follow(&current, over: client)
            } catch WebhookPlace.Fault.unreadable(let path) {
                return stop(WebhookPlace.Fault.unreadable(path))
            } catch {
                guard !Task.isCancelled else { return }
                failures += 1
                await wait(after: error, failures)
            }
        }
    }

    /// Delivers event after event; returns when the task was cancelled.
    private func follow(_ place: inout WebhookPlace, over client: HTTPClient) async throws {
        while !Task.isCancelled {
            // Taken before the journal is read: a commit in between is one to wake up for.
            let revision = ledger.revision
            let page = try await ledger.events(
                after: place.place, account: subscription.account, limit: Self.pageSize)
            let events = page.events.filter(subscription.wants)
            if events.isEmpty {
                try place.skip(to: page.next)
            } else {
                guard await deliver(events, over: client) else { return }
                try place.deliver(through: page.next)
            }
            state.update { [place] in $0.place = place.place }
            if page.isLast { await ledger.waitForCommit(after: revision) }
        }
    }

    private func stop(_ fault: WebhookPlace.Fault) {
        logger.error("Webhook stopped", metadata: ["webhook": "\(subscription.name)", "error": "\(fault)"])
        state.update {
            $0.lastError = "\(fault)"
            $0.isStopped = true
        }
    }

    private func wait(after error: any Error, _ failures: Int) async {
        if failures == 1 {
            logger.error(
                "Webhook waits for the disk", metadata: ["webhook": "\(subscription.name)", "error": "\(error)"])
        }
        state.update { ($0.failures, $0.lastError) = (failures, "\(error)") }
        let pause = backoff.delay(afterFailures: failures, random: .random(in: 0...1))
        try? await Task.sleep(for: pause)  // throws only on cancellation, which ends the loop
    }

    private func recovered() {
        logger.notice("Webhook goes on", metadata: ["webhook": "\(subscription.name)"])
        state.update { ($0.failures, $0.lastError) = (0, nil) }
    }

    private func openPlace() throws -> WebhookPlace {
        let end = ledger.end
        var place = try WebhookPlace(
            of: subscription.name, in: ledger.directory, startingAt: subscription.fromBeginning ? .start : end)
        if place.place > end {
            // Another, older ledger has come into the folder: what follows is new to everybody.
            logger.error(
                "Webhook was ahead of the ledger",
                metadata: ["webhook": "\(subscription.name)", "place": "\(place.place)", "ledger": "\(end)"])
            try place.deliver(through: end)
        }
        return place
    }

    /// Tries until the subscriber confirms; false when the task was cancelled before.
    private func deliver(_ events: [LedgerEvent], over client: HTTPClient) async -> Bool {
        let message = WebhookMessage(subscription: subscription, routes: routes, events: events)
        var failures = 0
        while !Task.isCancelled {
            let outcome = await send(message, over: client)
            count(outcome == nil ? "delivered" : "failed")
            guard let outcome else {
                if failures > 0 {
                    logger.notice("Webhook delivers again", metadata: ["webhook": "\(subscription.name)"])
                }
                state.update { state in
                    (state.failures, state.lastError, state.lastDelivery) = (0, nil, Timestamp.now())
                }
                return true
            }
            if Task.isCancelled { break }
            failures += 1
            if failures == 1 {
                logger.warning(
                    "Webhook cannot be delivered", metadata: ["webhook": "\(subscription.name)", "error": "\(outcome)"])
            }
            state.update { [failures] state in (state.failures, state.lastError) = (failures, outcome) }
            let pause = backoff.delay(afterFailures: failures, random: .random(in: 0...1))
            try? await Task.sleep(for: pause)  // throws only on cancellation, which ends the loop
        }
        return false
    }

    /// Sends once; why it failed, nil if it did not. Only what the subscriber confirms with 2xx has arrived.
    private func send(_ message: WebhookMessage, over client: HTTPClient) async -> String? {
        do {
            let now = Timestamp.now().millisecondsSince1970 / 1_000
            let answer = try await client.execute(message.request(now: now), timeout: Self.timeout)
            let status = Int(answer.status.code)
            return (200..<300).contains(status) ? nil : "status \(status)"
        } catch {
            return "\(error)"
        }
    }

    private func count(_ outcome: String) {
        registry.makeCounter(
            label: "finance_webhook_messages_total",
            dimensions: [("subscription", subscription.name), ("outcome", outcome)]
        ).increment(by: 1)
    }
}
