import FinanceCore
import ServiceKit
import ServiceLifecycle
import Shared

/// Keeps the ledger open for the life of the process and closes it when the server has drained.
struct LedgerService: Service {
    let ledger: LedgerStore

    func run() async throws {
        // Throws only on cancellation, which ends the wait as well.
        try? await gracefulShutdown()
        await ledger.close()
    }
}

extension HealthCheck {
    /// Reads one transaction through the readers; more than half a second is a warning.
    static func database(_ ledger: LedgerStore) -> HealthCheck {
        HealthCheck("database:responseTime") {
            let start = ContinuousClock.now
            do {
                _ = try await ledger.transactions(TransactionQuery(limit: 1))
            } catch {
                return Observation(.unhealthy, reason: "the ledger does not answer")
            }
            let milliseconds = (ContinuousClock.now - start).milliseconds
            return Observation(
                milliseconds > 500 ? .warning : .healthy, value: (milliseconds * 1_000).rounded() / 1_000, unit: "ms",
                reason: milliseconds > 500 ? "the ledger is slow" : nil)
        }
    }

    /// Whether lists and sheets follow the journal: says so while their file cannot be written or is made anew.
    static func projection(_ ledger: LedgerStore) -> HealthCheck {
        HealthCheck("projection:writes") {
            ledger.projectionFault == nil
                ? Observation(.healthy)
                : Observation(.warning, reason: "the file of sheets and totals is damaged or cannot be written")
        }
    }

    /// Whether the disk takes what is written: says so from the first refusal until it does again.
    static func disk(_ ledger: LedgerStore) -> HealthCheck {
        HealthCheck("disk:writes") {
            await ledger.refusal() == nil
                ? Observation(.healthy)
                : Observation(.unhealthy, reason: "the disk refuses what is written; nothing is posted meanwhile")
        }
    }
}
