import CoreMetrics
import Foundation
import Logging
import ObserverCore
import ServiceKit
import ServiceLifecycle

/// Hands waiting alerts to their channels until they are taken, or given up.
struct AlertDispatcher: Service {
    let store: AlertStore
    let channels: AlertChannels
    let wakes: AsyncStream<Void>
    let wake: AsyncStream<Void>.Continuation
    let registry: PrometheusRegistry
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await remindOfRetries() }
                for await _ in wakes { await deliverDue() }
                group.cancelAll()
            }
        }
    }

    /// Attempts that are due later wake the loop themselves.
    private func remindOfRetries() async {
        var rounds = 0
        while !Task.isCancelled {
            wake.yield()
            // try? because it is tried again in an hour
            if rounds % 3_600 == 0 { try? await store.prune(at: Moment.current().unixMilliseconds) }
            rounds += 1
            try? await Task.sleep(for: .seconds(1))  // cancelled: the condition ends the loop
        }
    }

    private func deliverDue() async {
        do {
            let due = try await store.due(at: Moment.current().unixMilliseconds, limit: 4)
            await withTaskGroup(of: Bool.self) { group in
                for delivery in due { group.addTask { await deliver(delivery) } }
                // What follows a delivered one may be sent at once.
                for await isDone in group where isDone { wake.yield() }
            }
        } catch {
            logger.error("Waiting alerts cannot be read", metadata: ["reason": "\(error)"])
        }
    }

    private func deliver(_ delivery: AlertStore.Delivery) async -> Bool {
        let outcome: AlertStore.Outcome
        if let channel = channels.channel(delivery.channel) {
            do throws(AlertDeliveryError) {
                let remark = try await channel.send(
                    delivery.alert, deliveryID: "\(delivery.alert.incident.id)-\(delivery.id)")
                if let remark {
                    logger.warning(
                        "An alert was taken, but not for all",
                        metadata: ["channel": "\(delivery.channel)", "reason": "\(remark)"])
                }
                outcome = .delivered
            } catch {
                switch error {
                case .transient(let reason): outcome = .failed(reason)
                case .final(let reason): outcome = .refused(reason)
                }
            }
        } else {
            outcome = .refused("the channel is no longer configured")
        }
        return await settle(delivery, outcome)
    }

    private func settle(_ delivery: AlertStore.Delivery, _ outcome: AlertStore.Outcome) async -> Bool {
        if Task.isCancelled { return false }
        let word: String
        switch outcome {
        case .delivered: word = "delivered"
        case .failed(let reason):
            word = "failed"
            logger.warning(
                "An alert was not taken, it will be tried again",
                metadata: ["channel": "\(delivery.channel)", "reason": "\(reason)"])
        case .refused(let reason):
            word = "refused"
            logger.error(
                "An alert is given up", metadata: ["channel": "\(delivery.channel)", "reason": "\(reason)"])
        }
        Counter(
            label: "observer_alerts_total", dimensions: [("channel", delivery.channel), ("result", word)],
            factory: registry
        ).increment()
        // try? because an unsettled row is sent once more, which is the promise: at least once
        try? await store.settle(delivery, outcome, at: Moment.current().unixMilliseconds)
        return word != "failed"
    }
}
