import CoreMetrics
import FinanceCore
import ServiceKit
import ServiceLifecycle

/// Figures of the ledgers for `/metrics`, looked at every few seconds.
struct FinanceGauges: Service {
    private static let interval = Duration.seconds(5)

    let ledger: LedgerStore
    let shelf: MandantShelf
    let webhooks: [WebhookState]
    let registry: PrometheusRegistry

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                look()
                try? await Task.sleep(for: Self.interval)  // throws only at the end
            }
        }
    }

    private func look() {
        set("finance_ledger_sequence", ledger.sequence)
        set("finance_mandanten", Int64(shelf.mandanten.count))
        set("finance_mandanten_open", Int64(shelf.load.open))
        for state in webhooks {
            let labels = [("subscription", state.subscription.name)]
            set("finance_webhook_failures", Int64(state.current.failures), labels)
            guard state.subscription.mandant == nil, let place = state.current.place else { continue }
            set("finance_webhook_behind", max(0, ledger.sequence - place.sequence), labels)
        }
    }

    private func set(_ name: String, _ value: Int64, _ labels: [(String, String)] = []) {
        registry.makeMeter(label: name, dimensions: labels).set(value)
    }
}
