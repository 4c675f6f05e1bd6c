import CoreMetrics
import FinanceCore
import ServiceKit
import ServiceLifecycle
import Shared

/// Closes the companies' ledgers when the server has drained, and tells how many there are.
struct MandantService: Service {
    let shelf: MandantShelf

    func run() async throws {
        // Throws only on cancellation, which ends the wait as well.
        try? await gracefulShutdown()
        await shelf.close()
    }
}

extension HealthCheck {
    /// Reads one transaction from each open ledger of a company, and asks each whether the disk takes what it writes.
    static func mandanten(_ shelf: MandantShelf) -> HealthCheck {
        HealthCheck("mandanten:open") {
            let leases = await shelf.openLeases()
            var faults: [String] = []
            for lease in leases {
                let database = await HealthCheck.database(lease.ledger).observe()
                let disk = await HealthCheck.disk(lease.ledger).observe()
                if database.status == .unhealthy || disk.status == .unhealthy {
                    faults.append(lease.mandant?.description ?? "")
                }
            }
            return Observation(
                faults.isEmpty ? .healthy : .unhealthy, value: Double(leases.count), unit: "ledgers",
                reason: faults.isEmpty
                    ? nil : "do not answer or cannot write: " + faults.sorted().joined(separator: ", "))
        }
    }
}
