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
    /// Reads one transaction from each open ledger of a company, and asks each whether the disk takes what it writes and
    /// whether its projection follows; names the companies where something is wrong.
    static func mandanten(_ shelf: MandantShelf) -> HealthCheck {
        HealthCheck("mandanten:open") {
            let leases = await shelf.openLeases()
            var (failing, warning): ([String], [String]) = ([], [])
            for lease in leases {
                let name = lease.mandant?.description ?? ""
                let database = await HealthCheck.database(lease.ledger).observe()
                let disk = await HealthCheck.disk(lease.ledger).observe()
                if database.status == .unhealthy || disk.status == .unhealthy { failing.append(name) }
                if lease.ledger.projectionFault != nil { warning.append(name) }
            }
            let reasons = [
                ("do not answer or cannot write", failing),
                ("files of sheets and totals are damaged or cannot be written", warning),
            ].compactMap { reason, names in
                names.isEmpty ? nil : reason + ": " + names.sorted().joined(separator: ", ")
            }
            return Observation(
                !failing.isEmpty ? .unhealthy : !warning.isEmpty ? .warning : .healthy, value: Double(leases.count),
                unit: "ledgers", reason: reasons.isEmpty ? nil : reasons.joined(separator: "; "))
        }
    }
}
